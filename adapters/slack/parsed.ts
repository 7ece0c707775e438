import type { Address, Incoming } from '../../bot/message.ts';
import type { Language } from '../../knowledge/language.ts';
import type { FormFault } from './case-answers.ts';
import type { Place, Workspace } from './place.ts';

/** What a delivery from Slack comes to. */
export type Parsed =
  | {
      readonly kind: 'said';
      readonly incoming: readonly Incoming[];
      /** The person is answered elsewhere and must be told so where they asked. */
      readonly isAnsweredElsewhere?: boolean;
      /** An empty talk in the assistant pane, to be given questions to pick. */
      readonly offersExamples?: Address;
    }
  /** The person wants to ask from wherever they are: a form opens. */
  | { readonly kind: 'form'; readonly workspace: Workspace; readonly trigger: string }
  /** The form came back empty. */
  | { readonly kind: 'empty-form' }
  /** The person wants the interview as a form, by a button with this label in this place. */
  | {
      readonly kind: 'case-form';
      readonly trigger: string;
      readonly place: Place;
      readonly label?: string;
      /** What the press is where no form opens. */
      readonly press: Incoming;
    }
  /** That form came back with something that cannot be taken as it is. */
  | {
      readonly kind: 'faulty-form';
      readonly faults: readonly FormFault[];
      readonly language?: Language;
    }
  /** The app was removed from the workspace, at that time in milliseconds since 1970 if Slack says. */
  | { readonly kind: 'removed'; readonly workspace: Workspace; readonly at?: number }
  /** Nothing for us, or nothing that we can read. */
  | { readonly kind: 'nothing' };

export const NOTHING: Parsed = { kind: 'nothing' };

export interface ParseSettings {
  /** Links under it lead to our pages; empty where we have no public address. */
  readonly baseUrl: string;
  /** For what Slack does not number: milliseconds since 1970. */
  readonly now: () => number;
}

/** What an event is about, beside the event itself. */
export interface Frame {
  readonly deliveryId: string;
  readonly workspace: Workspace;
  /** Our own user in the workspace, where Slack says. */
  readonly bot: string | undefined;
  /** When it happened, milliseconds since 1970. */
  readonly at?: number;
}

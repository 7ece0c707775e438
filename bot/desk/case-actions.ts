import type { Day } from '../../knowledge/calendar/day.ts';
import type { Formal } from '../formal-state.ts';
import type { CaseExhibit } from './case-file.ts';

/** What staff do with a case. Everything is checked against permissions and the table of moves before it happens. */
export type StaffAction =
  /** `to` absent: nobody's any more. */
  | { readonly do: 'assign'; readonly to?: string }
  | {
      readonly do: 'status';
      readonly to: string;
      readonly ground?: string;
      /** Id of a route, or typed. */
      readonly transferTo?: string;
      /** What is missing, for a supplement. */
      readonly missing?: string;
      readonly reason?: string;
    }
  | { readonly do: 'message'; readonly text: string }
  | { readonly do: 'note'; readonly text: string; readonly mentions: readonly string[] }
  | { readonly do: 'task'; readonly text: string; readonly owner?: string; readonly due?: Day }
  | { readonly do: 'task-done'; readonly no: number }
  /** Keeps a letter as a draft. */
  | {
      readonly do: 'letter';
      readonly letter: string;
      readonly ground?: string;
      readonly text: string;
    }
  | { readonly do: 'letter-change'; readonly no: number; readonly text: string }
  | { readonly do: 'letter-send'; readonly no: number }
  | { readonly do: 'recuse'; readonly staff: string; readonly reason: string }
  | { readonly do: 'restrict'; readonly to: readonly string[] }
  | { readonly do: 'unrestrict' }
  /** `level` absent: as the rules suggest it. */
  | { readonly do: 'priority'; readonly level?: string }
  | { readonly do: 'snooze'; readonly until: number }
  | { readonly do: 'unsnooze' }
  | { readonly do: 'ask-identity'; readonly reason: string }
  | { readonly do: 'approve-identity'; readonly no: number }
  /** Messages of the person were read. */
  | { readonly do: 'read' };

/** What the person does, from any channel, with the receipt code or in the conversation that sent the case. */
export type PersonAction =
  | { readonly do: 'message'; readonly text: string }
  | { readonly do: 'add-evidence'; readonly exhibits: readonly CaseExhibit[] }
  | {
      readonly do: 'correct';
      readonly answers: Readonly<Record<string, readonly string[]>>;
      readonly documentSha256: string;
      /** Formal sentences that stand in the place of an answer. */
      readonly formal?: Formal | undefined;
    }
  /** Name and address are put beside the file, or take the place of earlier ones. */
  | { readonly do: 'identify' }
  | { readonly do: 'withdraw' }
  /** Messages of the staff were read. */
  | { readonly do: 'read' };

/** By which a repeated form, button or delivery is known. */
export type ActionKey = string;

/** Why something is not done; the words for it stand in the table `desk`. */
export type Refusal =
  | 'not-allowed'
  | 'no-such-case'
  | 'no-such-move'
  | 'needs-ground'
  | 'needs-transfer'
  | 'needs-supplement'
  | 'needs-reason'
  | 'needs-text'
  /** A letter with places that are still to be filled in. */
  | 'has-blanks'
  | 'too-long'
  | 'too-many'
  | 'closed'
  | 'withdrawn'
  | 'merged'
  | 'recused'
  | 'needs-second-person'
  | 'not-there';

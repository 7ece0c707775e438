import type { Statute } from '../../knowledge/law/statute.ts';

/** A law that is to be fetched, and the file below the law folder that it is kept in. */
export interface WantedLaw {
  readonly title: string;
  readonly file: string;
}

/** What a source has to give for one law. */
export type Delivery =
  /** `note`: what else a person should know, as that a newer version is promulgated. */
  | { readonly kind: 'text'; readonly markdown: string; readonly note?: string }
  /** What is at hand is the newest the source has. */
  | { readonly kind: 'unchanged'; readonly note?: string }
  /** The source answered, and has no such law or no sound text of it. */
  | { readonly kind: 'none'; readonly why: string };

/** Where texts come from. */
export interface LawSource {
  /** Says the same as long as the source is the same; goes into the journal. */
  readonly way: string;
  /** Whether asking again on the same day is a waste: true of a public server, false of a folder. */
  readonly isRemote: boolean;
  /**
   * @param atHand - The text that is there already, if it is sound and unaltered.
   * @throws {LawOutageError} when the source cannot be reached.
   * @throws {LawAnswerError} when it answers with something that cannot be used.
   * @throws {LawSetupError} when it never will be as things are set up.
   */
  deliver(law: WantedLaw, atHand: Statute | undefined): Promise<Delivery>;
}

import type { Corpus } from '../corpus-model/corpus.ts';
import type { LawFolder } from '../law/law-folder.ts';

/** Everything a rule may look at. */
export interface CheckContext {
  readonly corpus: Corpus;
  /** The official text; absent where the operator has none. */
  readonly law?: LawFolder;
  /** The day of the check, YYYY-MM-DD. */
  readonly today: string;
}

/** `error` fails the build; `unchecked` says what could not be proved here. */
export interface Finding {
  readonly level: 'error' | 'unchecked';
  /** The record it is about: an entry id, a provision, a source. */
  readonly about: string;
  readonly message: string;
}

export type Rule = (context: CheckContext) => readonly Finding[];

export const error = (about: string, message: string): Finding => ({
  level: 'error',
  about,
  message,
});

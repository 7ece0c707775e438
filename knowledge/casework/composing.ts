import type { Language } from '../language.ts';
import type { Exhibit } from './compose-exhibits.ts';
import type { Condition } from './condition.ts';
import type { Outline } from './outline.ts';
import type { Answers, Question } from './questions.ts';

/** An answer in formal sentences. */
export interface FormalAnswer {
  readonly question: string;
  readonly sentences: readonly { readonly text: string }[];
}

/** What every part of a document is composed from. */
export interface Composing {
  readonly outline: Outline;
  readonly language: Language;
  /** Only of questions that arise. */
  readonly answers: Answers;
  readonly asked: ReadonlyMap<string, Question>;
  readonly identity: Readonly<Record<string, string>>;
  readonly exhibits: readonly Exhibit[];
  readonly formal?: FormalAnswer;
  readonly dayText: string;
  readonly citationText: (cite: string, language: Language) => string;
  readonly applies: (when: Condition | undefined) => boolean;
  /** Takes down what is not. */
  readonly isProven: (cite: string) => boolean;
  /** Takes the gap down; false where it was named before. */
  readonly isNewGap: (question: string) => boolean;
}

import type { Fault } from './faults.ts';

/** A sentence of an answer, as it is sent. */
export interface WordedSentence {
  readonly text: string;
  readonly rests: readonly string[];
  /** `corpus`: the model's sentence failed, and what it rested on stands in its place. */
  readonly by: 'model' | 'corpus';
}

/** What became of a generated text. */
export interface Wording {
  /** Empty where the whole text is refused: the answer then goes out as the corpus has it. */
  readonly sentences: readonly WordedSentence[];
  readonly checked: WordingCheck;
}

/** What was looked at and what came of it: kept with the figures of the answer, never any words. */
export interface WordingCheck {
  readonly sentences: number;
  readonly kept: number;
  readonly replaced: number;
  readonly dropped: number;
  readonly faults: Readonly<Partial<Record<Fault, number>>>;
  /** Why the whole text was refused. */
  readonly refused?: Refusal;
}

export const REFUSALS = [
  /** The model gave another assessment than the entry, or none. */
  'verdict',
  /** No sentence that says what the plain answer says was left. */
  'no-answer',
  /** Too many sentences failed for the rest to be trusted. */
  'too-many-faults',
  'empty',
] as const;
export type Refusal = (typeof REFUSALS)[number];

import type { Basis, Verdict } from '../corpus-model/corpus.ts';
import type { Language } from '../language.ts';

/** What a passage is a piece of. */
export const PASSAGE_KINDS = [
  /** A sentence of the plain answer: stands on all reasons of its entry together. */
  'answer',
  'reason',
  'change',
  'step',
  /** Sets a false belief of the question right. */
  'correction',
  /** A sentence of the answer that goes along. */
  'companion',
  /** Our digest of an article that a reason cites. */
  'provision',
  /** Something that the person said, for a draft. */
  'said',
] as const;
export type PassageKind = (typeof PASSAGE_KINDS)[number];

/** One thing that a generated sentence may rest on, in the language of the answer. */
export interface Passage {
  /** `A1`, `R2`: a letter for the kind and a number. */
  readonly id: string;
  readonly kind: PassageKind;
  readonly text: string;
  /** Of a reason: law, recommendation, analysis … */
  readonly basis?: Basis;
  /** The places that it cites, as readers of both languages write them; all of them were proven just now. */
  readonly cited: readonly string[];
}

/** All that a generated text may be made from. */
export interface WordingGround {
  readonly language: Language;
  /** Absent where nothing is assessed: of an article, and of a draft. */
  readonly verdict?: Verdict;
  readonly passages: readonly Passage[];
}

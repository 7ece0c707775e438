import type { TermSlots } from './term-table.ts';

/** k1 of BM25: how fast a repeated term stops adding. */
export const SATURATION = 1.2;
/** A saturated frequency is kept in one byte. */
export const IMPACT_STEPS = 255;

/** An index as flat arrays, ready to be stored: the postings of a row lie between its offset and the next. */
export interface TextIndexData {
  readonly slots: TermSlots;
  /** Rows that are words; after them come word pairs. */
  readonly words: number;
  readonly offsets: Uint32Array;
  /** Unit (a passage) in the upper 24 bits, impact in the lower 8; units ascend within a row. */
  readonly postings: Uint32Array;
  /** The units of text t lie between firstUnits t and t + 1. */
  readonly firstUnits: Uint32Array;
  readonly documentFactors: Float32Array;
  readonly priors: Float32Array;
  /** The number of each text's group. */
  readonly groups: Uint32Array;
}

export interface Hit {
  /** The number of the text, in the order in which texts were added. */
  readonly text: number;
  readonly score: number;
}

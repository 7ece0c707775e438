/** What each sign is worth when entries are ranked. Learnt by `npm run tune` from held-out wordings (DECISIONS.md, 7). */
export interface RankingWeights {
  /** Words shared with the entry's texts and with its most similar wording, each 0 to 1. */
  readonly entryWords: number;
  readonly wording: number;
  /** Cosine with the nearest wording of the entry. */
  readonly vector: number;
  readonly placeMatch: number;
  readonly placeConflict: number;
  /** The entry is about certain places, the question names none. */
  readonly placeUnsaid: number;
  /** The question names a place, the entry none. */
  readonly placeExtra: number;
  readonly operatorMatch: number;
  readonly operatorConflict: number;
  readonly impliedOperatorMatch: number;
  readonly modeMatch: number;
  readonly modeConflict: number;
  readonly purposeMatch: number;
}

export type Signals = Readonly<Record<keyof RankingWeights, number>>;

export const WEIGHTS: RankingWeights = {
  entryWords: 6,
  wording: 8,
  vector: 6,
  placeMatch: 1.5,
  placeConflict: -1.5,
  placeUnsaid: -0.3,
  placeExtra: -0.3,
  operatorMatch: 0.6,
  operatorConflict: -0.6,
  impliedOperatorMatch: 0.3,
  modeMatch: 0.6,
  modeConflict: -0.5,
  purposeMatch: 0.4,
};

export const SIGNAL_NAMES = Object.keys(WEIGHTS) as readonly (keyof RankingWeights)[];

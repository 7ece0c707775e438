import type { Entry, Intent } from '../corpus-model/corpus.ts';
import type { ReadQuestion } from './question.ts';

/** Named numbers that speak for or against an entry. The ranking is their weighted sum. */
export type Signals = Readonly<Record<string, number>>;

/** How much of each signal counts. A signal without a weight counts nothing. */
export type RankingWeights = Readonly<Record<string, number>>;

export interface TextScores {
  /** Words shared with all the entry's texts: the share of the question they cover, 0 to 1. */
  readonly entryWords: number;
  /** The same for the entry's most similar wording, and for its three most similar on average. */
  readonly wording: number;
  readonly wordings: number;
  /** Cosine with the nearest wording of the entry, and mean of its three nearest. */
  readonly vector: number;
  readonly vectors: number;
}

/** What can be found: an entry by its kind, an intent by what it leads to. */
export type Found = Entry | Intent;

/** All signals of one entry or intent for one question. */
export function signalsOf(record: Found, asked: ReadQuestion, scores: TextScores): Signals {
  const isEntry = 'verdict' in record;
  const kind = isEntry ? record.kind : record.outcome;
  const signals: Record<string, number> = { ...scores, [`kind:${kind}`]: 1 };
  for (const cue of asked.slots.cue) signals[`cue:${cue}>${kind}`] = 1;
  if (asked.coreConcepts > 0) signals[`core>${kind}`] = 1;
  return isEntry ? { ...signals, ...slotSignals(record.slots, asked) } : signals;
}

type Mode = NonNullable<Entry['slots']['mode']>[number];

function slotSignals(slots: Entry['slots'], { slots: asked }: ReadQuestion): Signals {
  const signals: Record<string, number> = {};
  for (const slot of ['place', 'operator', 'mode'] as const) {
    signals[`${slot}:${howItFits(slots[slot], asked[slot])}`] = 1;
  }
  for (const mode of asked.mode) {
    signals[`asked:${mode}>${slots.mode?.includes(mode as Mode) ? 'has' : 'lacks'}`] = 1;
  }
  const isImplied = asked.operator.length === 0 && overlaps(slots.operator, asked.impliedOperator);
  if (isImplied) signals['operator:implied'] = 1;
  if (overlaps(slots.purpose, asked.purpose)) signals['purpose:match'] = 1;
  if (overlaps(slots.place?.slice(0, 1), asked.place)) signals['place:main'] = 1;
  return signals;
}

export function weightedSum(signals: Signals, weights: RankingWeights): number {
  let sum = 0;
  for (const name in signals) sum += (signals[name] ?? 0) * (weights[name] ?? 0);
  return sum;
}

const overlaps = (a: readonly string[] = [], b: readonly string[] = []): boolean =>
  a.some((value) => b.includes(value));

/** How what an entry is about fits what the question names. */
function howItFits(
  entry: readonly string[] | undefined,
  asked: readonly string[],
): 'match' | 'conflict' | 'unsaid' | 'extra' | 'silent' {
  if (!entry?.length) return asked.length > 0 ? 'extra' : 'silent';
  if (asked.length === 0) return 'unsaid';
  return overlaps(entry, asked) ? 'match' : 'conflict';
}

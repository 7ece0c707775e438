import type { SafeCount } from './suppression.ts';

/** First answers by days: from the one before to this one. The last is open. */
export const ANSWER_BUCKETS = [
  { id: 'within-1', most: 1 },
  { id: 'within-3', most: 3 },
  { id: 'within-7', most: 7 },
  { id: 'within-14', most: 14 },
  { id: 'within-30', most: 30 },
  { id: 'later', most: Infinity },
] as const;

/** So many answers at least stand on each side of a quantile that is shown. */
const LEAST_BESIDE = 5;

/** A row of the table of first answers, by the id of its bucket. */
interface AnswerRow {
  readonly key: string;
  readonly count: SafeCount;
}

export function bucketOf(days: number): string {
  const { id } = ANSWER_BUCKETS.find(({ most }) => days <= most) ?? { id: 'later' };
  return id;
}

/**
 * The least number of days within which this share was answered (nearest rank). It tells how many answers took less, so it is
 * shown only where that holds whatever the hidden numbers are, and where others stand on both sides of it.
 *
 * @param days - In order, the least first.
 */
export function quantile(
  days: readonly number[],
  share: number,
  rows: readonly AnswerRow[],
): number | null {
  const rank = Math.ceil(days.length * share);
  const value = days[rank - 1];
  if (value === undefined || Math.min(rank, days.length - rank) < LEAST_BESIDE) return null;
  const at = rows.findIndex(({ key }) => key === bucketOf(value));
  const own = rows[at]?.count;
  if (own?.kind !== 'shown') return null;
  const shown = rows.map(({ count }) => (count.kind === 'shown' ? count.count : 0));
  const before = shown.slice(0, at).reduce((sum, one) => sum + one, 0);
  const hidden = days.length - shown.reduce((sum, one) => sum + one, 0);
  const hiddenBefore = rows.slice(0, at).some(({ count }) => count.kind !== 'shown') ? hidden : 0;
  return rank > before + hiddenBefore && rank <= before + own.count ? value : null;
}

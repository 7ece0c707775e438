import { createHash } from 'node:crypto';

/** Raise to draw other queries from the same law text. */
const SEED = 1;

/**
 * Draws without a machine's randomness: everyone who has the same text draws the same, and a law that is added
 * moves few of the others.
 *
 * @param keyOf - Tells items apart; it decides what is drawn, and in which order.
 */
export function sample<T>(
  items: readonly T[],
  count: number,
  keyOf: (item: T) => string,
  seed: number = SEED,
): readonly T[] {
  return items
    .map((item) => ({ item, place: placeOf(`${seed}\n${keyOf(item)}`) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .slice(0, count)
    .map(({ item }) => item);
}

const placeOf = (key: string): string => createHash('sha256').update(key).digest('hex');

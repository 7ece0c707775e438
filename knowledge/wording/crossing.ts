import { knows, type ReadWord } from './word-match.ts';

/** A number or a date, and where in its text. */
interface Place {
  readonly start: number;
  readonly end: number;
}

interface Text {
  readonly words: readonly ReadWord[];
}

interface Neighbourhood<T> {
  readonly value: T;
  /** Words since the number before, and words up to the next. */
  readonly before: readonly ReadWord[];
  readonly after: readonly ReadWord[];
}

/**
 * Whether two numbers changed places: each stands where the passages have the other. "Decided on the 12th, announced on the 25th".
 */
export function isCrossed<T extends Place, R extends Text>(
  said: R,
  given: readonly R[],
  placesOf: (text: R) => readonly T[],
  isSame: (one: T, other: T) => boolean,
): boolean {
  const mine = around(placesOf(said), said.words);
  if (mine.length < 2) return false;
  const theirs = given.flatMap((text) => around(placesOf(text), text.words));
  return mine.some((one, at) => {
    const other = mine[at + 1];
    if (!other || isSame(one.value, other.value)) return false;
    const first = theirs.filter(({ value }) => isSame(one.value, value));
    const second = theirs.filter(({ value }) => isSame(other.value, value));
    const straight = bestOf(one, first) + bestOf(other, second);
    const crossed = bestOf(one, second) + bestOf(other, first);
    return first.length > 0 && second.length > 0 && crossed > straight;
  });
}

function around<T extends Place>(
  places: readonly T[],
  words: readonly ReadWord[],
): readonly Neighbourhood<T>[] {
  return places.map((value, at) => {
    const since = places[at - 1]?.end ?? 0;
    const until = places[at + 1]?.start ?? Number.POSITIVE_INFINITY;
    return {
      value,
      before: words.filter((word) => word.at >= since && word.at < value.start),
      after: words.filter((word) => word.at >= value.end && word.at < until),
    };
  });
}

const bestOf = <T>(one: Neighbourhood<T>, others: readonly Neighbourhood<T>[]): number =>
  Math.max(0, ...others.map((other) => likeness(one, other)));

/** A writer may put the number before or behind what it is of. */
const likeness = <T>(one: Neighbourhood<T>, other: Neighbourhood<T>): number =>
  Math.max(
    ...[one.before, one.after].flatMap((mine) =>
      [other.before, other.after].map(
        (theirs) => mine.filter((word) => knows(theirs, word)).length,
      ),
    ),
  );

import { folded } from '../search/plain-text.ts';
import { knows, type ReadWord } from './word-match.ts';

/** A number or a date, and where in its text. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/** One word in common is chance. */
const MARGIN = 2;

interface Text {
  readonly words: readonly ReadWord[];
  readonly bare: string;
}

interface Neighbourhood<T> {
  readonly value: T;
  /** Words of its clause, up to the numbers around it. */
  readonly words: readonly ReadWord[];
}

/** Between the clauses of a list of facts. */
const BREAK = /[,;]|(?<=\.)\s|(?<=[가-힣](?:고|며|지만|는데))\s|\s(?:and|but|while|or)\s/gu;

/**
 * Whether two numbers changed places: each stands where the passages have the other. "Decided on the 12th, announced on the 25th".
 */
export function isCrossed<T extends Place, R extends Text>(
  said: R,
  given: readonly R[],
  placesOf: (text: R) => readonly T[],
  isSame: (one: T, other: T) => boolean,
): boolean {
  if (placesOf(said).length < 2) return false;
  const mine = around(placesOf(said), said);
  const theirs = given.flatMap((text) => around(placesOf(text), text));
  return mine.some((one, at) => {
    const other = mine[at + 1];
    if (!other || isSame(one.value, other.value)) return false;
    const first = theirs.filter(({ value }) => isSame(one.value, value));
    const second = theirs.filter(({ value }) => isSame(other.value, value));
    const straight = bestOf(one, first) + bestOf(other, second);
    const crossed = bestOf(one, second) + bestOf(other, first);
    return first.length > 0 && second.length > 0 && crossed >= straight + MARGIN;
  });
}

function around<T extends Place>(places: readonly T[], text: Text): readonly Neighbourhood<T>[] {
  const breaks = [...folded(text.bare).matchAll(BREAK)].map(({ index }) => index);
  return places.map((value, at) => {
    const ends = [places[at - 1]?.end ?? 0, ...breaks.filter((one) => one < value.start)];
    const starts = [
      places[at + 1]?.start ?? Number.POSITIVE_INFINITY,
      ...breaks.filter((one) => one >= value.end),
    ];
    const [since, until] = [Math.max(...ends), Math.min(...starts)];
    const isIn = (word: ReadWord) =>
      word.at >= since && word.at < until && (word.at < value.start || word.at >= value.end);
    return { value, words: text.words.filter(isIn) };
  });
}

const bestOf = <T>(one: Neighbourhood<T>, others: readonly Neighbourhood<T>[]): number =>
  Math.max(0, ...others.map(({ words }) => one.words.filter((word) => knows(words, word)).length));

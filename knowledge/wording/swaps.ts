import type { Statement } from './statements.ts';
import { knows, type ReadWord } from './word-match.ts';

/** Shorter ones are parts of a list. */
const FEWEST_WORDS = 3;

/** Two things that passages keep apart, each said of the other: the photo is sensitive, the template ordinary. */
export function isSwapped(all: readonly Statement[], given: readonly Statement[]): boolean {
  const said = all.filter(({ words }) => words.length >= FEWEST_WORDS);
  return pairsOf(said).some(([one, other]) => {
    const isWhole = (statement: Statement) => given.some((whole) => tells(whole, statement));
    if (isWhole(one) || isWhole(other)) return false;
    return pairsOf(given).some(([first, second]) => {
      const [ofFirst, ofSecond] = [only(first, second), only(second, first)];
      const isMixed = ({ words }: Statement) =>
        words.some((word) => knows(ofFirst, word)) && words.some((word) => knows(ofSecond, word));
      return (
        ofFirst.length > 0 &&
        ofSecond.length > 0 &&
        isMixed(one) &&
        isMixed(other) &&
        isCovered(one, [first, second]) &&
        isCovered(other, [first, second])
      );
    });
  });
}

const only = (one: Statement, other: Statement): readonly ReadWord[] =>
  one.words.filter((word) => !knows(other.words, word));

/** Whether one statement has all words of another. */
const tells = (all: Statement, one: Statement): boolean =>
  one.words.every((word) => knows(all.words, word));

const isCovered = ({ words }: Statement, by: readonly Statement[]): boolean =>
  words.every((word) => by.some((statement) => knows(statement.words, word)));

function pairsOf<T>(list: readonly T[]): readonly (readonly [T, T])[] {
  return list.flatMap((one, at) => list.slice(at + 1).map((other) => [one, other] as const));
}

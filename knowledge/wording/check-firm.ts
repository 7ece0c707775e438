import { saidAt } from './denied.ts';
import type { Evidence } from './evidence.ts';
import type { Fault } from './faults.ts';
import type { Reading } from './text-reader.ts';
import { anyOf, everywhere, type WordingRules } from './wording-rules.ts';

const DENIED_NUMBERS = /\bnot (\d[\d-]*)\b|(\d[\d-]*)[가-힣]{0,3}\s?아니/gu;

/** Words that settle a matter are said as the passages say them: with a "not" where these have one, and without where they have none. */
export function firmCheck({ firm }: WordingRules['polarity']) {
  const words = firm.map(({ asks, ...said }) => ({ asks, said: everywhere(anyOf(said)) }));
  return ({ folded }: Reading, { text, cited }: Evidence): readonly Fault[] => {
    const isTurned = words.some(({ asks, said }) => {
      const mine = signsIn(folded, said, []);
      if (mine.size === 0) return false;
      const theirs = signsIn(text, said, [1, -1]);
      if (theirs.size === 0) return asks !== 'agreed' && !cited.match(said);
      return asks !== 'given' && [...mine].some((sign) => !theirs.has(sign));
    });
    return isTurned || deniesNumber(folded, text) ? ['claim'] : [];
  };
}

/** +1 where the word is affirmed, -1 where it is denied. @param asked - What it counts as where it is only asked. */
function signsIn(text: string, said: RegExp, asked: readonly number[]): ReadonlySet<number> {
  const signs = { affirmed: [1], denied: [-1], asked };
  return new Set(
    [...text.matchAll(said)].flatMap(
      ({ index, 0: word }) => signs[saidAt(text, index, index + word.length)],
    ),
  );
}

/** "…, not 118": a number is ruled out that the passages do not rule out. */
function deniesNumber(said: string, given: string): boolean {
  const denied = (text: string) =>
    [...text.matchAll(DENIED_NUMBERS)].flatMap(([, before, after]) => before ?? after ?? []);
  const theirs = denied(given);
  return denied(said).some((number) => given.includes(number) && !theirs.includes(number));
}

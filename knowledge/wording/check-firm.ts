import type { Evidence } from './evidence.ts';
import type { Fault } from './faults.ts';
import type { Reading } from './text-reader.ts';
import { anyOf, everywhere, type WordingRules } from './wording-rules.ts';

/** A "no" before a word, and how far it reaches. */
const REACH_BEFORE = 70;
const NOT_BEFORE =
  /(?:\b(?:not|no|never|nor|neither|none|nobody|without|cannot|untrue|myth)\b|n't)[^.;,()]*$/u;
/** What stands between a Korean word and its "not": 금지하는 법은 없고, 허용한 법도, 금지한 법도 없어요. */
const REACH_AFTER = 44;
const NOT_AFTER =
  /^[가-힣]*\s?(?:(?:법률|법|규정|조항|판례|것|게|건|경우|명령|권한|있|수|하|되|한|된|하거나|근거|뜻|말|이 법에)[가-힣]*\s){0,4}(?:[가-힣]{0,2}지\s?)?(?:않|아니|없|못|안 )|^\s[가-힣]+[이가은는]\s(?:다\s)?아니|^[가-힣]{0,4}\s?(?:법률|법|규정|조항|판례|근거|것)도,?\s[^.;\n]{0,30}(?:없|않|아니)/u;
/** 금지되는지는 …: asked, and neither affirmed nor denied. */
const ASKED = /^[가-힣]*지(?:는|에|도|를|가|,|\s)/u;
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
  return new Set(
    [...text.matchAll(said)].flatMap(({ index, 0: word }) => {
      const after = text.slice(index + word.length, index + word.length + REACH_AFTER);
      if (ASKED.test(after)) return asked;
      const before = text.slice(Math.max(0, index - REACH_BEFORE), index);
      return NOT_BEFORE.test(before) || NOT_AFTER.test(after) ? [-1] : [1];
    }),
  );
}

/** "…, not 118": a number is ruled out that the passages do not rule out. */
function deniesNumber(said: string, given: string): boolean {
  const denied = (text: string) =>
    [...text.matchAll(DENIED_NUMBERS)].flatMap(([, before, after]) => before ?? after ?? []);
  const theirs = denied(given);
  return denied(said).some((number) => given.includes(number) && !theirs.includes(number));
}

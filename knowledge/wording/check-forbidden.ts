import type { Evidence } from './evidence.ts';
import type { Fault } from './faults.ts';
import type { Reading } from './text-reader.ts';
import { anyOf, anyWording, type WordingRules } from './wording-rules.ts';

/** Advice, promises, threats, insults: wordings that a lawyer listed. */
export function forbiddenCheck({ always, unlessGiven }: WordingRules['forbidden']) {
  const never = anyOf(always);
  const others = [...unlessGiven.ko, ...unlessGiven.en].map((wording) => anyWording([wording]));
  return ({ text }: Reading, { cited }: Evidence): readonly Fault[] =>
    never.test(text) || others.some((pattern) => pattern.test(text) && !pattern.test(cited))
      ? ['forbidden']
      : [];
}

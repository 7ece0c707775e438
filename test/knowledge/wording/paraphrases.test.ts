import { describe, expect, it } from 'vitest';
import { ENGLISH, KOREAN, type Paraphrases } from './paraphrases.ts';
import { faultsIn, groundOf } from './real-wording.ts';

const rows = (
  list: readonly Paraphrases[],
  of: (one: Paraphrases) => readonly string[],
): readonly (readonly [string, string])[] =>
  list.flatMap((one) => of(one).map((text) => [text, one.passage] as const));

describe.each([
  ['ko', KOREAN],
  ['en', ENGLISH],
] as const)('a sentence that rests on one passage (%s)', (language, list) => {
  it.each(rows(list, ({ honest }) => honest))(
    'says the same in other words: %s',
    (text, passage) => {
      expect(faultsIn(groundOf(language, { text: passage }), text)).toEqual([]);
    },
  );

  it.each(rows(list, ({ lies }) => lies))('says something else: %s', (text, passage) => {
    expect(faultsIn(groundOf(language, { text: passage }), text)).not.toEqual([]);
  });
});

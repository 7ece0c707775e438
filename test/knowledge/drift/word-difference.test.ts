import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COLOUR_MARKS,
  differenceText,
  type WordDifference,
  wordDifference,
} from '../../../knowledge/drift/word-difference.ts';

const texts = fc
  .array(
    fc.constantFrom(
      '장난감을',
      '지킨다.',
      '판다.',
      '①',
      '제1항',
      '<개정 2020. 1. 2.>',
      '\n',
      '<',
      '가>',
    ),
  )
  .map((words) => words.join(' '));

const wordsOf = (difference: WordDifference, but: 'added' | 'removed') =>
  difference.flatMap(({ kind, words }) => (kind === but ? [] : words)).join('');
const squashed = (text: string) => text.replace(/[^\S\n]+/g, '');

describe('wordDifference', () => {
  it('holds all of both texts', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const difference = wordDifference(before, after);
        expect(squashed(wordsOf(difference, 'added'))).toBe(squashed(before));
        expect(squashed(wordsOf(difference, 'removed'))).toBe(squashed(after));
      }),
    );
  });

  it('finds nothing between a text and itself', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(wordDifference(text, text).every(({ kind }) => kind === 'same')).toBe(true);
      }),
    );
  });

  it.each([
    {
      what: 'a Korean word with its particle',
      before: '이 법은 장난감을 지킨다.',
      after: '이 법은 인형을 지킨다.',
      text: '이 법은 [-장난감을-] {+인형을+} 지킨다.',
    },
    {
      what: 'a note on amendments as one word',
      before: '지킨다. <개정 2016. 3. 29.>',
      after: '지킨다. <개정 2016. 3. 29., 2026. 11. 10.>',
      text: '지킨다. [-<개정 2016. 3. 29.>-] {+<개정 2016. 3. 29., 2026. 11. 10.>+}',
    },
    {
      what: 'lines',
      before: '① 하나\n② 둘',
      after: '① 하나\n② 둘\n③ 셋',
      text: '① 하나\n② 둘\n{+③ 셋+}',
    },
    {
      what: 'lines that are gone, each for itself',
      before: '① 하나\n② 둘\n③ 셋',
      after: '① 하나',
      text: '① 하나\n[-② 둘-]\n[-③ 셋-]',
    },
    { what: 'a text that is gone', before: '① 하나', after: '', text: '[-① 하나-]' },
    { what: 'a text that is new', before: '', after: '① 하나', text: '{+① 하나+}' },
    { what: 'nothing', before: '', after: '', text: '' },
  ])('shows $what', ({ before, after, text }) => {
    expect(differenceText(wordDifference(before, after))).toBe(text);
  });
});

describe('differenceText', () => {
  const many = (count: number) => Array.from({ length: count }, (_, n) => `말${n}`).join(' ');

  it('cuts a long unchanged stretch down to the words around the changes', () => {
    const middle = many(40);
    expect(differenceText(wordDifference(`하나 ${middle} 둘`, `셋 ${middle} 넷`))).toBe(
      '[-하나-] {+셋+} 말0 말1 말2 말3 말4 말5 말6 말7 … 말32 말33 말34 말35 말36 말37 말38 말39 [-둘-] {+넷+}',
    );
  });

  it('leaves out what stands far before the first change and far after the last', () => {
    const text = differenceText(
      wordDifference(`${many(40)} 하나 ${many(40)}`, `${many(40)} 둘 ${many(40)}`),
    );
    expect(text).toBe(
      '… 말32 말33 말34 말35 말36 말37 말38 말39 [-하나-] {+둘+} 말0 말1 말2 말3 말4 말5 말6 말7 …',
    );
  });

  it('shows the same in colour, with the marks', () => {
    const difference = wordDifference('하나', '둘');
    expect(differenceText(difference, COLOUR_MARKS)).toBe(
      '\u001b[31m[-하나-]\u001b[39m \u001b[32m{+둘+}\u001b[39m',
    );
  });
});

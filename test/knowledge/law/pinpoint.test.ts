import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  englishPinpoint,
  koreanArticle,
  koreanPinpoint,
  type Pinpoint,
  parsePinpoint,
} from '../../../knowledge/law/pinpoint.ts';

const number = fc.integer({ min: 1, max: 999 }).map(String);
const branched = fc
  .tuple(number, fc.option(fc.integer({ min: 2, max: 40 }), { nil: undefined }))
  .map(([main, branch]) => (branch ? `${main}-${branch}` : main));
const subitem = fc.constantFrom(...'가나다라마바사아자차카타파하');

const pinpoint: fc.Arbitrary<Pinpoint> = fc.oneof(
  fc.record({ article: branched, paragraph: number }, { requiredKeys: ['article'] }),
  fc.record(
    { article: branched, paragraph: number, item: branched, subitem },
    { requiredKeys: ['article', 'item'] },
  ),
);

describe('parsePinpoint', () => {
  it('reads back whatever koreanPinpoint writes', () => {
    fc.assert(
      fc.property(pinpoint, (at) => {
        expect(parsePinpoint(koreanPinpoint(at))).toEqual(at);
      }),
    );
  });

  it.each<{ text: string; at: Pinpoint }>([
    { text: '제23조', at: { article: '23' } },
    { text: '제25조의2', at: { article: '25-2' } },
    { text: '제25조의2제1항', at: { article: '25-2', paragraph: '1' } },
    { text: '제2조제7호', at: { article: '2', item: '7' } },
    { text: '제2조제7호의2', at: { article: '2', item: '7-2' } },
    { text: '제2조제7의2호', at: { article: '2', item: '7-2' } },
    { text: '제2조제1항제3호가목', at: { article: '2', paragraph: '1', item: '3', subitem: '가' } },
    { text: ' 제23조 제1항 ', at: { article: '23', paragraph: '1' } },
    { text: '제23조제1항'.normalize('NFD'), at: { article: '23', paragraph: '1' } },
  ])('reads "$text"', ({ text, at }) => {
    expect(parsePinpoint(text)).toEqual(at);
  });

  it.each(['', '23조', '제조', '제23', '제1항', '제23조제1호제2항', '제23조 등', 'Article 23'])(
    'knows nothing in "%s"',
    (text) => {
      expect(parsePinpoint(text)).toBeUndefined();
    },
  );
});

describe('koreanArticle', () => {
  it.each([
    { article: '25', text: '제25조' },
    { article: '25-2', text: '제25조의2' },
  ])('writes $article as $text', ({ article, text }) => {
    expect(koreanArticle(article)).toBe(text);
  });
});

describe('englishPinpoint', () => {
  it.each<{ at: Pinpoint; text: string }>([
    { at: { article: '23' }, text: 'Article 23' },
    { at: { article: '25-2', paragraph: '1' }, text: 'Article 25-2(1)' },
    { at: { article: '2', item: '7-2' }, text: 'Article 2, item 7-2' },
    {
      at: { article: '2', paragraph: '1', item: '3', subitem: '나' },
      text: 'Article 2(1), item 3(b)',
    },
    { at: { article: '2', item: '1', subitem: '하' }, text: 'Article 2, item 1(n)' },
    // After 하 statutes go on with 거, 너, 더 …
    { at: { article: '2', item: '1', subitem: '거' }, text: 'Article 2, item 1(o)' },
  ])('writes $text', ({ at, text }) => {
    expect(englishPinpoint(at)).toBe(text);
  });
});

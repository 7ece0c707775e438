import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PASSAGE_CHARACTERS, passagesOf } from '../../../knowledge/text-search/passages.ts';

const withoutSpaces = (text: string): string => text.replace(/\s+/g, '');

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom('\n', '\n\n', ' ', '. ', '? ', '。', '①', '⑳', '㉕', '㉛', '\u3000'),
      fc.string({ unit: fc.constantFrom(...'가나다라마바사abc12,.'), maxLength: 30 }),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''));
const limit = fc.integer({ min: 1, max: 60 });

describe('passagesOf', () => {
  it('gives no passage that is longer than the limit', () => {
    fc.assert(
      fc.property(text, limit, (whole, most) => {
        for (const passage of passagesOf(whole, most)) {
          expect(passage.length).toBeLessThanOrEqual(most);
        }
      }),
    );
  });

  it('keeps every character but spaces, in order', () => {
    fc.assert(
      fc.property(text, limit, (whole, most) => {
        expect(withoutSpaces(passagesOf(whole, most).join(''))).toBe(withoutSpaces(whole));
      }),
    );
  });

  it('gives no empty passage of a text that has letters', () => {
    fc.assert(
      fc.property(text, limit, (whole, most) => {
        const passages = passagesOf(`가${whole}`, most);
        expect(passages.filter((passage) => passage === '')).toEqual([]);
      }),
    );
  });

  it('fills a passage before it begins the next', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2 }),
        limit,
        (sizes, most) => {
          const lines = sizes.map((size) => '가'.repeat(Math.min(size, most)));
          const passages = passagesOf(lines.join('\n'), most);
          passages.slice(1).forEach((passage, index) => {
            const [first = ''] = passage.split('\n');
            expect(`${passages[index]}\n${first}`.length).toBeGreaterThan(most);
          });
        },
      ),
    );
  });

  it.each([
    { what: 'an empty text', whole: '' },
    { what: 'a short text', whole: '① 짧다.\n② 길지 않다.' },
    { what: 'a text just as long as the limit', whole: '가'.repeat(PASSAGE_CHARACTERS) },
  ])('leaves $what in one piece', ({ whole }) => {
    expect(passagesOf(whole)).toEqual([whole]);
  });

  it.each([
    {
      where: 'at lines',
      whole: '가가가가\n나나나나\n다다다다',
      cut: ['가가가가\n나나나나', '다다다다'],
    },
    {
      where: 'before circled numbers',
      whole: '①가가가②나나나③다다다다',
      cut: ['①가가가\n②나나나', '③다다다다'],
    },
    {
      where: 'before 31 in a circle',
      whole: '㉚가가가가가가㉛나나나나나나',
      cut: ['㉚가가가가가가', '㉛나나나나나나'],
    },
    {
      where: 'before 50 in a circle',
      whole: '㊾가가가가가가㊿나나나나나나',
      cut: ['㊾가가가가가가', '㊿나나나나나나'],
    },
    {
      where: 'after a sentence',
      whole: '가가 가가다. 나나 나나나나 나나',
      cut: ['가가 가가다.', '나나 나나나나 나나'],
    },
    {
      where: 'after a Chinese sentence',
      whole: '一二三四五六。七八九十百',
      cut: ['一二三四五六。', '七八九十百'],
    },
    { where: 'after a word', whole: '가가가 나나나 다다다', cut: ['가가가 나나나', '다다다'] },
    {
      where: 'within a word that is too long',
      whole: '가'.repeat(12),
      cut: ['가'.repeat(10), '가가'],
    },
    {
      where: 'not after a sentence that is too short to stand alone',
      whole: '가. 나나나나 다다다다',
      cut: ['가. 나나나나', '다다다다'],
    },
  ])('cuts $where', ({ whole, cut }) => {
    expect(passagesOf(whole, 10)).toEqual(cut);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { widthInCells } from '../../adapters/documents/display-width.ts';
import { BLANK, renderPlainText } from '../../adapters/documents/plain-text.ts';
import {
  type CountedUnit,
  LEAST_MOST,
  splitForPortal,
  textCounts,
} from '../../adapters/documents/portal-text.ts';
import type { DocumentBlock } from '../../knowledge/casework/document.ts';

const textOf = (...blocks: readonly DocumentBlock[]): string =>
  renderPlainText({ id: 'request', language: 'ko', title: '제목', blocks });

describe('a document as plain text', () => {
  it.each<{ name: string; block: DocumentBlock; text: string }>([
    { name: 'a heading', block: { kind: 'heading', text: '1. 진정인' }, text: '■ 1. 진정인' },
    {
      name: 'a gap',
      block: { kind: 'paragraph', style: 'gap', text: '날짜가 없습니다.' },
      text: '□ 날짜가 없습니다.',
    },
    {
      name: 'own words, line by line',
      block: { kind: 'paragraph', style: 'own-words', text: '하나\r\n\r\n둘' },
      text: '하나\n\n둘',
    },
    {
      name: 'fields, and a line for what is empty',
      block: {
        kind: 'fields',
        rows: [
          { label: '성명', value: '' },
          { label: '관계', value: '본인' },
        ],
      },
      text: `성명: ${BLANK}\n관계: 본인`,
    },
    {
      name: 'a numbered list, its further lines set in',
      block: { kind: 'list', isNumbered: true, items: ['가\n나', '다'] },
      text: '1. 가\n   나\n2. 다',
    },
    {
      name: 'a table that fits, in columns of the width that is seen',
      block: {
        kind: 'table',
        head: ['날짜', 'who'],
        rows: [
          ['9.14', '甲'],
          ['10.1', 'B'],
        ],
      },
      text: '날짜  who\n---------\n9.14  甲\n10.1  B',
    },
    {
      name: 'a wide table, row by row',
      block: {
        kind: 'table',
        head: ['날짜', '일'],
        rows: [
          ['9.14', '긴 글'.repeat(20)],
          ['', '끝'],
        ],
      },
      text: `1. 날짜: 9.14\n   일: ${'긴 글'.repeat(20)}\n2. 일: 끝`,
    },
    {
      name: 'a signature',
      block: { kind: 'signature', lines: ['2026년', '진정인 (인)'] },
      text: '2026년\n진정인 (인)',
    },
    {
      name: 'an addressee',
      block: { kind: 'addressee', text: '위원회 귀중' },
      text: '위원회 귀중',
    },
  ])('has $name', ({ block, text }) => {
    expect(textOf(block)).toBe(`제목\n\n${text}\n`);
  });

  it('leaves no empty line for a block without text', () => {
    expect(textOf({ kind: 'list', isNumbered: false, items: [] })).toBe('제목\n');
  });
});

describe('the width of a text', () => {
  it.each([
    { text: 'abc', width: 3 },
    { text: '가나', width: 4 },
    { text: '甲(a)', width: 5 },
    { text: '👍', width: 2 },
    { text: 'e\u0301', width: 1 },
  ])('of "$text" is $width cells', ({ text, width }) => {
    expect(widthInCells(text)).toBe(width);
  });
});

describe('the counts of a text', () => {
  it.each([
    { text: '', counts: [0, 0, 0, 0] },
    { text: 'a b', counts: [3, 2, 3, 3] },
    { text: '가 나\n', counts: [4, 2, 8, 6] },
    { text: '👍é', counts: [2, 2, 6, 4] },
  ])('of "$text" are $counts', ({ text, counts }) => {
    expect(Object.values(textCounts(text))).toEqual(counts);
  });

  it('of bytes in UTF-8 are those that an encoder makes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(textCounts(text).utf8Bytes).toBe(new TextEncoder().encode(text).length);
      }),
    );
  });
});

describe('a text cut for a portal', () => {
  it.each([
    {
      name: 'between paragraphs',
      text: '가나다.\n\n라마바사',
      most: 9,
      parts: ['가나다.\n\n', '라마바사'],
    },
    {
      name: 'between sentences',
      text: '가나다라. 마바. 사아자',
      most: 11,
      parts: ['가나다라. 마바. ', '사아자'],
    },
    {
      name: 'between words',
      text: '가나다 라마바 사아자',
      most: 9,
      parts: ['가나다 라마바 ', '사아자'],
    },
    {
      name: 'within a word that is too long',
      text: '가나다라마바',
      most: 4,
      parts: ['가나다라', '마바'],
    },
    {
      name: 'never between a letter and its mark',
      text: 'abce\u0301f',
      most: 4,
      parts: ['abc', 'e\u0301f'],
    },
  ])('is cut $name', ({ text, most, parts }) => {
    expect(splitForPortal(text, { most, unit: 'characters' })).toEqual(parts);
  });

  const anyText = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 100 }),
    fc
      .array(fc.constantFrom('가나다', '라.', ' ', '\n', '\n\n', 'word', '甲', '👍', '\u0301'), {
        maxLength: 200,
      })
      .map((parts) => parts.join('')),
  );
  const anyUnit = fc.constantFrom<CountedUnit>('characters', 'utf8Bytes', 'eucKrBytes');

  it('is the text when its parts are joined, and no part is empty or counts more than was allowed', () => {
    fc.assert(
      fc.property(
        anyText,
        anyUnit,
        fc.integer({ min: LEAST_MOST, max: 200 }),
        (text, unit, most) => {
          const parts = splitForPortal(text, { most, unit });
          expect(parts.join('')).toBe(text);
          for (const part of parts) {
            expect(textCounts(part)[unit]).toBeLessThanOrEqual(most);
            expect(part).not.toBe('');
            expect(part.isWellFormed()).toBe(true);
          }
        },
      ),
    );
  });

  it('takes no more than twice as many parts as the text has to take', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 100, max: 200 }), (text, most) => {
        const parts = splitForPortal(text, { most, unit: 'characters' });
        const least = Math.ceil(textCounts(text).characters / most);
        expect(parts.length).toBeLessThanOrEqual(2 * least + 1);
      }),
    );
  });

  it('is refused where not even one character would fit', () => {
    expect(() => splitForPortal('가', { most: 3, unit: 'utf8Bytes' })).toThrow(RangeError);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleOfAddress } from '../../adapters/web/law-address.ts';
import { textLines } from '../../adapters/web/law-text.ts';

const joined = (text: string, links: Parameters<typeof textLines>[1]): string =>
  textLines(text, links)
    .map(({ parts }) => parts.map((part) => part.text).join(''))
    .join('\n');

describe('official text as it is laid out', () => {
  it.each([
    { line: '① 이 법은', depth: 0 },
    { line: '㉑ 이 법은', depth: 0 },
    { line: '1. 나무토막', depth: 1 },
    { line: '12의3. 나무토막', depth: 1 },
    { line: '가. 색을 칠한', depth: 2 },
    { line: '거. 색을 칠한', depth: 2 },
    { line: '1) 파란', depth: 3 },
    { line: '가) 파란', depth: 3 },
    { line: '(1) 파란', depth: 3 },
    { line: '[본조신설 2020.2.4]', depth: 0 },
    { line: '나무는 둔다.', depth: 1 },
  ])('"$line" below an item stands at depth $depth', ({ line, depth }) => {
    expect(textLines(`1. 다음\n${line}`, [])[1]?.depth).toBe(depth);
  });

  it('links what it is told to link, and nothing else', () => {
    const text = '제1조와 제2조\n1. 제3조';
    const path = '/law/x';
    const links = [
      { start: 5, end: 8, path },
      { start: 12, end: 15, path },
    ];
    expect(textLines(text, links)).toEqual([
      { depth: 0, parts: [{ text: '제1조와 ' }, { text: '제2조', path }] },
      { depth: 1, parts: [{ text: '1. ' }, { text: '제3조', path }] },
    ]);
  });

  it.each([
    {
      what: 'overlap',
      links: [
        [0, 5],
        [3, 8],
      ],
    },
    { what: 'cross a line', links: [[5, 12]] },
    {
      what: 'leave the text',
      links: [
        [5, 500],
        [-3, 2],
      ],
    },
    { what: 'are empty', links: [[3, 3]] },
  ])('takes links that $what for text', ({ links }) => {
    const text = '제1조와 제2조\n1. 제3조';
    expect(
      joined(
        text,
        links.map(([start = 0, end = 0]) => ({ start, end, path: '/x' })),
      ),
    ).toBe(text);
  });

  it('is the text character for character, whatever the links', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('① 이', '1. 저', '가. 그', ''),
    );
    const link = fc.record({
      start: fc.integer({ min: -5, max: 60 }),
      end: fc.integer({ min: -5, max: 60 }),
      path: fc.constant('/x'),
    });
    fc.assert(
      fc.property(fc.array(line), fc.array(link), (lines, links) => {
        const text = lines.join('\n');
        expect(joined(text, links)).toBe(text);
      }),
    );
  });
});

describe('an address names an article', () => {
  it.each([
    ['제23조', '23'],
    ['제25조의2', '25-2'],
    ['25조의2', '25-2'],
    ['25-2', '25-2'],
    ['25의2', '25-2'],
    ['023', '23'],
    ['제 23 조', '23'],
    ['제２３조', '23'],
    ['제25조의2'.normalize('NFD'), '25-2'],
  ])('as %s', (text, article) => {
    expect(articleOfAddress(text)).toBe(article);
  });

  it.each([
    '',
    '제조',
    '제23조제1항',
    '23조 또는 24조',
    '제1234567조',
    '-2',
    '제二十조',
    '23.html',
  ])('and not as "%s"', (text) => {
    expect(articleOfAddress(text)).toBeUndefined();
  });
});

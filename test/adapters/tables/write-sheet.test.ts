import { Readable } from 'node:stream';
import readExcelFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { writeSheet } from '../../../adapters/tables/write-sheet.ts';
import type { Sheet } from '../../../bot/desk/figures.ts';

const NASTY = [
  '=1+1',
  '+82 2 123',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '＝1',
  'a "quoted", part',
  'two\nlines',
  '얼굴인식 <5',
  '',
];

const SHEET: Sheet = {
  name: '2026-Q1',
  columns: [
    { id: 'name', label: '항목' },
    { id: 'cases', label: '사건 수' },
  ],
  rows: [...NASTY.map((text, at) => [text, at + 5] as const), ['minus', -3]],
};

const textOf = async (format: 'csv' | 'json', sheet = SHEET) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode((await writeSheet(sheet, format)).bytes);

describe('a table saved as CSV', () => {
  it('begins with the mark by which Excel knows UTF-8, and its lines end as the standard has them', async () => {
    const text = await textOf('csv');
    expect(text.startsWith('\ufeff항목,사건 수\r\n')).toBe(true);
    expect(text.endsWith('minus,-3\r\n')).toBe(true);
  });

  it.each(['=1+1', '+82 2 123', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])(
    'has nothing in it that a spreadsheet takes for a formula: %j',
    async (text) => {
      expect(await textOf('csv')).toMatch(new RegExp(`\r\n"?'${text.replace(/[+()]/g, '\\$&')}`));
    },
  );

  it('quotes what has quotes, commas or lines in it', async () => {
    const text = await textOf('csv');
    expect(text).toContain('"a ""quoted"", part",12');
    expect(text).toContain('"two\nlines",13');
  });
});

describe('a table saved as JSON', () => {
  it('is a list of objects by the ids of the columns, with numbers as numbers', async () => {
    const read = JSON.parse(await textOf('json'));
    expect(read[0]).toEqual({ name: '=1+1', cases: 5 });
    expect(read).toHaveLength(SHEET.rows.length);
  });

  it('is an empty list where there are no rows', async () => {
    expect(JSON.parse(await textOf('json', { ...SHEET, rows: [] }))).toEqual([]);
  });
});

describe('a table saved for Excel', () => {
  it('is read back as it was, text as text and numbers as numbers', async () => {
    const { bytes, mediaType } = await writeSheet(SHEET, 'xlsx');
    expect(mediaType).toContain('spreadsheetml');
    const [leaf] = await readExcelFile(Readable.from([Buffer.from(bytes)]));
    expect(leaf?.sheet).toBe('2026-Q1');
    const [head, ...rows] = leaf?.data ?? [];
    expect(head).toEqual(['항목', '사건 수']);
    expect(rows.map((row) => row[1])).toEqual(SHEET.rows.map((row) => row[1]));
    const texts = rows.map((row) => row[0]);
    expect(texts.slice(0, 4)).toEqual(['=1+1', '+82 2 123', '-1', '@SUM(A1)']);
    expect(texts[9]).toBe('얼굴인식 <5');
  });

  it('has no formula in it', async () => {
    const { bytes } = await writeSheet(SHEET, 'xlsx');
    const { unzipSync, strFromU8 } = await import('fflate');
    const files = unzipSync(bytes);
    const leaf = strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(leaf).toContain('<row');
    expect(leaf).not.toMatch(/<f[ >]/);
  });
});

import { stringify } from 'csv-stringify/sync';
import type { Sheet } from '../../bot/desk/figures.ts';

/**
 * For spreadsheets: with the mark by which Excel knows UTF-8, lines that end as RFC 4180 has them, and an apostrophe before
 * whatever a spreadsheet would take for a formula.
 */
export function csvBytes({ columns, rows }: Sheet): Uint8Array {
  const head = columns.map(({ label }) => label);
  const text = stringify([head, ...rows.map((row) => [...row])], {
    bom: true,
    escape_formulas: true,
    quote_record_delimiter: true,
    record_delimiter: 'windows',
  });
  return new TextEncoder().encode(text);
}

import writeExcelFile from 'write-excel-file/node';
import type { Sheet } from '../../bot/desk/figures.ts';

const WIDEST_COLUMN = 40;

/** Every cell says what it is: text stays text, whatever it begins with. */
export async function xlsxBytes({ name, columns, rows }: Sheet): Promise<Uint8Array> {
  const head = columns.map(({ label }) => ({
    value: label,
    type: String,
    fontWeight: 'bold' as const,
  }));
  const body = rows.map((row) =>
    row.map((value) =>
      typeof value === 'number' ? { value, type: Number } : { value, type: String },
    ),
  );
  return await writeExcelFile([head, ...body], {
    sheet: name,
    columns: columns.map((_, at) => ({ width: widthOf([head, ...body].map((row) => row[at])) })),
    stickyRowsCount: 1,
  }).toBuffer();
}

/** In characters of the default font; Korean ones are twice as wide. */
function widthOf(cells: readonly ({ readonly value: string | number } | undefined)[]): number {
  const widths = cells.map((cell) => displayWidth(String(cell?.value ?? '')));
  return Math.min(Math.max(...widths) + 2, WIDEST_COLUMN);
}

const displayWidth = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter > '\u10ff' ? 2 : 1), 0);

import type { Sheet, SheetFile, SheetFormat } from '../../bot/desk/figures.ts';

/** The libraries are loaded with the first file that needs them. */
export async function writeSheet(sheet: Sheet, format: SheetFormat): Promise<SheetFile> {
  switch (format) {
    case 'csv': {
      const { csvBytes } = await import('./csv.ts');
      return { bytes: csvBytes(sheet), mediaType: 'text/csv; charset=utf-8' };
    }
    case 'json':
      return { bytes: jsonBytes(sheet), mediaType: 'application/json' };
    case 'xlsx': {
      const { xlsxBytes } = await import('./xlsx.ts');
      return {
        bytes: await xlsxBytes(sheet),
        mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      };
    }
  }
}

/** A list of objects, one a line, by the ids of the columns. */
function jsonBytes({ columns, rows }: Sheet): Uint8Array {
  const lines = rows.map((row) =>
    JSON.stringify(Object.fromEntries(columns.map(({ id }, at) => [id, row[at] ?? '']))),
  );
  return new TextEncoder().encode(lines.length > 0 ? `[\n${lines.join(',\n')}\n]\n` : '[]\n');
}

/** One part of the report: a heading, what was done, tables. */
export interface Section {
  readonly title: string;
  /** What the figures below mean and under which conditions they were taken. */
  readonly notes: readonly string[];
  readonly tables: readonly Table[];
}

/** The first row holds the headings; the first column holds names and is set to the left. */
export type Table = readonly (readonly string[])[];

export function sectionText({ title, notes, tables }: Section): string {
  const lines = notes.map((note) => `  ${note}`);
  return [`${title}\n${'-'.repeat(title.length)}`, lines.join('\n'), ...tables.map(tableText)]
    .filter(Boolean)
    .join('\n\n');
}

function tableText(rows: Table): string {
  const columns = Math.max(...rows.map(({ length }) => length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const lines = rows.map((row) =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? '';
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [lines[0] ?? '', rule, ...lines.slice(1)].map((line) => `  ${line}`).join('\n');
}

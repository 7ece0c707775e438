import { COLUMNS, type Marked, share, shown } from './mark-all.ts';

/** The marks of one set of questions by kind and language, as lines for a terminal. */
export function marksTable(marked: readonly Marked[]): readonly string[] {
  const line = (name: string, rows: readonly Marked[]) =>
    cells([name, String(rows.length), ...COLUMNS.map((column) => shown(share(rows, column)))]);
  const groups = [
    ...groupBy(marked, ({ row }) => row.kind),
    ...groupBy(marked, ({ row }) => row.lang),
  ];
  return [
    cells(['', 'n', ...COLUMNS]),
    ...groups.map(([name, rows]) => line(name, rows)),
    line('total', marked),
    ...balanced(marked),
  ];
}

/** What was wrong with each answer that is not right. */
export function failureLines(marked: readonly Marked[]): readonly string[] {
  return marked
    .filter(({ marks }) => !marks.all)
    .flatMap(({ row, marks, got, verdict }) => {
      const wrong = COLUMNS.filter((column) => column !== 'all' && marks[column] === false);
      return [
        `${row.id} ${row.lang} ${row.kind}: ${got} (${verdict ?? '-'}); wrong: ${wrong.join(', ')}`,
        `    ${row.text.slice(0, 160)}`,
      ];
    });
}

const cells = ([name = '', ...rest]: readonly string[]): string =>
  `${name.padStart(12)}${rest.map((cell) => cell.padStart(9)).join('')}`;

/** Rare verdicts count as much as frequent ones. */
function balanced(marked: readonly Marked[]): readonly string[] {
  const labelled = marked.filter(({ row }) => row.gold.verdict_any);
  if (labelled.length === 0) return [];
  const shares = [...groupBy(labelled, ({ row }) => row.gold.verdict_any?.[0] ?? '')].map(
    ([, rows]) => share(rows, 'verdict') ?? 0,
  );
  const mean = shares.reduce((sum, one) => sum + one, 0) / shares.length;
  return [`verdict, labels weighted equally: ${mean.toFixed(1)} %`];
}

function groupBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}

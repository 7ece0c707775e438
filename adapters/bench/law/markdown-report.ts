import type { Section, Table } from '../report.ts';

/** A section as Markdown, so that a run can be kept as it was printed. */
export function sectionMarkdown({ title, notes, tables }: Section): string {
  const list = notes.map((note) => `- ${note}`).join('\n');
  return [`## ${title}`, list, ...tables.map(tableMarkdown)].filter(Boolean).join('\n\n');
}

/** The first column is set to the left, the figures to the right. */
export function tableMarkdown([headings = [], ...rows]: Table): string {
  const rule = headings.map((_, column) => (column === 0 ? '---' : '---:'));
  return [headings, rule, ...rows].map(lineOf).join('\n');
}

const lineOf = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;

const escaped = (cell: string): string => cell.replaceAll('|', '\\|').replaceAll('\n', ' ');

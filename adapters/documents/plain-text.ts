import type { DocumentBlock, DocumentContent } from '../../knowledge/casework/document.ts';
import { padToCells, widthInCells } from './display-width.ts';
import { legibleContent } from './legible.ts';

/** Where a value is to be filled in by hand. */
export const BLANK = '____________________';
/** Stands before what is missing, and before a heading. Both are in KS X 1001: old portals can take them. */
export const GAP_MARK = '□ ';
const HEADING_MARK = '■ ';
/** A table wider than this is written row by row: it would be broken anyhow. */
const MOST_CELLS = 76;
const COLUMN_GAP = '  ';

/** A document as a text to be pasted: lines end with `\n`, blocks stand apart by an empty line. */
export function renderPlainText(content: DocumentContent): string {
  const { title, subtitle, blocks } = legibleContent(content);
  const head = [title, subtitle].filter((line) => line).join('\n');
  return `${[head, ...blocks.map(blockText)].filter((text) => text !== '').join('\n\n')}\n`;
}

/** The same as bytes of UTF-8 without a byte order mark. */
export const plainTextBytes = (content: DocumentContent): Uint8Array =>
  new TextEncoder().encode(renderPlainText(content));

function blockText(block: DocumentBlock): string {
  switch (block.kind) {
    case 'heading':
      return HEADING_MARK + block.text;
    case 'paragraph':
      return block.style === 'gap' ? GAP_MARK + block.text : block.text;
    case 'list':
      return block.items
        .map((item, at) => hanging(block.isNumbered ? `${at + 1}. ` : '- ', item))
        .join('\n');
    case 'fields':
      return block.rows
        .map(({ label, value }) => hanging(`${label}: `, value === '' ? BLANK : value, '  '))
        .join('\n');
    case 'table':
      return tableText(block.head, block.rows);
    case 'signature':
      return block.lines.join('\n');
    case 'addressee':
      return block.text;
  }
}

function hanging(mark: string, text: string, indent = ' '.repeat(mark.length)): string {
  return mark + text.replaceAll('\n', `\n${indent}`);
}

/** In columns where they fit a line, else each row as labels and values. */
function tableText(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const columns = Math.max(...all.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...all.map((row) => widthInCells(row[at] ?? ''))),
  );
  const width = widths.reduce((sum, one) => sum + one + COLUMN_GAP.length, -COLUMN_GAP.length);
  const isSingleLine = all.every((row) => row.every((cell) => !cell.includes('\n')));
  if (!isSingleLine || width > MOST_CELLS) {
    return rows.map((row, at) => recordText(head, row, at + 1)).join('\n');
  }
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => padToCells(cell, widths[at] ?? 0))
      .join(COLUMN_GAP)
      .trimEnd();
  return [line(head), '-'.repeat(Math.max(1, width)), ...rows.map(line)].join('\n');
}

const recordText = (head: readonly string[], row: readonly string[], number: number): string =>
  hanging(
    `${number}. `,
    row
      .map((cell, at) => (head[at] ? `${head[at]}: ${cell}` : cell))
      .filter((_, at) => row[at] !== '')
      .join('\n'),
  );

import type { DocumentBlock } from '../../../knowledge/casework/document.ts';
import { GAP_MARK } from '../plain-text.ts';
import { labelShare, shapeTable } from '../table-shape.ts';
import {
  type DocxCell,
  type DocxParagraph,
  type DocxRow,
  type DocxRun,
  type DocxTable,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from './library.ts';

/** Twentieths of a point, as every measure here. A4 with the margins of {@link PAGE_MARGIN}. */
export const PAGE = { width: 11906, height: 16838 } as const;
export const PAGE_MARGIN = { top: 1420, right: 1300, bottom: 1420, left: 1300 } as const;
const TEXT_WIDTH = PAGE.width - PAGE_MARGIN.left - PAGE_MARGIN.right;
const CELL_MARGINS = { top: 80, bottom: 80, left: 120, right: 120 } as const;
const BLANK_HEIGHT = 600;
/** A row with longer texts may go over to the next page in its middle. */
const MOST_UNSPLIT = 400;
const SHADE = { type: 'clear', fill: 'F0F0F0', color: 'auto' } as const;
const RULE = { style: 'single', size: 4, color: '808080' } as const;
const BORDERS = {
  top: RULE,
  bottom: RULE,
  left: RULE,
  right: RULE,
  insideHorizontal: RULE,
  insideVertical: RULE,
} as const;

export const NUMBERS = 'numbers';
export const BULLETS = 'bullets';
/** The identifiers of our styles, which styles.ts defines. */
export const STYLE = {
  subtitle: 'DocumentSubtitle',
  ownWords: 'OwnWords',
  gap: 'Gap',
  note: 'Note',
  cell: 'CellText',
  cellHead: 'CellHead',
  signature: 'SignatureLine',
  addressee: 'Addressee',
} as const;

type Part = DocxParagraph | DocxTable;

export const titleParts = (title: string, subtitle: string | undefined): readonly Part[] => [
  new Paragraph({
    heading: 'Heading1',
    alignment: 'center',
    children: runs(title),
  }),
  ...(subtitle ? styled(subtitle, STYLE.subtitle) : []),
];

/** @param instance - Of the block: each numbered list starts anew. */
export function blockParts(block: DocumentBlock, instance: number): readonly Part[] {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: 'Heading2',
          keepNext: true,
          children: runs(block.text),
        }),
      ];
    case 'paragraph':
      return paragraphParts(block.text, block.style);
    case 'list':
      return block.items.map(
        (item) =>
          new Paragraph({
            numbering: { reference: block.isNumbered ? NUMBERS : BULLETS, level: 0, instance },
            children: runs(item),
          }),
      );
    case 'fields':
      return block.rows.length === 0 ? [] : [fieldsTable(block.rows), afterTable()];
    case 'table':
      return tableParts(block.head, block.rows);
    case 'signature':
      return block.lines.flatMap((line) => styled(line, STYLE.signature));
    case 'addressee':
      return styled(block.text, STYLE.addressee);
  }
}

function paragraphParts(
  text: string,
  style: Extract<DocumentBlock, { kind: 'paragraph' }>['style'],
): readonly Part[] {
  switch (style) {
    case 'plain':
      return styled(text);
    case 'own-words':
      return styled(text, STYLE.ownWords);
    case 'gap':
      return styled(GAP_MARK + text, STYLE.gap);
    case 'note':
      return styled(text, STYLE.note);
  }
}

/** Each line of a text as a paragraph: a paragraph of thousands of lines is slow to edit. An empty line has nothing in it. */
const styled = (text: string, style?: string): readonly DocxParagraph[] =>
  text.split('\n').map(
    (line) =>
      new Paragraph({
        ...(style && { style }),
        children: line === '' ? [] : [new TextRun({ text: line })],
      }),
  );

/** A text within one paragraph. */
const runs = (text: string): readonly DocxRun[] =>
  text.split('\n').map((line, at) => new TextRun({ text: line, ...(at > 0 && { break: 1 }) }));

/** Two tables would become one without it. */
const afterTable = (): DocxParagraph =>
  new Paragraph({ spacing: { before: 0, after: 0, line: 200 }, children: [] });

function fieldsTable(
  rows: readonly { readonly label: string; readonly value: string }[],
): DocxTable {
  const label = Math.round(TEXT_WIDTH * labelShare(rows.map((row) => row.label)));
  const widths = [label, TEXT_WIDTH - label];
  return table(
    widths,
    rows.map(
      (row) =>
        new TableRow({
          ...(row.value === '' && { height: { value: BLANK_HEIGHT, rule: 'atLeast' } }),
          children: [cell(row.label, widths[0] ?? 0, true), cell(row.value, widths[1] ?? 0)],
        }),
    ),
  );
}

function tableParts(
  head: readonly string[],
  body: readonly (readonly string[])[],
): readonly Part[] {
  const { rows, shares } = shapeTable([head, ...body]);
  if (shares.length === 0) return [];
  const widths = shares.map((share) => Math.round(share * TEXT_WIDTH));
  const hasHead = head.length > 0;
  const drawn = (hasHead ? rows : rows.slice(1)).map((texts, at) => {
    const isHead = hasHead && at === 0;
    return new TableRow({
      tableHeader: isHead,
      cantSplit: texts.every((text) => text.length <= MOST_UNSPLIT),
      children: texts.map((text, column) => cell(text, widths[column] ?? 0, isHead)),
    });
  });
  return drawn.length === 0 ? [] : [table(widths, drawn), afterTable()];
}

const table = (widths: readonly number[], rows: readonly DocxRow[]): DocxTable =>
  new Table({
    width: { size: TEXT_WIDTH, type: 'dxa' },
    columnWidths: widths,
    layout: 'fixed',
    borders: BORDERS,
    margins: CELL_MARGINS,
    rows,
  });

const cell = (text: string, width: number, isHead = false): DocxCell =>
  new TableCell({
    width: { size: width, type: 'dxa' },
    verticalAlign: 'center',
    ...(isHead && { shading: SHADE }),
    children: styled(text, isHead ? STYLE.cellHead : STYLE.cell),
  });

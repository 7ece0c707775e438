import { widthInCells } from '../display-width.ts';
import { element } from '../xml.ts';
import { BORDER_FILLS, LOOKS, type LookName } from './looks.ts';
import { TEXT_WIDTH } from './page-setup.ts';

export interface TableCell {
  readonly text: string;
  readonly isHead: boolean;
}

export interface Table {
  readonly rows: readonly (readonly TableCell[])[];
  /** Of the width, one for each column. */
  readonly shares: readonly number[];
  /** HWPUNIT: of each row, at the least. */
  readonly leastHeights: readonly number[];
}

const PADDING = { x: 510, y: 200 } as const;
const LINE = LOOKS.cell.size * 1.6;
/** A letter of two cells is as wide as it is high. */
const CELL_WIDTH = LOOKS.cell.size / 2;

/** Numbers that may stand once in a document. */
export interface Numbers {
  paragraph: number;
  table: number;
}

export type WriteParagraphs = (text: string, look: LookName) => string;

/** `hp:tbl`. Not treated as a letter: such a table would not go over to the next page. */
export function tableXml(table: Table, numbers: Numbers, paragraphs: WriteParagraphs): string {
  const widths = table.shares.map((share) => Math.floor(share * TEXT_WIDTH));
  const heights = table.rows.map((row, at) => heightOf(row, widths, table.leastHeights[at] ?? 0));
  numbers.table += 1;
  const attributes = {
    id: 1000 + numbers.table,
    zOrder: numbers.table,
    numberingType: 'TABLE',
    textWrap: 'TOP_AND_BOTTOM',
    textFlow: 'BOTH_SIDES',
    lock: 0,
    dropcapstyle: 'None',
    pageBreak: 'CELL',
    repeatHeader: 1,
    rowCnt: table.rows.length,
    colCnt: widths.length,
    cellSpacing: 0,
    borderFillIDRef: BORDER_FILLS.cell,
    noAdjust: 0,
  };
  return element(
    'hp:tbl',
    attributes,
    ...placement(sum(widths), sum(heights)),
    ...table.rows.map((row, y) =>
      element(
        'hp:tr',
        {},
        ...row.map((cell, x) => {
          const size = { width: widths[x] ?? 0, height: heights[y] ?? 0 };
          return cellXml(cell, { colAddr: x, rowAddr: y }, size, paragraphs);
        }),
      ),
    ),
  );
}

const placement = (width: number, height: number): readonly string[] => [
  element('hp:sz', { width, widthRelTo: 'ABSOLUTE', height, heightRelTo: 'ABSOLUTE', protect: 0 }),
  element('hp:pos', {
    treatAsChar: 0,
    affectLSpacing: 0,
    flowWithText: 1,
    allowOverlap: 0,
    holdAnchorAndSO: 0,
    vertRelTo: 'PARA',
    horzRelTo: 'COLUMN',
    vertAlign: 'TOP',
    horzAlign: 'LEFT',
    vertOffset: 0,
    horzOffset: 0,
  }),
  element('hp:outMargin', { left: 0, right: 0, top: 0, bottom: 283 }),
  element('hp:inMargin', {
    left: PADDING.x,
    right: PADDING.x,
    top: PADDING.y,
    bottom: PADDING.y,
  }),
];

function cellXml(
  { text, isHead }: TableCell,
  address: Readonly<Record<'colAddr' | 'rowAddr', number>>,
  size: Readonly<Record<'width' | 'height', number>>,
  paragraphs: WriteParagraphs,
): string {
  const list = {
    id: '',
    textDirection: 'HORIZONTAL',
    lineWrap: 'BREAK',
    vertAlign: 'CENTER',
    linkListIDRef: 0,
    linkListNextIDRef: 0,
    textWidth: 0,
    textHeight: 0,
    hasTextRef: 0,
    hasNumRef: 0,
  };
  return element(
    'hp:tc',
    {
      name: '',
      header: Number(isHead && address.rowAddr === 0),
      hasMargin: 0,
      protect: 0,
      editable: 0,
      dirty: 0,
      borderFillIDRef: isHead ? BORDER_FILLS.headCell : BORDER_FILLS.cell,
    },
    element('hp:subList', list, paragraphs(text, isHead ? 'cellHead' : 'cell')),
    element('hp:cellAddr', address),
    element('hp:cellSpan', { colSpan: 1, rowSpan: 1 }),
    element('hp:cellSz', size),
    element('hp:cellMargin', {
      left: PADDING.x,
      right: PADDING.x,
      top: PADDING.y,
      bottom: PADDING.y,
    }),
  );
}

/** As it will be about; the reader's program lays the text out itself. */
function heightOf(
  row: readonly TableCell[],
  widths: readonly number[],
  leastHeight: number,
): number {
  const lines = row.map(({ text }, at) => {
    const cells = Math.max(1, ((widths[at] ?? 0) - 2 * PADDING.x) / CELL_WIDTH);
    return text
      .split('\n')
      .reduce((count, line) => count + Math.max(1, Math.ceil(widthInCells(line) / cells)), 0);
  });
  return Math.max(leastHeight, Math.max(...lines) * LINE + 2 * PADDING.y);
}

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);

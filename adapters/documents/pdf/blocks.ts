import type { DocumentBlock } from '../../../knowledge/casework/document.ts';
import { labelShare, shapeTable } from '../table-shape.ts';
import { CELL_PADDING, type Cell, drawGrid, type Row } from './grid.ts';
import type { PageFlow, TextStyle } from './page-flow.ts';
import { MARGIN, TEXT_WIDTH } from './quiet-document.ts';

const INK = '#000000';
/** Contrast with white 7 to 1. */
const GREY = '#595959';
const SHADE = '#f0f0f0';
const BODY: TextStyle = { face: 'regular', size: 10.5, pitch: 17, color: INK, align: 'left' };
const SMALL: TextStyle = { ...BODY, size: 9, pitch: 14.5, color: GREY };
const CELL: TextStyle = { ...BODY, size: 10, pitch: 15.5 };
const STYLES = {
  title: { ...BODY, face: 'bold', size: 20, pitch: 30, align: 'center' },
  subtitle: { ...BODY, color: GREY, align: 'center' },
  heading: { ...BODY, face: 'bold', size: 12.5, pitch: 20 },
  signature: { ...BODY, pitch: 22, align: 'right' },
  addressee: { ...BODY, face: 'bold', size: 14, pitch: 24, align: 'center' },
  columnHead: { ...CELL, face: 'bold', align: 'center' },
  label: { ...CELL, face: 'bold' },
} as const satisfies Record<string, TextStyle>;

const PARAGRAPH_GAP = 7;
const TABLE_GAP = 11;
const HEADING_GAP = { before: 14, after: 5 } as const;
const INDENT = 16;
const RULE_AT = 4;
const GAP_BOX = 8;
/** Enough for a line written by hand. */
const BLANK_HEIGHT = 30;
const ROW_HEIGHT = 24;

export function drawTitle(flow: PageFlow, title: string, subtitle: string | undefined): void {
  flow.flow(flow.open('H1'), flow.set(title, STYLES.title));
  if (subtitle) flow.flow(flow.open('P'), flow.set(subtitle, STYLES.subtitle));
  flow.space(14);
}

export function drawBlock(flow: PageFlow, block: DocumentBlock): void {
  switch (block.kind) {
    case 'heading':
      drawHeading(flow, block.text);
      break;
    case 'paragraph':
      drawParagraph(flow, block.text, block.style);
      break;
    case 'list':
      drawList(flow, block.items, block.isNumbered);
      break;
    case 'fields':
      drawFields(flow, block.rows);
      break;
    case 'table':
      drawTable(flow, block.head, block.rows);
      break;
    case 'signature':
      drawSignature(flow, block.lines);
      break;
    case 'addressee':
      flow.space(16);
      flow.flow(flow.open('P'), flow.set(block.text, STYLES.addressee));
      flow.space(PARAGRAPH_GAP);
      break;
  }
}

function drawHeading(flow: PageFlow, text: string): void {
  const heading = flow.set(text, STYLES.heading);
  flow.space(HEADING_GAP.before);
  // A heading takes some of what it is the heading of along.
  flow.need(heading.lines.length * heading.style.pitch + 3 * BODY.pitch);
  flow.flow(flow.open('H2'), heading);
  flow.space(HEADING_GAP.after);
}

type ParagraphStyle = Extract<DocumentBlock, { kind: 'paragraph' }>['style'];

function drawParagraph(flow: PageFlow, text: string, style: ParagraphStyle): void {
  switch (style) {
    case 'plain':
      flow.flow(flow.open('P'), flow.set(text, BODY));
      break;
    case 'note':
      flow.flow(flow.open('P'), flow.set(text, SMALL));
      break;
    case 'own-words':
      drawOwnWords(flow, text);
      break;
    case 'gap':
      drawGap(flow, text);
      break;
  }
  flow.space(PARAGRAPH_GAP);
}

/** Beside it a thin rule, as long as it goes on. */
function drawOwnWords(flow: PageFlow, text: string): void {
  const { document } = flow;
  const quote = flow.open('P', flow.open('BlockQuote'));
  const x = MARGIN.left + RULE_AT;
  const words = flow.set(text, BODY, TEXT_WIDTH - INDENT);
  flow.flow(quote, words, MARGIN.left + INDENT, (top, bottom) => {
    document.lineWidth(1).strokeColor(GREY);
    document
      .moveTo(x, top + 2)
      .lineTo(x, bottom - 2)
      .stroke();
  });
}

/** Beside its first line an empty box. */
function drawGap(flow: PageFlow, text: string): void {
  const { document } = flow;
  let isFirst = true;
  const missing = flow.set(text, { ...BODY, color: GREY }, TEXT_WIDTH - INDENT);
  flow.flow(flow.open('P'), missing, MARGIN.left + INDENT, (top) => {
    const y = top + (BODY.pitch - GAP_BOX) / 2;
    document.lineWidth(0.8).strokeColor(GREY);
    if (isFirst) document.rect(MARGIN.left + 1, y, GAP_BOX, GAP_BOX).stroke();
    isFirst = false;
  });
}

function drawList(flow: PageFlow, items: readonly string[], isNumbered: boolean): void {
  const list = flow.open('L');
  const indent = isNumbered && items.length >= 10 ? INDENT + 6 : INDENT;
  for (const [at, text] of items.entries()) {
    const item = flow.open('LI', list);
    const body = flow.set(text, BODY, TEXT_WIDTH - indent);
    flow.settle(body.lines.length, BODY.pitch);
    const label = flow.set(isNumbered ? `${at + 1}.` : '•', BODY);
    const top = flow.y;
    flow.open('Lbl', item).add(() => flow.draw(label, MARGIN.left + 2, top));
    flow.flow(flow.open('LBody', item), body, MARGIN.left + indent);
    flow.space(2);
  }
  flow.space(PARAGRAPH_GAP - 2);
}

function drawFields(
  flow: PageFlow,
  rows: readonly { readonly label: string; readonly value: string }[],
): void {
  if (rows.length === 0) return;
  const labelWidth = TEXT_WIDTH * labelShare(rows.map(({ label }) => label));
  const widths = [labelWidth, TEXT_WIDTH - labelWidth];
  const cell = (text: string, style: TextStyle, at: number) =>
    flow.set(text, style, (widths[at] ?? 0) - 2 * CELL_PADDING.x);
  drawGrid(flow, {
    widths,
    rows: rows.map(({ label, value }) => ({
      leastHeight: value === '' ? BLANK_HEIGHT : ROW_HEIGHT,
      cells: [
        { tag: 'TH', scope: 'Row', text: cell(label, STYLES.label, 0), fill: SHADE },
        { tag: 'TD', text: cell(value, CELL, 1) },
      ],
    })),
  });
  flow.space(TABLE_GAP);
}

function drawTable(
  flow: PageFlow,
  head: readonly string[],
  body: readonly (readonly string[])[],
): void {
  const { rows, shares } = shapeTable([head, ...body]);
  if (shares.length === 0) return;
  const widths = shares.map((share) => share * TEXT_WIDTH);
  const row = (texts: readonly string[], style: TextStyle, rest: Omit<Cell, 'text'>): Row => ({
    leastHeight: ROW_HEIGHT,
    cells: texts.map((text, at) => ({
      ...rest,
      text: flow.set(text, style, (widths[at] ?? 0) - 2 * CELL_PADDING.x),
    })),
  });
  const [headTexts = [], ...bodyTexts] = rows;
  drawGrid(flow, {
    widths,
    ...(head.length > 0 && {
      head: row(headTexts, STYLES.columnHead, { tag: 'TH', scope: 'Column', fill: SHADE }),
    }),
    rows: bodyTexts.map((texts) => row(texts, CELL, { tag: 'TD' })),
  });
  flow.space(TABLE_GAP);
}

function drawSignature(flow: PageFlow, lines: readonly string[]): void {
  const texts = lines.map((line) => flow.set(line, STYLES.signature));
  flow.space(18);
  flow.need(texts.reduce((height, text) => height + text.lines.length * STYLES.signature.pitch, 0));
  for (const text of texts) flow.flow(flow.open('P'), text);
  flow.space(PARAGRAPH_GAP);
}

import type { Element, PageFlow, SetText } from './page-flow.ts';
import { MARGIN, PAGE } from './quiet-document.ts';

export interface Cell {
  readonly tag: 'TH' | 'TD';
  /** Of a heading cell: what it is the heading of. */
  readonly scope?: 'Column' | 'Row';
  readonly text: SetText;
  readonly fill?: string;
}

export interface Row {
  readonly cells: readonly Cell[];
  /** Points; a row is as high as its text needs and at least this. */
  readonly leastHeight: number;
}

export interface Grid {
  /** In points, one for each cell of a row. */
  readonly widths: readonly number[];
  /** Drawn again on each page that the table comes to. */
  readonly head?: Row;
  readonly rows: readonly Row[];
}

export const CELL_PADDING = { x: 6, y: 4 } as const;
const RULE = { color: '#808080', width: 0.5 } as const;
/** A head higher than this share of the page is not said again. */
const MOST_HEAD = 0.25;
const PAGE_HEIGHT = PAGE.height - MARGIN.top - MARGIN.bottom;

/** A part of a row that is drawn on one page: so many lines from this one. */
interface Slice {
  readonly from: number;
  readonly count: number;
  readonly height: number;
}

/** Draws a table over as many pages as it takes. A row is broken only where it is higher than a page. */
export function drawGrid(flow: PageFlow, grid: Grid): void {
  new GridDrawing(flow, grid).draw();
}

class GridDrawing {
  readonly #flow: PageFlow;
  readonly #grid: Grid;
  readonly #table: Element;

  constructor(flow: PageFlow, grid: Grid) {
    this.#flow = flow;
    this.#grid = grid;
    this.#table = flow.open('Table');
  }

  draw(): void {
    const { head, rows } = this.#grid;
    const [first] = rows;
    if (head) {
      // The head does not stand alone at the foot of a page.
      this.#flow.need(heightOf(head) + (first ? Math.min(heightOf(first), PAGE_HEIGHT / 2) : 0));
      this.#drawRow(head, false);
    }
    for (const row of rows) this.#drawRow(row, head !== undefined);
  }

  #nextPage(isHeadRepeated: boolean): void {
    const { head } = this.#grid;
    this.#flow.nextPage();
    if (!head || !isHeadRepeated || heightOf(head) > PAGE_HEIGHT * MOST_HEAD) return;
    const slice = { from: 0, count: linesOf(head), height: heightOf(head) };
    this.#drawBoxes(head, slice);
    this.#flow.aside(() => {
      for (const [at, cell] of head.cells.entries()) this.#drawCell(cell, at, slice);
    }, 'Pagination');
    this.#flow.y += slice.height;
  }

  #drawRow(row: Row, isHeadRepeated: boolean): void {
    const element = this.#flow.open('TR', this.#table);
    const cells = row.cells.map(({ tag, scope }) => this.#flow.open(tag, element, { scope }));
    const total = linesOf(row);
    if (heightOf(row) > this.#flow.room && !this.#flow.isFresh) this.#nextPage(isHeadRepeated);
    for (let from = 0; from < Math.max(1, total); ) {
      if (from > 0) this.#nextPage(isHeadRepeated);
      const slice = this.#sliceFrom(row, from, total);
      this.#drawSlice(row, cells, slice);
      from += Math.max(1, slice.count);
    }
  }

  #drawSlice(row: Row, elements: readonly Element[], slice: Slice): void {
    this.#drawBoxes(row, slice);
    for (const [at, cell] of row.cells.entries()) {
      // An empty cell has a tag and no text.
      if (linesIn(cell, slice).every((line) => line === '')) continue;
      elements[at]?.add(() => this.#drawCell(cell, at, slice));
    }
    this.#flow.y += slice.height;
  }

  #sliceFrom(row: Row, from: number, total: number): Slice {
    const pitch = pitchOf(row);
    const fits = Math.max(1, Math.floor((this.#flow.room - 2 * CELL_PADDING.y) / pitch));
    const count = Math.min(total - from, fits);
    const needed = count * pitch + 2 * CELL_PADDING.y;
    return { from, count, height: from === 0 && count === total ? heightOf(row) : needed };
  }

  #drawBoxes(row: Row, { height }: Slice): void {
    const { document, y } = this.#flow;
    this.#flow.aside(() => {
      for (const [at, { fill }] of row.cells.entries()) {
        if (fill) document.rect(this.#left(at), y, this.#width(at), height).fill(fill);
      }
      document.lineWidth(RULE.width).strokeColor(RULE.color);
      for (const at of row.cells.keys()) {
        document.rect(this.#left(at), y, this.#width(at), height).stroke();
      }
    });
  }

  #drawCell(cell: Cell, at: number, slice: Slice): void {
    const part = { ...cell.text, lines: linesIn(cell, slice) };
    const spare = slice.height - part.lines.length * cell.text.style.pitch;
    this.#flow.draw(part, this.#left(at) + CELL_PADDING.x, this.#flow.y + spare / 2);
  }

  #left(at: number): number {
    return this.#grid.widths.slice(0, at).reduce((sum, width) => sum + width, MARGIN.left);
  }

  #width(at: number): number {
    return this.#grid.widths[at] ?? 0;
  }
}

const linesIn = ({ text }: Cell, { from, count }: Slice): readonly string[] =>
  text.lines.slice(from, from + count);

const linesOf = (row: Row): number =>
  row.cells.reduce((most, { text }) => Math.max(most, text.lines.length), 0);

const pitchOf = (row: Row): number =>
  row.cells.reduce((most, { text }) => Math.max(most, text.style.pitch), 1);

const heightOf = (row: Row): number =>
  Math.max(row.leastHeight, linesOf(row) * pitchOf(row) + 2 * CELL_PADDING.y);

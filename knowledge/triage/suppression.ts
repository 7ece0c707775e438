import { attempt, type Bounds, type FlowEdge, findPath, roomWithin } from './disclosure.ts';

/** Counts below this are not shown. It stands here and nowhere else. */
export const SMALLEST_SHOWN = 5;

const MOST_OF_FEW = SMALLEST_SHOWN - 1;

/** A count as it may leave the house. */
export type SafeCount =
  | { readonly kind: 'shown'; readonly count: number }
  /** Less than {@link SMALLEST_SHOWN}: nought is not told from four. */
  | { readonly kind: 'few' }
  /** Not shown so that others cannot be computed, or because there is nothing to hide behind; says nothing of its size. */
  | { readonly kind: 'kept' };

export interface SafeList {
  readonly counts: readonly SafeCount[];
  readonly total: SafeCount;
}

export interface SafeGrid {
  /** Undefined where the two cannot go together, and where nothing of a row or column can be. */
  readonly cells: readonly (readonly (SafeCount | undefined)[])[];
  readonly rowTotals: readonly (SafeCount | undefined)[];
  readonly columnTotals: readonly (SafeCount | undefined)[];
  readonly total: SafeCount;
}

/** `withheld`: nothing is said of the number, not even that it is small or not. */
type Mark = 'shown' | 'few' | 'kept' | 'withheld';

/**
 * Hides what is small, and as much besides as it takes that every small count can still be anything from 0 to 4 for a reader
 * who knows the total and adds and subtracts. The total is hidden only for being small: other tables show it as well.
 */
export function suppressList(counts: readonly number[]): SafeList {
  const cells = counts.map((value): FlowEdge => ({ from: 0, to: 1, value }));
  const total: FlowEdge = { from: 1, to: 0, value: sum(counts), isFixed: true };
  const safe = protect([...cells, total]);
  return { counts: safe.slice(0, -1), total: safe.at(-1) ?? { kind: 'kept' } };
}

/**
 * The same for a table with totals of its rows and columns, which are hidden where they would give a cell away.
 *
 * @param grid - Rows of equal length; undefined where a row and a column cannot go together, as everybody knows.
 */
export function suppressGrid(grid: readonly (readonly (number | undefined)[])[]): SafeGrid {
  const height = grid.length;
  const columns = (grid[0] ?? []).map((_, x) => grid.map((row) => row[x]));
  const [ofRows, ofColumns] = [height + columns.length, height + columns.length + 1];
  const edges: FlowEdge[] = [];
  /** @returns Where the number will be found among the safe ones; undefined for what cannot be. */
  const add = (
    from: number,
    to: number,
    parts: readonly (number | undefined)[],
    isFixed = false,
  ) =>
    parts.every((part) => part === undefined)
      ? undefined
      : edges.push({ from, to, value: sum(parts), isFixed }) - 1;
  const cells = grid.map((row, y) => row.map((value, x) => add(y, height + x, [value])));
  const rowTotals = grid.map((row, y) => add(ofRows, y, row));
  const columnTotals = columns.map((column, x) => add(height + x, ofColumns, column));
  const total = add(ofColumns, ofRows, grid.flat(), true);
  const safe = protect(edges);
  const at = (index: number | undefined) => (index === undefined ? undefined : safe[index]);
  return {
    cells: cells.map((row) => row.map(at)),
    rowTotals: rowTotals.map(at),
    columnTotals: columnTotals.map(at),
    total: at(total) ?? { kind: 'few' },
  };
}

/** Hides one way round after the other until no small number is exposed. */
function protect(edges: readonly FlowEdge[]): readonly SafeCount[] {
  const marks = edges.map(({ value }): Mark => (value < SMALLEST_SHOWN ? 'few' : 'shown'));
  for (let exposed = findExposed(edges, marks); exposed; exposed = findExposed(edges, marks)) {
    const hide = whatToHide(edges, marks, exposed);
    for (const edge of hide) marks[edge] = 'kept';
    if (hide.length > 0) continue;
    // Too few numbers to hide behind: of its row and its column nothing is said, not even which ones are small.
    const silent = besides(edges, exposed.edge).filter((edge) => marks[edge] !== 'withheld');
    const all = edges.flatMap(({ isFixed }, edge) => (isFixed ? [] : [edge]));
    for (const edge of silent.length > 0 ? silent : all) marks[edge] = 'withheld';
    if (silent.length === 0) break;
  }
  return edges.map(({ value }, at) => asSafe(marks[at] ?? 'withheld', value));
}

/** Everything that hangs together with a number at once, itself included. */
function besides(edges: readonly FlowEdge[], edge: number): readonly number[] {
  const { from, to } = edges[edge] ?? { from: -1, to: -1 };
  return edges.flatMap((one, at) =>
    !one.isFixed && (one.from === from || one.to === to || one.from === to || one.to === from)
      ? [at]
      : [],
  );
}

interface Exposed {
  readonly edge: number;
  /** What it cannot be, for all that is shown: 0 or 4. */
  readonly wish: number;
  readonly missing: number;
  readonly flow: readonly number[];
}

function findExposed(edges: readonly FlowEdge[], marks: readonly Mark[]): Exposed | undefined {
  const bounds = edges.map(({ value }, at) => boundsOf(marks[at] ?? 'withheld', value));
  for (const [edge, { value }] of edges.entries()) {
    if (value >= SMALLEST_SHOWN) continue;
    for (const wish of [MOST_OF_FEW, 0]) {
      const { missing, flow } = attempt(edges, bounds, edge, wish);
      if (missing > 0) return { edge, wish, missing, flow };
    }
  }
  return undefined;
}

/**
 * Shown numbers that make the wish possible once they are hidden: those whose loss is smallest, and rather one with room for
 * all of it than several.
 */
function whatToHide(
  edges: readonly FlowEdge[],
  marks: readonly Mark[],
  { edge, wish, missing, flow }: Exposed,
): readonly number[] {
  const now = edges.map(({ value }, at) => boundsOf(marks[at] ?? 'withheld', value));
  const hidden = edges.map(({ value, isFixed }, at) =>
    boundsOf(marks[at] === 'shown' && !isFixed ? 'kept' : (marks[at] ?? 'withheld'), value),
  );
  const [roomNow, roomHidden] = [roomWithin(now, flow), roomWithin(hidden, flow)];
  for (const need of [missing, 1]) {
    const path = findPath(edges, flow, edge, wish, (at, sign) => {
      if (marks[at] !== 'shown') return { room: roomNow(at, sign), cost: 0 };
      const room = roomHidden(at, sign);
      return { room: room >= need ? room : 0, cost: edges[at]?.value ?? 0 };
    });
    if (path) return path.map((step) => step.edge).filter((at) => marks[at] === 'shown');
  }
  return [];
}

/** What a reader knows of a number by how it is marked. */
function boundsOf(mark: Mark, value: number): Bounds {
  switch (mark) {
    case 'shown':
      return { least: value, most: value };
    case 'few':
      return { least: 0, most: MOST_OF_FEW };
    case 'kept':
      // Nearly always what is kept back is not small, and readers of this file know it.
      return { least: SMALLEST_SHOWN, most: Infinity };
    case 'withheld':
      return { least: 0, most: Infinity };
  }
}

function asSafe(mark: Mark, count: number): SafeCount {
  if (mark === 'shown') return { kind: 'shown', count };
  return mark === 'few' ? { kind: 'few' } : { kind: 'kept' };
}

const sum = (numbers: readonly (number | undefined)[]): number =>
  numbers.reduce<number>((all, one) => all + (one ?? 0), 0);

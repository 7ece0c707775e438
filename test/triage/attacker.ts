import {
  type SafeCount,
  type SafeGrid,
  type SafeList,
  SMALLEST_SHOWN,
} from '../../knowledge/triage/suppression.ts';

/**
 * A reader of a published table who adds, subtracts and tries everything, knows how the marks are given, and has been told
 * whether a small number is among those kept back: a small number that cannot be anything from 0 to 4 is exposed.
 */

interface Seen {
  readonly least: number;
  readonly most: number;
}

/** Terms that add up to nothing: a total is one with the sign -1. */
type Equation = readonly { readonly at: number; readonly sign: 1 | -1 }[];

interface Published {
  readonly shown: readonly (SafeCount | undefined)[];
  /** What they really are, to know which ones have to be protected. */
  readonly truth: readonly number[];
  readonly equations: readonly Equation[];
}

const SMALL = Array.from({ length: SMALLEST_SHOWN }, (_, value) => value);
/** More than any number of the tests. */
const MUCH = 1000;

export function attackList({ counts, total }: SafeList, truth: readonly number[]): string[] {
  const cells = counts.map((_, at) => at);
  return exposedIn({
    shown: [...counts, total],
    truth: [...truth, sum(truth)],
    equations: [equation(cells, cells.length)],
  });
}

export function attackGrid(
  { cells, rowTotals, columnTotals, total }: SafeGrid,
  truth: readonly (readonly (number | undefined)[])[],
): string[] {
  const rows = cells.map((_, y) => y);
  const columns = columnTotals.map((_, x) => x);
  const ofRows = rows.length * columns.length;
  const ofColumns = ofRows + rows.length;
  const all = ofColumns + columns.length;
  const cell = (y: number, x: number) => y * columns.length + x;
  return exposedIn({
    shown: [...cells.flat(), ...rowTotals, ...columnTotals, total],
    truth: [
      ...truth.flat().map((one) => one ?? 0),
      ...truth.map(sum),
      ...columns.map((x) => sum(truth.map((row) => row[x]))),
      sum(truth.flat()),
    ],
    equations: [
      ...rows.map((y) =>
        equation(
          columns.map((x) => cell(y, x)),
          ofRows + y,
        ),
      ),
      ...columns.map((x) =>
        equation(
          rows.map((y) => cell(y, x)),
          ofColumns + x,
        ),
      ),
      equation(
        rows.map((y) => ofRows + y),
        all,
      ),
      equation(
        columns.map((x) => ofColumns + x),
        all,
      ),
    ],
  });
}

function exposedIn({ shown, truth, equations }: Published): string[] {
  const isSmall = (at: number) => (truth[at] ?? 0) < SMALLEST_SHOWN;
  const isTold = !shown.some((one, at) => one?.kind === 'kept' && isSmall(at));
  const seen = shown.map((one) => seenAs(one, isTold));
  const canBe = (at: number, value: number) => fits(withValue(seen, at, value), equations);
  return shown.flatMap((one, at) => {
    if (!one || one.kind === 'shown') return [];
    if (isSmall(at)) {
      return SMALL.filter((value) => !canBe(at, value)).map((value) => `${at} is not ${value}`);
    }
    // Where small ones are among those kept back, large ones beside them need no protection of their own.
    return !isTold || isOpen(seen, equations, at) ? [] : [`${at} is ${truth[at]}`];
  });
}

function seenAs(one: SafeCount | undefined, isTold: boolean): Seen {
  switch (one?.kind) {
    case undefined:
      return { least: 0, most: 0 };
    case 'shown':
      return { least: one.count, most: one.count };
    case 'few':
      return { least: 0, most: SMALLEST_SHOWN - 1 };
    case 'kept':
      return { least: isTold ? SMALLEST_SHOWN : 0, most: MUCH };
  }
}

/** True: at least two different values are possible. */
function isOpen(seen: readonly Seen[], equations: readonly Equation[], at: number): boolean {
  const { least, most } = narrowed(seen, equations)?.[at] ?? { least: 0, most: -1 };
  let possible = 0;
  for (let value = least; value <= most && possible < 2; value++) {
    if (fits(withValue(seen, at, value), equations)) possible += 1;
  }
  return possible > 1;
}

/** Is there a table that fits everything? Tries one number after the other. */
function fits(seen: readonly Seen[], equations: readonly Equation[]): boolean {
  const narrow = narrowed(seen, equations);
  if (!narrow) return false;
  const open = narrow.findIndex(({ least, most }) => least < most);
  const { least, most } = narrow[open] ?? { least: 0, most: -1 };
  for (let value = least; value <= most; value++) {
    if (fits(withValue(narrow, open, value), equations)) return true;
  }
  return open < 0;
}

/** Draws the bounds together as far as each equation alone does it; undefined where one cannot hold. */
function narrowed(
  seen: readonly Seen[],
  equations: readonly Equation[],
): readonly Seen[] | undefined {
  const terms = equations.flatMap((all) => all.map((term) => ({ all, term })));
  const now = [...seen];
  for (let before = ''; before !== JSON.stringify(now); ) {
    before = JSON.stringify(now);
    for (const { all, term } of terms) {
      const next = allowedBy(all, now, term.at, term.sign);
      if (next.least > next.most) return undefined;
      now[term.at] = next;
    }
  }
  return now;
}

/** What the other terms leave for one of them. */
function allowedBy(terms: Equation, seen: readonly Seen[], at: number, sign: 1 | -1): Seen {
  let [low, high] = [0, 0];
  for (const term of terms) {
    if (term.at === at) continue;
    const { least, most } = seen[term.at] ?? { least: 0, most: 0 };
    low += term.sign > 0 ? least : -most;
    high += term.sign > 0 ? most : -least;
  }
  const { least, most } = seen[at] ?? { least: 0, most: 0 };
  const [from, to] = sign > 0 ? [-high, -low] : [low, high];
  return { least: Math.max(least, from), most: Math.min(most, to) };
}

const equation = (parts: readonly number[], total: number): Equation => [
  ...parts.map((at) => ({ at, sign: 1 as const })),
  { at: total, sign: -1 },
];

const withValue = (seen: readonly Seen[], at: number, value: number): readonly Seen[] =>
  seen.map((one, index) => (index === at ? { least: value, most: value } : one));

const sum = (numbers: readonly (number | undefined)[]): number =>
  numbers.reduce<number>((all, one) => all + (one ?? 0), 0);

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type SafeCount,
  type SafeGrid,
  SMALLEST_SHOWN,
  suppressGrid,
  suppressList,
} from '../../knowledge/triage/suppression.ts';
import { attackGrid, attackList } from './attacker.ts';

const said = (count: SafeCount | undefined): string => {
  if (!count) return '-';
  if (count.kind === 'shown') return String(count.count);
  return count.kind === 'few' ? '<' : '?';
};
const listSaid = (counts: readonly number[]) => {
  const { counts: safe, total } = suppressList(counts);
  return `${safe.map(said).join(' ')} = ${said(total)}`;
};

describe('a list of counts with its total', () => {
  it.each([
    { counts: [12, 7, 30], becomes: '12 7 30 = 49', why: 'nothing is small' },
    { counts: [12, 9, 30, 3], becomes: '12 ? 30 < = 54', why: 'one is small: the next one goes' },
    { counts: [12, 5, 3], becomes: '? 5 < = 20', why: 'five has no room to hide behind' },
    { counts: [12, 2, 2], becomes: '12 < < = 16', why: 'two small ones of four hide each other' },
    { counts: [12, 1, 1], becomes: '? < < = 14', why: 'two that make two show that neither is 4' },
    { counts: [12, 4, 4], becomes: '? < < = 20', why: 'two that make eight are both 4' },
    { counts: [1, 4], becomes: '? ? = 5', why: 'nothing left to hide behind' },
    { counts: [1, 1, 0], becomes: '< < < = <', why: 'the total is small itself' },
    { counts: [8], becomes: '8 = 8', why: 'a list of one is its total' },
    { counts: [0, 0], becomes: '< < = <', why: 'nought is not told from four' },
    { counts: [], becomes: ' = <', why: 'there is nothing' },
  ])('$counts is published as "$becomes": $why', ({ counts, becomes }) => {
    expect(listSaid(counts)).toBe(becomes);
  });

  it('gives nothing away: every small count can be anything from 0 to 4', () => {
    const count = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 40 }));
    fc.assert(
      fc.property(fc.array(count, { minLength: 1, maxLength: 9 }), (counts) => {
        expect(attackList(suppressList(counts), counts)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('shows a count as it is or not at all', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 9 }), (counts) => {
        for (const [at, safe] of suppressList(counts).counts.entries()) {
          if (safe.kind === 'shown') expect(safe.count).toBe(counts[at]);
          if (safe.kind === 'few') expect(counts[at]).toBeLessThan(SMALLEST_SHOWN);
        }
      }),
    );
  });
});

describe('a table with totals of rows and columns', () => {
  const lines = (grid: SafeGrid) => [
    ...grid.cells.map((row, y) => `${row.map(said).join(' ')} | ${said(grid.rowTotals[y])}`),
    `${grid.columnTotals.map(said).join(' ')} | ${said(grid.total)}`,
  ];

  it('hides a second one in the row and in the column, and what those need', () => {
    const grid = [
      [3, 20, 30],
      [15, 25, 40],
      [50, 60, 70],
    ];
    expect(lines(suppressGrid(grid))).toEqual([
      '< ? 30 | 53',
      '? ? 40 | 80',
      '50 60 70 | 180',
      '68 105 140 | 313',
    ]);
  });

  it('hides a total where the cells alone are too few', () => {
    const counts = [
      [1, 30],
      [0, 40],
    ];
    const safe = suppressGrid(counts);
    expect(attackGrid(safe, counts)).toEqual([]);
    expect(safe.total).toEqual({ kind: 'shown', count: 71 });
  });

  it('says nothing of one row and its columns where there is nothing to hide behind, and shows the others', () => {
    const counts = [
      [4, 1, undefined, undefined],
      [40, 50, 60, 70],
      [41, 51, 61, 71],
    ];
    const safe = suppressGrid(counts);
    expect(lines(safe)[0]).toBe('? ? - - | ?');
    expect(safe.cells.flat().some((one) => one?.kind === 'shown')).toBe(true);
    expect(attackGrid(safe, counts)).toEqual([]);
  });

  it('leaves out what cannot be, and nothing hides behind it', () => {
    const counts = [
      [2, undefined, 30],
      [undefined, 9, 40],
      [12, 50, 60],
    ];
    const safe = suppressGrid(counts);
    expect(safe.cells[0]?.[1]).toBeUndefined();
    expect(attackGrid(safe, counts)).toEqual([]);
  });

  it('gives nothing away either: every small number can be anything from 0 to 4, every other hidden one is open', () => {
    const count = fc.oneof(
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 25 }),
      fc.constant(undefined),
    );
    const grid = fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
      .chain(([height, width]) =>
        fc.array(fc.array(count, { minLength: width, maxLength: width }), {
          minLength: height,
          maxLength: height,
        }),
      );
    fc.assert(
      fc.property(grid, (counts) => {
        fc.pre(counts.flat().some((one) => one !== undefined));
        expect(attackGrid(suppressGrid(counts), counts)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

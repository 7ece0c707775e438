import { z } from 'zod';
import { addDays, type Day } from '../calendar/day.ts';
import { ANSWER_BUCKETS, bucketOf, quantile } from './answer-times.ts';
import { type Period, weekOf, weekStart } from './periods.ts';
import { type SafeCount, suppressGrid, suppressList } from './suppression.ts';

/** What figures know of a case: no word of anybody, no id. */
export interface FigureRow {
  readonly receivedOn: Day;
  /** Values of `slots.yaml`; `unknown`. */
  readonly place: string;
  readonly operator: string;
  readonly document: string;
  readonly region: string;
  readonly mode: string;
  readonly status: string;
  readonly kind: 'open' | 'waiting' | 'closed';
  /** Days from the receipt to the first message, letter or decision; 0 on the same day. */
  readonly firstAnswerDays?: number;
  readonly closedOn?: Day;
  /** State of the nearest clock of the staff that is not met. */
  readonly clock?: (typeof CLOCKS)[number] | 'met';
  /** Gathered into another case: it counts as received, the other one as answered and closed. */
  readonly merged: boolean;
}

/** Every value that a table may have a row for, be there cases or not: a row must not tell that there is one. */
export interface FigureKeys {
  readonly places: readonly string[];
  readonly operators: readonly string[];
  readonly documents: readonly string[];
  /** Statuses with which cases end. */
  readonly outcomes: readonly string[];
  readonly canEnd: (document: string, outcome: string) => boolean;
}

const CLOCKS = ['passed', 'last-day', 'near', 'running'] as const;
const NO_CLOCK = 'none';

const SafeCountSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('shown'), count: z.number().int() }),
  z.strictObject({ kind: z.literal('few') }),
  z.strictObject({ kind: z.literal('kept') }),
]);

const List = z.strictObject({
  rows: z.array(z.strictObject({ key: z.string(), count: SafeCountSchema })),
  total: SafeCountSchema,
});

/** A null is a cell, row or column of which there can be nothing. */
const Grid = z.strictObject({
  rows: z.array(z.string()),
  columns: z.array(z.string()),
  cells: z.array(z.array(SafeCountSchema.nullable())),
  rowTotals: z.array(SafeCountSchema.nullable()),
  columnTotals: z.array(SafeCountSchema.nullable()),
  total: SafeCountSchema,
});

const PeriodFiguresSchema = z.strictObject({
  period: z.string(),
  from: z.string(),
  to: z.string(),
  /** False: the period goes on, and the figures change with it. They are not for publication. */
  isOver: z.boolean(),
  /** Received in the period; all of these have the same total. */
  week: List,
  place: List,
  operator: List,
  route: List,
  /** Ended in the period, by route and status. */
  outcome: Grid,
  /** First answers given in the period, by days since the receipt. */
  answer: List,
  /** Days; null where it is not shown. */
  median: z.number().int().nullable(),
  p90: z.number().int().nullable(),
});

export type FigureList = Readonly<z.infer<typeof List>>;
export type FigureGrid = Readonly<z.infer<typeof Grid>>;
export type PeriodFigures = Readonly<z.infer<typeof PeriodFiguresSchema>>;

/** @throws {z.ZodError} when it was not written by {@link writeFigures}. */
export const readFigures = (stored: string): PeriodFigures =>
  PeriodFiguresSchema.parse(JSON.parse(stored));
export const writeFigures = (figures: PeriodFigures): string => JSON.stringify(figures);

/**
 * The figures of one period, small numbers suppressed. What is counted is what happened in the period: cases received,
 * first answers given, cases ended. None of it depends on what happens later, and the three totals stand apart.
 *
 * @param today - In Korea.
 */
export function figuresOf(
  rows: readonly FigureRow[],
  period: Period,
  keys: FigureKeys,
  today: Day,
): PeriodFigures {
  const within = (day: Day | undefined) =>
    day !== undefined && day >= period.from && day <= period.to;
  const received = rows.filter(({ receivedOn }) => within(receivedOn));
  const decided = rows.filter(({ merged }) => !merged);
  const ended = decided.filter(({ kind, closedOn }) => kind === 'closed' && within(closedOn));
  const answered = decided.filter((row) => answeredWithin(row, period));
  const days = answered.map(({ firstAnswerDays = 0 }) => firstAnswerDays).sort((a, b) => a - b);
  const answer = listOf(
    ANSWER_BUCKETS.map(({ id }) => id),
    days.map(bucketOf),
  );
  return {
    period: period.id,
    from: period.from,
    to: period.to,
    isOver: period.to < today,
    week: listOf(weeksWithDesk(rows, period, today), weeksOf(received)),
    place: listOf(
      withUnknown(keys.places),
      received.map((row) => row.place),
    ),
    operator: listOf(
      withUnknown(keys.operators),
      received.map((row) => row.operator),
    ),
    route: listOf(
      keys.documents,
      received.map((row) => row.document),
    ),
    outcome: outcomesOf(ended, keys),
    answer,
    median: quantile(days, 0.5, answer.rows),
    p90: quantile(days, 0.9, answer.rows),
  };
}

/** Cases that are open now, by their nearest clock. Changes by the day, so it is for the desk and not for publication. */
export function openByClock(rows: readonly FigureRow[]): FigureList {
  const open = rows.filter(({ kind, merged }) => kind !== 'closed' && !merged);
  const clockOf = ({ clock }: FigureRow) => CLOCKS.find((one) => one === clock) ?? NO_CLOCK;
  return listOf([...CLOCKS, NO_CLOCK], open.map(clockOf));
}

function answeredWithin({ receivedOn, firstAnswerDays }: FigureRow, { from, to }: Period): boolean {
  // Most cases are told apart without counting days.
  if (firstAnswerDays === undefined || receivedOn > to) return false;
  const day = addDays(receivedOn, firstAnswerDays);
  return day >= from && day <= to;
}

/** Weeks before the first case ever, or still to come, have none, and everybody knows: no number can hide behind them. */
function weeksWithDesk(
  rows: readonly FigureRow[],
  { weeks }: Period,
  today: Day,
): readonly string[] {
  return weeks.filter((week) => {
    const [from, to] = [weekStart(week), addDays(weekStart(week), 6)];
    return from <= today && rows.some(({ receivedOn }) => receivedOn <= to);
  });
}

/** Many cases come in on one day. */
function weeksOf(rows: readonly FigureRow[]): readonly string[] {
  const weeks = new Map<Day, string>();
  return rows.map(({ receivedOn }) => {
    const week = weeks.get(receivedOn) ?? weekOf(receivedOn);
    weeks.set(receivedOn, week);
    return week;
  });
}

function listOf(keys: readonly string[], values: readonly string[]): FigureList {
  const all = withStrays(keys, values);
  const numbers = countsOf(values);
  const { counts, total } = suppressList(all.map((key) => numbers.get(key) ?? 0));
  return { rows: all.map((key, at) => ({ key, count: counts[at] ?? { kind: 'kept' } })), total };
}

function outcomesOf(ended: readonly FigureRow[], keys: FigureKeys): FigureGrid {
  const rows = withStrays(
    keys.documents,
    ended.map(({ document }) => document),
  );
  const columns = withStrays(
    keys.outcomes,
    ended.map(({ status }) => status),
  );
  const numbers = countsOf(ended.map(({ document, status }) => `${document} ${status}`));
  const safe = suppressGrid(
    rows.map((document) =>
      columns.map((outcome) => {
        const count = numbers.get(`${document} ${outcome}`);
        return count ?? (keys.canEnd(document, outcome) ? 0 : undefined);
      }),
    ),
  );
  const orNull = (count: SafeCount | undefined) => count ?? null;
  return {
    rows,
    columns,
    cells: safe.cells.map((row) => row.map(orNull)),
    rowTotals: safe.rowTotals.map(orNull),
    columnTotals: safe.columnTotals.map(orNull),
    total: safe.total,
  };
}

const withUnknown = (keys: readonly string[]): readonly string[] => [
  ...new Set([...keys, 'unknown']),
];

/** Values that the rules knew once. */
const withStrays = (keys: readonly string[], values: readonly string[]): string[] => [
  ...new Set([...keys, ...values]),
];

function countsOf(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

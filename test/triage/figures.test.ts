import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, weekdayOf } from '../../knowledge/calendar/day.ts';
import {
  type FigureKeys,
  type FigureRow,
  figuresOf,
  openByClock,
  readFigures,
  writeFigures,
} from '../../knowledge/triage/figures.ts';
import { periodOf, periodsBetween, weekOf, weekStart } from '../../knowledge/triage/periods.ts';
import { type SafeCount, SMALLEST_SHOWN } from '../../knowledge/triage/suppression.ts';

const KEYS: FigureKeys = {
  places: ['subway', 'airport', 'street'],
  operators: ['public-corporation', 'police'],
  documents: ['nhrck', 'pipc'],
  outcomes: ['dismissed', 'settled'],
  canEnd: (document, outcome) => document === 'nhrck' || outcome === 'dismissed',
};

const ROW: FigureRow = {
  receivedOn: '2026-01-06',
  place: 'subway',
  operator: 'police',
  document: 'nhrck',
  region: 'seoul',
  mode: 'real-time',
  status: 'received',
  kind: 'open',
  merged: false,
};

const rows = (count: number, over: Partial<FigureRow> = {}): readonly FigureRow[] =>
  Array.from({ length: count }, () => ({ ...ROW, ...over }));

const said = (count: SafeCount | null | undefined): string => {
  if (!count) return '-';
  if (count.kind === 'shown') return String(count.count);
  return count.kind === 'few' ? '<' : '?';
};
const listed = ({ rows: all }: { rows: readonly { key: string; count: SafeCount }[] }) =>
  Object.fromEntries(all.map(({ key, count }) => [key, said(count)]));

const Q1 = periodOf('2026-01-06');
const LATER = '2026-06-01';

describe('weeks and periods', () => {
  it.each([
    { day: '2025-12-28', week: '2025-W52', period: '2025-Q4' },
    { day: '2025-12-29', week: '2026-W01', period: '2026-Q1' },
    { day: '2026-01-04', week: '2026-W01', period: '2026-Q1' },
    { day: '2026-03-29', week: '2026-W13', period: '2026-Q1' },
    { day: '2026-03-30', week: '2026-W14', period: '2026-Q2' },
    { day: '2027-01-03', week: '2026-W53', period: '2026-Q4' },
    { day: '2027-01-04', week: '2027-W01', period: '2027-Q1' },
  ])('$day lies in $week and in $period', ({ day, week, period }) => {
    expect(weekOf(day)).toBe(week);
    expect(periodOf(day).id).toBe(period);
  });

  it('a week begins on the Monday that its name says', () => {
    expect(weekStart('2026-W01')).toBe('2025-12-29');
    expect(weekStart('2026-W53')).toBe('2026-12-28');
  });

  it('the last quarter of a year of 53 weeks has 14 weeks', () => {
    expect(periodOf('2026-12-31').weeks).toHaveLength(14);
    expect(periodOf('2025-12-01').weeks).toHaveLength(13);
  });

  it('no two periods overlap, and together they are every day', () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days));
    fc.assert(
      fc.property(day, (one) => {
        const period = periodOf(one);
        expect(period.from <= one && one <= period.to).toBe(true);
        expect(weekdayOf(period.from)).toBe(1);
        expect(daysBetween(period.from, period.to) + 1).toBe(period.weeks.length * 7);
        expect(periodOf(addDays(period.to, 1)).from).toBe(addDays(period.to, 1));
        expect(period.weeks).toContain(weekOf(one));
      }),
    );
  });

  it('lists periods from the newest to the one of the first day', () => {
    const ids = periodsBetween('2025-12-30', '2026-08-01').map(({ id }) => id);
    expect(ids).toEqual(['2026-Q3', '2026-Q2', '2026-Q1']);
  });
});

describe('the figures of a period', () => {
  it('count receipts, first answers and endings by the day on which each happened', () => {
    const figures = figuresOf(
      [
        ...rows(8, { receivedOn: '2025-12-01', firstAnswerDays: 40 }),
        ...rows(9, { receivedOn: '2026-01-06' }),
        ...rows(7, {
          receivedOn: '2025-12-01',
          kind: 'closed',
          status: 'dismissed',
          closedOn: '2026-02-01',
        }),
        ...rows(6, {
          receivedOn: '2026-02-10',
          kind: 'closed',
          status: 'settled',
          closedOn: '2026-04-20',
        }),
      ],
      Q1,
      KEYS,
      LATER,
    );
    expect(said(figures.place.total)).toBe('15');
    expect(said(figures.answer.total)).toBe('8');
    expect(said(figures.outcome.total)).toBe('7');
    expect(figures.isOver).toBe(true);
  });

  it('have a row for every value there may be, so that a row does not tell that there is a case', () => {
    const { operator } = figuresOf(rows(20), Q1, KEYS, LATER);
    // The noughts hide behind the only large number: twenty in all is what is known.
    expect(listed(operator)).toEqual({ 'public-corporation': '<', police: '?', unknown: '<' });
  });

  it('name the weeks of the period, from the first week with a case ever', () => {
    const { week } = figuresOf(rows(9, { receivedOn: '2026-03-10' }), Q1, KEYS, LATER);
    expect(week.rows.map(({ key }) => key)).toEqual(['2026-W11', '2026-W12', '2026-W13']);
    const running = figuresOf(rows(9), Q1, KEYS, '2026-01-13');
    expect(running.week.rows.map(({ key }) => key)).toEqual(['2026-W02', '2026-W03']);
    expect(running.isOver).toBe(false);
  });

  it('show outcomes by route, and leave out what cannot end so', () => {
    const ended = { kind: 'closed', closedOn: '2026-02-01' } as const;
    const { outcome } = figuresOf(
      [
        ...rows(30, { ...ended, status: 'dismissed' }),
        ...rows(20, { ...ended, status: 'settled' }),
        ...rows(12, { ...ended, status: 'dismissed', document: 'pipc' }),
      ],
      Q1,
      KEYS,
      LATER,
    );
    expect(outcome.cells.map((row) => row.map(said))).toEqual([
      ['30', '20'],
      ['12', '-'],
    ]);
    expect(outcome.columnTotals.map(said)).toEqual(['42', '20']);
    expect(outcome.rowTotals.map(said)).toEqual(['50', '12']);
  });

  it('count a case that was gathered into another as received, not as answered or ended', () => {
    const { place, answer, outcome } = figuresOf(
      rows(10, {
        merged: true,
        firstAnswerDays: 1,
        kind: 'closed',
        status: 'dismissed',
        closedOn: '2026-01-20',
      }),
      Q1,
      KEYS,
      LATER,
    );
    expect([place.total, answer.total, outcome.total].map(said)).toEqual(['10', '<', '<']);
  });

  it('keep a value that the rules knew once', () => {
    const { place } = figuresOf(rows(9, { place: 'zeppelin' }), Q1, KEYS, LATER);
    expect(listed(place)).toHaveProperty('zeppelin');
  });

  it('of one period do not change when cases come in, are answered or end in another', () => {
    const before = rows(12, { firstAnswerDays: 3 });
    const after = [
      ...before,
      ...rows(8, { receivedOn: '2026-04-02', firstAnswerDays: 2 }),
      ...rows(3, {
        receivedOn: '2026-05-02',
        kind: 'closed',
        status: 'settled',
        closedOn: '2026-05-09',
      }),
    ];
    expect(figuresOf(after, Q1, KEYS, LATER)).toEqual(figuresOf(before, Q1, KEYS, LATER));
  });

  it('are read back as they were written', () => {
    const figures = figuresOf(rows(20, { firstAnswerDays: 2 }), Q1, KEYS, LATER);
    expect(readFigures(writeFigures(figures))).toEqual(figures);
  });

  it('never show a small number', () => {
    const row = fc.record({
      place: fc.constantFrom(...KEYS.places, 'unknown'),
      operator: fc.constantFrom(...KEYS.operators, 'unknown'),
      document: fc.constantFrom(...KEYS.documents),
      status: fc.constantFrom(...KEYS.outcomes),
      firstAnswerDays: fc.integer({ min: 0, max: 50 }),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (some) => {
        const all = some.map(
          (one): FigureRow => ({ ...ROW, ...one, kind: 'closed', closedOn: '2026-02-02' }),
        );
        const shown = writeFigures(figuresOf(all, Q1, KEYS, LATER)).matchAll(/"count":(\d+)/g);
        for (const [, count] of shown) expect(Number(count)).toBeGreaterThanOrEqual(SMALLEST_SHOWN);
      }),
    );
  });
});

describe('the time to the first answer', () => {
  const answered = (days: Readonly<Record<number, number>>) =>
    figuresOf(
      Object.entries(days).flatMap(([after, count]) =>
        rows(count, { firstAnswerDays: Number(after) }),
      ),
      Q1,
      KEYS,
      LATER,
    );

  it('is in the row up to whose days it took', () => {
    const { answer } = answered({ 0: 5, 1: 6, 2: 7, 7: 8, 8: 9, 30: 10, 31: 11 });
    expect(listed(answer)).toEqual({
      'within-1': '11',
      'within-3': '7',
      'within-7': '8',
      'within-14': '9',
      'within-30': '10',
      later: '11',
    });
  });

  it('has a half and nine tenths by the nearest rank', () => {
    const { median, p90 } = answered({ 1: 20, 2: 20, 6: 20, 10: 20, 20: 20, 40: 20 });
    expect([median, p90]).toEqual([6, 40]);
  });

  it('has none where fewer than five lie on one side', () => {
    const { median, p90 } = answered({ 1: 10, 2: 10, 6: 10, 10: 5, 20: 5, 40: 6 });
    expect(median).toBe(6);
    expect(p90).toBeNull();
    expect(answered({ 1: 8 }).median).toBeNull();
  });

  it('has none where it would tell how many a hidden row has', () => {
    // The seventh of thirteen took two days: were all eight hidden ones quicker, it would have taken less.
    const { answer, median } = answered({ 1: 4, 2: 5, 6: 4 });
    expect(listed(answer)).toMatchObject({ 'within-1': '<', 'within-3': '5', 'within-7': '<' });
    expect(median).toBeNull();
    expect(answered({ 1: 4, 2: 30, 6: 4 }).median).toBe(2);
  });
});

describe('open cases', () => {
  it('are counted by their nearest clock, those that ended or were gathered left out', () => {
    const clocks = openByClock([
      ...rows(9, { clock: 'running' }),
      ...rows(6, { clock: 'passed' }),
      ...rows(7, { clock: 'met' }),
      ...rows(8),
      ...rows(20, { kind: 'closed', clock: 'running' }),
      ...rows(20, { merged: true, clock: 'running' }),
    ]);
    expect(said(clocks.total)).toBe('30');
    expect(listed(clocks)).toEqual({
      passed: '6',
      'last-day': '<',
      near: '<',
      running: '?',
      none: '15',
    });
  });
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, partsOf } from '../../knowledge/calendar/day.ts';
import { loadHolidays } from '../../knowledge/calendar/holidays.ts';
import { type Length, lastDayOf, type Period } from '../../knowledge/calendar/period.ts';

const calendar = loadHolidays(
  readFileSync(new URL('../../knowledge/rules/holidays.yaml', import.meta.url), 'utf8'),
);
const last = (period: Period) => lastDayOf(period, calendar);

const DAYS = fc.integer({ min: 0, max: 3286 }).map((count) => addDays('2022-01-01', count));
const COUNTS = fc.integer({ min: 1, max: 200 });

/** The next day on which offices are open, that day included. */
function open(day: string): string {
  return calendar.isWorkingDay(day) ? day : open(addDays(day, 1));
}

/** Walks on a day at a time, and counts those that count. */
function walk(from: string, count: number, counts: (day: string) => boolean): string {
  let day = from;
  let counted = counts(day) ? 1 : 0;
  while (counted < count) {
    day = addDays(day, 1);
    if (counts(day)) counted++;
  }
  return day;
}

const isMonthEnd = (day: string) => addDays(day, 1).endsWith('-01');

/**
 * The end of months that begin with the day `first`, found by walking: a month is over on the day before the same number, or at the
 * end of a month that has no such number.
 */
function walkMonths(first: string, months: number): string {
  const { year, month, day: number } = partsOf(first);
  const wanted = year * 12 + month + months;
  for (let day = first; ; day = addDays(day, 1)) {
    const next = partsOf(addDays(day, 1));
    const isDayBefore = next.day === number && next.year * 12 + next.month === wanted;
    const here = partsOf(day);
    const lacksIt = isMonthEnd(day) && here.day < number && here.year * 12 + here.month === wanted;
    if (isDayBefore || lacksIt) return day;
  }
}

describe('a period', () => {
  it('of the Civil Act in days ends as a walk day by day does', () => {
    fc.assert(
      fc.property(DAYS, COUNTS, (from, days) => {
        const end = walk(addDays(from, 1), days, () => true);
        expect(last({ from, length: { days }, counts: 'civil' })).toBe(open(end));
      }),
    );
  });

  it('of the Civil Act in weeks, months and years ends as a walk by the calendar does', () => {
    const months = (length: Length) =>
      'years' in length ? length.years * 12 : 'months' in length ? length.months : 0;
    const lengths = fc.oneof(
      fc.record({ months: fc.integer({ min: 1, max: 30 }) }),
      fc.record({ years: fc.integer({ min: 1, max: 5 }) }),
    );
    fc.assert(
      fc.property(DAYS, lengths, fc.boolean(), (from, length, startsAtMidnight) => {
        const first = startsAtMidnight ? from : addDays(from, 1);
        const end = walkMonths(first, months(length));
        expect(last({ from, length, counts: 'civil', startsAtMidnight })).toBe(open(end));
        expect(last({ from, length, counts: 'civil-first-day' })).toBe(
          open(walkMonths(from, months(length))),
        );
        expect(last({ from, length, counts: 'restriction' })).toBe(
          walkMonths(from, months(length)),
        );
      }),
      { numRuns: 60 },
    );
    fc.assert(
      fc.property(DAYS, fc.integer({ min: 1, max: 60 }), (from, weeks) => {
        expect(last({ from, length: { weeks }, counts: 'civil' })).toBe(
          open(walk(addDays(from, 1), weeks * 7, () => true)),
        );
      }),
    );
  });

  it('in working days ends as a walk over the days that count does', () => {
    fc.assert(
      fc.property(DAYS, COUNTS, (from, days) => {
        expect(last({ from, length: { days }, counts: 'working-days' })).toBe(
          walk(from, days, (day) => calendar.isWorkingDay(day)),
        );
      }),
    );
  });

  it('in working hours ends that many working days after the day of receipt, or after the office opens again', () => {
    fc.assert(
      fc.property(DAYS, fc.integer({ min: 1, max: 5 }), (from, days) => {
        const isOpen = calendar.isWorkingDay(from);
        const end = walk(from, isOpen ? days + 1 : days, (day) => calendar.isWorkingDay(day));
        expect(last({ from, length: { days }, counts: 'working-hours' })).toBe(end);
      }),
    );
  });

  it('never ends earlier when it is longer, nor when it begins later', () => {
    const counts = fc.constantFrom('civil', 'working-days', 'elapsed', 'restriction');
    fc.assert(
      fc.property(DAYS, COUNTS, counts, (from, days, kind) => {
        const end = last({ from, length: { days }, counts: kind });
        expect(last({ from, length: { days: days + 1 }, counts: kind }) >= end).toBe(true);
        expect(last({ from: addDays(from, 1), length: { days }, counts: kind }) >= end).toBe(true);
      }),
    );
  });

  it('that has passed leaves a last safe day before every other way of counting ends', () => {
    const lengths = fc.oneof(
      fc.record({ days: COUNTS }),
      fc.record({ months: fc.integer({ min: 1, max: 30 }) }),
      fc.record({ years: fc.integer({ min: 1, max: 5 }) }),
    );
    fc.assert(
      fc.property(DAYS, lengths, (from, length) => {
        const safe = last({ from, length, counts: 'elapsed' });
        const firstCounted = last({ from, length, counts: 'restriction' });
        expect(safe <= firstCounted).toBe(true);
        expect(safe < last({ from, length, counts: 'civil' })).toBe(true);
      }),
    );
  });

  it.each<readonly [string, Period, string]>([
    [
      'from 31 January a month runs to the end of February',
      { from: '2026-01-31', length: { months: 1 }, counts: 'civil' },
      '2026-03-03',
    ],
    [
      'from 30 January it begins on the 31st, which February lacks',
      { from: '2023-01-30', length: { months: 1 }, counts: 'civil' },
      '2023-02-28',
    ],
    [
      'from 28 February it begins on 1 March and takes all of it',
      { from: '2025-02-28', length: { months: 1 }, counts: 'civil' },
      '2025-03-31',
    ],
    [
      'from midnight the first day counts',
      { from: '2026-11-02', length: { days: 10 }, counts: 'civil', startsAtMidnight: true },
      '2026-11-11',
    ],
    [
      'a week from a Monday ends on the next Monday',
      { from: '2026-11-02', length: { weeks: 1 }, counts: 'civil' },
      '2026-11-09',
    ],
    [
      'a petition in weeks counts its first day',
      { from: '2026-11-02', length: { weeks: 1 }, counts: 'civil-first-day' },
      '2026-11-09',
    ],
    [
      'a restriction ends on a holiday all the same',
      { from: '2026-11-26', length: { days: 30 }, counts: 'restriction' },
      '2026-12-25',
    ],
    [
      'a restriction of a month from the 31st',
      { from: '2026-08-31', length: { months: 1 }, counts: 'restriction' },
      '2026-09-30',
    ],
    [
      'three days of office hours from a Thursday',
      { from: '2026-11-05', length: { days: 3 }, counts: 'working-hours' },
      '2026-11-10',
    ],
    [
      'three days of office hours from a Saturday',
      { from: '2026-11-07', length: { days: 3 }, counts: 'working-hours' },
      '2026-11-11',
    ],
  ])('%s', (_, period, expected) => {
    expect(last(period)).toBe(expected);
  });

  it.each<readonly [string, Period]>([
    [
      'working days in months',
      { from: '2026-11-02', length: { months: 1 }, counts: 'working-days' },
    ],
    ['six days in hours', { from: '2026-11-02', length: { days: 6 }, counts: 'working-hours' }],
    [
      'a petition in days by the calendar',
      { from: '2026-11-02', length: { days: 7 }, counts: 'civil-first-day' },
    ],
    ['no days at all', { from: '2026-11-02', length: { days: 0 }, counts: 'civil' }],
    ['half a day', { from: '2026-11-02', length: { days: 1.5 }, counts: 'civil' }],
    ['a day that no calendar has', { from: '2026-02-30', length: { days: 1 }, counts: 'civil' }],
  ])('cannot be counted: %s', (_, period) => {
    expect(() => last(period)).toThrow(RangeError);
  });
});

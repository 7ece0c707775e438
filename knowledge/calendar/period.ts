import {
  addDays,
  type Day,
  dayOf,
  dayOrMonthEnd,
  daysInMonth,
  isDay,
  monthAfter,
  partsOf,
} from './day.ts';
import type { WorkingDays } from './holidays.ts';

/**
 * How a period is counted.
 *
 * - `civil`: 민법 제157조, 제159조부터 제161조까지, and through 행정기본법 제6조제1항 every period of public law without a rule of its
 *   own. The first day is not counted unless the period begins at midnight; weeks, months and years run by the calendar; a last
 *   day that is a Saturday or a holiday gives way to the next working day.
 * - `civil-first-day`: 민원 처리에 관한 법률 제19조제3항, periods in weeks, months or years. The same, with the first day counted.
 * - `working-days`: 민원 처리에 관한 법률 제19조제2항 (six days or more) and 정보공개법 제29조제2항. The first day is counted;
 *   Saturdays and holidays are not.
 * - `working-hours`: 민원 처리에 관한 법률 제19조제1항, up to five days, eight working hours each, from the hour of receipt. Ends at
 *   that hour of the last day; a paper received when the office is closed counts from the next opening.
 * - `restriction`: 행정기본법 제6조제2항, how long a right is restricted or a duty lasts. The first day is counted, and the
 *   last day stays where it is.
 * - `elapsed`: where the law takes something away once a time "has passed" (`1년 이상 지나서`). Gives the last safe day: the
 *   last on which, however one counts, the time has not passed. It is the day before the same date, and no holiday moves it.
 */
export const COUNTING = [
  'civil',
  'civil-first-day',
  'working-days',
  'working-hours',
  'restriction',
  'elapsed',
] as const;
export type Counting = (typeof COUNTING)[number];

export type Length =
  | { readonly days: number }
  | { readonly weeks: number }
  | { readonly months: number }
  | { readonly years: number };

export interface Period {
  /** The day of the event that sets the period going. */
  readonly from: Day;
  readonly length: Length;
  readonly counts: Counting;
  /** The period begins at 00:00 of `from` (민법 제157조 단서). For `civil` only. */
  readonly startsAtMidnight?: boolean;
}

/** The longest that the first article of 민원 처리에 관한 법률 제19조 counts in hours. */
const LONGEST_IN_HOURS = 5;

/**
 * The last day of a period.
 *
 * @throws {RangeError} when `from` is no day, the length is no whole number above 0, or the length cannot be counted in that way:
 * working days are days, never months.
 */
export function lastDayOf(period: Period, calendar: WorkingDays): Day {
  assertCountable(period);
  const { from, length, counts } = period;
  switch (counts) {
    case 'working-days':
      return nthWorkingDay(from, daysOf(length), calendar);
    case 'working-hours': {
      const first = calendar.isWorkingDay(from) ? addDays(from, 1) : from;
      return nthWorkingDay(first, daysOf(length), calendar);
    }
    case 'restriction':
      return endOf(from, length);
    case 'elapsed':
      return addDays(sameDateAfter(from, length), -1);
    case 'civil-first-day':
      return workingDayFrom(endOf(from, length), calendar);
    case 'civil': {
      const first = period.startsAtMidnight ? from : addDays(from, 1);
      return workingDayFrom(endOf(first, length), calendar);
    }
  }
}

/** The day itself, or the next on which offices are open (민법 제161조). */
function workingDayFrom(day: Day, calendar: WorkingDays): Day {
  let open = day;
  while (!calendar.isWorkingDay(open)) open = addDays(open, 1);
  return open;
}

/**
 * The last day of a period whose first counted day is `first`: the day before the one that corresponds to it, or the end of the
 * month where that month has none (민법 제160조).
 */
function endOf(first: Day, length: Length): Day {
  if (!isByMonth(length)) return addDays(first, daysOf(length) - 1);
  const { year, month, day } = partsOf(first);
  const last = monthAfter({ year, month }, monthsOf(length));
  const corresponding = dayOf(last.year, last.month, day);
  return corresponding
    ? addDays(corresponding, -1)
    : dayOrMonthEnd(last.year, last.month, daysInMonth(last.year, last.month));
}

function sameDateAfter(from: Day, length: Length): Day {
  if (!isByMonth(length)) return addDays(from, daysOf(length));
  const { year, month, day } = partsOf(from);
  const last = monthAfter({ year, month }, monthsOf(length));
  return dayOrMonthEnd(last.year, last.month, day);
}

function nthWorkingDay(from: Day, count: number, calendar: WorkingDays): Day {
  let day = workingDayFrom(from, calendar);
  for (let counted = 1; counted < count; counted++) {
    day = workingDayFrom(addDays(day, 1), calendar);
  }
  return day;
}

const isByMonth = (length: Length): boolean => 'months' in length || 'years' in length;

function monthsOf(length: Length): number {
  if ('years' in length) return length.years * 12;
  return 'months' in length ? length.months : 0;
}

function daysOf(length: Length): number {
  if ('weeks' in length) return length.weeks * 7;
  return 'days' in length ? length.days : 0;
}

function assertCountable({ from, length, counts }: Period): void {
  if (!isDay(from)) throw new RangeError(`"${from}" is not a day such as 2026-11-20`);
  const [unit = '', amount = 0] = Object.entries(length)[0] ?? [];
  if (!Number.isInteger(amount) || amount < 1) {
    throw new RangeError(`a period of ${amount} ${unit} cannot be counted`);
  }
  const problem = problemOf(length, counts);
  if (problem) throw new RangeError(problem);
}

/** Why a length cannot be counted in that way, or undefined. */
export function problemOf(length: Length, counts: Counting): string | undefined {
  const isInDays = 'days' in length;
  if (counts === 'working-days' && !isInDays) return 'working-days counts days only';
  if (counts === 'working-hours' && !(isInDays && length.days <= LONGEST_IN_HOURS)) {
    return `working-hours counts up to ${LONGEST_IN_HOURS} days`;
  }
  if (counts === 'civil-first-day' && isInDays) {
    return 'civil-first-day counts weeks, months and years';
  }
  return undefined;
}

import { addDays, type Day, dayOf, type Weekday, weekdayOf } from './day.ts';
import type { HolidayCalendar } from './holidays.ts';

/** The moment of speaking, in Korea, and what else a reading may depend on. */
export interface Moment {
  readonly today: Day;
  readonly time: string;
  readonly holidays?: Pick<HolidayCalendar, 'names' | 'daysNamed'>;
}

/** What one phrase says about the day. */
export type DayReading =
  | { readonly kind: 'day'; readonly day: Day; readonly time?: string; readonly isAbout?: boolean }
  /** It could be each of these days. */
  | { readonly kind: 'choice'; readonly days: readonly Day[] }
  /** A stretch of time: a month, a season, "recently". */
  | { readonly kind: 'vague' }
  | { readonly kind: 'future' }
  /** No calendar has such a day. */
  | { readonly kind: 'impossible' };

/** One kind of phrase. What its pattern has read is taken out of the text before the next one looks. */
export interface DatePhrase {
  /** Global. */
  readonly pattern: RegExp;
  read(groups: Readonly<Record<string, string | undefined>>, moment: Moment): DayReading;
}

/** What a text says about the time of day. */
export interface TimeReading {
  /** `HH:MM`. More than one where morning or evening was not said. Empty where only a part of the day was, or two times were. */
  readonly times: readonly string[];
  /** Said as the night of a day, but after its midnight: people mean either day. */
  readonly isAfterMidnight: boolean;
  readonly isAbout: boolean;
  readonly isImpossible: boolean;
}

export const NO_TIME: TimeReading = {
  times: [],
  isAfterMidnight: false,
  isAbout: false,
  isImpossible: false,
};

export const theDay = (day: Day | undefined): DayReading =>
  day ? { kind: 'day', day } : { kind: 'impossible' };

/** A day said without its year: this year's, unless that lies ahead. Then it could only be last year's, and is asked about. */
export function yearlessDay(month: number, day: number, { today }: Moment): DayReading {
  const year = Number(today.slice(0, 4));
  const thisYear = dayOf(year, month, day);
  if (thisYear && thisYear <= today) return { kind: 'day', day: thisYear };
  const lastYear = dayOf(year - 1, month, day);
  if (lastYear) return { kind: 'choice', days: [lastYear] };
  // Only a year with a leap day has it, and this one or the last is no such year.
  return thisYear ? { kind: 'future' } : { kind: 'impossible' };
}

/** A day said without its month: this month's, unless that lies ahead. */
export function monthlessDay(day: number, { today }: Moment): DayReading {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  const thisMonth = dayOf(year, month, day);
  if (thisMonth && thisMonth <= today) return { kind: 'day', day: thisMonth };
  const lastMonth = month === 1 ? dayOf(year - 1, 12, day) : dayOf(year, month - 1, day);
  if (lastMonth) return { kind: 'choice', days: [lastMonth] };
  return day > 31 ? { kind: 'impossible' } : { kind: 'vague' };
}

/** Of the week that lies `weeks` back (0 is this one). Weeks begin on Monday; a Sunday could belong to either week. */
export function weekdayInWeek(weekday: Weekday, weeks: number, { today }: Moment): DayReading {
  const fromMonday = addDays(mondayOf(today), daysFromMonday(weekday) - 7 * weeks);
  if (weekday !== 0) return pastOrChoice(fromMonday, today);
  return { kind: 'choice', days: [addDays(fromMonday, -7), fromMonday] };
}

/** `last Tuesday`, `지난 화요일`: the nearest past one, or, where that is of this week, perhaps the one before. */
export function lastWeekday(weekday: Weekday, { today }: Moment): DayReading {
  const nearest = weekdayBefore(weekday, today);
  return nearest < mondayOf(today)
    ? { kind: 'day', day: nearest }
    : { kind: 'choice', days: [addDays(nearest, -7), nearest] };
}

/** A weekday alone: the one of this week, unless it is today's or lies ahead. */
export function bareWeekday(weekday: Weekday, { today }: Moment): DayReading {
  const nearest = weekdayBefore(weekday, today);
  if (weekdayOf(today) === weekday) return { kind: 'choice', days: [nearest, today] };
  return nearest >= mondayOf(today)
    ? { kind: 'day', day: nearest }
    : { kind: 'choice', days: [nearest] };
}

/** Saturday and Sunday of the week that lies `weeks` back. */
export function weekendOf(weeks: number, { today }: Moment): DayReading {
  const saturday = addDays(mondayOf(today), 5 - 7 * weeks);
  return { kind: 'choice', days: [saturday, addDays(saturday, 1)] };
}

/** A weekend that has begun, or the last one. */
export const nearestWeekend = (moment: Moment): DayReading =>
  weekendOf(daysFromMonday(weekdayOf(moment.today)) >= 5 ? 0 : 1, moment);

/** A day with the weekday that was said beside it; where they disagree one of the two is wrong. */
export function checkedByWeekday(reading: DayReading, weekday: Weekday | undefined): DayReading {
  if (reading.kind !== 'day' || weekday === undefined) return reading;
  return weekdayOf(reading.day) === weekday ? reading : { kind: 'choice', days: [reading.day] };
}

/** Two-digit years: of this century unless that lies ahead. */
export function fullYear(digits: string, { today }: Moment): number {
  if (digits.length === 4) return Number(digits);
  const year = 2000 + Number(digits);
  return year <= Number(today.slice(0, 4)) + 1 ? year : year - 100;
}

/** A holiday by name: `run` is all the days that belong to it. */
export function holidayReading(
  name: string,
  moment: Moment,
  { year, offset, isRun }: { year?: number; offset: number; isRun: boolean },
): DayReading {
  const id = moment.holidays?.names.get(name.toLowerCase());
  if (!id || !moment.holidays) return { kind: 'vague' };
  const thisYear = Number(moment.today.slice(0, 4));
  const named = moment.holidays.daysNamed(id, year ?? thisYear);
  const first = named && (isRun ? named.run[0] : addDays(named.day, offset));
  const isAhead = year === undefined && (!first || first > moment.today);
  const chosen = isAhead ? moment.holidays.daysNamed(id, thisYear - 1) : named;
  if (!chosen) return { kind: 'vague' };
  if (isRun && chosen.run.length > 1) return { kind: 'choice', days: chosen.run };
  const day = addDays(chosen.day, offset);
  return isAhead ? { kind: 'choice', days: [day] } : { kind: 'day', day };
}

/** Just now: today, and soon after midnight perhaps yesterday. */
export const justNow = ({ today, time }: Moment): DayReading =>
  time < '03:00'
    ? { kind: 'choice', days: [addDays(today, -1), today] }
    : { kind: 'day', day: today, isAbout: true };

const daysFromMonday = (weekday: Weekday): number => (weekday + 6) % 7;

const mondayOf = (day: Day): Day => addDays(day, -daysFromMonday(weekdayOf(day)));

function weekdayBefore(weekday: Weekday, today: Day): Day {
  const back = (weekdayOf(today) - weekday + 7) % 7;
  return addDays(today, back === 0 ? -7 : -back);
}

/** Today's counts as said; one that lies ahead is asked about, with the one a week before. */
const pastOrChoice = (day: Day, today: Day): DayReading =>
  day <= today ? { kind: 'day', day } : { kind: 'choice', days: [addDays(day, -7)] };

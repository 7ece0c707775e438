import { parse } from 'yaml';
import { addDays, type Day } from './day.ts';
import { type Deadline, DeadlinesFile } from './deadline-file.ts';
import type { HolidayCalendar } from './holidays.ts';
import { lastDayOf } from './period.ts';

export type Deadlines = ReadonlyMap<string, Deadline>;

/**
 * Reads `rules/deadlines.yaml`.
 *
 * @throws {z.ZodError} when the data does not have the form of that file.
 */
export function loadDeadlines(yaml: string): Deadlines {
  return new Map(DeadlinesFile.parse(parse(yaml)).map((deadline) => [deadline.id, deadline]));
}

export interface DeadlineDays {
  /** For what a person must do, the last day that is safe however one counts; else the last day by the usual way. */
  readonly last: Day;
  /** The last day by the usual way of counting. After `last` only where two ways of counting can be argued for. */
  readonly usual: Day;
  /** The last day when every extension that the law allows is used. */
  readonly extended?: Day;
}

/** The last day for acting, when it began to run from that day. */
export const deadlineDay = (deadline: Deadline, from: Day, calendar: HolidayCalendar): Day =>
  deadlineDays(deadline, from, calendar).last;

/** @throws {RangeError} when `from` is no day. */
export function deadlineDays(
  deadline: Deadline,
  from: Day,
  calendar: HolidayCalendar,
): DeadlineDays {
  const { length, counts, whose } = deadline;
  const isYours = whose === 'yours';
  // A time that "has passed" is counted in the usual way like any other.
  const usualCounting = isYours && counts === 'elapsed' ? 'civil' : counts;
  const usual = lastDayOf({ from, length, counts: usualCounting }, calendar);
  const last = isYours ? lastDayOf({ from, length, counts }, calendar.strict) : usual;
  const extended = extendedDay(deadline, usual, calendar);
  return { last, usual, ...(extended && { extended }) };
}

export type DeadlineState = 'open' | 'last-day' | 'doubtful' | 'passed';

/**
 * How a deadline stands on a day. `doubtful`: past the last safe day, but by the usual way of counting still in time: act at
 * once, and do not tell the person that it is too late.
 */
export function deadlineState(
  deadline: Deadline,
  from: Day,
  today: Day,
  calendar: HolidayCalendar,
): DeadlineState {
  const { last, usual } = deadlineDays(deadline, from, calendar);
  if (today < last) return 'open';
  if (today === last) return 'last-day';
  return today <= usual ? 'doubtful' : 'passed';
}

/** Each extension begins on the day after the period before it ended. */
function extendedDay(
  { extension, counts }: Deadline,
  last: Day,
  calendar: HolidayCalendar,
): Day | undefined {
  if (!extension) return undefined;
  const { days, times } = extension;
  let end = last;
  for (let used = 0; used < times; used++) {
    end =
      counts === 'working-days'
        ? lastDayOf({ from: addDays(end, 1), length: { days }, counts }, calendar)
        : lastDayOf({ from: end, length: { days }, counts }, calendar);
  }
  return end;
}

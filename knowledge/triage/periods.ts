import { addDays, type Day, daysBetween, partsOf, twoDigits, weekdayOf } from '../calendar/day.ts';

/** `2026-W05`: Monday to Sunday. By ISO 8601 a week belongs to the year in which its Thursday lies. */
type Week = string;

/**
 * A quarter of whole weeks: weeks 1-13, 14-26, 27-39 and 40 to the end of the year of weeks. The only periods there are.
 * As none lies in another and none overlaps, subtracting the figures of one from those of another says nothing.
 */
export interface Period {
  /** `2026-Q1`. */
  readonly id: string;
  readonly from: Day;
  readonly to: Day;
  readonly weeks: readonly Week[];
}

const WEEKS_OF_QUARTER = 13;
const QUARTERS = 4;

const mondayOf = (day: Day): Day => addDays(day, -((weekdayOf(day) + 6) % 7));

/** The Monday of week 1: the week in which 4 January lies. */
const firstMonday = (year: number): Day => mondayOf(`${String(year).padStart(4, '0')}-01-04`);

const weekIn = (year: number, number: number): Week => `${year}-W${twoDigits(number)}`;

function yearAndWeek(day: Day): { readonly year: number; readonly number: number } {
  const { year } = partsOf(addDays(mondayOf(day), 3));
  return { year, number: daysBetween(firstMonday(year), mondayOf(day)) / 7 + 1 };
}

export function weekOf(day: Day): Week {
  const { year, number } = yearAndWeek(day);
  return weekIn(year, number);
}

/** The Monday of a week by its name. */
export const weekStart = (week: Week): Day =>
  addDays(firstMonday(Number(week.slice(0, 4))), (Number(week.slice(6)) - 1) * 7);

/** The period in which a day lies. */
export function periodOf(day: Day): Period {
  const { year, number } = yearAndWeek(day);
  const quarter = Math.min(Math.ceil(number / WEEKS_OF_QUARTER), QUARTERS);
  const first = (quarter - 1) * WEEKS_OF_QUARTER + 1;
  const from = addDays(firstMonday(year), (first - 1) * 7);
  const next = quarter < QUARTERS ? addDays(from, WEEKS_OF_QUARTER * 7) : firstMonday(year + 1);
  const weeks = Array.from({ length: daysBetween(from, next) / 7 }, (_, at) =>
    weekIn(year, first + at),
  );
  return { id: `${year}-Q${quarter}`, from, to: addDays(next, -1), weeks };
}

/** From the period of the first day to that of the last, the newest first. */
export function periodsBetween(first: Day, last: Day): readonly Period[] {
  const periods: Period[] = [];
  for (let day = last; day >= periodOf(first).from; ) {
    const period = periodOf(day);
    periods.push(period);
    day = addDays(period.from, -1);
  }
  return periods;
}

import { addDays, type Day, SATURDAY, SUNDAY, weekdayOf } from './day.ts';
import type { SubstituteRule, YearlyHoliday } from './holiday-file.ts';

/** A day that is a holiday because of others. */
export interface Substitute {
  readonly day: Day;
  /** What it makes up for. */
  readonly of: readonly YearlyHoliday[];
}

export interface SubstituteParts {
  /** The yearly holidays of a year by day, in order. */
  readonly holidays: ReadonlyMap<Day, readonly YearlyHoliday[]>;
  /** Elections and temporary holidays: they give no substitute, and none is put on them. */
  readonly oneOffs: ReadonlySet<Day>;
  /** The rules that were in force on a day. */
  readonly ruleOn: (day: Day) => SubstituteRule;
}

/**
 * Substitute holidays by Article 3 of the decree on holidays of public offices (관공서의 공휴일에 관한 규정): the first day after
 * the holiday that is no holiday itself; the next one where two would share it (paragraph 2) or where it is a Saturday
 * (paragraph 3). Two holidays that meet from Monday to Friday give one day, as on 2025-05-06.
 */
export function substitutesOf(parts: SubstituteParts): readonly Substitute[] {
  const taken = new Set<Day>();
  const isFree = (day: Day) =>
    weekdayOf(day) !== SUNDAY &&
    !parts.holidays.has(day) &&
    !parts.oneOffs.has(day) &&
    !taken.has(day);
  const freeDayAfter = (day: Day): Day => {
    let next = addDays(day, 1);
    while (!isFree(next)) next = addDays(next, 1);
    return next;
  };

  return [...parts.holidays].flatMap(([day, holidays]) =>
    owedFor(day, holidays, parts.ruleOn(day)).map((of) => {
      const first = freeDayAfter(day);
      const substitute = weekdayOf(first) === SATURDAY ? freeDayAfter(first) : first;
      taken.add(substitute);
      return { day: substitute, of };
    }),
  );
}

/** For each substitute that a day brings: what it makes up for. */
function owedFor(
  day: Day,
  holidays: readonly YearlyHoliday[],
  rule: SubstituteRule,
): readonly (readonly YearlyHoliday[])[] {
  const among = (ids: readonly string[]) => holidays.filter(({ id }) => ids.includes(id));
  const weekday = weekdayOf(day);
  if (weekday === SATURDAY) return among(rule.saturday).map((one) => [one]);
  if (weekday === SUNDAY) return among(rule.sunday).map((one) => [one]);
  const made = among(rule.coincidence);
  return Array.from({ length: Math.min(made.length, holidays.length - 1) }, () => made);
}

import { parse } from 'yaml';
import type { Bilingual } from '../language.ts';
import { addDays, type Day, dayOf, partsOf, SATURDAY, SUNDAY, weekdayOf } from './day.ts';
import { HolidaysFile, type SubstituteRule, type YearlyHoliday } from './holiday-file.ts';
import { solarDayOf } from './lunar.ts';
import { substitutesOf } from './substitutes.ts';

/** A run of days that people call by one name, as the three days of Chuseok. */
interface NamedDays {
  /** The day that the name stands for. */
  readonly day: Day;
  /** That day and the holidays that belong to it. */
  readonly run: readonly Day[];
}

export interface WorkingDays {
  /** Neither Saturday nor Sunday nor a holiday of public offices. */
  isWorkingDay(day: Day): boolean;
}

/**
 * The holidays of public offices in Korea.
 *
 * How far they are known stands in `certainty`: a holiday that the Government has yet to designate, and an amendment yet to be
 * made, cannot be known. Either can make a working day of today a holiday of tomorrow.
 */
export interface HolidayCalendar extends WorkingDays {
  /** Of a named holiday; a Sunday that is nothing else has none. */
  holidayName(day: Day): Bilingual | undefined;
  /**
   * The same calendar without the days that only the decree makes holidays: whether those count as 공휴일 in other statutes
   * is not settled, so whoever must not be late does not rely on them.
   */
  readonly strict: WorkingDays;
  /**
   * `known`: the law and the one-off days of that time are in the file. `by-rule`: the law is expected to stand, one-off days
   * are not known. `unknown`: before or after all that the file was made for; the nearest rules are applied.
   */
  certainty(day: Day): 'known' | 'by-rule' | 'unknown';
  /** Every name that people use for a yearly holiday, with its id. */
  readonly names: ReadonlyMap<string, string>;
  /** The days of a holiday in a year, or undefined where it was none. */
  daysNamed(id: string, year: number): NamedDays | undefined;
}

interface YearOfHolidays {
  readonly names: ReadonlyMap<Day, Bilingual>;
  readonly decreeOnly: ReadonlySet<Day>;
}

/**
 * Reads `rules/holidays.yaml`.
 *
 * @throws {z.ZodError} when the data does not have the form of that file.
 */
export function loadHolidays(yaml: string): HolidayCalendar {
  const file = HolidaysFile.parse(parse(yaml));
  const years = new Map<number, YearOfHolidays>();
  const yearOf = (day: Day): YearOfHolidays => {
    const { year } = partsOf(day);
    const made = years.get(year) ?? holidaysIn(file, year);
    years.set(year, made);
    return made;
  };
  const isWeekend = (day: Day) => weekdayOf(day) === SATURDAY || weekdayOf(day) === SUNDAY;
  const isWorkingDay = (day: Day) => !isWeekend(day) && !yearOf(day).names.has(day);
  return {
    isWorkingDay,
    strict: {
      isWorkingDay: (day) =>
        isWorkingDay(day) || (!isWeekend(day) && yearOf(day).decreeOnly.has(day)),
    },
    holidayName: (day) => yearOf(day).names.get(day),
    certainty: (day) => certaintyOf(file.known, day),
    names: new Map(
      file.yearly.flatMap(({ id, name, called }) =>
        [name.ko, name.en, ...called].map((one): [string, string] => [one.toLowerCase(), id]),
      ),
    ),
    daysNamed: (id, year) => daysNamed(file.yearly, id, year),
  };
}

function certaintyOf(
  { from, until, oneOffsUntil }: HolidaysFile['known'],
  day: Day,
): 'known' | 'by-rule' | 'unknown' {
  if (day < from || day > until) return 'unknown';
  return day <= oneOffsUntil ? 'known' : 'by-rule';
}

function holidaysIn(file: HolidaysFile, year: number): YearOfHolidays {
  const holidays = yearlyHolidays(file.yearly, year);
  const oneOffs = file.oneOffs.filter(({ day }) => partsOf(day).year === year);
  const substitutes = substitutesOf({
    holidays,
    oneOffs: new Set(oneOffs.map(({ day }) => day)),
    ruleOn: (day) => ruleOn(file.substitutes, day),
  });

  const names = new Map<Day, Bilingual>();
  const add = (day: Day, name: Bilingual) => names.set(day, joined(names.get(day), name));
  for (const [day, those] of holidays) for (const { name } of those) add(day, name);
  for (const { day, name } of oneOffs) add(day, name);
  for (const { day, of } of substitutes) add(day, substituteName(of));

  const isDecreeOnly = (those: readonly YearlyHoliday[]) =>
    those.every(({ basis }) => basis === 'decree');
  const decreeOnly = [
    ...[...holidays].filter(([, those]) => isDecreeOnly(those)).map(([day]) => day),
    ...substitutes.filter(({ of }) => isDecreeOnly(of)).map(({ day }) => day),
  ];
  return { names, decreeOnly: new Set(decreeOnly) };
}

function yearlyHolidays(
  yearly: readonly YearlyHoliday[],
  year: number,
): ReadonlyMap<Day, readonly YearlyHoliday[]> {
  const days = new Map<Day, YearlyHoliday[]>();
  for (const holiday of yearly) {
    const day = dayIn(holiday, year);
    if (day) days.set(day, [...(days.get(day) ?? []), holiday]);
  }
  return new Map([...days].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function dayIn({ solar, lunar, offset, since }: YearlyHoliday, year: number): Day | undefined {
  const anchor = solar
    ? dayOf(year, solar.month, solar.day)
    : lunar && solarDayOf(year, lunar.month, lunar.day);
  const day = anchor && addDays(anchor, offset);
  return day && !(since && day < since) ? day : undefined;
}

/** Before the first rule of the file the first is applied: what stood before it, the file does not say. */
function ruleOn(rules: HolidaysFile['substitutes'], day: Day): SubstituteRule {
  const rule = rules.findLast(({ since }) => since <= day) ?? rules[0];
  if (!rule) throw new RangeError('there is no rule for substitute holidays');
  return rule;
}

function daysNamed(
  yearly: readonly YearlyHoliday[],
  id: string,
  year: number,
): NamedDays | undefined {
  const holiday = yearly.find((one) => one.id === id);
  const day = holiday && dayIn(holiday, year);
  if (!day) return undefined;
  const isOfSameRun = ({ lunar }: YearlyHoliday) =>
    lunar !== undefined && lunar.month === holiday.lunar?.month && lunar.day === holiday.lunar.day;
  const run = yearly.filter(isOfSameRun).flatMap((one) => dayIn(one, year) ?? []);
  return { day, run: run.length > 0 ? run.sort() : [day] };
}

const joined = (before: Bilingual | undefined, name: Bilingual): Bilingual =>
  before ? { ko: `${before.ko}ㆍ${name.ko}`, en: `${before.en}, ${name.en}` } : name;

const substituteName = (of: readonly YearlyHoliday[]): Bilingual => ({
  ko: `대체공휴일(${of.map(({ name }) => name.ko).join('ㆍ')})`,
  en: `substitute holiday (${of.map(({ name }) => name.en).join(', ')})`,
});

/** A day of the Gregorian calendar, `2026-11-20`, with no time and no zone. Days compare as texts do. */
export type Day = string;

/** 0 is Sunday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;
export const SUNDAY: Weekday = 0;
export const SATURDAY: Weekday = 6;

export interface YearMonthDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

const MS_PER_DAY = 86_400_000;
/** Korea has had no summer time since 1988. */
const KOREA_MS_AHEAD_OF_UTC = 9 * 3_600_000;

/** The day of that name, or undefined where the calendar has none: 31 February, month 13. */
export function dayOf(year: number, month: number, day: number): Day | undefined {
  if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12)) return undefined;
  return day >= 1 && day <= daysInMonth(year, month) ? text(year, month, day) : undefined;
}

/** The same, with a day that the month lacks moved back to its last. */
export const dayOrMonthEnd = (year: number, month: number, day: number): Day =>
  text(year, month, Math.min(day, daysInMonth(year, month)));

export const isDay = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) && dayOf(...numbersIn(value)) === value;

/** @throws {RangeError} when the text is no day of the calendar. */
export function partsOf(day: Day): YearMonthDay {
  if (!isDay(day)) throw new RangeError(`"${day}" is not a day such as 2026-11-20`);
  const [year, month, date] = numbersIn(day);
  return { year, month, day: date };
}

export const daysInMonth = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

export const addDays = (day: Day, count: number): Day =>
  new Date(millisecondsOf(day) + count * MS_PER_DAY).toISOString().slice(0, 10);

/** The year and month that lie `count` months on; negative counts go back. */
export function monthAfter(
  { year, month }: Pick<YearMonthDay, 'year' | 'month'>,
  count: number,
): Pick<YearMonthDay, 'year' | 'month'> {
  const months = year * 12 + (month - 1) + count;
  return { year: Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1 };
}

export const weekdayOf = (day: Day): Weekday =>
  new Date(millisecondsOf(day)).getUTCDay() as Weekday;

/** From the first day to the second: negative when the second is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((millisecondsOf(to) - millisecondsOf(from)) / MS_PER_DAY);

/** What calendar and clock say in Korea at an instant. */
export function koreanMoment(instant: Date): { readonly day: Day; readonly time: string } {
  const there = new Date(instant.getTime() + KOREA_MS_AHEAD_OF_UTC).toISOString();
  return { day: there.slice(0, 10), time: there.slice(11, 16) };
}

function millisecondsOf(day: Day): number {
  const { year, month, day: date } = partsOf(day);
  return Date.UTC(year, month - 1, date);
}

const numbersIn = (day: string): [number, number, number] => [
  Number(day.slice(0, 4)),
  Number(day.slice(5, 7)),
  Number(day.slice(8, 10)),
];

const text = (year: number, month: number, day: number): Day =>
  `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;

export const twoDigits = (number: number): string => String(number).padStart(2, '0');

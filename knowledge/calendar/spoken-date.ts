import type { Language } from '../language.ts';
import { addDays, type Day, koreanMoment, partsOf, weekdayOf } from './day.ts';
import { chronoReadings, ENGLISH_LAST, ENGLISH_PHRASES } from './english-date.ts';
import { englishHolidays } from './english-holiday.ts';
import { withYearInDigits } from './english-named-day.ts';
import { englishTime } from './english-time.ts';
import type { HolidayCalendar } from './holidays.ts';
import { KOREAN_DATES } from './korean-date.ts';
import { koreanHolidays } from './korean-holiday.ts';
import { koreanTime } from './korean-time.ts';
import { NUMERIC_DATES, type NumericOrder } from './numeric-date.ts';
import type { DatePhrase, DayReading, Moment, TimeReading } from './reading.ts';

export type DateReading =
  | {
      readonly day: Day;
      /** `HH:MM`, when it was said so that it can be only one. */
      readonly time?: string;
      /** Both halves of the day fit what was said: `7시`. */
      readonly timeCandidates?: readonly string[];
      /** Said as about then, or as a round number: a week, a month. */
      readonly isAbout: boolean;
    }
  | {
      readonly problem: 'ambiguous';
      /** The days that could be meant, oldest first, where they are few. */
      readonly candidates?: readonly Day[];
      readonly time?: string;
    }
  | { readonly problem: 'future'; readonly day?: Day }
  | { readonly problem: 'too-old'; readonly day: Day }
  | { readonly problem: 'impossible' | 'none' };

export interface ReadDateOptions {
  /** The language of the conversation: decides which way round a date in digits alone is read. */
  readonly language?: Language;
  /** Without it no holiday is known by its name. */
  readonly holidays?: Pick<HolidayCalendar, 'names' | 'daysNamed'>;
}

/** What happened before this is no case of ours, and more likely a slip. */
const FIRST_DAY: Day = '1990-01-01';
/** Longer texts are stories, in which a date need not be the date. */
const LONGEST = 300;

/**
 * Reads a past day, and the time if there is one, as people say it in Korean or English; days begin at midnight in Korea.
 * Nothing is guessed: what could be two days is `ambiguous`.
 */
export function readDate(text: string, now: Date, options: ReadDateOptions = {}): DateReading {
  const said = text.normalize('NFKC').trim().toLowerCase();
  if (said === '' || said.length > LONGEST) return { problem: 'none' };
  const { day: today, time } = koreanMoment(now);
  const moment = { today, time, ...(options.holidays && { holidays: options.holidays }) };
  const isKorean = /[가-힣]/.test(said);
  const order = orderOf(isKorean, options.language, said);
  const { days, clock } = isKorean
    ? { days: koreanDays(said, order, moment), clock: koreanTime(said) }
    : englishParts(said, order, moment);
  return judge(days, clock, moment);
}

function orderOf(isKorean: boolean, language: Language | undefined, said: string): NumericOrder {
  if (isKorean || language === 'ko') return 'korean';
  return language === 'en' || /[a-z]{3}/.test(said) ? 'english' : 'unknown';
}

function koreanDays(said: string, order: NumericOrder, moment: Moment): readonly DayReading[] {
  const holidays = take(said, koreanHolidays(moment), moment);
  const numeric = takeNumeric(holidays.rest, order, moment);
  const spoken = take(numeric.rest, KOREAN_DATES, moment);
  return [...holidays.days, ...numeric.days, ...spoken.days];
}

function englishParts(
  said: string,
  order: NumericOrder,
  moment: Moment,
): { readonly days: readonly DayReading[]; readonly clock: TimeReading } {
  const isoTime = said.replace(/(\d{4}-\d{2}-\d{2})t(?=\d)/g, '$1 ');
  const { time: clock, rest } = englishTime(isoTime);
  const holidays = take(rest, englishHolidays(moment), moment);
  const numeric = takeNumeric(withYearInDigits(holidays.rest, moment), order, moment);
  const phrases = take(numeric.rest, ENGLISH_PHRASES, moment);
  const chrono = chronoReadings(phrases.rest, moment);
  const last = chrono.length > 0 ? [] : take(phrases.rest, ENGLISH_LAST, moment).days;
  const days = [...holidays.days, ...numeric.days, ...phrases.days, ...chrono, ...last];
  return { days, clock };
}

/** Reads phrase after phrase, each out of what the ones before it left. */
function take(
  text: string,
  phrases: readonly DatePhrase[],
  moment: Moment,
): { readonly days: readonly DayReading[]; readonly rest: string } {
  const days: DayReading[] = [];
  let rest = text;
  for (const { pattern, read } of phrases) {
    rest = rest.replaceAll(pattern, (...match) => {
      const groups: unknown = match.at(-1);
      days.push(read(typeof groups === 'object' ? { ...groups } : {}, moment));
      return ' ; ';
    });
  }
  return { days, rest };
}

function takeNumeric(
  text: string,
  order: NumericOrder,
  moment: Moment,
): { readonly days: readonly DayReading[]; readonly rest: string } {
  const days: DayReading[] = [];
  let rest = text;
  for (const { pattern, read } of NUMERIC_DATES) {
    rest = rest.replaceAll(pattern, (...match: string[]) => {
      days.push(read(match.slice(1, 4), order, moment));
      return ' ; ';
    });
  }
  return { days, rest };
}

type Judged = Extract<DayReading, { readonly kind: 'day' }>;

/** Weighs everything that was said about the day against each other. */
function judge(readings: readonly DayReading[], clock: TimeReading, moment: Moment): DateReading {
  const has = (kind: DayReading['kind']) => readings.some((one) => one.kind === kind);
  if (readings.length === 0) return { problem: 'none' };
  if (has('impossible') || clock.isImpossible) return { problem: 'impossible' };

  const exact = readings.filter((one): one is Judged => one.kind === 'day');
  const choices = readings.flatMap((one) => (one.kind === 'choice' ? [one.days] : []));
  const [first] = exact;
  const isOne = first && exact.every(({ day }) => day === first.day);
  if (first && isOne && !has('future') && choices.every((days) => days.includes(first.day))) {
    return withTime(first, clock, moment);
  }
  if (exact.length === 0 && choices.length === 0) {
    return has('future') ? { problem: 'future' } : { problem: 'ambiguous' };
  }
  return ambiguous([...exact.map(({ day }) => day), ...choices.flat()], clock, moment);
}

function ambiguous(days: readonly Day[], clock: TimeReading, { today }: Moment): DateReading {
  const past = [...new Set(days)].filter((day) => day <= today && day >= FIRST_DAY).sort();
  const [time, ...otherTimes] = clock.times;
  return {
    problem: 'ambiguous',
    ...(past.length > 0 && { candidates: past }),
    ...(time && otherTimes.length === 0 && { time }),
  };
}

function withTime(read: Judged, clock: TimeReading, moment: Moment): DateReading {
  const { day } = read;
  if (day > moment.today) return { problem: 'future', day };
  if (day < FIRST_DAY) return { problem: 'too-old', day };
  const isAbout = clock.isAbout || (read.isAbout ?? false);
  if (read.time) return { day, time: read.time, isAbout };
  if (clock.isAfterMidnight) return ambiguous([day, addDays(day, 1)], clock, moment);
  const times = clock.times.filter((at) => day < moment.today || at <= moment.time);
  if (clock.times.length > 0 && times.length === 0) return { problem: 'future', day };
  const [time, ...others] = times;
  if (!time) return { day, isAbout };
  return others.length === 0 ? { day, time, isAbout } : { day, timeCandidates: times, isAbout };
}

const KOREAN_WEEKDAYS = ['일', '월', '화', '수', '목', '금', '토'];
const ENGLISH_WEEKDAYS = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
];
const ENGLISH_MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** From which hour on each part of the day begins, in the order of the day. */
const PARTS_OF_DAY: readonly (readonly [from: number, name: string])[] = [
  [0, ''],
  [1, '새벽 '],
  [6, '오전 '],
  [12, '낮 '],
  [13, '오후 '],
  [18, '저녁 '],
  [21, '밤 '],
];

/**
 * A day to be confirmed, with its weekday: `2026년 11월 20일(금) 저녁 7시쯤`, `Friday 20 November 2026, about 19:00`.
 * `readDate` reads it back. A time is said as about then: nobody is held to the minute.
 *
 * @param time - `HH:MM`.
 * @throws {RangeError} when `day` is no day.
 */
export function sayDate(day: Day, language: Language, time?: string): string {
  const { year, month, day: date } = partsOf(day);
  const weekday = weekdayOf(day);
  if (language === 'en') {
    const name = `${ENGLISH_WEEKDAYS[weekday]} ${date} ${ENGLISH_MONTHS[month - 1]} ${year}`;
    return time ? `${name}, about ${time}` : name;
  }
  const name = `${year}년 ${month}월 ${date}일(${KOREAN_WEEKDAYS[weekday]})`;
  return time ? `${name} ${koreanClock(time)}쯤` : name;
}

function koreanClock(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const [, part = ''] = PARTS_OF_DAY.findLast(([from]) => from <= hour) ?? [];
  const twelve = hour > 12 ? hour - 12 : hour;
  return `${part}${twelve}시${minute > 0 ? ` ${minute}분` : ''}`;
}

import { languageOf } from '../answer/language-of.ts';
import type { Language } from '../language.ts';

/** What cannot be seen and breaks files: control characters other than line breaks and tabs. */
export const withoutControls = (text: string): string =>
  text.replace(/\r(?!\n)/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');

const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}).*)?$/s;
const WEEKDAYS_KO = ['일', '월', '화', '수', '목', '금', '토'];
const WEEKDAYS_EN = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const MONTHS_EN =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Sunday is 0. */
  readonly weekday: number;
  readonly time?: string;
}

/** Undefined of what names no day. */
function readDate(text: string): DateParts | undefined {
  const [, year, month, day, time] = DATE.exec(text) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  // 30 February is read as a day of March.
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return undefined;
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    weekday: date.getUTCDay(),
    ...(time && { time }),
  };
}

/** `2026년 11월 20일(금) 19:00경`; what is no date stays as it is. */
export function happenedText(text: string, language: Language): string {
  const date = readDate(text);
  if (!date) return text;
  if (language === 'ko')
    return withTime(weekdayText(date, language), date.time && `${date.time}경`);
  return withTime(weekdayText(date, language), date.time && `at about ${date.time}`, ',');
}

/** `2026년 11월 20일(금) 19:00`: a moment that a device wrote down. */
export function takenText(text: string, language: Language): string {
  const date = readDate(text);
  return date ? withTime(weekdayText(date, language), date.time) : text;
}

/** `2026년 11월 22일`: the day of a signature. */
export function dayText(text: string, language: Language): string {
  const date = readDate(text);
  return date ? plainDay(date, language) : text;
}

const plainDay = ({ year, month, day }: DateParts, language: Language): string =>
  language === 'ko' ? `${year}년 ${month}월 ${day}일` : `${day} ${MONTHS_EN[month - 1]} ${year}`;

const weekdayText = (date: DateParts, language: Language): string =>
  language === 'ko'
    ? `${plainDay(date, language)}(${WEEKDAYS_KO[date.weekday]})`
    : `${WEEKDAYS_EN[date.weekday]}, ${plainDay(date, language)}`;

const withTime = (day: string, time: string | undefined, comma = ''): string =>
  time ? `${day}${comma} ${time}` : day;

const FOREIGN_TO_ENGLISH = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/gu;

/** Whether a text is in another language than the document, as far as its letters show. */
export function isInOtherLanguage(text: string, language: Language): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return false;
  if (language === 'ko') return languageOf(text, 'ko') !== 'ko';
  const foreign = text.match(FOREIGN_TO_ENGLISH)?.length ?? 0;
  return languageOf(text, 'en') !== 'en' || foreign * 2 > letters;
}

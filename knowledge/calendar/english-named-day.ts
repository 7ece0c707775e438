import { dayOf, daysInMonth } from './day.ts';
import { MONTHS } from './english-phrase.ts';
import { type DayReading, type Moment, yearlessDay } from './reading.ts';

const LEAP_YEAR = 2024;
const NAMED_DAY = new RegExp(
  `\\b(?:(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${MONTHS})[a-z]*|(${MONTHS})[a-z]* (\\d{1,2})(?:st|nd|rd|th)?(?!\\d))(?:,? (\\d{4}))?`,
);

/** `20 November last year` with the year in digits, as chrono wants it. */
export function withYearInDigits(text: string, { today }: Moment): string {
  const said = /\b(?:(?:of|in) )?(last|this) year(?:'s)?\b,?/.exec(text);
  const named = NAMED_DAY.exec(text);
  if (!said || !named || named[5]) return text;
  const year = Number(today.slice(0, 4)) - (said[1] === 'last' ? 1 : 0);
  return text.replace(said[0], ' ').replace(named[0], `${named[0]} ${year}`);
}

/** Days over which chrono passes in silence: 31 February, and 29 February of a year that may have it. */
export function oddDay(text: string, moment: Moment): DayReading | undefined {
  const named = NAMED_DAY.exec(text);
  if (!named) return undefined;
  const month = MONTHS.split('|').indexOf(named[2] ?? named[3] ?? '') + 1;
  const day = Number(named[1] ?? named[4]);
  const year = named[5];
  if (year) return dayOf(Number(year), month, day) ? undefined : { kind: 'impossible' };
  if (month === 2 && day === 29) return yearlessDay(month, day, moment);
  return day < 1 || day > daysInMonth(LEAP_YEAR, month) ? { kind: 'impossible' } : undefined;
}

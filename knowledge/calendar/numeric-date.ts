import { addDays, type Day, dayOf } from './day.ts';
import { type DayReading, fullYear, type Moment, theDay, yearlessDay } from './reading.ts';

/** In which order the parts of a date in digits stand: year, month, day in Korean; either way round in English. */
export type NumericOrder = 'korean' | 'english' | 'unknown';

/** A two-digit year that makes a day longer ago than this is taken for one only if nothing else fits. */
const LIKELY_DAYS = 3 * 365;

interface NumericPattern {
  readonly pattern: RegExp;
  read(parts: readonly string[], order: NumericOrder, moment: Moment): DayReading;
}

const NOT_BEFORE = '(?<![\\d.:/-])';
const NOT_AFTER = '(?![\\d:/-])';

/** Dates in digits alone; the longer come first. */
export const NUMERIC_DATES: readonly NumericPattern[] = [
  {
    pattern: new RegExp(
      `${NOT_BEFORE}(\\d{4})\\s?[./-]\\s?(\\d{1,2})\\s?[./-]\\s?(\\d{1,2})(?!\\d)\\.?`,
      'g',
    ),
    read: ([year = '', month, day]) => theDay(dayOf(Number(year), Number(month), Number(day))),
  },
  {
    pattern: new RegExp(`${NOT_BEFORE}((?:19|20)\\d{2})(\\d{2})(\\d{2})${NOT_AFTER}`, 'g'),
    read: ([year, month, day]) => theDay(dayOf(Number(year), Number(month), Number(day))),
  },
  {
    pattern: new RegExp(
      `${NOT_BEFORE}(\\d{1,2})\\s?[./-]\\s?(\\d{1,2})\\s?[./-]\\s?(\\d{4})${NOT_AFTER}`,
      'g',
    ),
    read: ([one, other, year]) =>
      oneOf([
        dayOf(Number(year), Number(one), Number(other)),
        dayOf(Number(year), Number(other), Number(one)),
      ]),
  },
  {
    pattern: new RegExp(
      `${NOT_BEFORE}'?(\\d{2})\\s?[./-]\\s?(\\d{1,2})\\s?[./-]\\s?(\\d{1,2})(?!\\d)\\.?`,
      'g',
    ),
    read: shortYear,
  },
  {
    pattern: new RegExp(`${NOT_BEFORE}(\\d{1,2})/(\\d{1,2})${NOT_AFTER}`, 'g'),
    read: ([one, other], order, moment) => monthAndDay(Number(one), Number(other), order, moment),
  },
  {
    // 11.20. — with a dot English writes day and month, and numbers of all kinds.
    pattern: new RegExp(
      `${NOT_BEFORE}(\\d{1,2})\\.\\s?(\\d{1,2})(?:\\.(?!\\d)|(?![\\d:/-]))(?!\\s*(?:%|[a-zA-Z]|배|점|만|천|억|초|도|미터|버전|세대))`,
      'g',
    ),
    read: ([one, other], order, moment) => monthAndDay(Number(one), Number(other), order, moment),
  },
];

/** 26/11/20: by the Korean order unless another one makes a likelier day. */
function shortYear(
  [one = '', two = '', three = '']: readonly string[],
  order: NumericOrder,
  moment: Moment,
): DayReading {
  const korean = dayOf(fullYear(one, moment), Number(two), Number(three));
  if (order === 'korean') return theDay(korean);
  const year = three.length === 2 ? fullYear(three, moment) : 0;
  const others = [dayOf(year, Number(two), Number(one)), dayOf(year, Number(one), Number(two))];
  if (order === 'english') return oneOf([...others, korean]);
  const since = addDays(moment.today, -LIKELY_DAYS);
  const isLikely = (day: Day | undefined) => day && day <= moment.today && day >= since;
  if (isLikely(korean) && !others.some((day) => day !== korean && isLikely(day))) {
    return theDay(korean);
  }
  return oneOf([korean, ...others]);
}

/** 11/20, 20/11, and 5/6, which is two days. */
function monthAndDay(one: number, other: number, order: NumericOrder, moment: Moment): DayReading {
  const monthFirst = yearlessDay(one, other, moment);
  if (order === 'korean' && monthFirst.kind !== 'impossible') return monthFirst;
  const readings = [monthFirst, yearlessDay(other, one, moment)];
  const possible = readings.filter(({ kind }) => kind !== 'impossible');
  const [only] = possible;
  if (!only) return { kind: 'impossible' };
  const days = new Set(possible.flatMap(daysOf));
  return possible.length === 1 || days.size === 1 ? only : { kind: 'choice', days: [...days] };
}

function daysOf(reading: DayReading): readonly Day[] {
  if (reading.kind === 'day') return [reading.day];
  return reading.kind === 'choice' ? reading.days : [];
}

function oneOf(days: readonly (Day | undefined)[]): DayReading {
  const possible = [...new Set(days.flatMap((day) => day ?? []))];
  const [only, ...more] = possible;
  if (!only) return { kind: 'impossible' };
  return more.length === 0 ? { kind: 'day', day: only } : { kind: 'choice', days: possible.sort() };
}

import { addDays, dayOf, dayOrMonthEnd, monthAfter, partsOf, type Weekday } from './day.ts';
import { DAYS_IN_WORDS, daysInWords, koreanNumber, NUMBER } from './korean-numbers.ts';
import {
  AGO,
  BESIDE,
  DAY,
  type Groups,
  MONTH,
  MONTH_WORD,
  MONTHS_BACK,
  phrase,
  WEEK,
  WEEKDAYS,
  WEEKS_BACK,
  withoutSpaces,
  YEAR,
  yearSaid,
} from './korean-phrase.ts';
import { KOREAN_RANGES, KOREAN_VAGUE } from './korean-vague.ts';
import {
  bareWeekday,
  checkedByWeekday,
  type DatePhrase,
  type DayReading,
  justNow,
  lastWeekday,
  type Moment,
  monthlessDay,
  nearestWeekend,
  theDay,
  weekdayInWeek,
  weekendOf,
  yearlessDay,
} from './reading.ts';

const weekdayNamed = (name: string | undefined): Weekday | undefined =>
  name ? (WEEKDAYS.indexOf(name) as Weekday) : undefined;

/** Dates that name a month and a day, with or without the year. */
function calendarDate(groups: Groups, moment: Moment): DayReading {
  const month = koreanNumber(groups['month'] ?? '') ?? 0;
  const day = koreanNumber(groups['day'] ?? '') ?? 0;
  const year = yearSaid(groups, moment);
  const reading =
    year === undefined ? yearlessDay(month, day, moment) : theDay(dayOf(year, month, day));
  return checkedByWeekday(reading, weekdayNamed(groups['beside']));
}

function dayOfNamedMonth(groups: Groups, moment: Moment): DayReading {
  const back = MONTHS_BACK[withoutSpaces(groups['monthWord'])] ?? 0;
  const { year, month } = monthAfter(partsOf(moment.today), -back);
  const reading = theDay(dayOf(year, month, koreanNumber(groups['day'] ?? '') ?? 0));
  return checkedByWeekday(reading, weekdayNamed(groups['beside']));
}

function weekdayOfNamedWeek({ week, weekday, weekend }: Groups, moment: Moment): DayReading {
  const back = WEEKS_BACK[withoutSpaces(week)] ?? 0;
  if (back < 0) return { kind: 'future' };
  if (weekend) return weekendOf(back, moment);
  const named = weekdayNamed(weekday);
  return named === undefined ? { kind: 'vague' } : weekdayInWeek(named, back, moment);
}

/** `3일 전`, `2주 전`, `한 달 전`: the longer the unit, the rounder the number. */
function ago({ count = '', unit = '', word = '' }: Groups, moment: Moment): DayReading {
  const inWords = daysInWords(word);
  const number = inWords ?? koreanNumber(count) ?? 0;
  if (inWords !== undefined || unit === '일') {
    const isAbout = word === '열흘' || word === '보름';
    return { kind: 'day', day: addDays(moment.today, -number), isAbout };
  }
  if (unit.startsWith('주')) {
    return { kind: 'day', day: addDays(moment.today, -7 * number), isAbout: true };
  }
  const { year, month, day } = partsOf(moment.today);
  const past = monthAfter({ year, month }, -number * (unit === '년' ? 12 : 1));
  const sameDate = dayOrMonthEnd(past.year, past.month, day);
  return number === 1 && unit !== '년'
    ? { kind: 'day', day: sameDate, isAbout: true }
    : { kind: 'choice', days: [sameDate] };
}

function hoursAgo({ count = '', unit }: Groups, { today, time }: Moment): DayReading {
  const minutes = (koreanNumber(count) ?? 0) * (unit === '시간' ? 60 : 1);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const then = new Date(Date.parse(`${today}T00:00:00Z`) + (hour * 60 + minute - minutes) * 60_000);
  const [day = today, at = ''] = then.toISOString().split('T');
  return { kind: 'day', day, time: at.slice(0, 5), isAbout: true };
}

const back =
  (...days: readonly number[]) =>
  (_: Groups, { today }: Moment): DayReading => {
    const [only, ...more] = days;
    return more.length > 0
      ? { kind: 'choice', days: days.map((count) => addDays(today, -count)) }
      : { kind: 'day', day: addDays(today, -(only ?? 0)) };
  };

/** What can follow the number of a day where it is a number of days. */
const NO_DURATION =
  '(?!\\s*(?:전|후|뒤|동안|간(?!에)|이내|내(?!내)|안에|째|차|만에|정도|가량|이상|이하|넘|여|마다|치|장|\\d+\\s*(?:회|번)|부터\\s*\\d+일\\s*간))';

/** The longer phrases come first: what they hold would be read as something else. */
export const KOREAN_DATES: readonly DatePhrase[] = [
  ...KOREAN_RANGES,
  phrase(`(?:${YEAR})?(?:의\\s*)?${MONTH}\\s*${DAY}${BESIDE}`, calendarDate),
  phrase(`${MONTH_WORD}\\s*(?:의\\s*)?${DAY}${BESIDE}`, dayOfNamedMonth),
  phrase(`(?<![가-힣])(?<word>${DAYS_IN_WORDS})${AGO}`, ago),
  phrase(`(?<![가-힣\\d])(?<count>${NUMBER})\\s*(?<unit>주일|주|달|개월|년|일)${AGO}`, ago),
  phrase(`(?<![가-힣\\d])(?<count>${NUMBER})\\s*(?<unit>시간|분)${AGO}`, hoursAgo),
  phrase(`매주\\s*[${WEEKDAYS}]요일|[${WEEKDAYS}]요일마다|매일|날마다`, () => ({ kind: 'vague' })),
  phrase(
    `${WEEK}(?!말)\\s*(?:에\\s*)?(?:의\\s*)?(?:(?<weekday>[${WEEKDAYS}])(?:요일|욜)|(?<weekend>주말))?`,
    weekdayOfNamedWeek,
  ),
  phrase(`(?:지난|저번)\\s*(?<weekday>[${WEEKDAYS}])(?:요일|욜)`, ({ weekday }, moment) =>
    lastWeekday(weekdayNamed(weekday) ?? 0, moment),
  ),
  phrase('이번\\s*주말', (_, moment) => weekendOf(0, moment)),
  phrase('(?:지난|저번)\\s*주말', (_, moment) => weekendOf(1, moment)),
  phrase('다음\\s*주말', () => ({ kind: 'future' })),
  phrase('주말(?!마다)', (_, moment) => nearestWeekend(moment)),
  phrase(`(?<![가-힣])(?<weekday>[${WEEKDAYS}])(?:요일|욜)`, ({ weekday }, moment) =>
    bareWeekday(weekdayNamed(weekday) ?? 0, moment),
  ),
  phrase('엊그저께|엊그제', back(3, 2, 1)),
  phrase('그끄저께|그끄제', back(3)),
  phrase('(?<![가-힣])(?:그저께|그제(?!서야|야)|그젯밤)', back(2)),
  phrase('어제|어저께|어젯(?:밤|저녁)|엊저녁|간밤|지난\\s*밤', back(1)),
  phrase('오늘|금일', back(0)),
  phrase('방금|조금\\s*전|좀\\s*전|아까|지금\\s*막', (_, moment) => justNow(moment)),
  phrase('내일|모레|글피|내년|다음\\s*달', () => ({ kind: 'future' })),
  ...KOREAN_VAGUE,
  phrase(`(?<![가-힣\\d.,:/-])(?<day>\\d{1,2})\\s*일${NO_DURATION}${BESIDE}`, (groups, moment) =>
    checkedByWeekday(monthlessDay(Number(groups['day']), moment), weekdayNamed(groups['beside'])),
  ),
];

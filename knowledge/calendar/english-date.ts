import { en, type ParsedResult } from 'chrono-node';
import { addDays, type Day, dayOf, monthAfter, partsOf, twoDigits, type Weekday } from './day.ts';
import { oddDay } from './english-named-day.ts';
import { MONTHS, phrase } from './english-phrase.ts';
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

const KOREA_MINUTES_AHEAD = 540;
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const WEEKDAY = '(?<weekday>sun|mon|tue|wed|thu|fri|sat)[a-z]*';
const WEEKDAY_AGAIN = '(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*';
const ORDINAL = '(?<day>\\d{1,2})(?:st|nd|rd|th)';

const weekdayNamed = (name: string | undefined): Weekday =>
  Math.max(
    0,
    WEEKDAYS.findIndex((day) => day.startsWith(name ?? '')),
  ) as Weekday;

const vague = (): DayReading => ({ kind: 'vague' });
const past =
  (count: number) =>
  (_: unknown, { today }: Moment): DayReading => ({
    kind: 'day',
    day: addDays(today, -count),
  });

const COUNT = '(?:\\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten)';

/** Phrases in which chrono sees a day though none was said, or another one than people mean. */
export const ENGLISH_PHRASES: readonly DatePhrase[] = [
  // Two numbers for one: the second alone would be read.
  phrase(`${COUNT} ?(?:or|to|and|-|–|~) ?${COUNT} (?:days|weeks|months|years|hours) ago`, vague),
  phrase(
    `\\d{1,2}(?:st|nd|rd|th)? ?(?:or|and|~) ?\\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:${MONTHS})[a-z]*`,
    vague,
  ),
  phrase(
    `every (?:day|week|month|${WEEKDAY})|${COUNT} weeks? (?:ago )?(?:on )?(?:last )?${WEEKDAY_AGAIN}`,
    vague,
  ),
  phrase('just now|a moment ago|right now', (_, moment) => justNow(moment)),
  phrase('this (?:morning|afternoon|evening)|tonight', past(0)),
  phrase('(?:the )?day before yesterday', past(2)),
  phrase('last night|yesterday (?:night|evening|morning|afternoon)', past(1)),
  phrase('(?:a|one) fortnight ago', (_, { today }) => ({
    kind: 'day',
    day: addDays(today, -14),
    isAbout: true,
  })),
  phrase(`${WEEKDAY} before last|the week before last|week before last`, vague),
  phrase(
    `${WEEKDAY}(?: of)? (?<week>last|this) week|(?<weekFirst>last|this) week(?:'s)?,?(?: on)? (?<after>sun|mon|tue|wed|thu|fri|sat)[a-z]*`,
    (groups, moment) =>
      weekdayInWeek(
        weekdayNamed(groups['weekday'] ?? groups['after']),
        (groups['week'] ?? groups['weekFirst']) === 'last' ? 1 : 0,
        moment,
      ),
  ),
  phrase('next (?:week|month|year|weekend)', () => ({ kind: 'future' })),
  phrase('last weekend', (_, moment) => weekendOf(1, moment)),
  phrase('(?:this|the|on the|at the)? ?weekend', (_, moment) => nearestWeekend(moment)),
  phrase(
    '(?:a few|few|several|some|a couple of|couple of|many) (?:days|weeks|months|years|hours) (?:ago|back)',
    vague,
  ),
  phrase('the other (?:day|week)|recently|lately|these days|some time ago|a while ago', vague),
  phrase(
    `(?:on )?(?:the )?${ORDINAL} (?:of )?(?<which>last|this) month`,
    ({ day, which }, { today }) => {
      const { year, month } = monthAfter(partsOf(today), which === 'last' ? -1 : 0);
      return theDay(dayOf(year, month, Number(day)));
    },
  ),
  phrase('(?:last|this|past) (?:week|month|year|spring|summer|autumn|fall|winter)', vague),
  phrase(`last ${WEEKDAY}`, ({ weekday }, moment) => lastWeekday(weekdayNamed(weekday), moment)),
  phrase(`this ${WEEKDAY}`, ({ weekday }, moment) =>
    weekdayInWeek(weekdayNamed(weekday), 0, moment),
  ),
];

/** Only after chrono has looked: the 20th of which month, a month or a year without its day. */
export const ENGLISH_LAST: readonly DatePhrase[] = [
  phrase(`(?:on )?the ${ORDINAL}(?! (?:of|floor|time|street))`, ({ day }, moment) =>
    monthlessDay(Number(day), moment),
  ),
  phrase('(?:in|since|during|early|late|mid)[ -](?:19|20)\\d{2}', vague),
];

const PART_OF_DAY =
  /\b(?:early |late )?(?:in |on |during )?(?:the )?(?:morning|afternoon|evening|night)(?: of)?\b/g;
const MONTH_FIRST = new RegExp(
  `\\b(?<month>(?:${MONTHS})[a-z]*)\\.? (?<day>\\d{1,2})(?!\\d|st|nd|rd|th|,? \\d{4})`,
  'g',
);

/** What chrono, British English, says of a text; only what it is certain of counts as a day. */
export function chronoReadings(text: string, moment: Moment): readonly DayReading[] {
  const plain = text
    .replace(PART_OF_DAY, ' ')
    // Chrono takes the number after a month for a year: November 20.
    .replace(MONTH_FIRST, '$<day> $<month>')
    .trim();
  const odd = oddDay(plain, moment);
  if (odd) return [odd];
  const instant = new Date(`${moment.today}T${moment.time}:00+09:00`);
  const reference = { instant, timezone: KOREA_MINUTES_AHEAD };
  const results = en.GB.parse(plain, reference, { forwardDate: false });
  return results
    .filter((result) => !isOtherWord(result, plain))
    .flatMap((result) =>
      result.end
        ? [readingOf(result, result.start, moment), readingOf(result, result.end, moment)]
        : [readingOf(result, result.start, moment)],
    );
}

/** "I sat there", "it may be": words that chrono takes for a day or a month. */
const isOtherWord = (result: ParsedResult, text: string): boolean =>
  /^(?:may|march|sat|sun|second|now)$/.test(result.text) && result.text !== text;

function readingOf({ text }: ParsedResult, at: ParsedResult['start'], moment: Moment): DayReading {
  if (at.isCertain('day') && at.isCertain('month')) return certainDay(text, at, moment);
  const weekday = at.isCertain('weekday') ? at.get('weekday') : null;
  if (weekday !== null) return bareWeekday(weekday as Weekday, moment);
  if (/ago$/.test(text)) return monthsAgo(text, dayIn(at));
  return isTimeOnly(text) ? { kind: 'day', day: moment.today } : vague();
}

/** "A month ago" is a round number; "a year ago" rounder still. */
function monthsAgo(text: string, sameDate: Day | undefined): DayReading {
  if (!sameDate) return vague();
  return /\b(?:a|one|1) month ago$/.test(text)
    ? { kind: 'day', day: sameDate, isAbout: true }
    : { kind: 'choice', days: [sameDate] };
}

const dayIn = (at: ParsedResult['start']): Day | undefined =>
  dayOf(at.get('year') ?? 0, at.get('month') ?? 0, at.get('day') ?? 0);

function certainDay(text: string, at: ParsedResult['start'], moment: Moment): DayReading {
  const said = theDay(dayIn(at));
  if (at.tags().has('result/relativeDate')) return countedBack(text, at, said);
  const reading = at.isCertain('year')
    ? said
    : yearlessDay(at.get('month') ?? 0, at.get('day') ?? 0, moment);
  const weekday = at.isCertain('weekday') ? at.get('weekday') : null;
  return checkedByWeekday(reading, (weekday ?? undefined) as Weekday | undefined);
}

/** `3 days ago` is a day, `two weeks ago` about one, `2 hours ago` a time. */
function countedBack(text: string, at: ParsedResult['start'], reading: DayReading): DayReading {
  if (reading.kind !== 'day') return reading;
  if (/\b(?:hours?|minutes?)\b/.test(text)) {
    const time = `${twoDigits(at.get('hour') ?? 0)}:${twoDigits(at.get('minute') ?? 0)}`;
    return { ...reading, time, isAbout: true };
  }
  return { ...reading, isAbout: /\bweeks?\b/.test(text) };
}

/** "This morning" is of today. */
const isTimeOnly = (text: string): boolean => /^(?:this )(?:morning|afternoon|evening)$/.test(text);

import { twoDigits } from './day.ts';
import { NO_TIME, type TimeReading } from './reading.ts';

const WORDS = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const HALF = '(?<half>[ap]\\.?m\\b\\.?)';
/** What can follow an hour that is said without "o'clock": "about 10 people" is no time. */
const AFTER_HOUR =
  "(?=\\s*(?:$|[,;!?)]|\\.(?!\\d)|o'?clock|or so|in the|at night|on|yesterday|today|last|this|tonight|the|i|we|and)(?![a-z]))";
const NAMED_HOUR = `(?<hour>\\d{1,2}|${WORDS.join('|')})`;

const FORMS: readonly RegExp[] = [
  new RegExp(`(?<![\\d:/.-])(?<hour>\\d{1,2})[:.](?<minute>\\d{2})\\s*${HALF}`, 'g'),
  new RegExp(`(?<![\\d:/.-])(?<hour>\\d{1,2})\\s*${HALF}`, 'g'),
  /(?<![\d:/.-])(?<hour>\d{1,2}):(?<minute>\d{2})(?::\d{2})?(?![\d:])/g,
  new RegExp(`\\b(?<quarter>half|quarter) past ${NAMED_HOUR}\\b`, 'g'),
  new RegExp(
    `\\b(?:at|around|about|by|approximately|circa)\\s+(?:about |around )?${NAMED_HOUR}(?:\\s*o'?clock)?\\b${AFTER_HOUR}`,
    'g',
  ),
  new RegExp(`\\b${NAMED_HOUR}\\s*(?:o'?clock|ish)\\b`, 'g'),
];

const ABOUT = /\b(?:around|about|approximately|approx|roughly|circa|or so|maybe)\b|\d\s*ish\b|~/;
const AFTERNOON = /\b(?:afternoon|evening|tonight)\b/;
const NIGHT = /\b(?:night|tonight)\b/;

const saysRoughly = (text: string): boolean => ABOUT.test(text);

/** Reads 7:30 pm, at 19:30, around 7, half past seven, noon; and the text without it. */
export function englishTime(text: string): { readonly time: TimeReading; readonly rest: string } {
  const isAbout = saysRoughly(text);
  const found: TimeReading[] = [];
  let rest = text;
  for (const form of FORMS) {
    rest = rest.replaceAll(form, (...match) => {
      found.push(clockTime(match.at(-1) as Record<string, string | undefined>, text, isAbout));
      return ' ';
    });
  }
  rest = rest.replaceAll(/\b(?:at )?(?:noon|midday|midnight)\b/g, (word) => {
    const isMidnight = word.endsWith('midnight');
    const times = [isMidnight ? '00:00' : '12:00'];
    found.push({ ...NO_TIME, times, isAfterMidnight: isMidnight, isAbout });
    return ' ';
  });
  const [first, ...more] = found;
  if (!first) return { time: { ...NO_TIME, isAbout }, rest };
  const isOne = more.every(({ times }) => times.join() === first.times.join());
  return { time: isOne ? first : { ...NO_TIME, isAbout: true }, rest };
}

type Groups = Readonly<Record<string, string | undefined>>;

function clockTime(groups: Groups, text: string, isAbout: boolean): TimeReading {
  const said = groups['hour'] ?? '';
  const word = WORDS.indexOf(said);
  const hour = word >= 0 ? word + 1 : Number(said);
  const minute = minuteSaid(groups);
  const half = groups['half']?.slice(0, 1);
  if (hour > 23 || minute > 59 || (half && (hour > 12 || hour < 1))) {
    return { ...NO_TIME, isImpossible: true };
  }
  const at = (value: number) => `${twoDigits(value)}:${twoDigits(minute)}`;
  if (half) return { ...NO_TIME, times: [at((hour % 12) + (half === 'p' ? 12 : 0))], isAbout };
  const isOnTwentyFour = hour === 0 || hour > 12 || said.startsWith('0');
  if (isOnTwentyFour) return { ...NO_TIME, times: [at(hour)], isAbout };
  return { ...NO_TIME, ...byPartOfDay(hour, text, at), isAbout };
}

function minuteSaid({ quarter, minute }: Groups): number {
  if (quarter) return quarter === 'half' ? 30 : 15;
  return Number(minute ?? 0);
}

/** An hour up to twelve, by the part of the day that was said. */
function byPartOfDay(
  hour: number,
  text: string,
  at: (hour: number) => string,
): Pick<TimeReading, 'times' | 'isAfterMidnight'> {
  const isAfterMidnight = false;
  if (/\bmorning\b/.test(text) && hour < 12) return { times: [at(hour)], isAfterMidnight };
  if (NIGHT.test(text) && (hour === 12 || hour <= 5)) {
    return { times: [at(hour % 12)], isAfterMidnight: true };
  }
  if ((AFTERNOON.test(text) || NIGHT.test(text)) && hour < 12) {
    return { times: [at(hour + 12)], isAfterMidnight };
  }
  return { times: [at(hour % 12), at((hour % 12) + 12)], isAfterMidnight };
}

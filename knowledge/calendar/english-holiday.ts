import { phrase } from './english-phrase.ts';
import { type DatePhrase, holidayReading, type Moment } from './reading.ts';

/** Holidays by their English names. */
export function englishHolidays({ holidays }: Moment): readonly DatePhrase[] {
  const names = [...(holidays?.names.keys() ?? [])]
    .filter((name) => /^[a-z' ]+$/.test(name))
    .sort((one, other) => other.length - one.length);
  if (names.length === 0) return [];
  return [
    phrase(
      `(?:(?<before>last|this) year(?:'s)? (?:at )?)?(?<name>${names.join('|')})(?: day)?(?<eve> eve)?(?<run> holidays?)?(?: (?:in |of )?(?<year>(?:19|20)\\d{2}|(?:last|this) year))?`,
      ({ name = '', eve, run, before, year = before }, moment) =>
        holidayReading(name, moment, {
          ...(year && { year: yearNamed(year, moment) }),
          offset: eve ? -1 : 0,
          isRun: run !== undefined || (!eve && /^(?:chuseok|seollal)$/.test(name)),
        }),
    ),
  ];
}

/** `2025`, `last year`, `this`. */
function yearNamed(year: string, { today }: Moment): number {
  const thisYear = Number(today.slice(0, 4));
  if (year.startsWith('last')) return thisYear - 1;
  return year.startsWith('this') ? thisYear : Number(year);
}

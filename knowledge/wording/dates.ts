import { folded } from '../search/plain-text.ts';

/** A day, a month or a year that a text names. */
export interface NamedDate {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  /** Where it stands in the folded text. */
  readonly start: number;
  readonly end: number;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\.?';
const YEAR = '(?:19|20)\\d{2}';
const DAY = '\\d{1,2}(?!\\d)';

const PATTERNS = [
  `(?<![\\d.])(?<y1>${YEAR})\\s?[-./]\\s?(?<m1>\\d{1,2})\\s?[-./]\\s?(?<d1>${DAY})`,
  `(?:(?<y2>${YEAR})년\\s?)?(?<m2>\\d{1,2})월(?:\\s?(?<d2>\\d{1,2})일)?(?!간)`,
  `(?<y3>${YEAR})\\s?년(?!간)`,
  `(?<d4>${DAY})(?:st|nd|rd|th)?\\s(?:of\\s)?(?<n4>${MONTH})(?![a-z])(?:,?\\s(?<y4>${YEAR})(?!\\d))?`,
  `(?<![a-z])(?<n5>${MONTH})\\s(?<d5>${DAY})(?:st|nd|rd|th)?(?:,?\\s(?<y5>${YEAR})(?!\\d))?`,
  `(?<![a-z])(?<n6>${MONTH})(?:\\sof)?,?\\s(?<y6>${YEAR})(?!\\d)`,
  `(?<=\\b(?:in|since|until|from|by|of|and|early|late|mid|last|next|this)[\\s-])(?<!and\\s(?=may))(?<n7>${MONTH})(?![a-z])`,
  `(?<![\\d.,-])(?<y8>${YEAR})(?![\\d,]|\\.\\d|[-/]\\d|헌|도|다|두|구합|누)`,
];
const PATTERN = new RegExp(PATTERNS.join('|'), 'gu');

/** The dates of a text in any spelling. A day without a year also counts with the year before it. */
export function datesIn(text: string): readonly NamedDate[] {
  const found: NamedDate[] = [];
  for (const match of folded(text).matchAll(PATTERN)) {
    const groups = match.groups ?? {};
    const part = (letter: string): string | undefined =>
      Object.entries(groups).find(([name, value]) => name.startsWith(letter) && value)?.[1];
    const name = part('n');
    const month = name ? MONTHS.indexOf(name.slice(0, 3)) + 1 : Number(part('m') ?? 0);
    const [year, day] = [Number(part('y') ?? 0), Number(part('d') ?? 0)];
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      ...(year && { year }),
      ...(month && { month }),
      ...(day && { day }),
    });
  }
  return withYears(found);
}

/** "on 8 and 22 February 2024", "2024년 2월 8일 … 22일": what a later date leaves out it has from the one before. */
function withYears(dates: readonly NamedDate[]): readonly NamedDate[] {
  let year: number | undefined;
  return dates.map((date) => {
    if (date.year) year = date.year;
    return date.year || !year || !date.month ? date : { ...date, year };
  });
}

/** Whether all that one date says the other says as well. */
export const agrees = (said: NamedDate, given: NamedDate): boolean =>
  (['year', 'month', 'day'] as const).every(
    (part) => said[part] === undefined || said[part] === given[part],
  );

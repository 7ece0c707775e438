import { type DatePhrase, fullYear, type Moment } from './reading.ts';

/** Pieces of the Korean date grammar. */
export const WEEKDAYS = '일월화수목금토';
export const YEAR = `(?:(?<year>\\d{4}|'?\\d{2})\\s*년|(?<yearWord>올해|금년|작년|지난\\s*해|재작년|내년))\\s*`;
export const MONTH =
  '(?:(?<=[년해의])|(?<![가-힣\\d]))(?<month>\\d{1,2}|십[일이]?|[일이삼사오유육칠팔구시])\\s*월';
export const DAY = '(?<day>\\d{1,2}|[이삼]?십[일이삼사오육칠팔구]?|[일이삼사오육칠팔구])\\s*일';
/** The weekday beside a date: (금), 금요일. */
export const BESIDE = `(?:\\s*[(（,]?\\s*(?<beside>[${WEEKDAYS}])(?:요일|욜|(?=[)）]))\\s*[)）]?)?`;
export const AGO = '\\s*(?:쯤|정도|가량)?\\s*전(?!날|까지)';
export const WEEK =
  '(?<week>이번\\s*주|금주|지지난\\s*주|저저번\\s*주|저지난\\s*주|지난\\s*주|저번\\s*주|다다음\\s*주|다음\\s*주)';
export const MONTH_WORD =
  '(?<monthWord>이번\\s*달|이달|지지난\\s*달|저저번\\s*달|지난\\s*달|저번\\s*달|전달|다음\\s*달)';

/** How far back each word goes; below 0 it lies ahead. */
export const WEEKS_BACK: Readonly<Record<string, number>> = {
  이번주: 0,
  금주: 0,
  지난주: 1,
  저번주: 1,
  지지난주: 2,
  저저번주: 2,
  저지난주: 2,
  다음주: -1,
  다다음주: -2,
};
export const MONTHS_BACK: Readonly<Record<string, number>> = {
  이번달: 0,
  이달: 0,
  지난달: 1,
  저번달: 1,
  전달: 1,
  지지난달: 2,
  저저번달: 2,
  다음달: -1,
};
const YEARS_BACK: Readonly<Record<string, number>> = {
  올해: 0,
  금년: 0,
  작년: 1,
  지난해: 1,
  재작년: 2,
  내년: -1,
};

export type Groups = Parameters<DatePhrase['read']>[0];

export const withoutSpaces = (word: string | undefined): string => (word ?? '').replace(/\s/g, '');

/** The year that {@link YEAR} found. */
export function yearSaid({ year, yearWord }: Groups, moment: Moment): number | undefined {
  if (year) return fullYear(year.replace("'", ''), moment);
  const back = YEARS_BACK[withoutSpaces(yearWord)];
  return back === undefined ? undefined : Number(moment.today.slice(0, 4)) - back;
}

export const phrase = (pattern: string, read: DatePhrase['read']): DatePhrase => ({
  pattern: new RegExp(pattern, 'g'),
  read,
});

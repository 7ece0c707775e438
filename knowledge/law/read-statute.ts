import { type Body, readBody } from './read-body.ts';
import { type FrontMatter, readFrontMatter } from './read-front-matter.ts';
import type { Addendum, Statute, UnreadLine } from './statute.ts';

/** A law file is not in the layout we read; `message` says what is wrong with it. */
export class StatuteFormatError extends Error {
  override readonly name = 'StatuteFormatError';
  readonly code = 'STATUTE_FORMAT';
}

/**
 * Reads one file of the legalize-kr layout: YAML front matter, then `##### 제N조(의M) (제목)` headings, then `## 부칙`.
 * What is not understood is listed in `unread`.
 *
 * @throws {StatuteFormatError} when the front matter is missing, unreadable or incomplete.
 */
export function readStatute(markdown: string): Statute {
  const reading = readFrontMatter(markdown);
  if (reading.kind === 'broken') throw new StatuteFormatError(reading.why);
  const { front, bodyStart } = reading;
  const { main, rest } = atAddenda(withPlainLineEnds(markdown.slice(bodyStart)).normalize('NFC'));
  const { unread, ...body } = readBody(main, front.조문시행일자);
  const addenda = rest === undefined ? [] : splitAddenda(rest);
  const linesAbove = () => countLines(markdown.slice(0, bodyStart));
  const endsEarly = earlyEnd(addenda, front.공포일자);
  return {
    title: front.제목,
    lawId: front.법령ID,
    kind: front.법령구분,
    promulgationNumber: front.공포번호.replace(/^0+/, ''),
    promulgated: front.공포일자,
    inForce: front.시행일자,
    url: front.출처,
    isRepealed: isRepealed(front, body),
    ...body,
    addenda,
    unread: [
      ...(unread.length > 0 ? numberedFrom(linesAbove() + 1, unread) : []),
      ...(endsEarly ? [{ line: countLines(markdown), ...endsEarly }] : []),
    ],
  };
}

const withPlainLineEnds = (text: string): string =>
  text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;

const numberedFrom = (first: number, unread: readonly UnreadLine[]): readonly UnreadLine[] =>
  unread.map((one) => ({ ...one, line: one.line + first }));

/** Ends of lines, which is the number of lines of a text that ends in one. */
const countLines = (text: string): number => (text.match(/\n|\r(?!\n)/g) ?? []).length;

const ADDENDA = /^## *부 *칙/m;

/** Whether a law file goes as far as its addenda, which every law has. */
export const hasAddenda = (markdown: string): boolean =>
  ADDENDA.test(markdown) || ADDENDA.test(markdown.normalize('NFC'));

/** Where the addenda begin. */
function atAddenda(body: string): { readonly main: string; readonly rest?: string } {
  const heading = ADDENDA.exec(body);
  if (!heading) return { main: body };
  return {
    main: body.slice(0, heading.index),
    rest: body.slice(heading.index + heading[0].length),
  };
}

/** `부칙(전자정부법) <제10303호,2010.5.17>`, and no sentence that speaks of another law's addenda. */
const ADDENDUM = /^부칙.*<[^<>]*?(\d{4})\. *(\d{1,2})\. *(\d{1,2})\.?>[ \t]*$/gm;

function splitAddenda(text: string): readonly Addendum[] {
  const headings = [...text.matchAll(ADDENDUM)];
  const before = text.slice(0, headings[0]?.index).trim();
  const rest = headings.map((found, index) => {
    const [heading, year = '', month = '', day = ''] = found;
    return {
      heading: heading.trim(),
      promulgated: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
      text: text.slice(found.index + heading.length, headings[index + 1]?.index).trim(),
    };
  });
  return before === '' ? rest : [{ heading: '', text: before }, ...rest];
}

/** Every promulgation brings its addendum: a law as young as none of them has lost its end, or was altered by hand. */
function earlyEnd(
  addenda: readonly Addendum[],
  day: string,
): Pick<UnreadLine, 'text' | 'why'> | undefined {
  const dated = addenda.filter(({ promulgated }) => promulgated !== undefined);
  if (dated.length === 0 || dated.some(({ promulgated }) => promulgated === day)) return undefined;
  return { text: dated.at(-1)?.heading ?? '', why: 'addenda-end-early' };
}

/** `도서관법은 이를 폐지한다.` is what the collection has of some laws: one sentence, with no article or article `0`. */
function isRepealed(
  { 상태: state = '' }: FrontMatter,
  { articles, preamble }: Pick<Body, 'articles' | 'preamble'>,
): boolean {
  // 폐지제정 is a law that was repealed and made anew at once.
  if (/폐지(?!제정)|실효|효력\s*상실/.test(state)) return true;
  const [only, another] = articles.values();
  if (another || (only && only.number !== '0')) return false;
  return /^[^.\n]*(?:은|는|을|를)\s*(?:이를\s*)?폐지한다\.?$/.test(only?.text ?? preamble);
}

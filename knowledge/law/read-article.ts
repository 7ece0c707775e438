import { SUBITEM_LETTERS } from './pinpoint.ts';
import { type Article, isDeletion, type Paragraph, type UnreadReason } from './statute.ts';

/** A line of an article without Markdown marks, and where it stands. */
export interface PlainLine {
  readonly line: number;
  readonly text: string;
}

/** Called for every line that is kept, but not understood. */
export type Report = (line: PlainLine, why: UnreadReason) => void;

/** `25`, or `25-2` for 25조의2. */
export const branched = (number: string, branch: string | undefined): string =>
  branch ? `${Number(number)}-${Number(branch)}` : `${Number(number)}`;

/** Reads the lines below an article's heading. */
export function readArticle(
  heading: {
    readonly number: string;
    readonly title: string;
    readonly inForce?: string | undefined;
  },
  lines: readonly PlainLine[],
  report: Report,
): Article {
  const { number, title, inForce } = heading;
  const text = lines.map((line) => line.text).join('\n');
  if (text.includes('<img')) reportPictures(lines, text, report);
  return {
    number,
    title,
    text,
    isDeleted: isDeletion(lines[0]?.text ?? ''),
    ...(inForce && { inForce }),
    paragraphs: readParagraphs(lines, report),
  };
}

/**
 * The database draws most formulas and tables in characters between the two tags of a picture; for some it has nothing.
 */
export function reportPictures(lines: readonly PlainLine[], text: string, report: Report): void {
  const [before = '', ...pictures] = text.split('<img');
  const empty = new Set<PlainLine>();
  let index = lineEndsIn(before);
  for (const picture of pictures) {
    const [tag = ''] = picture.split('</img>', 1);
    const line = lines[index];
    if (line && /^[^>]*>(?:null|\s)*$/.test(tag)) empty.add(line);
    index += lineEndsIn(picture);
  }
  for (const line of empty) report(line, 'picture');
}

const lineEndsIn = (text: string): number => text.split('\n').length - 1;

interface DraftItem {
  readonly number: string;
  text: string;
  readonly subitems: { readonly letter: string; text: string }[];
}

interface DraftParagraph {
  readonly number: string;
  text: string;
  readonly items: DraftItem[];
}

/** The paragraphs so far, and the items of the last one by number. */
interface Draft {
  readonly paragraphs: DraftParagraph[];
  readonly items: Set<string>;
}

function readParagraphs(lines: readonly PlainLine[], report: Report): readonly Paragraph[] {
  const draft: Draft = { paragraphs: [], items: new Set() };
  const { paragraphs, items } = draft;
  for (const line of lines) {
    const number = circledNumber(line.text);
    if (number !== undefined) {
      if (paragraphs.some((paragraph) => paragraph.number === number)) {
        report(line, 'repeated-number');
      }
      paragraphs.push({ number, text: line.text, items: [] });
      items.clear();
    } else addBelow(draft, line, report);
  }
  return paragraphs;
}

/** Unicode has circled numbers up to fifty, in three ranges: where each begins and ends, and its first number. */
const CIRCLED = [
  { from: 0x2460, to: 0x2473, first: 1 },
  { from: 0x3251, to: 0x325f, first: 21 },
  { from: 0x32b1, to: 0x32bf, first: 36 },
  // ⓛ, the letter, which typists take for ①.
  { from: 0x24db, to: 0x24db, first: 1 },
];

/** The number of the paragraph that a line begins, if it begins one. */
export function circledNumber(text: string): string | undefined {
  const code = text.charCodeAt(0);
  if (code < 0x2460 || code > 0x32bf) return undefined;
  const range = CIRCLED.find(({ from, to }) => code >= from && code <= to);
  return range && `${code - range.from + range.first}`;
}

function addBelow({ paragraphs, items }: Draft, line: PlainLine, report: Report): void {
  if (paragraphs.length === 0) paragraphs.push({ number: '', text: '', items: [] });
  const paragraph = paragraphs.at(-1);
  if (!paragraph) return;
  const code = line.text.charCodeAt(0);
  const isDigit = code >= 0x30 && code <= 0x39;
  if (isDigit && addItem(paragraph, items, line, report)) return;
  if (!isDigit && addSubitem(paragraph, line, report)) return;
  addText(paragraph, line.text);
}

/** Whatever follows a part and begins no other belongs to it: 1), 가), tables, notes. */
function addText(paragraph: DraftParagraph, text: string): void {
  const item = paragraph.items.at(-1);
  const open = item?.subitems.at(-1) ?? item ?? paragraph;
  open.text = open.text ? `${open.text}\n${text}` : text;
}

const ITEM = /^(\d{1,5})(?:의(\d{1,5}))?\.(?!\d)\s*/;

/** True when the line is an item. */
function addItem(
  { items }: DraftParagraph,
  known: Set<string>,
  line: PlainLine,
  report: Report,
): boolean {
  const [mark, number, branch] = ITEM.exec(line.text) ?? [];
  const last = items.at(-1)?.number;
  if (mark === undefined || number === undefined) {
    if (isOddItem(line.text, last)) report(line, 'mark-out-of-place');
    return false;
  }
  const isDecimal = /^\d/.test(line.text.slice(mark.length)) && !follows(number, branch, last);
  if (Number(number) === 0 || isDecimal) {
    report(line, 'broken-number');
    return false;
  }
  const name = branched(number, branch);
  if (known.has(name)) report(line, 'repeated-number');
  known.add(name);
  items.push({ number: name, text: line.text, subitems: [] });
  return true;
}

/** `1의2의3.`; and `6 그 밖에 …` after item 5, where somebody forgot the dot. */
const isOddItem = (text: string, last: string | undefined): boolean =>
  /^\d+의\d+의\d+\.\s/.test(text) ||
  (last !== undefined && follows(/^(\d+) [가-힣]/.exec(text)?.[1] ?? '0', undefined, last));

/** The number that comes next: 3 after 2 or 2-2. One with a branch is never a decimal number. */
const follows = (number: string, branch: string | undefined, last: string | undefined): boolean =>
  branch !== undefined || Number(number) === Number.parseInt(last ?? '0', 10) + 1;

const SUBITEM = new RegExp(`^([${SUBITEM_LETTERS}])\\.\\s`);
const ODD_SUBITEM = /^[가-힣](?:의\d+)?\.\s/;

/** True when the line is a sub-item. */
function addSubitem(paragraph: DraftParagraph, line: PlainLine, report: Report): boolean {
  const letter = SUBITEM.exec(line.text)?.[1];
  const item = paragraph.items.at(-1);
  if (letter === undefined || !item) {
    if (ODD_SUBITEM.test(line.text)) report(line, 'mark-out-of-place');
    return false;
  }
  if (item.subitems.some((subitem) => subitem.letter === letter)) report(line, 'repeated-number');
  item.subitems.push({ letter, text: line.text });
  return true;
}

import { parse } from 'yaml';
import { z } from 'zod';
import { SUBITEM_LETTERS } from './pinpoint.ts';
import {
  type Article,
  type Item,
  isDeletion,
  type Paragraph,
  type Statute,
  type Subitem,
} from './statute.ts';

const text = z.union([z.string(), z.number()]).transform(String);
const FrontMatter = z.object({
  제목: text,
  법령ID: text,
  법령구분: text,
  공포번호: text,
  공포일자: text,
  시행일자: text,
  출처: text,
});

/** A law file is not in the layout we read; `message` says what is wrong with it. */
export class StatuteFormatError extends Error {
  override readonly name = 'StatuteFormatError';
  readonly code = 'STATUTE_FORMAT';
}

/**
 * Reads one file of the legalize-kr layout: YAML front matter, then `##### 제N조(의M) (제목)` headings.
 * Addenda (`## 부칙`) are not part of the result.
 *
 * @throws {StatuteFormatError} when the front matter is missing, unreadable or incomplete.
 */
export function readStatute(markdown: string): Statute {
  const [, head, body] = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(markdown) ?? [];
  if (head === undefined || body === undefined) {
    throw new StatuteFormatError('The file has no front matter between two --- lines.');
  }
  const parsed = FrontMatter.safeParse(parseFrontMatter(head));
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => issue.path.join('.') || 'all fields');
    throw new StatuteFormatError(`The front matter lacks ${fields.join(', ')}.`);
  }
  const front = parsed.data;
  return {
    title: front.제목,
    lawId: front.법령ID,
    kind: front.법령구분,
    promulgationNumber: front.공포번호.replace(/^0+/, ''),
    promulgated: front.공포일자,
    inForce: front.시행일자,
    url: front.출처,
    articles: readArticles(body.normalize('NFC')),
  };
}

function parseFrontMatter(head: string): unknown {
  try {
    return parse(head, { schema: 'failsafe' });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'unreadable';
    throw new StatuteFormatError(`The front matter is no YAML: ${why}`, { cause });
  }
}

const HEADING = /^##### 제(\d+)조(?:의(\d+))?(?:\s*\((.*)\))?\s*$/;

function readArticles(body: string): ReadonlyMap<string, Article> {
  const [main = ''] = body.split(/^## 부칙/m);
  const articles = new Map<string, Article>();
  for (const part of main.split(/^(?=##### )/m)) {
    const [heading = '', ...lines] = part.split('\n');
    const [, number, branch, title = ''] = HEADING.exec(heading.trimEnd()) ?? [];
    if (!number) continue;
    const key = branched(number, branch);
    const end = lines.findIndex((line) => /^#{1,4} /.test(line));
    const own = (end < 0 ? lines : lines.slice(0, end)).map(plainLine).filter(Boolean);
    articles.set(key, {
      number: key,
      title,
      text: own.join('\n'),
      isDeleted: isDeletion(own[0] ?? ''),
      paragraphs: readParagraphs(own),
    });
  }
  return articles;
}

/** `25`, or `25-2` for 25조의2. */
const branched = (number: string, branch: string | undefined): string =>
  branch ? `${number}-${branch}` : number;

/** Markdown escapes and emphasis are the collection's, not the law's. */
const plainLine = (line: string): string =>
  line
    .replace(/\\([.\-_*[\]()#~<>])/g, '$1')
    .replace(/\*\*/g, '')
    .trim();

const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚';
const ITEM = /^(\d+)(?:의(\d+))?\.\s*/;
const SUBITEM = new RegExp(`^([${SUBITEM_LETTERS}])\\.\\s`);

interface Draft {
  number: string;
  text: string;
  items: { number: string; text: string; subitems: Subitem[] }[];
}

function readParagraphs(lines: readonly string[]): readonly Paragraph[] {
  const paragraphs: Draft[] = [];
  for (const line of lines) {
    const circled = CIRCLED.indexOf(line[0] ?? ' ');
    if (circled >= 0) paragraphs.push({ number: `${circled + 1}`, text: line, items: [] });
    else addLine(paragraphs, line);
  }
  return paragraphs.map(({ items, ...rest }) => ({ ...rest, items: items as readonly Item[] }));
}

function addLine(paragraphs: Draft[], line: string): void {
  if (paragraphs.length === 0) paragraphs.push({ number: '', text: '', items: [] });
  const paragraph = paragraphs.at(-1);
  if (!paragraph) return;
  const [itemMark, number, branch] = ITEM.exec(line) ?? [];
  const [subitemMark, letter] = SUBITEM.exec(line) ?? [];
  const item = paragraph.items.at(-1);
  if (itemMark && number) {
    paragraph.items.push({ number: branched(number, branch), text: line, subitems: [] });
  } else if (subitemMark && letter && item) item.subitems.push({ letter, text: line });
  else if (!paragraph.text) paragraph.text = line;
  else if (item) item.text += `\n${line}`;
  else paragraph.text += `\n${line}`;
}

import {
  branched,
  circledNumber,
  type PlainLine,
  type Report,
  readArticle,
  reportPictures,
} from './read-article.ts';
import type { Article, Division, UnreadLine, UnreadReason } from './statute.ts';

/** The main part of a law file: all between the front matter and the addenda. */
export interface Body {
  readonly articles: ReadonlyMap<string, Article>;
  readonly divisions: readonly Division[];
  readonly preamble: string;
  /** Lines are counted from the first of the main part, which is 0. */
  readonly unread: readonly UnreadLine[];
}

/** What the lines after a heading belong to. */
type Section =
  | { readonly kind: 'preamble' }
  | { readonly kind: 'article'; readonly number: string; readonly title: string }
  /** Text here is told, line by line, but belongs to nothing. */
  | { readonly kind: 'nothing'; readonly why: UnreadReason };

/** Every law file has its title as the first heading; the front matter has it too. */
const TITLE_LEVEL = 1;

/** Reads the main part line by line. `dates` are those of articles that take effect on another day than the rest. */
export function readBody(main: string, dates: Readonly<Record<string, string>> = {}): Body {
  const body = new BodyReader(dates);
  const lines = main.split('\n');
  for (let line = 0; line < lines.length; line += 1) body.add(line, lines[line] ?? '');
  return body.close();
}

class BodyReader {
  readonly #dates: Readonly<Record<string, string>>;
  readonly #articles = new Map<string, Article>();
  readonly #divisions: Omit<Division, 'firstArticle'>[] = [];
  /** For each division, how many articles stand before it. */
  readonly #articlesBefore: number[] = [];
  readonly #preamble: PlainLine[] = [];
  readonly #unread: UnreadLine[] = [];
  #section: Section = { kind: 'preamble' };
  #lines: PlainLine[] = [];
  #hasTitle = false;

  constructor(dates: Readonly<Record<string, string>>) {
    this.#dates = dates;
  }

  readonly #report: Report = ({ line, text }, why) => {
    this.#unread.push({ line, text, why });
  };

  add(line: number, raw: string): void {
    if (raw === '') return;
    if (HEADING.test(raw)) this.#heading({ line, text: raw.trimEnd() });
    else if (!raw.startsWith('**제') || !this.#boldDivision(raw.trimEnd())) {
      this.#text({ line, text: plainLine(raw) });
    }
  }

  close(): Body {
    this.#closeArticle();
    const preamble = this.#preamble.map(({ text }) => text).join('\n');
    reportPictures(this.#preamble, preamble, this.#report);
    const numbers = [...this.#articles.keys()];
    return {
      articles: this.#articles,
      divisions: this.#divisions.map((division, index) => {
        const firstArticle = numbers[this.#articlesBefore[index] ?? 0];
        return firstArticle === undefined ? division : { ...division, firstArticle };
      }),
      preamble,
      // Pictures are looked for when the other lines of a part have been read.
      unread: this.#unread.sort((a, b) => a.line - b.line),
    };
  }

  #heading(line: PlainLine): void {
    this.#closeArticle();
    const article = ARTICLE.exec(line.text);
    if (article) this.#article(line, article);
    else if (this.#division(DIVISION.exec(line.text))) return;
    else if (!this.#hasTitle && levelOf(line.text) === TITLE_LEVEL) this.#hasTitle = true;
    else {
      this.#report(line, 'odd-heading');
      this.#section = { kind: 'nothing', why: 'under-odd-heading' };
    }
  }

  #article(line: PlainLine, [, main = '', branch, title = '']: RegExpExecArray): void {
    const number = branched(main, branch);
    if (this.#articles.has(number)) {
      this.#report(line, 'repeated-article');
      this.#section = { kind: 'nothing', why: 'repeated-article' };
    } else this.#section = { kind: 'article', number, title: unescaped(title) };
  }

  #boldDivision(text: string): boolean {
    const division = BOLD_DIVISION.exec(text);
    if (division) this.#closeArticle();
    return this.#division(division);
  }

  /** False when there is no division to note. */
  #division(found: RegExpExecArray | null): boolean {
    const [, marks = '', main, kind, branch, title = ''] = found ?? [];
    if (main === undefined || kind === undefined) return false;
    const level = LEVELS[kind] ?? marks.length;
    const number = branched(main, branch);
    this.#divisions.push({ level, kind, number, title: unescaped(title.trim()) });
    this.#articlesBefore.push(this.#articles.size);
    this.#section = { kind: 'nothing', why: 'under-division' };
    return true;
  }

  #text(line: PlainLine): void {
    if (line.text === '') return;
    switch (this.#section.kind) {
      case 'article':
        this.#lines.push(line);
        break;
      case 'preamble':
        this.#preamble.push(line);
        break;
      case 'nothing':
        this.#report(line, this.#section.why);
    }
  }

  #closeArticle(): void {
    if (this.#section.kind !== 'article') return;
    const { number, title } = this.#section;
    const inForce = this.#dates[number];
    this.#articles.set(number, readArticle({ number, title, inForce }, this.#lines, this.#report));
    this.#lines = [];
    this.#section = { kind: 'nothing', why: 'under-division' };
  }
}

/** `#1 …` is text. */
const HEADING = /^#{1,6}(?=\s|제\s*\d)/;
const ARTICLE = /^#####\s*제\s*(\d{1,5})\s*조(?:\s*의\s*(\d{1,5}))?(?:\s*\((.*)\))?$/;
const DIVISION =
  /^(#{1,6})\s*제\s*(\d{1,5})\s*(편|부|장|절|관|항|속)(?:\s*의\s*(\d{1,5}))?(?![가-힣])\s*(.*)$/;
/** Below 관 the collection has no heading left; 민법 and one other law go deeper. */
const BOLD_DIVISION = /^(\*\*)제(\d{1,5})(항|속)(?:의(\d{1,5}))? ([^*]+)\*\*$/;
const LEVELS: Readonly<Record<string, number>> = { 편: 1, 장: 2, 절: 3, 관: 4, 항: 5, 속: 5 };

const levelOf = (heading: string): number => /^#+/.exec(heading)?.[0].length ?? 0;

const unescaped = (text: string): string =>
  text.includes('\\') ? text.replace(/\\([.\-_*[\]()#~<>])/g, '$1') : text;

/** Markdown escapes and emphasis are the collection's, not the law's. */
function plainLine(raw: string): string {
  const isMarked = raw.startsWith('**');
  const bare = unescaped(raw);
  const text = (bare.includes('**') ? bare.replaceAll('**', '') : bare).trim();
  return isMarked ? withOneMark(text) : text;
}

/** From ㉑ on the collection sets the paragraph's mark before a text that has it already. */
function withOneMark(text: string): string {
  const isDoubled = text[1] === ' ' && text[2] === text[0] && circledNumber(text) !== undefined;
  return isDoubled ? text.slice(2) : text;
}

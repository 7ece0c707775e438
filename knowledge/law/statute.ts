/** One law, decree or rule as the official database published it. */
export interface Statute {
  readonly title: string;
  /** 법령ID of the national law database. */
  readonly lawId: string;
  /** 법률, 대통령령, 부령 …, as the file says. */
  readonly kind: string;
  readonly promulgationNumber: string;
  /** ISO dates. `inForce` is that of the file, not of each article. */
  readonly promulgated: string;
  readonly inForce: string;
  readonly url: string;
  /**
   * The file says that the law is no more (상태: 폐지), or its one sentence repeals it. From `inForce` on, which may be a day to come.
   */
  readonly isRepealed: boolean;
  /** In the order of the text; addenda are left out. Keyed by `23`, `25-2`. */
  readonly articles: ReadonlyMap<string, Article>;
  /** Headings above articles, in the order of the text. */
  readonly divisions: readonly Division[];
  /** What stands before the first article: of the Constitution its preamble, of many a law without articles all of it. Else empty. */
  readonly preamble: string;
  /** The oldest first, as the file has them. */
  readonly addenda: readonly Addendum[];
  /** What the reader did not understand, in the order of the file. Empty for a sound file without pictures. */
  readonly unread: readonly UnreadLine[];
}

/** A heading above articles: `제2장 개인정보의 수집 <개정 2020.2.4>`. */
export interface Division {
  /** 1 편, 2 장, 3 절, 4 관, 5 for what long laws have below that (항, 속). */
  readonly level: number;
  /** The word after the number: 편, 장 … */
  readonly kind: string;
  /** `3`, `4-2`. */
  readonly number: string;
  /** With its note on amendments, where it has one. */
  readonly title: string;
  /** The first article after the heading; of a division without articles of its own it is one of the next. */
  readonly firstArticle?: string;
}

/** The rules that came with one promulgation (부칙): when it takes effect, what becomes of older cases. */
export interface Addendum {
  /** `부칙(전자정부법) <제10303호,2010.5.17>`; empty where the file does not set it apart. */
  readonly heading: string;
  /** ISO date, as the heading has it. */
  readonly promulgated?: string;
  /** Plain text; its articles are not told apart. */
  readonly text: string;
}

/** Why a line was not understood. Unless said otherwise its text is kept in the article or preamble where it stood. */
export type UnreadReason =
  /** A heading that is neither an article nor a division; not part of any article. */
  | 'odd-heading'
  /** Text of a heading that could not be read; not part of any article. */
  | 'under-odd-heading'
  /** Text between a chapter's heading and its first article; not part of any article. */
  | 'under-division'
  /** A second article of the same number, and all below it; not part of any article. The first one counts. */
  | 'repeated-article'
  /** A second paragraph or item of the same number in one place. A look-up finds the first. */
  | 'repeated-number'
  /** A sub-item without an item above it, or an item with a mark of its own kind: a look-up does not find it. */
  | 'mark-out-of-place'
  /** A decimal number that the collection took for an item: `0. 5밀리그램`. */
  | 'broken-number'
  /** The law shows a picture here, and the file has no text for it. */
  | 'picture'
  /** No addendum is as young as the law: the end of the file may be missing. */
  | 'addenda-end-early';

/** One line that the reader did not understand. */
export interface UnreadLine {
  /** Counted from 1, the front matter included. */
  readonly line: number;
  readonly text: string;
  readonly why: UnreadReason;
}

export interface Article {
  /** `23`, `25-2`; `0` is the database's name for the text of a law that has no articles. */
  readonly number: string;
  /** The heading in brackets; empty where the law gives none (the Constitution). */
  readonly title: string;
  /** The whole article without Markdown marks, one line a paragraph, item or sub-item. */
  readonly text: string;
  readonly isDeleted: boolean;
  /** ISO date, where the file has one for this article alone. Else that of the statute counts. */
  readonly inForce?: string;
  /** A law without numbered paragraphs has one, with the number ''. */
  readonly paragraphs: readonly Paragraph[];
}

export interface Paragraph {
  readonly number: string;
  readonly text: string;
  readonly items: readonly Item[];
}

export interface Item {
  /** `3`, `7-2`. */
  readonly number: string;
  readonly text: string;
  readonly subitems: readonly Subitem[];
}

export interface Subitem {
  readonly letter: string;
  /** With all that is listed below it: 1), 가) … */
  readonly text: string;
}

/**
 * True of what the official database leaves where a part was: `삭제 <2020.2.4>`. The text comes without its mark (②, 1., 가.).
 * Rules about deletion are not meant: "삭제를 요구받은 …", "삭제지원요청자의 신분을 증명하는 서류".
 */
export const isDeletion = (text: string): boolean => /^삭제\s*(?:[<[(\n]|$)/.test(text);

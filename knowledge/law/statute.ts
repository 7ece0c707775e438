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
  /** In the order of the text; addenda are left out. Keyed by `23`, `25-2`. */
  readonly articles: ReadonlyMap<string, Article>;
}

export interface Article {
  readonly number: string;
  /** The heading in brackets; empty where the law gives none (the Constitution). */
  readonly title: string;
  /** The whole article without Markdown marks, one line a paragraph, item or sub-item. */
  readonly text: string;
  readonly isDeleted: boolean;
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
  readonly text: string;
}

/**
 * True of what the official database leaves where a part was: `삭제 <2020.2.4>`. The text comes without its mark (②, 1., 가.).
 * Rules about deletion are not meant: "삭제를 요구받은 …", "삭제지원요청자의 신분을 증명하는 서류".
 */
export const isDeletion = (text: string): boolean => /^삭제\s*(?:[<[(\n]|$)/.test(text);

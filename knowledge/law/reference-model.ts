import type { Pinpoint } from './pinpoint.ts';

/** The kinds of text below a law: its decree and its rules. */
export type Rank = '시행령' | '시행규칙';

/** Whose article it is. */
export type ReferredLaw<T> =
  | { readonly kind: 'named'; readonly law: T }
  /** A law that none of the given names fits, as written: 「없는 법」, GDPR. */
  | { readonly kind: 'unknown-name'; readonly name: string }
  /** No law is named: the text's own law, or the one that was talked about. `rank`: its decree or rules. */
  | { readonly kind: 'unstated'; readonly rank?: Rank };

/** One place in a law that a text names, or a range of them. */
export interface Reference<T> {
  /** In the text as it was given: `text.slice(start, end)` is `text`. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly law: ReferredLaw<T>;
  readonly from: Pinpoint;
  /** The last place of a range: 제2조부터 제5조까지. */
  readonly to?: Pinpoint;
}

/** Why something that looks like a reference was not read. */
export type NotUnderstoodReason =
  /** 별표 1, 별지 제3호서식: they stand behind the articles, and we have no text of them. */
  | 'annex'
  /** 부칙 제2조: the addenda count their articles anew. */
  | 'addendum'
  /** 법률 제4796호: the number of a promulgation. */
  | 'issue-number'
  /** 제2항 with no article to belong to. */
  | 'no-article'
  /** 같은 조 with nothing before it, 전항 in a first paragraph. */
  | 'no-antecedent'
  /** 제5조부터 제2조까지. */
  | 'backwards'
  /** 제0조, 제99999조, a numeral that is none. */
  | 'number'
  /** It looks like one, and no rule reads it. */
  | 'unclear';

/** A place that looks like a reference, and why it was not read. */
export interface NotUnderstood {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly why: NotUnderstoodReason;
}

/** What was read in a text. Both lists are in its order; no two spans of either overlap. */
export interface ReadReferences<T> {
  readonly references: readonly Reference<T>[];
  /** Whatever else looks like a reference: nothing is passed over in silence. */
  readonly notUnderstood: readonly NotUnderstood[];
}

/** Where the text stands that is read: for what it says of itself. */
export interface ReferenceContext {
  /** Title of the law that the text belongs to. */
  readonly law?: string;
  /** The article (and paragraph) that the text is. Given, the text is read as official text. */
  readonly at?: Pinpoint;
  /** The articles of the law in order, for 전조; without it the number before is taken. */
  readonly articles?: readonly string[];
  /** What the law calls other laws (이하 "법"이라 한다), short name to title. */
  readonly called?: ReadonlyMap<string, string>;
}

/** The levels of a place, the widest first. */
export const LEVELS = ['article', 'paragraph', 'item', 'subitem'] as const;
/** One level of a place. */
export type Level = (typeof LEVELS)[number];

/** How far a level is below the article. */
export const depthOf = (level: Level): number => LEVELS.indexOf(level);

/** A pinpoint in the making: any part may be open. */
export type Place = { readonly [level in Level]?: string };

/** The parts of a place above a level. */
export function above(place: Place, level: Level): Place {
  const { article, paragraph, item } = place;
  const depth = depthOf(level);
  return {
    ...(article && depth > 0 && { article }),
    ...(paragraph && depth > 1 && { paragraph }),
    ...(item && depth > 2 && { item }),
  };
}

/** A place as a pinpoint; undefined when it has no article. */
export function pinpointOf({ article, paragraph, item, subitem }: Place): Pinpoint | undefined {
  if (!article) return undefined;
  return {
    article,
    ...(paragraph && { paragraph }),
    ...(item && { item }),
    ...(subitem && { subitem }),
  };
}

/** What the words before a number say about its law, before it is known what was named earlier. */
export type LawWord<T> =
  | { readonly kind: 'known'; readonly law: ReferredLaw<T> }
  /** 같은 법, 동법 시행령; 같은 영. `sort`: the last law named, or the last text of any rank. */
  | { readonly kind: 'same'; readonly sort: 'law' | 'any'; readonly rank?: Rank }
  /** 이 법, 이 영. */
  | { readonly kind: 'own'; readonly rank?: Rank; readonly of?: '법' | '영' }
  /** 법, 영, 규칙, 시행령: which law's depends on the text around. */
  | { readonly kind: 'bare'; readonly word: '법' | '영' | '규칙' | '시행령' | '시행규칙' }
  /** 별표, 부칙 …: the numbers behind it are not those of articles. */
  | {
      readonly kind: 'outside';
      readonly why: NotUnderstoodReason;
      /** The highest level of the numbers behind it that are its own. */
      readonly holds?: Level;
    };

interface Span {
  readonly start: number;
  readonly end: number;
}

/** One thing in the folded text that a reference is made of, in the order of the text. */
export type Mark<T> = Span &
  (
    | { readonly kind: 'law'; readonly word: LawWord<T>; readonly language: 'ko' | 'en' }
    | UnitMark
    /** 같은 조, 전항, 이 호. `back`: how many it goes back; all before it for 전 각 항. */
    | {
        readonly kind: 'relative';
        readonly level: Level;
        readonly to: 'same' | 'own' | 'previous';
        readonly back: number | 'all';
      }
    /** "paragraphs 1 and 2 of Article 23": all parts are known at once. */
    | { readonly kind: 'places'; readonly members: readonly PlaceMember[] }
    /** 각 호 외의 부분, 본문, 단서 … */
    | { readonly kind: 'tail' }
    | { readonly kind: 'until' }
    | { readonly kind: 'open' | 'close' }
    /** The beginning of a line, with the number it bears: ①, 1., 가. */
    | { readonly kind: 'line'; readonly at?: { readonly level: Level; readonly number: string } }
  );

/** One number of a place: 제23조, 2호, ①. */
export interface UnitMark extends Span {
  readonly kind: 'unit';
  readonly level: Level;
  /** `25-2`; undefined when the numeral is none, or too large. */
  readonly number: string | undefined;
  readonly language: 'ko' | 'en';
  /**
   * `plain`: without 제; alone it may be a count (주택 20호). `chain`: a unit only right behind a higher one.
   * `circled`: the same, or right behind another circled number.
   */
  readonly strength: 'full' | 'plain' | 'chain' | 'circled';
}

/** One of the places that such words mean. */
export interface PlaceMember extends Span {
  readonly from: Place;
  readonly to?: Place;
  /** "of the same Article" */
  readonly isSameArticle: boolean;
}

/**
 * Where in a law something stands: 제25조의2제1항제3호가목.
 * `의` numbers are kept as text behind a hyphen: article `25-2`, item `7-2`.
 */
export interface Pinpoint {
  /** `23`, `25-2`. */
  readonly article: string;
  readonly paragraph?: string;
  readonly item?: string;
  /** Sub-item letter: 가, 나, 다 … */
  readonly subitem?: string;
}

/** Statutes letter sub-items 가 to 하, then 거 to 허, 고 to 호, 구 to 후. */
export const SUBITEM_LETTERS =
  '가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후';

const NUMBER = '(\\d+)(?:의(\\d+))?';
const PINPOINT = new RegExp(
  `^제(\\d+)조(?:의(\\d+))?(?:제(\\d+)항)?(?:제${NUMBER}호(?:의(\\d+))?)?(?:([${SUBITEM_LETTERS}])목)?$`,
);

const joined = (number: string, branch: string | undefined): string =>
  branch ? `${number}-${branch}` : number;

/**
 * Reads a pinpoint in the official spelling without spaces (`제23조제1항제2호`, `제2조제7호의2`).
 * Undefined when the text is anything else.
 */
export function parsePinpoint(text: string): Pinpoint | undefined {
  const match = PINPOINT.exec(text.normalize('NFC').replace(/\s+/g, ''));
  if (!match) return undefined;
  const [, article, articleBranch, paragraph, item, itemBranch, itemBranchAfter, subitem] = match;
  if (!article) return undefined;
  return {
    article: joined(article, articleBranch),
    ...(paragraph && { paragraph }),
    ...(item && { item: joined(item, itemBranch ?? itemBranchAfter) }),
    ...(subitem && { subitem }),
  };
}

/** `25-2` becomes `제25조의2`. */
export function koreanArticle(article: string): string {
  const [number, branch] = article.split('-');
  return branch ? `제${number}조의${branch}` : `제${number}조`;
}

/** `제25조의2제1항제3호` in full Korean. */
export function koreanPinpoint(at: Pinpoint): string {
  const [item, itemBranch] = at.item?.split('-') ?? [];
  return [
    koreanArticle(at.article),
    at.paragraph && `제${at.paragraph}항`,
    item && `제${item}호${itemBranch ? `의${itemBranch}` : ''}`,
    at.subitem && `${at.subitem}목`,
  ]
    .filter(Boolean)
    .join('');
}

/** `a` to `z`, then `aa`, `bb`: as the official translations go on. Not in the list: the letter itself. */
function englishLetter(letter: string): string {
  const index = SUBITEM_LETTERS.indexOf(letter);
  if (index < 0) return letter;
  return String.fromCharCode(97 + (index % 26)).repeat(1 + Math.floor(index / 26));
}

/** `Article 25-2(1), item 3(a)`, the way English readers write it. */
export function englishPinpoint(at: Pinpoint): string {
  const paragraph = at.paragraph ? `(${at.paragraph})` : '';
  const item = at.item ? `, item ${at.item}` : '';
  const subitem = at.subitem ? `(${englishLetter(at.subitem)})` : '';
  return `Article ${at.article}${paragraph}${item}${subitem}`;
}

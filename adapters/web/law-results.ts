import { fill, type Words } from '../../bot/words.ts';
import type { LawLibrary } from '../../knowledge/answer/law-library.ts';
import type { Language } from '../../knowledge/language.ts';
import type { ArticleSearch } from '../../knowledge/law-search/article-search.ts';
import type { WebContext } from './context.ts';
import { grouped, inForceText } from './law-facts.ts';
import { type FoundTexts, searchLaws } from './law-search.ts';

/** How many articles a page of results shows. */
const RESULTS = 20;

/** Nobody reads further; a better query helps more. */
export const MOST_PAGES = 10;

/** What the form of the search page, or a link to it, asks for. */
export interface Asked {
  readonly query: string;
  /** Only articles in which the wording stands as it is. */
  readonly isExact: boolean;
  /** Counted from 1. */
  readonly page: number;
}

/** The list of articles that were found, how many there are, and where more of them are. */
export function resultsData(
  { words: byLanguage, today }: WebContext,
  { library, search }: { readonly library: LawLibrary; readonly search: ArticleSearch },
  asked: Asked,
  language: Language,
) {
  const words = byLanguage[language];
  const { query: text, isExact, page } = asked;
  const offset = (page - 1) * RESULTS;
  const found = searchLaws(library, search, { text, isExact, offset, limit: RESULTS });
  return {
    heading: isExact ? words.law.exactFound : words.law.articlesFound,
    results: found.results.map(({ law, ...rest }) => ({
      ...rest,
      dates: inForceText(law.inForce, words, today()),
    })),
    first: offset + 1,
    counted: countOf(found, asked, words),
    otherWay: otherWay(found, asked, words, language),
    pages: pagesAround(found, asked, words, language),
  };
}

function countOf({ mentions }: FoundTexts, { query, isExact }: Asked, words: Words) {
  if (!mentions || mentions.articles === 0) {
    return isExact ? fill(words.law.noMention, { query }) : undefined;
  }
  return fill(mentions.isExact ? words.law.mentions : words.law.mentionsAbout, {
    query,
    articles: grouped(mentions.articles),
    laws: grouped(mentions.laws),
  });
}

/** From all articles that are near to those with the very wording, and back. */
function otherWay({ mentions }: FoundTexts, asked: Asked, words: Words, language: Language) {
  if (!asked.isExact && !mentions?.articles) return undefined;
  return {
    title: asked.isExact ? words.law.nearToo : words.law.onlyMentions,
    path: addressOf({ ...asked, isExact: !asked.isExact, page: 1 }, language),
  };
}

function pagesAround({ hasMore }: FoundTexts, asked: Asked, words: Words, language: Language) {
  const { page } = asked;
  const link = (title: string, to: number) => ({
    title,
    path: addressOf({ ...asked, page: to }, language),
  });
  return [
    ...(page > 1 ? [link(words.law.earlier, page - 1)] : []),
    ...(hasMore && page < MOST_PAGES ? [link(words.law.later, page + 1)] : []),
  ];
}

function addressOf({ query, isExact, page }: Asked, language: Language): string {
  const parameters = new URLSearchParams({ lang: language, q: query });
  if (isExact) parameters.set('exact', '1');
  if (page > 1) parameters.set('page', String(page));
  return `/law?${parameters}`;
}

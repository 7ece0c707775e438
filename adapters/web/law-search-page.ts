import { fill, type Words } from '../../bot/words.ts';
import type { Language } from '../../knowledge/language.ts';
import type { ArticleSearchState } from '../../knowledge/law-search/article-search.ts';
import { plainText } from '../../knowledge/search/plain-text.ts';
import type { WebContext } from './context.ts';
import { grouped } from './law-facts.ts';
import { placesNamed } from './law-links.ts';
import { type Asked, MOST_PAGES, resultsData } from './law-results.ts';
import { percentOf } from './law-search-state.ts';
import { isEmpty } from './law-shelf.ts';

/** Longer queries are cut: no wording of a law is that long. */
const LONGEST_QUERY = 300;

type LawSearchPage =
  /** The query names one article, and nothing else. */
  | { readonly kind: 'article'; readonly path: string }
  | {
      readonly kind: 'page';
      readonly data: { readonly title: string } & Readonly<Record<string, unknown>>;
    };

/** What the search page shows: laws and articles of that name, and articles in which the words stand. */
export function lawSearchPage(
  context: WebContext,
  parameters: Readonly<Record<string, unknown>>,
  language: Language,
): LawSearchPage {
  const { laws: library } = context;
  const words = context.words[language];
  const asked = readAsked(parameters);
  const { query } = asked;
  const title = query ? fill(words.law.resultsFor, { query }) : words.law.title;
  const blank = { query, title, intro: words.law.introPlain, laws: [], pages: [] };
  if (!library || isEmpty(library)) {
    return { kind: 'page', data: { ...blank, status: words.law.noFolder } };
  }
  const named = query ? placesNamed(context, query) : { links: [] };
  if (named.only) return { kind: 'article', path: named.only };

  const state = library.search();
  const shown = { ...blank, ...introAndStatus(state, words), laws: named.links };
  if (state.kind !== 'ready' || !query) return { kind: 'page', data: shown };
  const found = resultsData(context, { library, search: state.search }, asked, language);
  return { kind: 'page', data: { ...shown, ...found } };
}

function readAsked({ q, exact, page }: Readonly<Record<string, unknown>>): Asked {
  const number = typeof page === 'string' && /^\d{1,3}$/.test(page) ? Number(page) : 1;
  return {
    query: typeof q === 'string' ? plainText(q).slice(0, LONGEST_QUERY) : '',
    isExact: exact === '1',
    page: Math.min(Math.max(number, 1), MOST_PAGES),
  };
}

/** What can be searched, or why nothing can be. */
function introAndStatus(state: ArticleSearchState, { law }: Words) {
  switch (state.kind) {
    case 'ready': {
      const { lawCount, articleCount } = state.search;
      return {
        intro: fill(law.intro, { laws: grouped(lawCount), articles: grouped(articleCount) }),
      };
    }
    case 'building':
      return { status: fill(law.building, { percent: percentOf(state) }) };
    case 'failed':
      return { status: law.searchFailed };
    case 'no-folder':
      return { status: law.noFolder };
  }
}

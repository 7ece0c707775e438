import type { Term } from '../corpus-model/corpus.ts';
import type { ArticleSearch } from '../law-search/article-search.ts';
import { wordsOf } from '../search/tokens.ts';
import type { StatuteSearchResult, Subject } from './answer.ts';
import type { LawLibrary } from './law-library.ts';
import type { WordingSearch } from './statute-request.ts';

/** Articles named in an answer; the page of the search shows the rest. */
const SHOWN_ARTICLES = 5;

type StatuteSearch = Extract<Subject, { readonly type: 'statute-search' }>;

/**
 * The articles of all laws that hold a wording. Undefined where several words stand nowhere together and nobody put
 * them between quotation marks: then they are a question rather than a wording.
 */
export function searchStatutes(
  { wording, isQuoted }: WordingSearch,
  laws: LawLibrary | undefined,
  terms: readonly Term[],
): StatuteSearch | undefined {
  // In an empty folder nothing stands, which says nothing about the law.
  const state = laws && laws.laws.length > 0 ? laws.search() : { kind: 'no-folder' as const };
  if (state.kind !== 'ready') return { type: 'statute-search', wording, result: state };
  const found = firstThatStands([wording, ...koreanFor(wording, terms)], state.search);
  if (found.result.mentions.articleCount === 0 && !isQuoted && /\s/.test(wording)) return undefined;
  return { type: 'statute-search', ...found };
}

interface Found {
  readonly wording: string;
  readonly result: Extract<StatuteSearchResult, { readonly kind: 'found' }>;
}

/** The laws are written in Korean: an English word is searched for in the words that the term map has for it. */
function firstThatStands(wordings: readonly string[], search: ArticleSearch): Found {
  const searched = wordings.map((wording): Found => {
    const mentions = search.mentioning(wording, SHOWN_ARTICLES);
    return { wording, result: { kind: 'found', mentions } };
  });
  const [asked] = searched;
  const found = searched.find(({ result }) => result.mentions.articleCount > 0) ?? asked;
  if (!found) throw new Error('There is always the wording that was asked for.');
  return found;
}

function koreanFor(wording: string, terms: readonly Term[]): readonly string[] {
  if (/[가-힣]/.test(wording)) return [];
  const wanted = stemsOf(wording);
  return terms
    .filter(({ say, law }) => [...say.en, ...law.en].some((phrase) => stemsOf(phrase) === wanted))
    .flatMap(({ say, law }) => [...law.ko, ...say.ko]);
}

/** "Fingerprints" and "fingerprint" are one word. */
const stemsOf = (text: string): string =>
  wordsOf(text)
    .map(({ stem }) => stem)
    .join(' ');

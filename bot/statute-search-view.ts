import type { Answer, StatuteSearchResult, Subject } from '../knowledge/answer/answer.ts';
import { citationsOf } from '../knowledge/answer/citations.ts';
import { lawPath } from '../knowledge/answer/law-path.ts';
import { placeText } from '../knowledge/corpus-model/citation.ts';
import type { Language } from '../knowledge/language.ts';
import { statuteIn } from '../knowledge/law/law-folder.ts';
import { snippetOf } from '../knowledge/law/snippet.ts';
import type { FoundArticle } from '../knowledge/law-search/article-search.ts';
import { SHOWN_TEXT } from './article-view.ts';
import { cutTo, officialTextView } from './citation-view.ts';
import type { AnswerView, FoundView, LinkView, ViewSettings } from './view.ts';
import { fill, type Words } from './words.ts';

/** A longer text is no wording to search for, and an address that holds it is no address to share. */
const LONGEST_QUERY = 60;

/** The national law database, for whoever cannot search here. */
const LAW_DATABASE = 'https://www.law.go.kr/';

/** The official text behind another answer, each place once. */
export function citedTextsView(
  of: Answer,
  language: Language,
  settings: ViewSettings,
): Partial<AnswerView> {
  const words = settings.words[language];
  const cited = citationsOf({ ...of, language }, settings).filter(
    ({ source }) => source.type !== 'document',
  );
  const isAtHand = cited.some(({ official }) => official);
  return {
    notices: [{ tone: 'note', text: isAtHand ? words.law.found : words.statute.noText }],
    texts: cited.map((one) =>
      cutTo(officialTextView(one, { words, laws: settings.laws }), SHOWN_TEXT),
    ),
  };
}

/** Which articles of all laws hold a wording, or why that cannot be said now. */
export function statuteSearchView(
  { wording, result }: Pick<Extract<Subject, { type: 'statute-search' }>, 'wording' | 'result'>,
  language: Language,
  settings: ViewSettings,
): Partial<AnswerView> {
  const words = settings.words[language];
  if (result.kind !== 'found') {
    const isForGood = result.kind !== 'building';
    return { lead: notSearched(result, words), ...(isForGood && { officialUrl: LAW_DATABASE }) };
  }
  const { articles, articleCount, lawCount, isExact } = result.mentions;
  const found = isExact ? words.statute.found : words.statute.foundAbout;
  const line = articleCount > 0 ? found : words.statute.notFound;
  const more = lawSearchLink(wording, language, settings);
  return {
    notices: [{ tone: 'note', text: words.law.found }],
    lead: fill(line, {
      wording,
      articles: articleCount.toLocaleString('en'),
      laws: lawCount.toLocaleString('en'),
      all: (settings.laws?.laws.length ?? 0).toLocaleString('en'),
    }),
    found: articles.map((article) => foundView(article, wording, language, settings)),
    ...(more && { lawSearch: more }),
  };
}

function notSearched(
  result: Exclude<StatuteSearchResult, { readonly kind: 'found' }>,
  words: Words,
): string {
  switch (result.kind) {
    case 'building': {
      const percent = Math.floor((100 * result.done) / Math.max(1, result.total));
      return fill(words.statute.searchBuilding, { percent });
    }
    case 'failed':
      return words.statute.searchFailed;
    case 'no-folder':
      return words.statute.noFolder;
  }
}

/** An article that was found, with the stretch of its text that shows why. */
export function foundView(
  { file, article, lawTitle, articleTitle }: FoundArticle,
  wording: string,
  language: Language,
  { laws }: ViewSettings,
): FoundView {
  const place = placeText(lawTitle, { article }, language);
  const slug = laws?.lawIn(file)?.slug ?? lawTitle.replace(/\s+/g, '');
  const text = statuteIn(laws?.folder, file)?.articles.get(article)?.text;
  return {
    title: articleTitle ? `${place} (${articleTitle})` : place,
    path: lawPath(slug, article),
    snippet: text ? snippetOf(text, wording) : [],
  };
}

/** Our search of all laws, for the same words; undefined where there is no law to search. */
export function lawSearchLink(
  wording: string,
  language: Language,
  { laws, words }: ViewSettings,
): LinkView | undefined {
  if (!laws || laws.laws.length === 0) return undefined;
  const query = new URLSearchParams({ lang: language });
  if (wording.length <= LONGEST_QUERY) query.set('q', wording);
  return { title: words[language].statute.searchAll, path: `/law?${query}` };
}

import type { LawLibrary } from '../../knowledge/answer/law-library.ts';
import { lawPath } from '../../knowledge/answer/law-path.ts';
import type { LawFile } from '../../knowledge/law/law-folder.ts';
import { koreanArticle } from '../../knowledge/law/pinpoint.ts';
import { type SnippetPart, snippetOf } from '../../knowledge/law/snippet.ts';
import type { ArticleSearch, FoundArticle } from '../../knowledge/law-search/article-search.ts';

/** One letter stands in nearly every article and is no wording to count. */
const SHORTEST_WORDING = 2;

export interface LawQuery {
  /** Plain text, not empty. */
  readonly text: string;
  /** Only articles in which the wording stands as it is. */
  readonly isExact: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** An article that was found, with what a list of results shows of it. */
export interface FoundText {
  readonly law: LawFile;
  /** `23`, `25-2`. */
  readonly article: string;
  /** `개인정보 보호법 제23조(민감정보의 처리 제한)`. */
  readonly title: string;
  readonly path: string;
  /** Empty where the text could not be read just now. */
  readonly snippet: readonly SnippetPart[];
}

export interface FoundTexts {
  readonly results: readonly FoundText[];
  readonly hasMore: boolean;
  /** In how many articles and laws the wording stands as it is; undefined where it is too short to count. */
  readonly mentions?: {
    readonly articles: number;
    readonly laws: number;
    /** False where the wording is so common that the counts are about right only. */
    readonly isExact: boolean;
  };
}

/** One page of the articles that fit a query best. */
export function searchLaws(laws: LawLibrary, search: ArticleSearch, query: LawQuery): FoundTexts {
  const { text, isExact, offset, limit } = query;
  const wanted = offset + limit + 1;
  const canCount = text.replace(/\s+/g, '').length >= SHORTEST_WORDING;
  const mentions = canCount ? search.mentioning(text, isExact ? wanted : 1) : undefined;
  const found = isExact ? (mentions?.articles ?? []) : search.search(text, wanted);
  return {
    results: found
      .slice(offset, offset + limit)
      .flatMap((article) => foundText(laws, article, text)),
    hasMore: found.length > offset + limit,
    ...(mentions && {
      mentions: {
        articles: mentions.articleCount,
        laws: mentions.lawCount,
        isExact: mentions.isExact,
      },
    }),
  };
}

/** None when the folder has lost the law since the index was built. */
function foundText(laws: LawLibrary, found: FoundArticle, text: string): FoundText[] {
  const { file, article, lawTitle, articleTitle } = found;
  const law = laws.lawIn(file);
  if (!law) return [];
  const heading = articleTitle ? `(${articleTitle})` : '';
  const reading = laws.folder.read(file);
  const statute = reading.kind === 'read' ? reading.statute : undefined;
  return [
    {
      law,
      article,
      title: `${lawTitle} ${koreanArticle(article)}${heading}`,
      path: lawPath(law.slug, article),
      snippet: snippetOf(statute?.articles.get(article)?.text ?? '', text),
    },
  ];
}

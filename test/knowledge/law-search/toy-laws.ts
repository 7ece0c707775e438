import { type LawFolder, openLawFolder } from '../../../knowledge/law/law-folder.ts';
import type { ArticleSearch } from '../../../knowledge/law-search/article-search.ts';
import { ArticleTable } from '../../../knowledge/law-search/article-table.ts';
import { buildArticleIndex } from '../../../knowledge/law-search/build-article-index.ts';
import { IndexedArticleSearch } from '../../../knowledge/law-search/indexed-article-search.ts';
import type { QueryExpansion } from '../../../knowledge/law-search/law-ranking.ts';
import { lawText, temporaryFolder } from '../../factories.ts';

/** In the tests of the search it is this day. */
export const TODAY = '2026-06-15';

/** A made-up law: its title, and its articles by `제1조 (목적)`. */
export interface ToyLaw {
  readonly title: string;
  readonly articles: Readonly<Record<string, string>>;
  readonly front?: Readonly<Record<string, string>>;
}

export const toyLawText = ({ title, articles, front }: ToyLaw): string =>
  lawText(
    Object.entries(articles)
      .map(([heading, text]) => `##### ${heading}\n\n${text}`)
      .join('\n\n'),
    { 제목: title, ...front },
  );

/** Each law in a folder of its own, under its title. */
export const toyFiles = (laws: readonly ToyLaw[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    laws.map((law) => [`${law.title.replace(/\s/g, '')}/법률.md`, toyLawText(law)]),
  );

/** The search of all articles of a folder, on an index in memory. */
export function searchIn(folder: LawFolder, expand?: QueryExpansion): ArticleSearch {
  const { table, texts } = buildArticleIndex(folder, TODAY);
  return new IndexedArticleSearch({ table: new ArticleTable(table), texts }, folder, expand);
}

export const searchOf = (laws: readonly ToyLaw[], expand?: QueryExpansion): ArticleSearch =>
  searchIn(openLawFolder(temporaryFolder(toyFiles(laws))), expand);

/** What was found, as `형법 250`. */
export const namesOf = (
  found: readonly { readonly lawTitle: string; readonly article: string }[],
): readonly string[] => found.map(({ lawTitle, article }) => `${lawTitle} ${article}`);

import type { LawFolder } from '../law/law-folder.ts';
import { TextIndex } from '../text-search/text-index.ts';
import type { TextIndexData } from '../text-search/text-index-data.ts';
import type { ArticleSearch, FoundArticle, Mentions } from './article-search.ts';
import type { ArticleTable } from './article-table.ts';
import { findMentions, type MentionSources } from './find-mentions.ts';
import { LawRanking, type QueryExpansion } from './law-ranking.ts';

/** The search of all articles on an index in memory; texts are read from the folder when they are needed. */
export class IndexedArticleSearch implements ArticleSearch {
  readonly articleCount: number;
  readonly lawCount: number;
  readonly #sources: MentionSources;

  constructor(
    { table, texts }: { readonly table: ArticleTable; readonly texts: TextIndexData },
    folder: LawFolder,
    expand?: QueryExpansion,
  ) {
    this.articleCount = table.data.articleCount;
    this.lawCount = table.data.laws.length;
    const index = new TextIndex(texts);
    const collection = {
      index,
      titles: new Map(table.data.laws.map(({ title }, law) => [law, title])),
      articleAt: (law: number, article: string) => table.find(law, article),
    };
    this.#sources = { index, table, folder, ranking: new LawRanking(collection, expand) };
  }

  search(query: string, limit: number): readonly FoundArticle[] {
    const { ranking, table } = this.#sources;
    return ranking.rank(query, limit).map(({ text, score }) => ({ ...table.row(text), score }));
  }

  mentioning(wording: string, limit: number): Mentions {
    return findMentions(this.#sources, wording, limit);
  }
}

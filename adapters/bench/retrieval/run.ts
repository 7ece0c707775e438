import {
  type ArticleInText,
  articleInText,
} from '../../../knowledge/law-search/article-in-text.ts';
import { priorOf } from '../../../knowledge/law-search/build-article-index.ts';
import { LawRanking, type QueryExpansion } from '../../../knowledge/law-search/law-ranking.ts';
import { TextIndex } from '../../../knowledge/text-search/text-index.ts';
import { TextIndexBuilder } from '../../../knowledge/text-search/text-index-builder.ts';
import type { Tokeniser } from '../../../knowledge/text-search/word-reader.ts';
import { timed } from '../statistics.ts';
import type { Collection } from './collection.ts';
import { type Measures, mean, measure, RECALL_DEPTHS } from './measures.ts';

export interface RetrievalRun {
  readonly texts: number;
  /** How many of them were recognised as articles of a law. */
  readonly articles: number;
  readonly queries: number;
  readonly measures: Measures;
  readonly buildMs: number;
  /** Of each query, in milliseconds. */
  readonly times: readonly number[];
}

export interface RunOptions {
  readonly tokeniser?: Tokeniser;
  /** Used where the collection is one of law: the term map leads to its words and to no others. */
  readonly expand?: QueryExpansion;
}

/** From this share of articles on a collection is one of law. */
const LAW_SHARE = 0.5;

/** Indexes a collection as the search of all articles does, and asks all its queries. */
export async function runRetrieval(
  collection: Collection,
  { tokeniser, expand }: RunOptions = {},
): Promise<RetrievalRun> {
  const start = performance.now();
  const indexed = await indexCollection(collection, tokeniser);
  const buildMs = performance.now() - start;
  const { ids, laws, titles } = indexed;
  const isLaw = laws.recognised >= ids.length * LAW_SHARE;
  const ranking = new LawRanking(
    {
      titles,
      index: indexed.index,
      articleAt: (law, article) => laws.articles.get(`${law} ${article}`),
    },
    isLaw ? expand : undefined,
  );
  const deepest = Math.max(...RECALL_DEPTHS);
  const answered = collection.queries.map((query) => {
    const { value, ms } = timed(() => ranking.rank(query.text, deepest));
    const ranked = value.map(({ text }) => ids[text] ?? '');
    return { ms, measures: measure(ranked, query) };
  });
  return {
    texts: ids.length,
    articles: laws.recognised,
    queries: answered.length,
    measures: mean(answered.map(({ measures }) => measures)),
    buildMs,
    times: answered.map(({ ms }) => ms),
  };
}

/** Texts that are no articles belong to one group without a name. */
const NO_LAW = 0;

/** The laws and articles that the texts of a collection turn out to be. */
class Laws {
  readonly numbers = new Map<string, number>();
  readonly articles = new Map<string, number>();
  /** How many texts are articles. */
  recognised = 0;

  add({ law, article }: ArticleInText, text: number): number {
    const number = this.numbers.get(law) ?? this.numbers.size + 1;
    this.numbers.set(law, number);
    this.recognised += 1;
    // Of an article that comes in several texts the first one stands for it.
    const key = `${number} ${article}`;
    if (!this.articles.has(key)) this.articles.set(key, text);
    return number;
  }
}

async function indexCollection(collection: Collection, tokeniser: Tokeniser | undefined) {
  const builder = new TextIndexBuilder(tokeniser);
  const ids: string[] = [];
  const laws = new Laws();
  for await (const { id, title, text } of collection.texts()) {
    const found = articleInText(id, title, text);
    builder.add({
      group: found ? laws.add(found, ids.length) : NO_LAW,
      groupName: found?.law ?? '',
      title: found ? found.title : title,
      body: text,
      prior: found ? priorOf(found.law) : 1,
    });
    ids.push(id);
  }
  const index = new TextIndex(builder.finish(), tokeniser);
  const titles = new Map([...laws.numbers].map(([law, number]) => [number, law]));
  return { ids, laws, titles, index };
}

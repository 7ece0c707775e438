import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import MiniSearch, { type Options } from 'minisearch';
import { bigramsOf } from './bigrams.ts';
import { lawArticles } from './law-articles.ts';
import { type EngineKind, FIELD_WEIGHTS, type LawEngine } from './law-engine.ts';
import type { Order } from './messages.ts';

interface Indexed {
  readonly id: number;
  readonly law: string;
  readonly title: string;
  readonly text: string;
}

const OPTIONS: Options<Indexed> = {
  fields: ['law', 'title', 'text'],
  tokenize: bigramsOf,
  // The tokens are folded already.
  processTerm: (term) => term,
  searchOptions: { boost: FIELD_WEIGHTS },
};

const fileIn = ({ store }: Order): string => join(store, 'index.json');

/** MiniSearch, stored as it knows how: as JSON. */
export const miniSearch: EngineKind = {
  async build(order, report) {
    const index = new MiniSearch<Indexed>(OPTIONS);
    for (const { number, law, article } of lawArticles(order.lawFolder, order.today, report)) {
      index.add({ id: number, law, title: article.title, text: article.text });
    }
    return {
      engine: engineOn(index),
      articles: index.documentCount,
      store: () => writeFileSync(fileIn(order), JSON.stringify(index)),
    };
  },
  async load(order) {
    return engineOn(MiniSearch.loadJSON(readFileSync(fileIn(order), 'utf8'), OPTIONS));
  },
};

const engineOn = (index: MiniSearch<Indexed>): LawEngine => ({
  idOf: ({ number }) => String(number),
  search: (query, limit) =>
    index
      .search(query)
      .slice(0, limit)
      .map(({ id }) => String(id)),
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, insertMultiple, load, save, search, type Tokenizer } from '@orama/orama';
import { bigramsOf } from './bigrams.ts';
import { lawArticles } from './law-articles.ts';
import { type EngineKind, FIELD_WEIGHTS, type LawEngine } from './law-engine.ts';
import type { Order } from './messages.ts';

/** Articles handed over at a time. */
const BATCH = 1000;

/** Each token once, as Orama's own tokeniser does. */
const TOKENIZER: Tokenizer = {
  language: 'english',
  normalizationCache: new Map(),
  tokenize: (text) => [...new Set(bigramsOf(text))],
};

const empty = () =>
  create({
    schema: { law: 'string', title: 'string', text: 'string' },
    components: { tokenizer: TOKENIZER },
    // Nothing is sorted by a field here, and it would take room.
    sort: { enabled: false },
  });

const fileIn = ({ store }: Order): string => join(store, 'index.json');

/** Orama, stored as JSON, the one way that its core has. */
export const orama: EngineKind = {
  async build(order, report) {
    const index = empty();
    let articles = 0;
    let batch: { id: string; law: string; title: string; text: string }[] = [];
    const flush = async () => {
      await insertMultiple(index, batch, BATCH);
      articles += batch.length;
      batch = [];
    };
    for (const { number, law, article } of lawArticles(order.lawFolder, order.today, report)) {
      batch.push({ id: String(number), law, title: article.title, text: article.text });
      if (batch.length === BATCH) await flush();
    }
    await flush();
    return {
      engine: engineOn(index),
      articles,
      store: () => writeFileSync(fileIn(order), JSON.stringify(save(index))),
    };
  },
  async load(order) {
    const index = empty();
    load(index, JSON.parse(readFileSync(fileIn(order), 'utf8')));
    return engineOn(index);
  },
};

const engineOn = (index: ReturnType<typeof empty>): LawEngine => ({
  idOf: ({ number }) => String(number),
  search: async (query, limit) => {
    const { hits } = await search(index, { term: query, limit, boost: FIELD_WEIGHTS });
    return hits.map(({ id }) => id);
  },
});

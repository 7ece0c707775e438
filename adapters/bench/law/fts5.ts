import { join } from 'node:path';
import Database from 'libsql';
import { z } from 'zod';
import { bigramsOf } from './bigrams.ts';
import { lawArticles } from './law-articles.ts';
import { type EngineKind, FIELD_WEIGHTS, type LawEngine } from './law-engine.ts';
import type { Order } from './messages.ts';

const fileIn = ({ store }: Order): string => join(store, 'articles.db');

/** SQLite's full-text search. It knows no Korean, so it gets pairs of characters with spaces between. */
export const fts5: EngineKind = {
  async build(order, report) {
    const database = new Database(fileIn(order));
    // A lost index is built again: nothing need survive a power cut.
    database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF');
    database.exec(
      "CREATE VIRTUAL TABLE article USING fts5(law, title, text, content='', detail=full, tokenize='unicode61')",
    );
    const insert = database.prepare(
      'INSERT INTO article (rowid, law, title, text) VALUES (?, ?, ?, ?)',
    );
    let articles = 0;
    database.exec('BEGIN');
    for (const { number, law, article } of lawArticles(order.lawFolder, order.today, report)) {
      insert.run(number, spaced(law), spaced(article.title), spaced(article.text));
      articles += 1;
    }
    database.exec('COMMIT');
    database.exec("INSERT INTO article (article) VALUES ('optimize')");
    return { engine: engineOn(database), articles };
  },
  async load(order) {
    return engineOn(new Database(fileIn(order), { readonly: true }));
  },
};

const spaced = (text: string): string => bigramsOf(text).join(' ');

const Rows = z.array(z.object({ rowid: z.number() }));

function engineOn(database: Database.Database): LawEngine {
  const { law, title, text } = FIELD_WEIGHTS;
  const select = database.prepare(
    `SELECT rowid FROM article WHERE article MATCH ? ORDER BY bm25(article, ${law}, ${title}, ${text}) LIMIT ?`,
  );
  return {
    idOf: ({ number }) => String(number),
    search: (query, limit) => {
      const tokens = [...new Set(bigramsOf(query))].map((token) => `"${token}"`);
      const rows = tokens.length > 0 ? select.all(tokens.join(' OR '), limit) : [];
      return Rows.parse(rows).map(({ rowid }) => String(rowid));
    },
  };
}

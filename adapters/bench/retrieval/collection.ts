import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** One text of a collection. */
export interface CollectionText {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** A question, and how relevant which texts are to it (above zero). */
export interface JudgedQuery {
  readonly text: string;
  readonly relevant: ReadonlyMap<string, number>;
}

export interface Collection {
  readonly name: string;
  texts(): AsyncIterable<CollectionText> | Iterable<CollectionText>;
  readonly queries: readonly JudgedQuery[];
}

/** Numbers are taken for ids too: some collections write them bare. */
const id = z.union([z.string(), z.number()]).transform(String);
const Row = z.object({
  _id: id,
  title: z.string().nullish(),
  text: z.string().nullish(),
});

/**
 * Opens a collection in BEIR layout: `corpus.jsonl` and `queries.jsonl` with `_id`, `title`, `text`, and `qrels/test.tsv`
 * with query, text and relevance in columns. Queries without a relevant text are left out, as BEIR does.
 */
export async function openBeir(folder: string): Promise<Collection> {
  const relevance = readRelevance(join(folder, 'qrels/test.tsv'));
  const queries: JudgedQuery[] = [];
  for await (const { id, text } of rowsOf(join(folder, 'queries.jsonl'))) {
    const relevant = relevance.get(id);
    if (relevant) queries.push({ text, relevant });
  }
  return { name: folder, queries, texts: () => rowsOf(join(folder, 'corpus.jsonl')) };
}

async function* rowsOf(path: string): AsyncGenerator<CollectionText> {
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity });
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (!line.trim()) continue;
    const row = Row.safeParse(parsed(line));
    if (!row.success) throw new Error(`${path}, line ${number}: needs an object with _id and text`);
    const { _id, title, text } = row.data;
    yield { id: _id, title: title ?? '', text: text ?? '' };
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(withoutMark(line));
  } catch {
    return undefined;
  }
}

/** Some editors put a byte order mark before a file. */
const withoutMark = (text: string): string => text.replace(/^\ufeff/, '');

function readRelevance(path: string): Map<string, Map<string, number>> {
  const byQuery = new Map<string, Map<string, number>>();
  const lines = withoutMark(readFileSync(path, 'utf8')).split(/\r?\n/);
  for (const [at, line] of lines.entries()) {
    if (!line.trim() || (at === 0 && HEADING.test(line))) continue;
    const { query = '', text = '', score } = JUDGEMENT.exec(line)?.groups ?? {};
    if (score === undefined) {
      throw new Error(`${path}, line ${at + 1}: needs query, text and relevance in three columns`);
    }
    if (Number(score) <= 0) continue;
    byQuery.set(query, (byQuery.get(query) ?? new Map()).set(text, Number(score)));
  }
  return byQuery;
}

/** There may be none; it has no number in its third column. */
const HEADING = /^[^\t]*\t[^\t]*\t[^\t\d]+$/;
const JUDGEMENT = /^(?<query>[^\t]+)\t(?<text>[^\t]+)\t\s*(?<score>-?\d+(?:\.\d+)?)\s*$/;

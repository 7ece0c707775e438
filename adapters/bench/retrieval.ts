import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCorpus, readCorpusFiles } from '../../knowledge/corpus-model/load-corpus.ts';
import { openLawFolder } from '../../knowledge/law/law-folder.ts';
import { lawWordsFor } from '../../knowledge/law-search/law-words.ts';
import { readConfig } from '../config.ts';
import { environment } from '../environment.ts';
import { lawFolderPath } from '../law-dir.ts';
import { projectRoot } from '../project-root.ts';
import { sectionText, type Table } from './report.ts';
import { openBeir } from './retrieval/collection.ts';
import { RECALL_DEPTHS } from './retrieval/measures.ts';
import { type RetrievalRun, runRetrieval } from './retrieval/run.ts';
import { titleToBody } from './retrieval/title-to-body.ts';
import { TOKENISERS } from './retrieval/tokenisers.ts';
import { inMs, percentile } from './statistics.ts';

/**
 * `npm run bench:retrieval -- --beir DIR`: how well the search of all articles answers a collection in BEIR layout.
 * Without `--beir`: titles to bodies over the law folder, by tokeniser. `--tokenisers` compares them on a collection too.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      beir: { type: 'string' },
      laws: { type: 'string' },
      tokenisers: { type: 'boolean', default: false },
    },
  });
  const root = projectRoot();
  const collection = values.beir ? await openBeir(values.beir) : lawTitles(values.laws, root);
  const names = values.beir && !values.tokenisers ? ['ours'] : Object.keys(TOKENISERS);
  const expand = lawWordsFor(loadCorpus(readCorpusFiles(join(root, 'knowledge/corpus'))).terms);
  const rows: string[][] = [];
  let last: RetrievalRun | undefined;
  for (const name of names) {
    const tokeniser = TOKENISERS[name];
    last = await runRetrieval(collection, { expand, ...(tokeniser && { tokeniser }) });
    rows.push(rowOf(name, last));
  }
  const notes = [
    `${last?.texts} texts (${last?.articles} read as articles of a law), ${last?.queries} queries with relevant texts`,
  ];
  const table: Table = [HEADINGS, ...rows];
  const title = `Retrieval: ${collection.name}`;
  process.stdout.write(`${sectionText({ title, notes, tables: [table] })}\n`);
}

function lawTitles(setting: string | undefined, root: string) {
  const path = setting ?? lawFolderPath(readConfig(environment()), root);
  if (!path) throw new Error('Give a collection with --beir DIR, or set LAW_DIR to a law folder.');
  const folder = openLawFolder(path);
  const fault = folder.fault();
  if (fault) throw new Error(`The law folder cannot be read: ${fault}`);
  return titleToBody(folder);
}

const HEADINGS = [
  'tokeniser',
  'nDCG@10',
  'MRR@10',
  ...RECALL_DEPTHS.map((depth) => `R@${depth}`),
  'index s',
  'query p50 ms',
  'p99 ms',
];

function rowOf(name: string, { measures, buildMs, times }: RetrievalRun): string[] {
  const { ndcg10, mrr10, recall } = measures;
  return [
    name,
    ...[ndcg10, mrr10, ...recall].map((value) => value.toFixed(4)),
    (buildMs / 1000).toFixed(1),
    inMs(percentile(times, 0.5)),
    inMs(percentile(times, 0.99)),
  ];
}

await main();

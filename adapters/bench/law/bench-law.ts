import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { koreanDay } from '../../../knowledge/law/korean-day.ts';
import { readConfig } from '../../config.ts';
import { environment } from '../../environment.ts';
import { lawFolderPath } from '../../law-dir.ts';
import { projectRoot } from '../../project-root.ts';
import { packageFile, programFile, startFlags } from '../program.ts';
import type { Section } from '../report.ts';
import { aimsTable, type ServerFigures } from './aims.ts';
import {
  buildTable,
  qualityTable,
  type SideBySide,
  serveTable,
  speedBySetTable,
  speedTable,
} from './engine-tables.ts';
import { inMB } from './figures.ts';
import { lawArticles } from './law-articles.ts';
import { measureServer } from './law-server.ts';
import { sectionMarkdown } from './markdown-report.ts';
import { type Built, QUERY_SETS, type Query } from './messages.ts';
import { type BenchOptions, BenchOptionsError, readOptions } from './options.ts';
import { makeQueries } from './query-sets.ts';
import { type EngineRun, runEngine, runReading, type Workshop } from './run-engine.ts';

/**
 * `npm run bench:law` searches all articles of a folder with our index and with three libraries, one after the other,
 * each in processes of its own, and prints one report. With all of Korean law it takes about half an hour,
 * nearly all of it the libraries'.
 */
async function main(): Promise<void> {
  const root = projectRoot();
  const options = readOptions(process.argv.slice(2), process.cwd());
  const lawFolder = options.laws ?? lawFolderPath(readConfig(environment()), root);
  if (!lawFolder) {
    throw new BenchOptionsError('There is no folder of official text here: name one with --laws.');
  }
  const folder = mkdtempSync(join(tmpdir(), 'facerights-bench-law-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  await measure(root, options, workshopIn(root, folder, lawFolder));
}

async function measure(root: string, options: BenchOptions, shop: Workshop): Promise<void> {
  const { lawFolder, today } = shop;
  const typed = typedQueries(root);
  const queries = makeQueries(lawArticles(lawFolder, today), typed, options.queries);
  writeFileSync(shop.queries, JSON.stringify(queries));
  print(heading());
  const reading = await runReading(shop);
  const articles = reading?.articles ?? 0;
  if (articles === 0) throw new BenchOptionsError(`No article can be read in ${lawFolder}.`);
  const runs: EngineRun[] = [];
  for (const engine of options.only) runs.push(await runEngine(engine, shop));
  print(sectionMarkdown(sideBySide(root, runs, queries, reading)));
  const ours = runs.find(({ engine }) => engine === 'ours');
  const server = options.withServer
    ? await measureServer(root, join(shop.folder, 'server'), lawFolder, queries)
    : undefined;
  if (server) print(sectionMarkdown(server.section));
  if (ours && articles >= ALL_OF_KOREAN_LAW) {
    print(sectionMarkdown(aims(ours, queries, server?.figures ?? {})));
  }
  print(`Load average at the end: ${loadNow()}.`);
}

function workshopIn(root: string, folder: string, lawFolder: string): Workshop {
  const { path, loaderFlags } = programFile(root, ENGINE_PROGRAM);
  return {
    program: path,
    loaderFlags,
    serverFlags: startFlags(root),
    folder,
    lawFolder,
    today: koreanDay(new Date()),
    queries: join(folder, 'queries.json'),
    ...reportTo(process.stderr),
  };
}

/** Who watches sees how far a build is. */
function reportTo(stream: NodeJS.WriteStream): Pick<Workshop, 'report' | 'progress'> {
  return {
    report: (line) => stream.write(`${line}\n`),
    progress: (done, total) => {
      if (stream.isTTY) stream.write(`  ${done} of ${total} laws\r`);
    },
  };
}

const ENGINE_PROGRAM = 'adapters/bench/law/engine-process';

const typedQueries = (root: string): readonly string[] =>
  z
    .array(z.string())
    .parse(parse(readFileSync(join(root, 'adapters/bench/law/typed-queries.yaml'), 'utf8')));

function heading(): string {
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
  return [
    '# Search of all laws, side by side\n',
    `${new Date().toISOString().slice(0, 16)}Z; Node ${process.version}, ${process.platform} ${process.arch},`,
    `${availableParallelism()} x ${processor}, ${inMB(totalmem())} MB; load average at the start ${loadNow()}.`,
  ].join('\n');
}

const loadNow = (): string => (loadavg()[0] ?? Number.NaN).toFixed(2);

function sideBySide(
  root: string,
  runs: readonly EngineRun[],
  queries: readonly Query[],
  reading: Built | undefined,
): Section {
  const names = engineNames(root);
  const side: SideBySide = { runs, queries, nameOf: ({ engine }) => names[engine] };
  const counts = QUERY_SETS.map(
    (set) => `${set} ${queries.filter((query) => query.set === set).length}`,
  );
  return {
    title: `${reading?.articles ?? 0} articles, ${queries.length} queries`,
    notes: [
      `Run: ${programFile(root, ENGINE_PROGRAM).name}. Each engine builds in one process and answers in a fresh one (in the same where it cannot be stored), one engine after the other.`,
      'Building goes from the folder of law files to a search that can answer, reading included. Ours is built, stored and loaded again as the server does it, with the flags of `npm start`; the others get as large a heap as they want, and storing is counted apart.',
      'MB are millions of bytes of resident memory (of our process with its thread). What SQLite reads lies in files, which the system keeps in memory without counting it here.',
      'All get law title, article title and text of every article that is not deleted, weighted 1, 2, 1. The others get pairs of characters as tokens, FTS5 without its own copy of the text; any word of the query may match.',
      `Queries, made from these laws (${counts.join(', ')}): titles of articles; law and article title; first sentences of 15 to 40 words; short ones as people type them. ${QUERY_ROUNDS}`,
      'Found: of queries that one article alone can have been made from, how often it came first, and among the first ten.',
      'Ratios: theirs divided by ours.',
    ],
    tables: [
      buildTable(side, reading),
      serveTable(side),
      speedTable(side),
      speedBySetTable(side),
      qualityTable(side),
    ],
  };
}

const QUERY_ROUNDS = 'Three rounds after a warm-up, or as many as five minutes allow.';

function engineNames(root: string) {
  const { devDependencies: version } = packageFile(root);
  return {
    ours: 'ours',
    fts5: `SQLite FTS5 (libsql ${version['libsql'] ?? '?'})`,
    minisearch: `MiniSearch ${version['minisearch'] ?? '?'}`,
    orama: `Orama ${version['@orama/orama'] ?? '?'}`,
  };
}

/** About this many articles, those left out that no index needs; our aims are about no fewer. */
const ALL_OF_KOREAN_LAW = 150_000;

const aims = (ours: EngineRun, queries: readonly Query[], server: ServerFigures): Section => ({
  title: 'Our aims',
  notes: ['Set for all of Korean law on two cores.'],
  tables: [aimsTable(ours, queries, server)],
});

function print(text: string): void {
  process.stdout.write(`${text}\n\n`);
}

main().catch((error: unknown) => {
  const isOperators = error instanceof BenchOptionsError;
  process.stderr.write(
    `${error instanceof Error ? (isOperators ? error.message : error.stack) : error}\n`,
  );
  process.exitCode = 1;
});

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { processMemory } from '../process-memory.ts';
import { timed, timedLater } from '../statistics.ts';
import { askAll } from './ask-engine.ts';
import { readAll } from './law-articles.ts';
import type { BuiltEngine, EngineKind, LawEngine } from './law-engine.ts';
import { type EngineName, Order, QueryFile, type Report } from './messages.ts';

/** The program of one child process: does one phase of one engine, reports, and ends. Its memory is the engine's alone. */
async function main(): Promise<void> {
  const order = Order.parse(JSON.parse(process.argv[2] ?? ''));
  switch (order.phase) {
    case 'read': {
      const { value: articles, ms } = timed(() => readAll(order.lawFolder, order.today));
      return reportBuilt(articles, ms);
    }
    case 'build':
      return build(await kindOf(order.engine), order);
    case 'serve': {
      const kind = await kindOf(order.engine);
      const { value: engine, ms } = await timedLater(() => kind.load(order));
      return serve(engine, order, ms);
    }
  }
}

/** Only what is measured is loaded: the other engines' code takes memory too. */
async function kindOf(engine: EngineName): Promise<EngineKind> {
  switch (engine) {
    case 'ours':
      return (await import('./ours.ts')).ours;
    case 'fts5':
      return (await import('./fts5.ts')).fts5;
    case 'minisearch':
      return (await import('./mini-search.ts')).miniSearch;
    case 'orama':
      return (await import('./orama.ts')).orama;
  }
}

async function build(kind: EngineKind, order: Order): Promise<void> {
  const { value: built, ms } = await timedLater(() =>
    kind.build(order, (done, total) => report({ kind: 'progress', done, total })),
  );
  reportBuilt(built.articles, ms);
  const why = stored(built, order);
  if (why === undefined) return;
  report({ kind: 'not-stored', why });
  await serve(built.engine, order);
}

function reportBuilt(articles: number, ms: number): void {
  const cpuSeconds = cpuMs() / 1000;
  report({ kind: 'built', seconds: ms / 1000, cpuSeconds, articles, ...processMemory() });
}

/** Processor time of this process and its threads so far. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Stores an index, or says why it cannot be stored. */
function stored({ store }: BuiltEngine, order: Order): string | undefined {
  try {
    const storing = store && timed(store);
    const bytes = bytesBelow(order.store);
    report({ kind: 'stored', bytes, ...(storing && { seconds: storing.ms / 1000 }) });
    return undefined;
  } catch (error) {
    // An index as JSON may be longer than the longest string there is.
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

async function serve(engine: LawEngine, order: Order, loadMs?: number): Promise<void> {
  const { residentBytes } = processMemory();
  report({
    kind: 'ready',
    ...(loadMs !== undefined && { loadMs }),
    ...(residentBytes !== undefined && { residentBytes }),
  });
  const queries = QueryFile.parse(JSON.parse(readFileSync(order.queries, 'utf8')));
  const before = cpuMs();
  const { answered, searches } = await askAll(engine, queries);
  const cpuMsPerQuery = (cpuMs() - before) / searches;
  report({ kind: 'asked', answered: [...answered], cpuMsPerQuery, ...processMemory() });
}

const bytesBelow = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);

function report(message: Report): void {
  process.send?.(message);
}

await main();

import { Worker } from 'node:worker_threads';
import type { LawFolder } from '../law/law-folder.ts';
import { articleIndexFolder, articleIndexName, readArticleIndex } from './article-index-store.ts';
import type { ArticleSearchState } from './article-search.ts';
import { ArticleTable } from './article-table.ts';
import type { ArticleIndex } from './build-article-index.ts';
import { BuildMessage, type BuildOrder } from './build-order.ts';
import { IndexedArticleSearch } from './indexed-article-search.ts';
import type { QueryExpansion } from './law-ranking.ts';

export interface ArticleSearchOptions {
  readonly folder: LawFolder;
  /** Where indexes are kept. */
  readonly dataFolder: string;
  /** The day in Korea, YYYY-MM-DD. */
  readonly today: () => string;
  /** The words of the law for everyday words of a query. */
  readonly expand?: QueryExpansion;
}

/** The search of all articles while it is being prepared, and then. */
export interface ArticleSearchHandle {
  state(): ArticleSearchState;
  /** Resolves when the search can answer, or has failed. Never rejects. */
  readonly ready: Promise<void>;
  close(): void;
}

/** The heap of the building thread; typed arrays, most of what it needs, lie beside it. */
const WORKER_HEAP_MB = 512;

/**
 * Loads the index of a folder's articles, building it first where there is none yet: in a thread of its own, so that
 * answers go on meanwhile.
 */
export function openArticleSearch(options: ArticleSearchOptions): ArticleSearchHandle {
  const { folder, dataFolder } = options;
  const fault = folder.fault();
  if (fault) return settled({ kind: 'failed', why: fault });
  const indexFolder = articleIndexFolder(dataFolder);
  const today = options.today();
  const name = articleIndexName(folder.list(), today);
  const loaded = load(options, indexFolder, name);
  if (loaded) return settled(loaded);
  return build(options, { lawFolder: folder.path, indexFolder, name, today });
}

const settled = (state: ArticleSearchState): ArticleSearchHandle => ({
  state: () => state,
  ready: Promise.resolve(),
  close: () => undefined,
});

function load(
  { folder, expand }: ArticleSearchOptions,
  indexFolder: string,
  name: string,
): ArticleSearchState | undefined {
  const stored = readArticleIndex(indexFolder, name);
  if (!stored) return undefined;
  return { kind: 'ready', search: new IndexedArticleSearch(stored, folder, expand) };
}

function inMemory(
  { folder, expand }: ArticleSearchOptions,
  index: ArticleIndex,
): ArticleSearchState {
  const opened = { table: new ArticleTable(index.table), texts: index.texts };
  return { kind: 'ready', search: new IndexedArticleSearch(opened, folder, expand) };
}

function build(options: ArticleSearchOptions, order: BuildOrder): ArticleSearchHandle {
  let state: ArticleSearchState = { kind: 'building', done: 0, total: 0 };
  let isClosed = false;
  const worker = startWorker(order);
  worker.unref();
  const ready = new Promise<void>((resolve) => {
    worker.on('message', (message) => {
      const said = BuildMessage.parse(message);
      state =
        said.kind === 'progress' ? { ...said, kind: 'building' } : inMemory(options, said.index);
    });
    worker.on('error', (error) => {
      state = { kind: 'failed', why: error.message };
    });
    worker.on('exit', () => {
      if (state.kind === 'building') {
        const why = isClosed
          ? 'Building the index was stopped before its end.'
          : 'The index was built and cannot be read.';
        state = load(options, order.indexFolder, order.name) ?? { kind: 'failed', why };
      }
      resolve();
    });
  });
  return {
    state: () => state,
    get ready() {
      // Who waits for it keeps the process alive; nobody else does.
      worker.ref();
      return ready;
    },
    close() {
      isClosed = true;
      void worker.terminate();
    },
  };
}

/** Where we run from source the thread cannot read TypeScript by itself; tsx, which is there then, helps. */
function startWorker(order: BuildOrder): Worker {
  const options = {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB },
  };
  const { url } = import.meta;
  if (!url.endsWith('.ts')) return new Worker(new URL('./build-worker.js', url), options);
  const program = JSON.stringify(new URL('./build-worker.ts', url).href);
  // Looked up from here: the thread itself would look in the folder that we were started in.
  const tsx = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  const code = `import(${tsx}).then(({ register }) => { register(); return import(${program}); })`;
  return new Worker(code, { ...options, eval: true });
}

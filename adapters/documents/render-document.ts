import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { RenderDocument } from '../../knowledge/casework/document.ts';
import { plainTextBytes } from './plain-text.ts';
import type { RenderOrder } from './render-worker.ts';

export interface DocumentRendererOptions {
  /** How many documents are laid out at a time. Each thread that has made a PDF holds some 100 MB. */
  readonly mostThreads?: number;
  /** A thread without work for so long ends and gives its memory back. */
  readonly idleMs?: number;
}

export interface DocumentRenderer {
  readonly render: RenderDocument;
  /** Ends the threads; what is being laid out is given up. */
  close(): Promise<void>;
}

const MOST_THREADS = 1;
const IDLE_MS = 60_000;
const THREAD_HEAP_MB = 256;

/** Lays documents out beside the main thread, so that nobody waits for an answer meanwhile. No thread starts before the first. */
export function openDocumentRenderer({
  mostThreads = MOST_THREADS,
  idleMs = IDLE_MS,
}: DocumentRendererOptions = {}): DocumentRenderer {
  const pool = new Piscina({
    ...workerProgram(),
    name: 'renderHere',
    minThreads: 0,
    maxThreads: mostThreads,
    idleTimeout: idleMs,
    resourceLimits: { maxOldGenerationSizeMb: THREAD_HEAP_MB },
  });
  return {
    render(content, format) {
      // A text takes less than the way to another thread.
      if (format === 'txt') return Promise.resolve(plainTextBytes(content));
      const order: RenderOrder = { content, format };
      return pool.run(order) as Promise<Uint8Array>;
    },
    close: () => pool.destroy(),
  };
}

/** Where we run from source a thread cannot read TypeScript by itself; tsx, which is there then, helps. */
function workerProgram(): { readonly filename: string; readonly execArgv?: string[] } {
  const { url } = import.meta;
  const fileBeside = (name: string) => fileURLToPath(new URL(name, url));
  if (!url.endsWith('.ts')) return { filename: fileBeside('./render-worker.js'), execArgv: [] };
  // Looked up from here: the thread itself would look in the folder that we were started in.
  const tsx = import.meta.resolve('tsx');
  return { filename: fileBeside('./render-worker.ts'), execArgv: ['--import', tsx] };
}

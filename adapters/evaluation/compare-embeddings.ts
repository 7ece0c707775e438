import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '../../bot/log.ts';
import type { Config } from '../config.ts';
import { openBot } from '../open-bot.ts';
import type { GoldRow } from './gold.ts';
import { COLUMNS, type Marked, markAll, share, shown } from './mark-all.ts';

export interface QuestionSet {
  readonly name: string;
  readonly rows: readonly GoldRow[];
}

/** What one embedding came to. */
export interface Comparison {
  readonly setting: string;
  readonly buildSeconds: number;
  /** Of the stored index: vectors, neighbour graph, words. */
  readonly indexBytes: number;
  readonly sets: readonly { readonly name: string; readonly marked: readonly Marked[] }[];
}

type Setting = Pick<Config, 'EMBEDDINGS' | 'EMBEDDINGS_URL'>;

/**
 * Builds an index with the embedding, in a folder of its own, and asks all questions.
 *
 * @throws {EmbeddingError} if the index cannot be built.
 */
export async function tryEmbedding(
  config: Config,
  setting: Setting,
  { root, sets, log }: { root: string; sets: readonly QuestionSet[]; log: Log },
): Promise<Comparison> {
  const folder = mkdtempSync(join(tmpdir(), 'facerights-evaluate-'));
  try {
    const start = performance.now();
    const bot = await openBot({ ...config, ...setting, DATA_DIR: folder }, root, undefined, {
      log,
    });
    const buildSeconds = (performance.now() - start) / 1000;
    const indexBytes = bytesIn(join(folder, 'index'));
    const marked: Comparison['sets'][number][] = [];
    for (const { name, rows } of sets) marked.push({ name, marked: await markAll(bot, rows) });
    return { setting: setting.EMBEDDINGS, buildSeconds, indexBytes, sets: marked };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const HEADINGS = ['embedding', 'set', 'n', ...COLUMNS, 'p50 ms', 'p95 ms', 'build s', 'index MB'];

/** One row an embedding and set: shares in per cent; times from question to answer, the provider's included. */
export function comparisonTable(comparisons: readonly Comparison[]): readonly string[] {
  const rows = comparisons.flatMap(({ setting, sets, buildSeconds, indexBytes }) =>
    sets.map(({ name, marked }) => [
      setting,
      name,
      String(marked.length),
      ...COLUMNS.map((column) => shown(share(marked, column))),
      ...[0.5, 0.95].map((at) => shown(timeAt(marked, at))),
      shown(buildSeconds),
      shown(indexBytes / 1e6),
    ]),
  );
  return aligned([HEADINGS, ...rows]);
}

function timeAt(marked: readonly Marked[], at: number): number | undefined {
  const times = marked.map(({ ms }) => ms).sort((a, b) => a - b);
  return times[Math.max(0, Math.ceil(times.length * at) - 1)];
}

/** Names to the left, figures to the right. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = HEADINGS.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column < 2 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  '),
  );
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name)))
    .filter((found) => found.isFile())
    .reduce((sum, { size }) => sum + size, 0);
}

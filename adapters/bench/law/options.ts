import { isAbsolute, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ENGINES, type EngineName } from './messages.ts';

/** What a run measures. */
export interface BenchOptions {
  /** Undefined: the folder that the server would use. */
  readonly laws?: string;
  /** In the order of {@link ENGINES}; never empty. */
  readonly only: readonly EngineName[];
  /** The most queries of each set; undefined: as many as the set has. */
  readonly queries?: number;
  readonly withServer: boolean;
}

/** The command line cannot be understood. */
export class BenchOptionsError extends Error {
  override readonly name = 'BenchOptionsError';
  readonly code = 'BENCH_OPTIONS';
}

const USAGE = `npm run bench:law [-- OPTIONS]

  --laws DIR       folder of official text (else LAW_DIR, else ../shared/law/kr)
  --only a,b       of ${ENGINES.join(', ')}; ratios need ours
  --queries N      at most N queries of each set
  --no-server      leave the web server out`;

/**
 * @param folder - Relative paths start here.
 * @throws {BenchOptionsError} saying which option is wrong, and what there is.
 */
export function readOptions(args: readonly string[], folder: string): BenchOptions {
  const { laws, only, queries, 'no-server': noServer } = optionsIn(args);
  return {
    ...(laws !== undefined && { laws: isAbsolute(laws) ? laws : resolve(folder, laws) }),
    only: only === undefined ? ENGINES : enginesIn(only),
    ...(queries !== undefined && { queries: countIn(queries) }),
    withServer: noServer !== true,
  };
}

function optionsIn(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        laws: { type: 'string' },
        only: { type: 'string' },
        queries: { type: 'string' },
        'no-server': { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

function enginesIn(list: string): readonly EngineName[] {
  const wanted = list.split(',').map((name) => name.trim());
  const unknown = wanted.filter((name) => !ENGINES.some((engine) => engine === name));
  if (unknown.length > 0) throw wrong(`There is no engine named ${unknown.join(', ')}.`);
  return ENGINES.filter((engine) => wanted.includes(engine));
}

function countIn(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw wrong(`--queries wants a whole number, not ${text}.`);
  return Number(text);
}

const wrong = (why: string): BenchOptionsError => new BenchOptionsError(`${why}\n\n${USAGE}`);

import { mkdirSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { type ChildOptions, type Ending, runChild } from './child-process.ts';
import type { ReportProgress } from './law-engine.ts';
import type { Asked, Built, EngineName, Order, Ready, Report, Stored } from './messages.ts';

const MINUTE_MS = 60_000;
/** Reading, indexing, storing and, where it cannot be stored, answering. */
const BUILD_LIMIT_MS = 25 * MINUTE_MS;
const SERVE_LIMIT_MS = 15 * MINUTE_MS;
/** The libraries need gigabytes; a heap that is too small would be our fault. MB. */
const HEAP_OF_OTHERS_MB = 8192;

/** What one engine did. Whatever did not happen is absent, and `trouble` says why. */
export interface EngineRun {
  readonly engine: EngineName;
  readonly built?: Built;
  readonly stored?: Stored;
  readonly notStored?: string;
  readonly ready?: Ready;
  readonly asked?: Asked;
  readonly trouble?: string;
  /** Of the whole machine when it was through: one minute's load average. */
  readonly load: number;
}

/** Where a run takes place. */
export interface Workshop {
  /** The program of the child processes, and how Node is to be told to run it. */
  readonly program: string;
  readonly loaderFlags: readonly string[];
  /** As `npm start` has them. */
  readonly serverFlags: readonly string[];
  /** Each engine gets a folder of its own in it. */
  readonly folder: string;
  readonly lawFolder: string;
  readonly today: string;
  /** File of queries. */
  readonly queries: string;
  readonly report: (line: string) => void;
  readonly progress: ReportProgress;
}

/** Where an engine keeps its files. */
const storeOf = ({ folder }: Workshop, engine: EngineName): string => join(folder, engine);

/** Builds in one process and answers in another; one and the same where the index cannot be stored. */
export async function runEngine(engine: EngineName, shop: Workshop): Promise<EngineRun> {
  mkdirSync(storeOf(shop, engine), { recursive: true });
  const built = await runPhase('build', engine, shop, BUILD_LIMIT_MS);
  if (built.trouble !== undefined || built.asked) return built;
  return { ...built, ...(await runPhase('serve', engine, shop, SERVE_LIMIT_MS)) };
}

/** Only reads every article: what every build has in common. */
export async function runReading(shop: Workshop): Promise<Built | undefined> {
  return (await runPhase('read', 'ours', shop, BUILD_LIMIT_MS)).built;
}

async function runPhase(
  phase: Order['phase'],
  engine: EngineName,
  shop: Workshop,
  limitMs: number,
): Promise<EngineRun> {
  const { lawFolder, today, queries } = shop;
  shop.report(`${engine}: ${phase} …`);
  const reports: Report[] = [];
  const order = { phase, engine, lawFolder, today, queries, store: storeOf(shop, engine) };
  const ending = await runChild(order, childOptions(engine, shop, limitMs), (report) => {
    if (report.kind === 'progress') shop.progress(report.done, report.total);
    else reports.push(report);
  });
  const trouble = troubleOf(phase, ending);
  if (trouble) shop.report(`${engine}: ${trouble}`);
  return {
    engine,
    load: loadavg()[0] ?? Number.NaN,
    ...collected(reports),
    ...(trouble !== undefined && { trouble }),
  };
}

const childOptions = (
  engine: EngineName,
  { program, loaderFlags, serverFlags }: Workshop,
  limitMs: number,
): ChildOptions => ({
  program,
  limitMs,
  nodeFlags: [
    ...loaderFlags,
    ...(engine === 'ours' ? serverFlags : [`--max-old-space-size=${HEAP_OF_OTHERS_MB}`]),
  ],
});

function troubleOf(phase: Order['phase'], ending: Ending): string | undefined {
  switch (ending.kind) {
    case 'done':
      return undefined;
    case 'gave-up':
      return `gave up after ${ending.afterMs / MINUTE_MS} min (${phase})`;
    case 'died':
      return `${ending.how} (${phase})`;
  }
}

/** What a child has told, by kind: of several reports of one kind the last. */
function collected(
  reports: readonly Report[],
): Pick<EngineRun, 'built' | 'stored' | 'notStored' | 'ready' | 'asked'> {
  return Object.assign({}, ...reports.map(resultOf));
}

function resultOf(report: Report): ReturnType<typeof collected> {
  switch (report.kind) {
    case 'progress':
      return {};
    case 'built':
      return { built: report };
    case 'stored':
      return { stored: report };
    case 'not-stored':
      return { notStored: report.why };
    case 'ready':
      return { ready: report };
    case 'asked':
      return { asked: report };
  }
}

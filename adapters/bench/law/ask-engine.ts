import { timedLater } from '../statistics.ts';
import type { LawEngine } from './law-engine.ts';
import type { Answered, Query } from './messages.ts';

/** Results that are asked for and looked at. */
export const BEST = 10;

const ROUNDS = 3;
/** Asked before the clock runs, so that the program is compiled: queries from the end, which come last. */
const WARM_UP = 40;
/** A slow engine is warm after fewer. */
const MOST_WARM_UP_MS = 20_000;
/** And it need not answer everything three times. */
const MOST_MS = 300_000;

export interface AllAnswered {
  /** Queries without an answer are left out. */
  readonly answered: readonly Answered[];
  /** How often the engine was asked, warming up included. */
  readonly searches: number;
}

/** Asks an engine every query, round after round, until the time is over. */
export async function askAll(
  engine: LawEngine,
  queries: readonly Query[],
  now: () => number = () => performance.now(),
): Promise<AllAnswered> {
  const answered = new Map<number, Answered>();
  const rounds = Array.from({ length: ROUNDS }, () => [...queries.entries()]).flat();
  let searches = await warmUp(engine, queries, now);
  const deadline = now() + MOST_MS;
  for (const [number, query] of rounds) {
    if (now() >= deadline) break;
    const { rank, ms } = await askOne(engine, query);
    const times = [...(answered.get(number)?.times ?? []), ms];
    answered.set(number, { number, times, ...(rank !== undefined && { rank }) });
    searches += 1;
  }
  return { answered: [...answered.values()], searches };
}

/** @returns how many queries were asked */
async function warmUp(
  engine: LawEngine,
  queries: readonly Query[],
  now: () => number,
): Promise<number> {
  const deadline = now() + MOST_WARM_UP_MS;
  let searches = 0;
  for (const query of queries.slice(-WARM_UP)) {
    if (now() >= deadline) break;
    await askOne(engine, query);
    searches += 1;
  }
  return searches;
}

async function askOne({ search, idOf }: LawEngine, { text, wanted }: Query) {
  const { value: ids, ms } = await timedLater(async () => search(text, BEST));
  const rank = wanted ? ids.indexOf(idOf(wanted)) : -1;
  return { ms, rank: rank < 0 ? undefined : rank };
}

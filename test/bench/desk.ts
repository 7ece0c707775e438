import { cpus, loadavg } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { processMemory } from '../../adapters/bench/process-memory.ts';
import { percentile, timedLater } from '../../adapters/bench/statistics.ts';
import type { DatabaseChoice } from '../../adapters/store/database.ts';
import { type CaseFile, readCaseFile } from '../../bot/desk/case-file.ts';
import type { QueueQuery } from '../../bot/desk/queue.ts';
import { FIRST_PAGE, writeQueueQuery } from '../../bot/desk/queue-query.ts';
import { madeCases } from '../desk-cases.ts';
import { type CaseWorld, openCaseWorld, staffMember, triage } from '../open-case-index.ts';
import { startPostgres } from '../servers/postgres.ts';
import { type DeskPeer, openPeer } from './desk-peer.ts';
import { startQueueServer } from './desk-server.ts';

/**
 * `npm run bench:desk`: the queue over 20,000 made cases of some 250 words, in a real store. Pages are fetched over HTTP from
 * this very process; the way through the door (cookie, session) is not in them. `--sqlite` or `--postgres`: only that one.
 */

/** `--cases 2000` for a quick look. */
const AT = process.argv.indexOf('--cases');
const CASES = AT < 0 ? 20_000 : Number(process.argv[AT + 1]);
const RUNS = 100;
const PEER_RUNS = 5;
const WARM_UP = 5;
const NS_PER_MS = 1e6;
const MB = 2 ** 20;

const SUPERVISOR = staffMember({ role: 'supervisor' });

const print = (line: string) => process.stdout.write(`${line}\n`);
const ms = (value: number): string => `${value.toFixed(1)} ms`;
const seconds = (value: number): string => `${(value / 1000).toFixed(1)} s`;

/** Exact only under `node --expose-gc`; otherwise with what is not collected yet. */
function memory(): { readonly heap: number; readonly resident: number } {
  globalThis.gc?.();
  return {
    heap: process.memoryUsage().heapUsed / MB,
    resident: (processMemory().residentBytes ?? 0) / MB,
  };
}

interface Look {
  readonly name: string;
  readonly query: Partial<QueueQuery>;
  readonly words?: readonly string[];
}

/** @param rare - A word that stands in hardly any case. */
const looksFor = (rare: string): readonly Look[] => [
  { name: 'first page by priority', query: {} },
  { name: 'in the middle of all pages', query: { page: Math.ceil(CASES / 100) } },
  { name: 'sorted by due', query: { sort: 'due' } },
  {
    name: 'filters: operator, place',
    query: { filters: { operator: ['police'], place: ['street'] } },
  },
  { name: 'common word', query: { text: '카메라' }, words: ['카메라'] },
  { name: 'rare word', query: { text: rare }, words: [rare] },
  { name: 'two words', query: { text: '역무원 휠체어' }, words: ['역무원', '휠체어'] },
  {
    name: 'compound written together',
    query: { text: '고객센터전화' },
    words: ['고객센터', '전화'],
  },
  { name: 'English words', query: { text: 'wheelchair union' }, words: ['wheelchair', 'union'] },
  {
    name: 'filter and two words',
    query: { text: '경비원 동의서', filters: { operator: ['police', 'school'] } },
    words: ['경비원', '동의서'],
  },
];

/** The name of the other side in some Korean case. */
const nameIn = (files: readonly CaseFile[]): string =>
  files.find(({ language }) => language === 'ko')?.statements[0]?.answers['respondent']?.[0] ?? '';

async function timesOf(run: () => Promise<unknown>, runs: number): Promise<number[]> {
  for (let at = 0; at < Math.min(WARM_UP, runs); at += 1) await run();
  const times: number[] = [];
  for (let at = 0; at < runs; at += 1) times.push((await timedLater(run)).ms);
  return times;
}

const line = (name: string, times: readonly number[], more = ''): string => {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => ms(percentile(times, share)));
  return `  ${name.padEnd(28)} p50 ${p50}, p95 ${p95}, p99 ${p99}${more}`;
};

/** How late the event loop was while something went on. */
async function latenessOf(work: () => Promise<unknown>): Promise<string> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await work();
  delay.disable();
  const late = (ns: number) => ms(Math.max(0, ns / NS_PER_MS - 5));
  return `the event loop was late by ${late(delay.percentile(99))} (p99), ${late(delay.max)} (most)`;
}

async function buildIndex({ index }: CaseWorld): Promise<void> {
  const before = memory();
  const heads = await timedLater(() => index.sync());
  const afterHeads = memory();
  let late = '';
  const words = await timedLater(async () => {
    late = await latenessOf(() => index.whenSearchable());
  });
  const after = memory();
  const figures = index.figures();
  print(
    `  heads of ${figures.cases} cases after ${seconds(heads.ms)}, words and places after ${seconds(words.ms)} more; ${late}`,
  );
  print(
    `  heap: heads ${(afterHeads.heap - before.heap).toFixed(0)} MB, words and places ` +
      `${(after.heap - afterHeads.heap).toFixed(0)} MB; outside it ${(figures.bytes / MB).toFixed(0)} MB for ` +
      `${figures.words} words; resident ${before.resident.toFixed(0)} -> ${after.resident.toFixed(0)} MB` +
      (globalThis.gc ? '' : ' (without --expose-gc: with garbage)'),
  );
}

async function measurePages(
  world: CaseWorld,
  peer: DeskPeer | undefined,
  looks: readonly Look[],
): Promise<void> {
  const server = await startQueueServer(world);
  const all: number[] = [];
  for (const { name, query, words } of looks) {
    const asked = { ...FIRST_PAGE, ...query };
    const address = `${server.url}/desk/queue?${writeQueueQuery(asked)}`;
    const times = await timesOf(() => server.fetches(address), RUNS);
    all.push(...times);
    const { total } = world.index.page(SUPERVISOR, asked);
    print(
      line(name, times, `, ${total} cases${peer ? againstPeer(world, peer, asked, words) : ''}`),
    );
  }
  print(line('all of them', all, percentile(all, 0.95) < 200 ? '' : ': OVER 200 ms'));
  await server.stop();
}

/** Both in this process, without HTTP and pages: processor time. */
function againstPeer(
  { index }: CaseWorld,
  peer: DeskPeer,
  query: QueueQuery,
  words: readonly string[] = [],
): string {
  const order = query.sort === 'due' ? 'due' : 'priority';
  const { operator, place } = query.filters;
  const filters = { ...(operator && { operator }), ...(place && { place }) };
  const ours = costOf(() => index.page(SUPERVISOR, query));
  const like = costOf(() => peer.like(words, filters, order));
  const match = words.length > 0 ? costOf(() => peer.match(words, filters, order)) : undefined;
  const ratio = (theirs: number) => `${ms(theirs)} (x${(theirs / ours).toFixed(1)})`;
  return `; index ${ms(ours)}, SQL ${ratio(like)}${match === undefined ? '' : `, FTS5 ${ratio(match)}`}`;
}

/** Processor time of one run, which other programs of the machine lengthen less than the time by the clock. */
function costOf(run: () => unknown): number {
  run();
  const start = process.cpuUsage();
  for (let at = 0; at < PEER_RUNS; at += 1) run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / PEER_RUNS;
}

async function measureRest({ store, index, change }: CaseWorld, files: readonly CaseFile[]) {
  let at = 0;
  const nextId = () => {
    at = (at + 7919) % files.length;
    return files[at]?.id ?? '';
  };
  const read = async () => {
    const stored = await store.cases.read(nextId());
    return stored && readCaseFile(stored.file);
  };
  print(line('case read and opened', await timesOf(read, RUNS)));
  const changed = async () => {
    const file = await read();
    if (file) await change({ ...file, assignee: SUPERVISOR.id });
    const start = performance.now();
    await index.sync();
    index.page(SUPERVISOR, FIRST_PAGE);
    return performance.now() - start;
  };
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) times.push(await changed());
  print(line('page after one change', times));
  print(line('similar cases', await timesOf(async () => index.similar(nextId()), PEER_RUNS)));
}

/** The peer knows nothing of the database of the cases: it is asked once. */
async function measure(
  name: string,
  files: readonly CaseFile[],
  withPeer: boolean,
  database?: DatabaseChoice,
) {
  print(`\n${name}`);
  const world = await timedLater(() => openCaseWorld(files, database ? { database } : {}));
  print(`  ${files.length} cases written in ${seconds(world.ms)}`);
  await buildIndex(world.value);
  const peer = withPeer ? openPeer(files, world.value.index.heads()) : undefined;
  await measurePages(world.value, peer, looksFor(nameIn(files)));
  await measureRest(world.value, files);
  peer?.close();
  await world.value.stop();
}

async function main(): Promise<void> {
  print(`${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, ${RUNS} runs of each`);
  print(
    'SQL, FTS5: one table of the decrypted cases in SQLite in memory, with the first page, the total and the counts of 3 filters of 9.',
  );
  const files = madeCases(CASES, 1, [...triage.statuses.keys()]);
  const isAlone = process.argv.includes('--postgres');
  if (!isAlone) await measure('SQLite', files, true);
  if (process.argv.includes('--sqlite')) return;
  const server = await startPostgres();
  if ('reason' in server) {
    print(`\nPostgreSQL left out: ${server.reason}`);
    return;
  }
  await measure('PostgreSQL', files, isAlone, {
    kind: 'postgres',
    url: await server.createDatabase(),
  });
  await server.stop();
}

await main();

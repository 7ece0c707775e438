import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { ProcessMemory } from '../process-memory.ts';
import type { Section, Table } from '../report.ts';
import { type RunningServer, serverProgram, startServer } from '../server-process.ts';
import { inMs, percentile, timedLater } from '../statistics.ts';
import type { ServerFigures } from './aims.ts';
import { inMB, inSeconds, shown } from './figures.ts';
import { httpGet } from './http-get.ts';
import type { Query } from './messages.ts';

/** The question that shows that the server answers: of its own subject, no law search. */
const FIRST_QUESTION = '헬스장이 얼굴 등록을 강제해도 되나요?';
/** An index of all laws that is not ready by then never will be. */
const READY_LIMIT_MS = 600_000;
const POLL_MS = 200;
/** Pages asked for before the clock runs. */
const WARM_UP = 20;
/** Pages measured of each kind. */
const MOST_PAGES = 200;

const Health = z.object({
  law: z.object({ search: z.string(), laws: z.number(), articles: z.number().optional() }),
});
type LawHealth = z.infer<typeof Health>['law'];

interface Ready {
  readonly server: RunningServer;
  /** From its start until it could search all laws, milliseconds. */
  readonly readyMs: number;
  readonly health: LawHealth;
  /** When it could. */
  readonly memory: ProcessMemory;
}

export interface MeasuredServer {
  readonly section: Section;
  readonly figures: ServerFigures;
}

/**
 * Starts the server as people do, with a folder of laws: first with nothing stored, then once more.
 *
 * @param dataFolder - Empty; both indexes are there afterwards.
 */
export async function measureServer(
  root: string,
  dataFolder: string,
  lawFolder: string,
  queries: readonly Query[],
): Promise<MeasuredServer> {
  const program = serverProgram(root);
  const start = async () =>
    ready(await startServer(program, root, dataFolder, FIRST_QUESTION, { LAW_DIR: lawFolder }));
  const cold = await start();
  await cold.server.stop();
  const warm = await start();
  try {
    const texts = queries.slice(0, MOST_PAGES).map(({ text }) => text);
    const pages = await measurePages(warm.server, texts);
    const memory = warm.server.memory();
    return {
      section: {
        title: 'The server with these laws',
        notes: [
          `${program.name}, with the flags of \`npm start\`, as a child process; one request after the other.`,
          `It has ${warm.health.laws} laws with ${warm.health.articles ?? 0} articles, deleted ones included.`,
          'The first start finds nothing stored: it builds the index of the answers, then that of the laws in a thread of its own.',
        ],
        tables: [startsTable(cold, warm), pages, memoryTable(warm.memory, memory)],
      },
      figures: memory,
    };
  } finally {
    await warm.server.stop();
  }
}

async function ready(server: RunningServer): Promise<Ready> {
  const answered = performance.now();
  try {
    const health = await untilReady(server, answered + READY_LIMIT_MS);
    const readyMs = server.startMs + performance.now() - answered;
    return { server, readyMs, health, memory: server.memory() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function untilReady({ port }: RunningServer, deadline: number): Promise<LawHealth> {
  while (performance.now() < deadline) {
    const { body } = await httpGet(port, '/healthz');
    const { law } = Health.parse(JSON.parse(body));
    if (law.search === 'ready') return law;
    if (law.search !== 'building') throw new Error(`The law search of the server: ${law.search}.`);
    await pause(POLL_MS);
  }
  throw new Error(`The law search is not ready after ${READY_LIMIT_MS / 1000} s.`);
}

async function measurePages({ port }: RunningServer, texts: readonly string[]): Promise<Table> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const lines: (readonly string[])[] = [];
  for (const path of ['/law', '/api/law']) {
    const paths = texts.map((text) => `${path}?q=${encodeURIComponent(text)}`);
    for (const page of paths.slice(-WARM_UP)) await httpGet(port, page, agent);
    const times: number[] = [];
    let refused = 0;
    for (const page of paths) {
      const { value, ms } = await timedLater(() => httpGet(port, page, agent));
      // A reference typed into the search leads to its article.
      if (value.status === 200 || value.status === 302 || value.status === 303) times.push(ms);
      else refused += 1;
    }
    const shares = [0.5, 0.95, 0.99, 1].map((share) => inMs(percentile(times, share)));
    lines.push([`GET ${path}?q=`, String(times.length), String(refused), ...shares]);
  }
  agent.destroy();
  return [['page', 'answered', 'refused', 'p50 ms', 'p95 ms', 'p99 ms', 'max ms'], ...lines];
}

const startsTable = (cold: Ready, warm: Ready): Table => [
  ['start', 'first answer, s', 'law search ready, s', 'most memory until then, MB'],
  ...[
    { name: 'nothing stored', start: cold },
    { name: 'both indexes stored', start: warm },
  ].map(({ name, start }) => [
    name,
    inSeconds(start.server.startMs / 1000),
    inSeconds(start.readyMs / 1000),
    shown(start.memory.peakBytes, inMB),
  ]),
];

const memoryTable = (before: ProcessMemory, after: ProcessMemory): Table => [
  ['resident memory of the second start', 'MB'],
  ['law search ready', shown(before.residentBytes, inMB)],
  ['after the searches', shown(after.residentBytes, inMB)],
  ['the most it ever was', shown(after.peakBytes, inMB)],
];

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type LoadResult, load } from './http-client.ts';
import type { ProcessMemory } from './process-memory.ts';
import type { Section, Table } from './report.ts';
import { type RunningServer, serverProgram, startServer } from './server-process.ts';
import { inMs, percentile } from './statistics.ts';

const WARM_STARTS = 3;
const WARM_UP_QUESTIONS = 100;
const SEQUENTIAL_QUESTIONS = 200;
const CONNECTIONS = 8;
/** The load ends by itself after this, on this computer only. */
const LONGEST_LOAD_MS = 5000;

/**
 * Starts the server as people do, asks it over loopback and stops it again.
 *
 * @param dataFolder - Empty; the first start builds the index there.
 */
export async function overHttp(
  root: string,
  dataFolder: string,
  questions: readonly string[],
): Promise<Section> {
  const program = serverProgram(root);
  const start = () => startServer(program, root, dataFolder, questions[0] ?? '');
  const cold = await start();
  await cold.stop();
  const warm: number[] = [];
  for (let at = 1; at < WARM_STARTS; at++) {
    const server = await start();
    warm.push(server.startMs);
    await server.stop();
  }
  const server = await start();
  warm.push(server.startMs);
  try {
    const { atStart, afterLoad, table } = await measure(server, questions);
    const starts: Table = [
      ['start to first answer', 'ms'],
      ['first start, builds the index (once)', inMs(cold.startMs)],
      ...warm.map((ms, at) => [`start with an index, ${at + 1} of ${WARM_STARTS}`, inMs(ms)]),
    ];
    const memory: Table = [
      ['resident memory', 'MiB'],
      ['after the first answer', atStart],
      ['after the load', afterLoad],
    ];
    return {
      title: '2. Over HTTP on loopback',
      notes: notes(program.name, dataFolder),
      tables: [table, starts, memory],
    };
  } finally {
    await server.stop();
  }
}

function notes(program: string, dataFolder: string): readonly string[] {
  const indexes = readdirSync(join(dataFolder, 'index')).length;
  return [
    `Server: ${program}, as a child process; client in this process, on the same processors.`,
    `POST /api/ask after ${WARM_UP_QUESTIONS} questions of warm-up; the ${CONNECTIONS} connections stop after ${LONGEST_LOAD_MS / 1000} s.`,
    'TRUST_PROXY=1 and made-up forwarded addresses keep the limit of 60 questions a minute out of the way.',
    ...(indexes > 1
      ? ['THE CORPUS CHANGED during the run: a start with an index built a new one.']
      : []),
  ];
}

async function measure(server: RunningServer, questions: readonly string[]) {
  const { port } = server;
  const atStart = inMiB(server.memory());
  const limits = { connections: 1, ms: LONGEST_LOAD_MS };
  await load(port, questions, { ...limits, count: WARM_UP_QUESTIONS });
  const sequential = await load(port, questions, { ...limits, count: SEQUENTIAL_QUESTIONS });
  const parallel = await load(port, questions, {
    connections: CONNECTIONS,
    count: Number.POSITIVE_INFINITY,
    ms: LONGEST_LOAD_MS,
  });
  const table: Table = [
    ['', 'answered', 'refused', 'p50 ms', 'p99 ms', 'max ms', 'requests/s'],
    loadLine('one after the other', sequential),
    loadLine(`${CONNECTIONS} connections`, parallel),
  ];
  return { atStart, afterLoad: inMiB(server.memory()), table };
}

const loadLine = (name: string, { times, refused, totalMs }: LoadResult): readonly string[] => [
  name,
  String(times.length),
  String(refused),
  ...[0.5, 0.99, 1].map((share) => inMs(percentile(times, share))),
  ((times.length / totalMs) * 1000).toFixed(0),
];

const inMiB = ({ residentBytes }: ProcessMemory): string =>
  residentBytes === undefined ? 'not available' : (residentBytes / 1_048_576).toFixed(0);

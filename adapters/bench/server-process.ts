import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { askOnce } from './http-client.ts';

/** A server that is not answering by then never will. */
const START_LIMIT_MS = 120_000;
const POLL_MS = 5;
/** The server gives answers in progress five seconds; then it is ended. */
const STOP_LIMIT_MS = 7000;

/** How the server is run here. */
export interface ServerProgram {
  readonly name: string;
  readonly arguments: readonly string[];
}

/** A running server that was started here. */
export interface RunningServer {
  readonly port: number;
  /** From spawn to the first answered question. */
  readonly startMs: number;
  /** Resident memory in MiB; undefined where /proc does not exist. */
  readonly residentMiB: () => number | undefined;
  readonly stop: () => Promise<void>;
}

/** The same as `npm start` gives. */
const MEMORY_FLAGS = ['--max-semi-space-size=4', '--max-old-space-size=256'];

/** The built server, else the sources through tsx. */
export function serverProgram(root: string): ServerProgram {
  const built = join(root, 'dist/adapters/main.js');
  if (!existsSync(built)) {
    const source = join(root, 'adapters/main.ts');
    return { name: 'tsx adapters/main.ts (no dist)', arguments: ['--import', 'tsx', source] };
  }
  const { mtime } = statSync(built);
  const date = `${mtime.toISOString().slice(0, 16)}Z`;
  const warning = newestSource(root) > mtime.getTime() ? ', OLDER THAN THE SOURCES' : '';
  return {
    name: `dist/adapters/main.js, built ${date}${warning}`,
    arguments: [...MEMORY_FLAGS, built],
  };
}

/** When a source file was last written, in milliseconds since 1970. */
function newestSource(root: string): number {
  const times = ['bot', 'knowledge', 'adapters'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => statSync(join(root, folder, path)).mtimeMs),
  );
  return Math.max(...times);
}

/**
 * Starts the server on a free loopback port and waits until it has answered the question.
 *
 * @throws when it ends by itself or does not answer in time.
 */
export async function startServer(
  program: ServerProgram,
  root: string,
  dataFolder: string,
  question: string,
): Promise<RunningServer> {
  const port = await freePort();
  const start = performance.now();
  const child = spawn(process.execPath, program.arguments, {
    cwd: root,
    // The log goes where a log costs nothing to write; its lines are made as in production.
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataFolder, TRUST_PROXY: '1' },
  });
  const stop = () => stopChild(child);
  try {
    await firstAnswer(child, port, question, start + START_LIMIT_MS);
  } catch (error) {
    await stop();
    throw error;
  }
  const startMs = performance.now() - start;
  return { port, startMs, stop, residentMiB: () => residentMiB(child.pid) };
}

async function firstAnswer(
  child: ChildProcess,
  port: number,
  question: string,
  deadline: number,
): Promise<void> {
  while (performance.now() < deadline) {
    if (child.exitCode !== null) {
      throw new Error(`The server ended with code ${child.exitCode} before it answered.`);
    }
    const status = await askOnce(port, question).catch(() => undefined);
    if (status === 200) return;
    await pause(POLL_MS);
  }
  throw new Error(`The server did not answer within ${START_LIMIT_MS / 1000} s.`);
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  await ended;
  clearTimeout(timer);
}

/** A port that was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

function residentMiB(pid: number | undefined): number | undefined {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(file, 'utf8'))?.[1];
  return kib === undefined ? undefined : Number(kib) / 1024;
}

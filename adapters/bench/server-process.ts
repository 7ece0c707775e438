import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { askOnce } from './http-client.ts';
import { type ProcessMemory, processMemory } from './process-memory.ts';
import { programFile, startFlags } from './program.ts';

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
  readonly memory: () => ProcessMemory;
  readonly stop: () => Promise<void>;
}

/** The server as `npm start` runs it. */
export function serverProgram(root: string): ServerProgram {
  const { name, path, loaderFlags } = programFile(root, 'adapters/main');
  return { name, arguments: [...startFlags(root), ...loaderFlags, path] };
}

/**
 * Starts the server on a free loopback port and waits until it has answered the question.
 *
 * @param settings - Environment besides the usual.
 * @throws when it ends by itself or does not answer in time.
 */
export async function startServer(
  program: ServerProgram,
  root: string,
  dataFolder: string,
  question: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const port = await freePort();
  const start = performance.now();
  const child = spawn(process.execPath, program.arguments, {
    cwd: root,
    // The log goes where a log costs nothing to write; its lines are made as in production.
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataFolder,
      TRUST_PROXY: '1',
      ...settings,
    },
  });
  // Whatever ends us, no server stays behind.
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  const stop = () => stopChild(child);
  try {
    await firstAnswer(child, port, question, start + START_LIMIT_MS);
  } catch (error) {
    await stop();
    throw error;
  }
  const startMs = performance.now() - start;
  return { port, startMs, stop, memory: () => (child.pid ? processMemory(child.pid) : {}) };
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

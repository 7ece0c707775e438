import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../adapters/project-root.ts';

/** The real program in a process of its own, with nothing in its environment but what is given. */
export interface BotProcess {
  readonly pid: number;
  /** Resolves with true when it answers, with false when it ended before. */
  readonly ready: Promise<boolean>;
  /** How it ended: its exit code or a signal; undefined while it lives. */
  ending(): string | undefined;
  /** Where its web pages are; empty until it is ready. */
  url(): string;
  /** What it has written so far. */
  log(): string;
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>;
  /** As an operator stops it. @returns Its exit code. */
  stop(): Promise<number | null>;
}

/** Compiles the sources as they are now; what `npm run build` left may be older. @returns The main file. */
export function buildBot(): string {
  const root = projectRoot();
  // Below the project, where the libraries are found; of its own, for test files run side by side.
  const outDir = join(root, `node_modules/.cache/facerights-chaos-${process.pid}`);
  process.once('exit', () => rmSync(outDir, { recursive: true, force: true }));
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const built = spawnSync(
    process.execPath,
    [compiler, '-p', 'tsconfig.build.json', '--noCheck', '--outDir', outDir],
    { cwd: root, encoding: 'utf8' },
  );
  if (built.status !== 0) throw new Error(`The program does not compile: ${built.stdout}`);
  return join(outDir, 'adapters/main.js');
}

/** @param shell - A command that ends in running what it is given; absent: the program is run as it is. */
export function startBot(
  main: string,
  env: Readonly<Record<string, string>>,
  shell: readonly string[] = [],
): BotProcess {
  const [command = process.execPath, ...rest] = [...shell, process.execPath, main];
  const child = spawn(command, rest, {
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  let tellReady: (isReady: boolean) => void = () => undefined;
  const ready = new Promise<boolean>((resolve) => {
    tellReady = resolve;
  });
  const take = (chunk: Buffer): void => {
    log += chunk.toString();
    if (log.includes('FaceRights answers at')) tellReady(true);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = endOf(child);
  void ended.then(() => tellReady(false));
  return {
    pid: child.pid ?? 0,
    ready,
    ending: () => child.signalCode ?? child.exitCode?.toString(),
    url: () => /FaceRights answers at (http:[^"]+)/.exec(log)?.[1] ?? '',
    log: () => log,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      return await ended;
    },
  };
}

const endOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('exit', (code) => resolve(code)));

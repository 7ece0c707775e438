import { type ChildProcess, fork } from 'node:child_process';
import { type Order, Report } from './messages.ts';

/** How a child process ended. */
export type Ending =
  | { readonly kind: 'done' }
  | { readonly kind: 'gave-up'; readonly afterMs: number }
  | { readonly kind: 'died'; readonly how: string };

export interface ChildOptions {
  readonly program: string;
  readonly nodeFlags: readonly string[];
  /** Then it is ended. */
  readonly limitMs: number;
}

/** How much of what a dying process wrote is worth showing. */
const LAST_WORDS = 4000;

/** Runs a program with an order until it has ended, and hands its reports on. */
export function runChild(
  order: Order,
  { program, nodeFlags, limitMs }: ChildOptions,
  take: (report: Report) => void,
): Promise<Ending> {
  const child = fork(program, [JSON.stringify(order)], {
    execArgv: [...nodeFlags],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const lastWords = lastWordsOf(child);
  // Whatever ends us, nobody computes on for nothing.
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    end();
  }, limitMs);
  return new Promise((resolve, reject) => {
    child.on('message', (message) => take(Report.parse(message)));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      process.off('exit', end);
      if (isLate) resolve({ kind: 'gave-up', afterMs: limitMs });
      else if (code === 0) resolve({ kind: 'done' });
      else resolve({ kind: 'died', how: howItDied(lastWords(), code, signal) });
    });
  });
}

function lastWordsOf({ stderr }: ChildProcess): () => string {
  let words = '';
  stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    words = (words + chunk).slice(-LAST_WORDS);
  });
  return () => words;
}

/** In one line: out of memory, the error it named, or else its code. */
export function howItDied(words: string, code: number | null, signal: string | null): string {
  if (/heap out of memory|Array buffer allocation failed/.test(words)) return 'out of memory';
  const named = /^\w*Error\b.*$/m.exec(words)?.[0];
  return named ?? `ended with ${signal ?? `code ${code ?? 'unknown'}`}`;
}

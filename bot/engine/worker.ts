import type { Log } from '../log.ts';
import { Signal } from './signal.ts';

/** Looks for work at least this often: other processes that share the store cannot wake us. */
const POLL_MS = 250;

/** After the store failed, waits are doubled up to this. */
const LONGEST_REST_MS = 5000;
const FIRST_REST_MS = 100;

export interface WorkerOptions<Job> {
  /** Named in the log. */
  readonly name: string;
  /** Jobs in hand at a time. */
  readonly concurrency: number;
  readonly claim: (limit: number) => Promise<readonly Job[]>;
  /** Should not fail: the job then stays in hand, in the store's eyes, until its lease ends. */
  readonly work: (job: Job) => Promise<void>;
  readonly log: Log;
}

/** Takes jobs out of the store as long as it runs, several at a time; a store that is away is asked again. */
export class Worker<Job> {
  readonly #options: WorkerOptions<Job>;
  readonly #signal = new Signal();
  readonly #inHand = new Map<Promise<void>, Job>();
  #isStopping = false;
  #loop: Promise<void> | undefined;
  #restMs = 0;

  constructor(options: WorkerOptions<Job>) {
    this.#options = options;
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  /** There may be work. */
  wake(): void {
    this.#signal.notify();
  }

  /** What is being worked on. */
  get jobs(): readonly Job[] {
    return [...this.#inHand.values()];
  }

  /** Claims nothing more; resolves when what is in hand is done, at the latest after `ms`. */
  async stop(ms: number): Promise<void> {
    this.#isStopping = true;
    this.wake();
    const done = async () => {
      await this.#loop;
      await Promise.all(this.#inHand.keys());
    };
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([done(), late]);
    clearTimeout(timer);
  }

  async #run(): Promise<void> {
    while (!this.#isStopping) {
      const free = this.#options.concurrency - this.#inHand.size;
      const jobs = free > 0 ? await this.#claim(free) : [];
      for (const job of jobs) this.#begin(job);
      if (jobs.length === 0 || jobs.length === free)
        await this.#signal.wait(this.#restMs || POLL_MS);
    }
  }

  async #claim(limit: number): Promise<readonly Job[]> {
    const { claim, log, name } = this.#options;
    try {
      const jobs = await claim(limit);
      if (this.#restMs > 0) log.info({ worker: name }, 'the store answers again');
      this.#restMs = 0;
      return jobs;
    } catch (error) {
      if (this.#restMs === 0) {
        log.error({ worker: name, code: codeOf(error) }, 'the store does not answer');
      }
      this.#restMs = Math.min(this.#restMs * 2 || FIRST_REST_MS, LONGEST_REST_MS);
      return [];
    }
  }

  #begin(job: Job): void {
    const { work, log, name } = this.#options;
    const run = work(job)
      // Its lease ends by itself; a promise that nobody catches would end the process.
      .catch((error: unknown) => log.error({ worker: name, code: codeOf(error) }, 'a job failed'))
      .finally(() => {
        this.#inHand.delete(run);
        this.wake();
      });
    this.#inHand.set(run, job);
  }
}

/** A short code that says what failed and nothing of what was said: messages of databases quote values. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}

import { Agent, request } from 'node:http';
import type { Json } from './world.ts';

export interface Hook {
  readonly url: string;
  readonly secret: string;
  readonly maxConnections: number;
}

export interface Update {
  readonly id: number;
  /** Updates of one chat are delivered one after the other. */
  readonly queue: number;
  readonly body: Json;
}

/** Delivers updates to an address until each was taken, as Telegram does: side by side, but in order within a chat. */
export class WebhookSender {
  readonly #hook: Hook;
  readonly #firstDelayMs: number;
  readonly #onTaken: (id: number) => void;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #queues = new Map<number, Update[]>();
  readonly #ready: number[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  #busy = 0;
  #isStopped = false;
  /** What the bot answered last when it did not take an update. */
  lastError = '';

  constructor(hook: Hook, firstDelayMs: number, onTaken: (id: number) => void) {
    this.#hook = hook;
    this.#firstDelayMs = firstDelayMs;
    this.#onTaken = onTaken;
  }

  add(update: Update): void {
    const queue = this.#queues.get(update.queue);
    if (queue) {
      queue.push(update);
      return;
    }
    this.#queues.set(update.queue, [update]);
    this.#ready.push(update.queue);
    this.#next();
  }

  stop(): void {
    this.#isStopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#agent.destroy();
  }

  #next(): void {
    while (!this.#isStopped && this.#busy < this.#hook.maxConnections) {
      const key = this.#ready.shift();
      const update = key === undefined ? undefined : this.#queues.get(key)?.[0];
      if (key === undefined || !update) return;
      this.#busy += 1;
      void this.#deliver(update, this.#firstDelayMs).then(() => this.#finish(key));
    }
  }

  #finish(key: number): void {
    this.#busy -= 1;
    const queue = this.#queues.get(key);
    queue?.shift();
    if (queue && queue.length > 0) this.#ready.push(key);
    else this.#queues.delete(key);
    this.#next();
  }

  async #deliver(update: Update, delayMs: number): Promise<void> {
    if (this.#isStopped) return;
    const status = await this.#post(update.body);
    if (status >= 200 && status < 300) {
      this.#onTaken(update.id);
      return;
    }
    this.lastError = status ? `Wrong response from the webhook: ${status}` : 'Connection refused';
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, delayMs);
      this.#timers.add(timer);
    });
    await this.#deliver(update, Math.min(delayMs * 2, this.#firstDelayMs * 60));
  }

  /** @returns 0 where nobody answered. */
  #post(body: Json): Promise<number> {
    return new Promise((resolve) => {
      const call = request(
        this.#hook.url,
        {
          method: 'POST',
          agent: this.#agent,
          headers: {
            'content-type': 'application/json',
            ...(this.#hook.secret && { 'x-telegram-bot-api-secret-token': this.#hook.secret }),
          },
        },
        (response) => {
          response.resume();
          response.on('end', () => resolve(response.statusCode ?? 0));
          response.on('error', () => resolve(0));
        },
      );
      call.on('error', () => resolve(0));
      call.end(JSON.stringify(body));
    });
  }
}

import { ApiError } from './api-error.ts';
import { type Hook, type Update, WebhookSender } from './webhook.ts';
import type { Json, UpdateRecord } from './world.ts';

interface Waiter {
  readonly offset: number;
  readonly limit: number;
  readonly answer: (updates: readonly Json[]) => void;
  readonly refuse: (error: ApiError) => void;
  readonly timer: NodeJS.Timeout;
}

export interface PollOptions {
  readonly offset: number;
  readonly limit: number;
  readonly timeoutSeconds: number;
  /** Called when the caller has gone: nobody reads the answer. */
  readonly onGone: (gone: () => void) => void;
}

/** Updates that the bot has not confirmed yet, and the two ways to get them: long polling or a webhook. */
export class UpdateQueue {
  readonly #records: Map<number, UpdateRecord>;
  readonly #webhookDelayMs: number;
  /** By number, the oldest first. */
  readonly #pending = new Map<number, Update>();
  #nextId = 1_000;
  #waiter: Waiter | undefined;
  #sender: WebhookSender | undefined;
  readonly #listeners = new Map<number, (() => void)[]>();
  /** Types of update that the bot wants; empty: all of them. */
  #allowed: ReadonlySet<string> = new Set();
  hook: Hook | undefined;

  constructor(records: Map<number, UpdateRecord>, webhookDelayMs: number) {
    this.#records = records;
    this.#webhookDelayMs = webhookDelayMs;
  }

  get pendingCount(): number {
    return this.#pending.size;
  }

  get lastError(): string {
    return this.#sender?.lastError ?? '';
  }

  get allowed(): readonly string[] {
    return [...this.#allowed];
  }

  allow(types: unknown): void {
    if (Array.isArray(types)) this.#allowed = new Set(types.map(String));
  }

  /** @returns The number of the update; an update that the bot did not ask for is dropped. */
  push(type: string, content: Json, queue: number, wantedId?: number): number {
    const id = wantedId ?? this.#nextId;
    this.#nextId = Math.max(this.#nextId, id + 1);
    if (this.#allowed.size > 0 && !this.#allowed.has(type)) return id;
    const update = { id, queue, body: { update_id: id, [type]: content } };
    this.#pending.set(id, update);
    this.#records.set(id, { id, at: Date.now() });
    if (this.#sender) this.#sender.add(update);
    // Whatever happens in the same moment comes with one answer.
    else if (this.#waiter && this.#pending.size === 1) setImmediate(() => this.#wake());
    return id;
  }

  /** Resolves once the bot has confirmed an update; at once where it is not known. */
  told(id: number): Promise<void> {
    if (!this.#pending.has(id)) return Promise.resolve();
    return new Promise((resolve) => {
      this.#listeners.set(id, [...(this.#listeners.get(id) ?? []), resolve]);
    });
  }

  /** @throws {ApiError} 409 where there is a webhook, or as soon as somebody else polls. */
  poll({ offset, limit, timeoutSeconds, onGone }: PollOptions): Promise<readonly Json[]> {
    if (this.hook) {
      throw new ApiError(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    this.#interrupt(
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    );
    this.#confirm(offset);
    const ready = this.#first(limit);
    if (ready.length > 0 || timeoutSeconds <= 0) return Promise.resolve(ready);
    return new Promise((answer, refuse) => {
      const timer = setTimeout(() => this.#wake(), timeoutSeconds * 1_000);
      const waiter = { offset, limit, answer, refuse, timer };
      this.#waiter = waiter;
      onGone(() => {
        clearTimeout(timer);
        if (this.#waiter === waiter) this.#waiter = undefined;
      });
    });
  }

  setHook(hook: Hook | undefined): void {
    this.#sender?.stop();
    this.#sender = undefined;
    this.hook = hook;
    if (!hook) return;
    this.#interrupt('Conflict: terminated by setWebhook request');
    this.#sender = new WebhookSender(hook, this.#webhookDelayMs, (id) => {
      this.#pending.delete(id);
      this.#taken(id);
    });
    for (const update of this.#pending.values()) this.#sender.add(update);
  }

  drop(): void {
    this.#pending.clear();
  }

  stop(): void {
    this.#sender?.stop();
    this.#interrupt('Internal Server Error: restart');
  }

  #first(limit: number): readonly Json[] {
    const first: Json[] = [];
    for (const { body } of this.#pending.values()) {
      if (first.length >= limit) break;
      first.push(body);
    }
    return first;
  }

  /** Everything before an offset is confirmed; a negative one counts from the end. */
  #confirm(offset: number): void {
    const from = offset < 0 ? ([...this.#pending.keys()].at(offset) ?? 0) : offset;
    for (const id of this.#pending.keys()) {
      if (id >= from) return;
      this.#pending.delete(id);
      this.#taken(id);
    }
  }

  #taken(id: number): void {
    const record = this.#records.get(id);
    if (record) record.toldAt = Date.now();
    for (const listener of this.#listeners.get(id) ?? []) listener();
    this.#listeners.delete(id);
  }

  #wake(): void {
    const waiter = this.#waiter;
    this.#waiter = undefined;
    if (!waiter) return;
    clearTimeout(waiter.timer);
    // Whatever is numbered below what was asked for counts as confirmed, new or not.
    this.#confirm(waiter.offset);
    waiter.answer(this.#first(waiter.limit));
  }

  #interrupt(why: string): void {
    const waiter = this.#waiter;
    this.#waiter = undefined;
    if (!waiter) return;
    clearTimeout(waiter.timer);
    waiter.refuse(new ApiError(409, why));
  }
}

import { type Bot, BotError } from 'grammy';
import type { Update } from 'grammy/types';
import type { Log } from '../../bot/log.ts';
import { asSignal } from './calls.ts';
import { deliveryError, isConflict, isTokenUnknown, TelegramTokenError } from './failures.ts';
import type { TelegramOptions } from './options.ts';
import { WANTED_UPDATES } from './parse.ts';
import { backOffMs, Pauses } from './pause.ts';

/** Two processes that poll cut each other off, so one of them holds this role. */
const ROLE = 'telegram-poll';
/** After a process died its role is free within the time of a lease; asking costs one query. */
const ROLE_WAIT_MS = 2_000;
/** Somebody outside our processes polls with the same token, or a webhook is set: no use in hurrying. */
const CONFLICT_WAIT_MS = 3_000;
/** Over the time that Telegram keeps a poll open: then the line is dead. */
const GRACE_MS = 10_000;
/** The last word to Telegram must not hold a restart up. */
const FAREWELL_MS = 1_500;
/** The most that Telegram gives at once. */
const BATCH = 100;

type PollerOptions = Pick<TelegramOptions, 'holdRole' | 'leaveRole'> & {
  readonly bot: Bot;
  readonly log: Log;
  readonly pollSeconds: number;
};

/**
 * Fetches updates by long polling. An update is confirmed, by asking for those behind it, only after its whole batch was
 * stored: a crash in between brings it again.
 */
export class Poller {
  readonly #options: PollerOptions;
  readonly #pauses = new Pauses();
  #offset = 0;
  /** Up to which Telegram knows that we have it. */
  #confirmed = 0;
  #failures = 0;
  #isStopped = false;
  #holdsRole = false;
  #poll: AbortController | undefined;
  #running: Promise<void> | undefined;

  constructor(options: PollerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#pauses.end();
    this.#poll?.abort();
    await this.#running;
    if (this.#holdsRole) {
      await this.#sayFarewell();
      await this.#options.leaveRole(ROLE).catch(() => undefined);
    }
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      const waitMs = await this.#round().then(
        () => this.#afterSuccess(),
        (error: unknown) => this.#afterFailure(error),
      );
      if (waitMs === 'final') return;
      if (waitMs > 0) await this.#pauses.wait(waitMs);
    }
  }

  async #round(): Promise<void> {
    this.#holdsRole = await this.#options.holdRole(ROLE);
    if (!this.#holdsRole || this.#isStopped) return;
    const updates = await this.#fetch();
    const { bot } = this.#options;
    await Promise.all(updates.map((update) => bot.handleUpdate(update)));
    const last = updates.at(-1);
    if (last) this.#offset = last.update_id + 1;
  }

  async #fetch(): Promise<readonly Update[]> {
    const { bot, pollSeconds } = this.#options;
    const poll = new AbortController();
    this.#poll = poll;
    const timer = setTimeout(() => poll.abort(), pollSeconds * 1_000 + GRACE_MS);
    const offset = this.#offset;
    try {
      const updates = await bot.api.getUpdates(
        { offset, limit: BATCH, timeout: pollSeconds, allowed_updates: WANTED_UPDATES },
        asSignal(poll),
      );
      this.#confirmed = offset;
      // Nothing waits any more. After a quiet week Telegram numbers anew, perhaps from below: an old offset would
      // confirm updates that we never saw.
      if (updates.length === 0) this.#offset = 0;
      return updates;
    } finally {
      clearTimeout(timer);
    }
  }

  #afterSuccess(): number {
    if (this.#failures > 0) this.#options.log.info({}, 'Telegram updates arrive again');
    this.#failures = 0;
    return this.#holdsRole ? 0 : ROLE_WAIT_MS;
  }

  #afterFailure(error: unknown): number | 'final' {
    if (this.#isStopped) return 0;
    const { log } = this.#options;
    if (isTokenUnknown(error)) {
      log.error({ code: 'TELEGRAM_TOKEN' }, new TelegramTokenError().message);
      return 'final';
    }
    this.#failures += 1;
    const { reason, retryAfterMs } =
      error instanceof BotError ? { reason: 'not-stored' } : deliveryError(error);
    const waitMs = isConflict(error)
      ? CONFLICT_WAIT_MS
      : Math.max(retryAfterMs ?? 0, backOffMs(this.#failures));
    log.warn(
      { reason, failures: this.#failures, waitMs: Math.round(waitMs) },
      isConflict(error)
        ? 'Somebody else fetches the updates of this bot, or it has a webhook'
        : 'Telegram updates could not be fetched or stored',
    );
    return waitMs;
  }

  /** Confirms what was stored since the last poll, so that it does not come again. Best effort: a repeat would be dropped. */
  async #sayFarewell(): Promise<void> {
    if (this.#offset === 0 || this.#offset === this.#confirmed) return;
    const farewell = new AbortController();
    const timer = setTimeout(() => farewell.abort(), FAREWELL_MS);
    const last = { offset: this.#offset, limit: 1, timeout: 0 };
    await this.#options.bot.api.getUpdates(last, asSignal(farewell)).catch(() => undefined);
    clearTimeout(timer);
  }
}

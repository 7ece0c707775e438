import { ApiError } from './api-error.ts';

/** How a call goes wrong. */
export type Fault =
  | { readonly kind: 'rate-limit'; readonly seconds: number }
  /** A server error of Telegram, as JSON; `bad-gateway`: of a proxy in front of it, as HTML. */
  | { readonly kind: 'broken' | 'bad-gateway' }
  /** The person has blocked the bot. */
  | { readonly kind: 'gone' }
  /** The connection is taken and nothing is said; `drop`: it is cut. */
  | { readonly kind: 'never' | 'drop' }
  /** The call is made, but the bot never hears of it. */
  | { readonly kind: 'lost-answer' }
  | {
      readonly kind: 'error';
      readonly code: number;
      readonly description: string;
      readonly parameters?: Readonly<Record<string, number>>;
    };

interface Planned {
  readonly fault: Fault;
  readonly method: string | undefined;
  times: number;
}

/** Calls of the bot about itself go wrong only where a test names them. */
const APART = new Set(['getUpdates', 'getMe', 'setWebhook', 'deleteWebhook', 'getWebhookInfo']);

/** Refusals that a test has planned. */
export class Faults {
  #planned: Planned[] = [];

  plan(fault: Fault, { method, times = 1 }: { method?: string; times?: number } = {}): void {
    this.#planned.push({ fault, method, times });
  }

  clear(): void {
    this.#planned = [];
  }

  /** Takes the next one that applies. */
  take(method: string): Fault | undefined {
    const applies = (planned: Planned) =>
      planned.method === undefined
        ? !APART.has(method) && !method.startsWith('setMy')
        : planned.method === method;
    const found = this.#planned.find(applies);
    if (!found) return undefined;
    found.times -= 1;
    if (found.times <= 0) this.#planned = this.#planned.filter((planned) => planned !== found);
    return found.fault;
  }
}

/** @throws {ApiError} for a fault that is answered in words. */
export function refuse(fault: Fault): void {
  switch (fault.kind) {
    case 'rate-limit':
      throw tooMany(fault.seconds);
    case 'broken':
      throw new ApiError(500, 'Internal Server Error');
    case 'gone':
      throw new ApiError(403, 'Forbidden: bot was blocked by the user');
    case 'error':
      throw new ApiError(fault.code, fault.description, fault.parameters);
    case 'bad-gateway':
    case 'never':
    case 'drop':
    case 'lost-answer':
  }
}

const tooMany = (seconds: number): ApiError =>
  new ApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });

/** Messages that may be sent within a time. */
export interface Limits {
  readonly perSecond: number;
  /** To one chat within a second, on the average; `burst` may come at once. */
  readonly perChatSecond: number;
  readonly burst: number;
  readonly perGroupMinute: number;
}

/** https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
export const REAL_LIMITS: Limits = {
  perSecond: 30,
  perChatSecond: 1,
  burst: 3,
  perGroupMinute: 20,
};

interface Bucket {
  tokens: number;
  at: number;
}

/** Refuses what comes faster than Telegram lets it. */
export class RateLimits {
  readonly #limits: Limits;
  readonly #buckets = new Map<string, Bucket>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** @throws {ApiError} 429 */
  take(chat: number): void {
    const { perSecond, perChatSecond, burst, perGroupMinute } = this.#limits;
    this.#spend('all', perSecond, perSecond);
    this.#spend(`chat ${chat}`, burst, perChatSecond);
    if (chat < 0) this.#spend(`group ${chat}`, perGroupMinute, perGroupMinute / 60);
  }

  #spend(key: string, most: number, aSecond: number): void {
    const now = Date.now();
    const bucket = this.#buckets.get(key) ?? { tokens: most, at: now };
    bucket.tokens = Math.min(most, bucket.tokens + ((now - bucket.at) / 1_000) * aSecond);
    bucket.at = now;
    this.#buckets.set(key, bucket);
    if (bucket.tokens < 1) throw tooMany(Math.ceil((1 - bucket.tokens) / aSecond));
    bucket.tokens -= 1;
  }
}

import { autoRetry } from '@grammyjs/auto-retry';
import { type APIThrottlerOptions, apiThrottler } from '@grammyjs/transformer-throttler';
import { Api, type Transformer } from 'grammy';
import { DeliveryError } from '../../bot/channel.ts';

type Signal = Parameters<Transformer>[3];

/**
 * What Telegram asks of bots: 30 messages a second in all, 20 a minute in a group, one a second in a chat, where "short
 * bursts" may go over it. An answer with its parts is such a burst: three at once, then a little less than one a second,
 * for our clock and Telegram's count seconds from different moments.
 *
 * @see https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 */
const AS_TELEGRAM_ASKS: APIThrottlerOptions = {
  out: {
    maxConcurrent: 1,
    reservoir: 3,
    reservoirIncreaseAmount: 1,
    reservoirIncreaseInterval: 1_250,
    reservoirIncreaseMaximum: 3,
    // What is remembered of a chat costs a timer: it goes once the chat has been silent for this long.
    timeout: 10_000,
  },
};

/** A longer wait is the outbox's, which can tell other chats from this one and survives a restart. */
const LONGEST_WAIT_SECONDS = 3;

export interface CallOptions {
  readonly token: string;
  readonly apiRoot?: string;
  readonly timeoutMs: number;
}

/** Calls with a time limit and nothing else: for what is said to the platform rather than to a person. */
export function plainApi({ token, apiRoot, timeoutMs }: CallOptions): Api {
  const api = new Api(token, apiRoot ? { apiRoot } : {});
  api.config.use(timeLimit(timeoutMs));
  return api;
}

/** Calls that keep to Telegram's limits, and wait once and shortly where it says so all the same. */
export function sendingApi(options: CallOptions & { throttle?: false | APIThrottlerOptions }): Api {
  const { throttle = {} } = options;
  const api = plainApi(options);
  // The last one is the outermost: a repeated call waits for its turn again, and waiting counts as no time.
  if (throttle) api.config.use(apiThrottler({ ...AS_TELEGRAM_ASKS, ...throttle }));
  api.config.use(
    autoRetry({
      maxRetryAttempts: 1,
      maxDelaySeconds: LONGEST_WAIT_SECONDS,
      rethrowInternalServerErrors: true,
      rethrowHttpErrors: true,
    }),
  );
  return api;
}

/** @throws {DeliveryError} when the time is over; whether the call was made is then not known. */
function timeLimit(timeoutMs: number): Transformer {
  return async (prev, method, payload, signal) => {
    const limit = new AbortController();
    const abort = () => limit.abort();
    const timer = setTimeout(abort, timeoutMs);
    signal?.addEventListener('abort', abort);
    try {
      return await prev(method, payload, asSignal(limit));
    } catch (error) {
      // Without its cause, which names the address and the token in it.
      // biome-ignore lint/style/useErrorCause: see above.
      if (limit.signal.aborted) throw new DeliveryError('telegram-timeout');
      throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  };
}

/** grammY declares the signal of a package for old Nodes; it takes Node's own. */
export const asSignal = (controller: AbortController): Signal => controller.signal as Signal;

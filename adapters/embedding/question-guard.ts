import {
  ConsecutiveBreaker,
  circuitBreaker,
  handleAll,
  type IPolicy,
  isBrokenCircuitError,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import type { Log } from '../../bot/log.ts';
import { VectorsUnavailable } from '../../knowledge/search/vectors-unavailable.ts';
import { failureOf } from './embedding-error.ts';

export interface GuardSettings {
  /** A person waits: later than this the words decide alone. */
  readonly limitMs: number;
  /** How long nobody is asked after {@link failures} in a row; then one question tries. */
  readonly pauseMs: number;
  readonly failures: number;
}

export const GUARD: GuardSettings = { limitMs: 2000, pauseMs: 15_000, failures: 3 };

/**
 * Asks for the vector of a question without ever holding it up: too late and failed are the same as none. Told to
 * the log when it begins and when it is over, not for each question.
 */
export class QuestionGuard {
  readonly #policy: IPolicy;
  readonly #log: Log;
  /** The failure that the log knows of; absent while all is well. */
  #told: string | undefined;

  constructor(log: Log, { limitMs, pauseMs, failures }: GuardSettings = GUARD) {
    this.#log = log;
    this.#policy = wrap(
      circuitBreaker(handleAll, {
        halfOpenAfter: pauseMs,
        breaker: new ConsecutiveBreaker(failures),
      }),
      timeout(limitMs, TimeoutStrategy.Aggressive),
    );
  }

  /** @throws {VectorsUnavailable} whatever went wrong. */
  async ask(embed: () => Promise<Float32Array>): Promise<Float32Array> {
    try {
      const vector = await this.#policy.execute(embed);
      this.#tellRecovery();
      return vector;
    } catch (error) {
      throw this.#refusal(error);
    }
  }

  #refusal(error: unknown): VectorsUnavailable {
    if (isBrokenCircuitError(error)) return new VectorsUnavailable(this.#told ?? 'PAUSED');
    const refusal = error instanceof VectorsUnavailable ? error : unavailable(error);
    if (this.#told !== refusal.code) {
      this.#told = refusal.code;
      this.#log.warn(
        { code: refusal.code },
        'no vectors for questions: they are answered by their words alone until the embedding provider is back',
      );
    }
    return refusal;
  }

  #tellRecovery(): void {
    if (this.#told === undefined) return;
    this.#told = undefined;
    this.#log.info({}, 'the embedding provider is back');
  }
}

function unavailable(cause: unknown): VectorsUnavailable {
  const code = cause instanceof TaskCancelledError ? 'TIMEOUT' : failureOf(cause).code;
  return new VectorsUnavailable(code, { cause });
}

import {
  ConsecutiveBreaker,
  ConstantBackoff,
  circuitBreaker,
  handleAll,
  handleWhen,
  type IPolicy,
  isBrokenCircuitError,
  retry,
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

/** Enough for a new connection instead of one that the server had closed meanwhile. */
const RETRY_MS = 50;

const WORDS_ONLY =
  'no vectors for questions: they are answered by their words alone until the embedding provider is back';

const ADVICE: Readonly<Record<string, string>> = {
  DIMENSIONS:
    '; its vectors have another size than the index: `npm run index -- --rebuild`, or see EMBEDDINGS_URL',
  HTTP_401: '; see EMBEDDINGS_API_KEY',
  HTTP_404: '; see EMBEDDINGS and EMBEDDINGS_URL',
};

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
      retry(handleWhen(isBrokenLine), { maxAttempts: 1, backoff: new ConstantBackoff(RETRY_MS) }),
    );
  }

  /** @throws {VectorsUnavailable} whatever went wrong. */
  ask(embed: () => Promise<Float32Array>): Promise<Float32Array> {
    return this.#watched(this.#policy.execute(embed));
  }

  /**
   * The same at the start, when nobody waits yet: a server may have to load the model first.
   *
   * @throws {VectorsUnavailable} whatever went wrong.
   */
  askPatiently(embed: () => Promise<Float32Array>): Promise<Float32Array> {
    return this.#watched(embed());
  }

  async #watched(asked: Promise<Float32Array>): Promise<Float32Array> {
    try {
      const vector = await asked;
      this.#tellRecovery();
      return vector;
    } catch (error) {
      throw this.#refusal(error);
    }
  }

  #refusal(error: unknown): VectorsUnavailable {
    if (isBrokenCircuitError(error)) return new VectorsUnavailable(this.#told ?? 'PAUSED');
    const refusal = error instanceof VectorsUnavailable ? error : unavailable(error);
    if (this.#told === undefined) {
      this.#log.warn({ code: refusal.code }, `${WORDS_ONLY}${ADVICE[refusal.code] ?? ''}`);
    }
    this.#told = refusal.code;
    return refusal;
  }

  #tellRecovery(): void {
    if (this.#told === undefined) return;
    this.#told = undefined;
    this.#log.info({}, 'the embedding provider is back');
  }
}

/** No answer came, not even a refusal. */
const isBrokenLine = (error: unknown): boolean =>
  !(error instanceof VectorsUnavailable) && !failureOf(error).code.startsWith('HTTP_');

function unavailable(cause: unknown): VectorsUnavailable {
  const code = cause instanceof TaskCancelledError ? 'TIMEOUT' : failureOf(cause).code;
  return new VectorsUnavailable(code, { cause });
}

import {
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  isBrokenCircuitError,
  retry,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import type { ModelFailure } from '../../bot/model/chat-model.ts';
import { AttemptError } from './attempt-error.ts';

export interface Pace {
  /** Repetitions after the first attempt. */
  readonly retries: number;
  /** Before the first repetition; doubled for each that follows. */
  readonly backOffMs: number;
  /** Requests that fail in a row until the model is left alone. */
  readonly failures: number;
  readonly restMs: number;
}

export const PACE: Pace = { retries: 2, backOffMs: 300, failures: 5, restMs: 30_000 };

export interface PatienceParts {
  readonly clock: () => number;
  readonly random: () => number;
  readonly onBreak: () => void;
}

/** Runs one request to its end: with a time limit, repetitions within it, and rest where the model fails again and again. */
export interface Patience {
  /**
   * @param attempt - Ends with its signal, and throws an {@link AttemptError} where it fails.
   * @throws {AttemptError}
   */
  run<T>(
    limitMs: number,
    cancelled: AbortSignal,
    attempt: (signal: AbortSignal) => Promise<T>,
  ): Promise<T>;
}

/** What speaks against the model itself. A key it refuses or a form it misses is no reason to leave it alone. */
const OF_THE_MODEL: ReadonlySet<ModelFailure> = new Set(['timeout', 'rate-limited', 'unavailable']);

export function openPatience(pace: Pace, parts: PatienceParts): Patience {
  const breaker = circuitBreaker(
    handleWhen((error) => error instanceof AttemptError && OF_THE_MODEL.has(error.failure)),
    { halfOpenAfter: pace.restMs, breaker: new ConsecutiveBreaker(pace.failures) },
  );
  breaker.onBreak(parts.onBreak);
  return {
    async run(limitMs, cancelled, attempt) {
      // The library would let others wait for the one trial, for as long as that takes.
      if (breaker.state === CircuitState.HalfOpen) throw new AttemptError('resting');
      const limited = limits(pace, parts, limitMs);
      const patiently = () =>
        limited
          .execute(({ signal }) => attempt(signal), cancelled)
          .catch((error: unknown) => {
            throw outcome(error, cancelled);
          });
      return await breaker.execute(patiently).catch((error: unknown) => {
        throw error instanceof Error && isBrokenCircuitError(error)
          ? new AttemptError('resting')
          : error;
      });
    },
  };
}

/** A limit on all attempts together; what would have to wait beyond it is not tried again. */
function limits(pace: Pace, { clock, random }: PatienceParts, limitMs: number) {
  const deadline = clock() + limitMs;
  // Between half of it and all of it, so that those who failed together do not come back together.
  const backOff = (attempt: number) => pace.backOffMs * 2 ** attempt * (0.5 + random() / 2);
  const waitMs = (error: AttemptError, attempt: number) =>
    error.retryAfterMs === undefined
      ? backOff(attempt)
      : error.retryAfterMs + random() * pace.backOffMs;
  let nextWaitMs = 0;
  let failed = 0;
  const again = retry(
    handleWhen((error) => {
      if (!(error instanceof AttemptError && error.isPassing)) return false;
      nextWaitMs = waitMs(error, failed++);
      return clock() + nextWaitMs < deadline;
    }),
    { maxAttempts: pace.retries, backoff: new DelegateBackoff(() => nextWaitMs) },
  );
  return wrap(timeout(limitMs, TimeoutStrategy.Aggressive), again);
}

function outcome(error: unknown, cancelled: AbortSignal): unknown {
  if (cancelled.aborted) return new AttemptError('cancelled');
  return error instanceof TaskCancelledError ? new AttemptError('timeout') : error;
}

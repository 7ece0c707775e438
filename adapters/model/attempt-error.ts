import type { ModelFailure } from '../../bot/model/chat-model.ts';
import type { Exchange } from './exchange.ts';

/** One attempt that failed. It carries nothing of what a library said: providers quote what was sent to them. */
export class AttemptError extends Error {
  override readonly name = 'AttemptError';
  readonly failure: ModelFailure;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  /** Something of the answer was handed on already. */
  readonly wasHeard: boolean;

  constructor(failure: ModelFailure, seen: Partial<Exchange> = {}, wasHeard = false) {
    super(failure);
    this.failure = failure;
    this.status = seen.status;
    this.retryAfterMs = seen.retryAfterMs;
    this.wasHeard = wasHeard;
  }

  /** Whether asking again may help, and cannot show the beginning of an answer twice. */
  get isPassing(): boolean {
    return !this.wasHeard && (this.failure === 'rate-limited' || this.failure === 'unavailable');
  }
}

/** Names of errors with which OpenAI's library refuses an answer that came, but is cut off. */
const CUT_OFF = new Set(['LengthFinishReasonError', 'ContentFilterFinishReasonError']);

/** What an error of a library means, by the exchange rather than by what the error says. */
export function failureOf(error: unknown, { status }: Exchange): ModelFailure {
  if (error instanceof AttemptError) return error.failure;
  if (status === undefined) return 'unavailable';
  if (status === 429) return 'rate-limited';
  if (status >= 500 || status === 408 || status === 425) return 'unavailable';
  if (status >= 400) return 'refused';
  const isOtherForm =
    error instanceof SyntaxError || (error instanceof Error && CUT_OFF.has(error.constructor.name));
  return isOtherForm ? 'malformed' : 'unavailable';
}

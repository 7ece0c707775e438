import type { z } from 'zod';
import type { WordingCheck } from '../../knowledge/wording/wording.ts';

/** What a language model is asked to do: find out what is meant, word what was found, put a story formally. */
export const MODEL_TASKS = ['understand', 'word', 'draft'] as const;
export type ModelTask = (typeof MODEL_TASKS)[number];

/** Who sees what is sent to the model. Shown to people. */
export interface ModelFacts {
  /** `openai:gpt-5-mini`. */
  readonly name: string;
  /** Who runs it: `OpenAI`, or the host that the operator named. */
  readonly provider: string;
  /** It runs with the operator: nothing leaves. */
  readonly isLocal: boolean;
}

export interface ModelRequest {
  readonly task: ModelTask;
  /** Ours; nothing that a person wrote is in it. */
  readonly system: string;
  /** Data for the model, personal data masked. */
  readonly user: string;
  /** Whose budget it is: the person within their platform. */
  readonly person: { readonly platform: string; readonly person: string };
  /** Ends the request: the person asked something else, or we are stopping. */
  readonly signal: AbortSignal;
}

/** What an answer took, for budget and figures. */
export interface ModelUse {
  /** By which {@link ChatModel.record} finds it. */
  readonly id: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** In millionths of the operator's currency; 0 where no price is set. */
  readonly microCost: number;
  readonly ms: number;
  /** Until the first words; absent where none came. */
  readonly firstWordsMs?: number;
}

/** A language model as the bot knows it. It may fail at any time: whoever asks has an answer without it. */
export interface ChatModel {
  readonly facts: ModelFacts;
  /**
   * Asks for lines of text, and hands them on piece by piece as they arrive. An attempt that fails after its first piece is
   * not made again.
   *
   * @throws {ModelError}
   */
  write(request: ModelRequest, onPiece: (piece: string) => void): Promise<ModelUse>;
  /**
   * Asks for data of a form. What does not have the form is a failure.
   *
   * @throws {ModelError}
   */
  read<T>(
    request: ModelRequest,
    form: z.ZodType<T>,
  ): Promise<{ readonly value: T; readonly use: ModelUse }>;
  /** Notes what became of a generated text. Failures do not matter. */
  record(use: Pick<ModelUse, 'id'>, checked: WordingCheck): Promise<void>;
}

export const MODEL_FAILURES = [
  /** Took longer than it may. */
  'timeout',
  'rate-limited',
  /** Cannot be reached, broke off, or failed by itself. */
  'unavailable',
  /** It failed so often that it is left alone for a while. */
  'resting',
  'budget-of-day',
  'budget-of-person',
  /** The person asked something else, or we are stopping. */
  'cancelled',
  /** It does not take the request: key, name of the model, size. The operator must mend it. */
  'refused',
  /** It answered with something else than was asked for. */
  'malformed',
] as const;
export type ModelFailure = (typeof MODEL_FAILURES)[number];

export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code = 'MODEL';
  readonly failure: ModelFailure;

  /** @param cause - Never logged: providers quote what was sent to them. */
  constructor(failure: ModelFailure, cause?: unknown) {
    super(`The language model gave nothing: ${failure}.`, cause === undefined ? {} : { cause });
    this.failure = failure;
  }
}

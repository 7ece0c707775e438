import type { WordingCheck } from '../../knowledge/wording/wording.ts';
import type { ModelFailure, ModelTask } from './chat-model.ts';

/** What models took, so that a budget holds across processes and restarts. Part of the store. */
export interface ModelLedger {
  /**
   * Sets tokens aside before anything is asked, all in one transaction: two that ask at once cannot both take the last ones.
   *
   * @returns `refused` where the budget of the day or of the person would not bear it.
   */
  reserve(
    wanted: Reservation,
  ): Promise<
    | { readonly kind: 'reserved'; readonly id: number }
    | { readonly kind: 'refused'; readonly by: 'day' | 'person' }
  >;
  /** What it took in the end takes the place of what was set aside. */
  settle(id: number, spent: Spent): Promise<void>;
  /** What was checked of the text. */
  record(id: number, checked: WordingCheck): Promise<void>;
  /** One row a task, for the operator. @param day - In Korea, YYYY-MM-DD. */
  figures(day: string): Promise<readonly ModelFigures[]>;
}

export interface Reservation {
  /** In Korea, YYYY-MM-DD. */
  readonly day: string;
  readonly platform: string;
  /** As the platform calls them; stored as a keyed digest that is another one every day. */
  readonly person: string;
  readonly task: ModelTask;
  /** The most that it may take, question and answer together. */
  readonly tokens: number;
  /** Tokens of a day. */
  readonly limits: { readonly day: number; readonly person: number };
}

export interface Spent {
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly microCost: number;
  readonly ms: number;
  readonly attempts: number;
  readonly outcome: 'done' | ModelFailure;
}

export interface ModelFigures {
  readonly task: ModelTask;
  readonly model: string;
  readonly asked: number;
  readonly done: number;
  readonly failed: Readonly<Partial<Record<ModelFailure, number>>>;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly microCost: number;
  /** Of texts that were checked: sentences and what became of them. */
  readonly sentences: number;
  readonly kept: number;
  readonly replaced: number;
  readonly dropped: number;
  readonly refused: number;
}

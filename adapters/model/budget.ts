import type { Log } from '../../bot/log.ts';
import { ModelError, type ModelRequest } from '../../bot/model/chat-model.ts';
import type { ModelLedger, Spent } from '../../bot/model/model-ledger.ts';
import type { WordingCheck } from '../../knowledge/wording/wording.ts';
import { type ChatModelSettings, modelName } from './chat-model-settings.ts';
import { THINKING_TOKENS, thinks } from './model-fields.ts';
import { ANSWER_TOKENS, microCost, type Tokens } from './tokens.ts';

/** What may still be asked, and the account of what was. */
export interface Budget {
  /**
   * Nothing is asked without it.
   *
   * @throws {ModelError} `budget-of-day`, `budget-of-person`; `unavailable` where the ledger is.
   */
  reserve(request: ModelRequest, question: number): Promise<number>;
  /** Never throws: an answer that came is not lost with its account. */
  settle(id: number, spent: Omit<Spent, 'model'>): Promise<void>;
  record(id: number, checked: WordingCheck): Promise<void>;
  microCost(tokens: Tokens): number;
}

export interface BudgetParts {
  readonly ledger: ModelLedger;
  readonly log: Log;
  readonly today: () => string;
}

export function openBudget(
  settings: ChatModelSettings,
  { ledger, log, today }: BudgetParts,
): Budget {
  const thoughts = thinks(modelName(settings.model)) ? THINKING_TOKENS : 0;
  const limits = { day: settings.tokensPerDay, person: settings.tokensPerPerson };
  const quietly = async (id: number, note: Promise<void>, message: string) => {
    await note.catch(() => log.warn({ model: settings.model, request: id }, message));
  };
  return {
    async reserve({ task, person }, question) {
      const tokens = question + ANSWER_TOKENS[task] + thoughts;
      const wanted = { day: today(), ...person, task, tokens, limits };
      const reserved = await ledger.reserve(wanted).catch((error: unknown) => {
        throw new ModelError('unavailable', error);
      });
      if (reserved.kind === 'reserved') return reserved.id;
      throw new ModelError(reserved.by === 'day' ? 'budget-of-day' : 'budget-of-person');
    },
    settle: (id, spent) =>
      quietly(
        id,
        ledger.settle(id, { model: settings.model, ...spent }),
        'What a model took was not noted; what was set aside for it stays.',
      ),
    record: (id, checked) =>
      quietly(id, ledger.record(id, checked), 'What was checked of a text was not noted.'),
    microCost: (tokens) => microCost(tokens, settings.price),
  };
}

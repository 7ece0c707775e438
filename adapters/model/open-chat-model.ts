import type { z } from 'zod';
import type { Log } from '../../bot/log.ts';
import {
  type ChatModel,
  ModelError,
  type ModelRequest,
  type ModelUse,
} from '../../bot/model/chat-model.ts';
import type { ModelLedger } from '../../bot/model/model-ledger.ts';
import { AttemptError } from './attempt-error.ts';
import { type Budget, openBudget } from './budget.ts';
import type { ChatModelSettings } from './chat-model-settings.ts';
import { type Attempt, type ConversationParts, reading, writing } from './conversation.ts';
import { type Environment, forgetTracing, loadLangChain } from './load-langchain.ts';
import { modelFields } from './model-fields.ts';
import { openPatience, PACE, type Pace, type Patience } from './patience.ts';
import { providerFacts } from './provider-facts.ts';
import { openTally, type Tally } from './tally.ts';
import { estimateQuestion } from './tokens.ts';

export interface ChatModelParts {
  readonly ledger: ModelLedger;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly random: () => number;
  /** In Korea, YYYY-MM-DD. */
  readonly today: () => string;
  /** Of the process: what would make a library trace or log what people wrote is deleted from it. */
  readonly environment?: Environment;
}

/** Opens the model that the operator chose; its library is loaded here. Asks the provider nothing yet. */
export async function openChatModel(
  settings: ChatModelSettings,
  parts: ChatModelParts,
  pace: Pace = PACE,
): Promise<ChatModel> {
  const facts = providerFacts(settings);
  if (parts.environment) forgetTracing(parts.environment);
  const langchain = await loadLangChain();
  // A setting that the provider's library refuses is heard of at the start.
  await langchain.initChatModel(settings.model, { ...modelFields(settings, 1, fetch).fields });
  const asker: Asker = {
    conversation: { settings, langchain, clock: parts.clock },
    budget: openBudget(settings, parts),
    patience: openPatience(pace, {
      ...parts,
      onBreak: () => parts.log.warn({ model: facts.name, ...pace }, 'Leaving the model alone.'),
    }),
    log: parts.log,
  };
  return {
    facts,
    async write(request, onPiece) {
      const question = estimateQuestion(request.system, request.user);
      const attempt = writing(asker.conversation, request, onPiece);
      return (await ask(asker, request, question, attempt)).use;
    },
    read: <T>(request: ModelRequest, form: z.ZodType<T>) => {
      const { shape, attempt } = reading(asker.conversation, request, form);
      const schema = JSON.stringify(shape.schema);
      const question = estimateQuestion(request.system, request.user, schema);
      return ask(asker, request, question, attempt);
    },
    record: ({ id }, checked) => asker.budget.record(id, checked),
  };
}

interface Asker {
  readonly conversation: ConversationParts;
  readonly budget: Budget;
  readonly patience: Patience;
  readonly log: Log;
}

/** One request from its budget to its account. @param question - Estimated tokens of what is sent. */
async function ask<T>(
  asker: Asker,
  request: ModelRequest,
  question: number,
  attempt: Attempt<T>,
): Promise<{ readonly value: T; readonly use: ModelUse }> {
  const { clock } = asker.conversation;
  const startedAt = clock();
  if (request.signal.aborted) throw new ModelError('cancelled');
  const id = await asker.budget.reserve(request, question);
  const tally = openTally(question, clock);
  const limitMs = asker.conversation.settings.seconds * 1000;
  const ended = await asker.patience
    .run(limitMs, request.signal, (signal) => attempt(signal, tally))
    .then(
      (value) => ({ kind: 'done' as const, value }),
      (error: unknown) => ({ kind: 'failed' as const, error: asAttemptError(error) }),
    );
  const outcome = ended.kind === 'done' ? 'done' : ended.error.failure;
  const use = useOf(id, tally, asker.budget, { startedAt, endedAt: clock() });
  await asker.budget.settle(id, { ...spentOf(use), attempts: tally.attempts, outcome });
  const told = { model: asker.conversation.settings.model, task: request.task, ms: use.ms };
  if (ended.kind === 'done') {
    const { inputTokens, outputTokens, microCost } = use;
    const took = { attempts: tally.attempts, inputTokens, outputTokens, microCost };
    asker.log.info({ ...told, ...took }, 'The language model answered.');
    return { value: ended.value, use };
  }
  const { failure, status } = ended.error;
  const details = { ...told, attempts: tally.attempts, failure, ...(status && { status }) };
  asker.log[failure === 'cancelled' ? 'info' : 'warn'](details, 'The language model gave nothing.');
  throw new ModelError(failure);
}

function useOf(
  id: number,
  { tokens, firstWordsAt }: Tally,
  budget: Budget,
  { startedAt, endedAt }: { readonly startedAt: number; readonly endedAt: number },
): ModelUse {
  return {
    id,
    inputTokens: tokens.input,
    outputTokens: tokens.output,
    microCost: budget.microCost(tokens),
    ms: endedAt - startedAt,
    ...(firstWordsAt !== undefined && { firstWordsMs: firstWordsAt - startedAt }),
  };
}

function spentOf({ inputTokens, outputTokens, microCost, ms }: ModelUse) {
  return { inputTokens, outputTokens, microCost, ms };
}

/** Anything else is a fault of ours, told as one of the model: whoever asks has an answer without it. */
function asAttemptError(error: unknown): AttemptError {
  return error instanceof AttemptError ? error : new AttemptError('unavailable');
}

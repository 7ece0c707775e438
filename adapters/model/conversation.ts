import type { AIMessage, AIMessageChunk } from '@langchain/core/messages';
import type { z } from 'zod';
import type { ModelRequest } from '../../bot/model/chat-model.ts';
import { AttemptError, failureOf } from './attempt-error.ts';
import { type ChatModelSettings, modelName } from './chat-model-settings.ts';
import { type Exchange, observedFetch } from './exchange.ts';
import type { LangChain } from './load-langchain.ts';
import { modelFields } from './model-fields.ts';
import { type ModelForm, modelForm } from './model-form.ts';
import type { Hearer, Tally } from './tally.ts';
import { ANSWER_TOKENS } from './tokens.ts';

export interface ConversationParts {
  readonly settings: ChatModelSettings;
  readonly langchain: LangChain;
  readonly clock: () => number;
}

/** One attempt at one request. What it took is added to the tally, also where it fails. */
export type Attempt<T> = (signal: AbortSignal, tally: Tally) => Promise<T>;

/** An attempt that hands on the answer as it arrives. */
export function writing(
  parts: ConversationParts,
  request: ModelRequest,
  onPiece: (piece: string) => void,
): Attempt<void> {
  return attempt(parts, request, 0, async ({ ask, options, heard }) => {
    const { model, messages } = await ask();
    let reason: unknown;
    for await (const chunk of await model.stream(messages, options)) {
      // The request was given up, whatever is still under way.
      options.signal.throwIfAborted();
      heard.count(chunk.usage_metadata);
      reason = endOf(chunk) ?? reason;
      if (chunk.text === '') continue;
      heard.piece(chunk.text);
      onPiece(chunk.text);
    }
    if (reason === undefined) throw new AttemptError('unavailable');
    if (!isWhole(reason)) throw new AttemptError('malformed');
    heard.whole();
  });
}

/** An attempt that asks for data of a form. */
export function reading<T>(
  parts: ConversationParts,
  request: ModelRequest,
  form: z.ZodType<T>,
): { readonly shape: ModelForm; readonly attempt: Attempt<T> } {
  const shape = modelForm(form);
  const unheard = ANSWER_TOKENS[request.task];
  const asked = attempt(parts, request, unheard, async ({ ask, options, heard }) => {
    const { model, messages, method, takesStrict } = await ask();
    const formed = model.withStructuredOutput<Record<string, unknown>>(
      { ...shape.schema },
      { name: 'answer', method, includeRaw: true, ...(takesStrict && { strict: shape.isStrict }) },
    );
    const { raw, parsed } = await formed.invoke(messages, options);
    const said = raw as AIMessage;
    heard.count(said.usage_metadata);
    const value = form.safeParse(parsed);
    // LangChain mends data that was cut off; what is missing from it cannot be mended.
    if (!isWhole(endOf(said)) || !value.success) throw new AttemptError('malformed');
    heard.whole(JSON.stringify(parsed));
    return value.data;
  });
  return { shape, attempt: asked };
}

interface Hearing {
  readonly ask: () => ReturnType<typeof openConversation>;
  readonly options: { readonly signal: AbortSignal; readonly callbacks: LangChain['untraced'] };
  readonly heard: Hearer;
}

/** What the two kinds of attempts share: what failed is told by its exchange, and what it took is counted. */
function attempt<T>(
  parts: ConversationParts,
  request: ModelRequest,
  unheard: number,
  hold: (hearing: Hearing) => Promise<T>,
): Attempt<T> {
  return async (signal, tally) => {
    signal.throwIfAborted();
    const exchange: Exchange = { wasSent: false };
    const heard = tally.hear(exchange, signal, unheard);
    const options = { signal, callbacks: parts.langchain.untraced };
    const ask = () => openConversation(parts, request, exchange, signal);
    try {
      return await hold({ ask, options, heard });
    } catch (error) {
      const failure = signal.aborted ? 'timeout' : failureOf(error, exchange);
      // biome-ignore lint/style/useErrorCause: libraries of providers quote what was sent.
      throw new AttemptError(failure, exchange, heard.hasBegun());
    } finally {
      heard.end();
    }
  };
}

/** A model of LangChain's for this one exchange: a provider's library takes a `fetch` once, and ours belongs to the request. */
async function openConversation(
  { settings, langchain, clock }: ConversationParts,
  request: ModelRequest,
  exchange: Exchange,
  signal: AbortSignal,
) {
  const lines = modelName(settings.model).provider === 'ollama' ? 'json' : 'events';
  const customFetch = observedFetch(exchange, lines, signal, clock);
  const { fields, ...rest } = modelFields(settings, ANSWER_TOKENS[request.task], customFetch);
  const model = await langchain.initChatModel(settings.model, { ...fields });
  const { SystemMessage, HumanMessage } = langchain;
  const messages = [new SystemMessage(request.system), new HumanMessage(request.user)];
  return { ...rest, model, messages };
}

/** Why the answer ended; each provider has its own word and place for it. */
function endOf({ response_metadata: of, additional_kwargs: and }: AIMessage | AIMessageChunk) {
  return of['finish_reason'] ?? of['stop_reason'] ?? and['stop_reason'] ?? of['done_reason'];
}

/** All others mean that it is cut off: by the length, by a filter, by a refusal. */
const WHOLE = new Set(['stop', 'end_turn', 'stop_sequence', 'tool_use', 'tool_calls']);

function isWhole(reason: unknown): boolean {
  return typeof reason === 'string' && WHOLE.has(reason);
}

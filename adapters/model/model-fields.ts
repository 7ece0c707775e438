import { type ChatModelSettings, type ModelName, modelName } from './chat-model-settings.ts';
import { addressOf } from './provider-facts.ts';

/** How `initChatModel` is called for a provider, and how the provider is asked for data of a form. */
export interface ModelFields {
  readonly method: 'jsonSchema' | 'functionCalling';
  /** Passes OpenAI's `strict` on. */
  readonly takesStrict: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Close to the passages, not word for word the same each time. */
const TEMPERATURE = 0.2;

/** A model that thinks before it answers pays for it out of the same allowance. */
export const THINKING_TOKENS = 2000;

/** Ollama cuts what does not fit off the front, and says nothing; another size for each request would load the model again. */
const OLLAMA_CONTEXT_TOKENS = 8192;

/** Sent where the operator set an address and no key, so that no key out of the environment goes to a stranger. */
const NO_KEY = 'none';

/** It spends tokens on thoughts that nobody sees, and takes no temperature. */
export function thinks({ provider, model }: ModelName): boolean {
  if (provider === 'openai') return /^(?:o\d|gpt-[5-9])(?!.*-chat)/.test(model);
  return provider === 'anthropic' && /^claude-(?:[a-z]+-[5-9]|mythos)/.test(model);
}

/** @param answerTokens - Of the answer alone: what thinking may take comes on top. */
export function modelFields(
  settings: ChatModelSettings,
  answerTokens: number,
  customFetch: typeof fetch,
): ModelFields {
  const name = modelName(settings.model);
  const address = addressOf(settings);
  const maxTokens = answerTokens + (thinks(name) ? THINKING_TOKENS : 0);
  const apiKey = settings.apiKey ?? (settings.url ? NO_KEY : undefined);
  const common = { maxRetries: 0, ...(apiKey && { apiKey }) };
  const client = { baseURL: address, fetch: customFetch, logLevel: 'off' };
  switch (name.provider) {
    case 'openai':
      return {
        method: takesForms(name.model) ? 'jsonSchema' : 'functionCalling',
        takesStrict: true,
        // zdrEnabled: the newer of OpenAI's two protocols keeps answers unless told not to.
        fields: {
          ...common,
          ...openaiLimits(name, maxTokens),
          configuration: client,
          zdrEnabled: true,
        },
      };
    case 'anthropic':
      return {
        // Forcing a tool works with every model that does not think, and with none that does.
        method: thinks(name) ? 'jsonSchema' : 'functionCalling',
        takesStrict: false,
        fields: {
          ...common,
          ...anthropicLimits(name, maxTokens),
          clientOptions: { ...client, authToken: null },
          anthropicApiUrl: address,
        },
      };
    case 'ollama':
      return {
        method: 'jsonSchema',
        takesStrict: false,
        fields: {
          maxRetries: 0,
          baseUrl: address,
          fetch: customFetch,
          numPredict: maxTokens,
          numCtx: OLLAMA_CONTEXT_TOKENS,
          temperature: TEMPERATURE,
          think: false,
          ...(settings.apiKey && { headers: { authorization: `Bearer ${settings.apiKey}` } }),
        },
      };
  }
}

/** The first models had no forms; LangChain refuses to ask them for one. */
function takesForms(model: string): boolean {
  return !/^gpt-3|^gpt-4(?:-|$)/.test(model);
}

/** LangChain knows two families that think; for later ones what they take is said by hand. */
function openaiLimits(name: ModelName, maxTokens: number): Readonly<Record<string, unknown>> {
  if (!thinks(name)) return { maxTokens, temperature: TEMPERATURE };
  if (/^(?:o\d|gpt-5)/.test(name.model)) return { maxTokens, reasoning: { effort: 'low' } };
  return { modelKwargs: { max_completion_tokens: maxTokens, reasoning_effort: 'low' } };
}

function anthropicLimits(name: ModelName, maxTokens: number): Readonly<Record<string, unknown>> {
  if (thinks(name)) return { maxTokens, outputConfig: { effort: 'low' } };
  // Those from 4.7 on refuse a temperature.
  const takesTemperature = /^claude-(?:3|[a-z]+-4-[0-6])/.test(name.model);
  return { maxTokens, ...(takesTemperature && { temperature: TEMPERATURE }) };
}

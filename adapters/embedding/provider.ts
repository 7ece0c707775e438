import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { giveUpIfFinal } from './embedding-error.ts';

export interface ProviderSettings {
  /** `openai:<model>` or `ollama:<model>`. */
  readonly setting: string;
  readonly url?: string | undefined;
  readonly apiKey?: string | undefined;
  /** Numbers a vector is to have; absent: as many as the model gives. */
  readonly dimensions?: number | undefined;
}

/** One model at one address, as two clients: building may take its time, a question may not. */
export interface Provider {
  /** Provider, model, address and number of dimensions: what an index is told from others by. */
  readonly name: string;
  readonly setting: string;
  /** Without user, password and query. */
  readonly address: string;
  readonly forWordings: EmbeddingsInterface;
  readonly forQuestions: EmbeddingsInterface;
}

/** Servers of other makers take no more texts at a time by default. */
export const BATCH_SIZE = 32;

/** Requests under way at the same time. */
export const BATCHES_AT_ONCE = 4;

/** With LangChain's back-off from one second on: about a quarter of a minute. */
const BUILDING_RETRIES = 4;

/** A batch on a processor without accelerator. */
const BUILDING_TIMEOUT_MS = 120_000;

/** Nobody waits that long; but a model that is loaded meanwhile is there for the next question. */
const QUESTION_TIMEOUT_MS = 30_000;

/** A model that Ollama unloaded would answer the first question of the next person too late. */
const KEEP_LOADED = '24h';

const DEFAULT_ADDRESS = { openai: 'https://api.openai.com/v1', ollama: 'http://127.0.0.1:11434' };

/** Opens the clients. Provider libraries are loaded only when they are chosen. */
export async function openProvider(
  settings: ProviderSettings,
  buildingRetries: number = BUILDING_RETRIES,
): Promise<Provider> {
  const at = settings.setting.indexOf(':');
  const kind = settings.setting.slice(0, at) === 'ollama' ? 'ollama' : 'openai';
  const model = settings.setting.slice(at + 1);
  const url = (settings.url ?? DEFAULT_ADDRESS[kind]).replace(/\/+$/, '');
  const { dimensions } = settings;
  const open = await (kind === 'ollama' ? ollama : openai)({ ...settings, model, url });
  return {
    name: [settings.setting, url, dimensions ?? 'own dimensions'].join(' '),
    setting: settings.setting,
    address: shown(url),
    forWordings: open({ retries: buildingRetries, timeoutMs: BUILDING_TIMEOUT_MS }),
    forQuestions: open({ retries: 0, timeoutMs: QUESTION_TIMEOUT_MS }),
  };
}

type Wanted = ProviderSettings & { readonly model: string; readonly url: string };
type Open = (patience: {
  readonly retries: number;
  readonly timeoutMs: number;
}) => EmbeddingsInterface;

async function openai({ model, url, apiKey, dimensions }: Wanted): Promise<Open> {
  const { OpenAIEmbeddings } = await import('@langchain/openai');
  return ({ retries, timeoutMs }) =>
    new OpenAIEmbeddings({
      model,
      // Some compatible servers ignore the request for base64 and answer with numbers.
      encodingFormat: 'float',
      batchSize: BATCH_SIZE,
      maxConcurrency: BATCHES_AT_ONCE,
      maxRetries: retries,
      onFailedAttempt: giveUpIfFinal,
      timeout: timeoutMs,
      // Servers of one's own often want none, the client always does.
      apiKey: apiKey ?? 'none',
      configuration: { baseURL: url },
      ...(dimensions && { dimensions }),
    });
}

async function ollama({ model, url, apiKey, dimensions }: Wanted): Promise<Open> {
  const { OllamaEmbeddings } = await import('@langchain/ollama');
  return ({ retries, timeoutMs }) =>
    new OllamaEmbeddings({
      model,
      baseUrl: url,
      keepAlive: KEEP_LOADED,
      truncate: true,
      maxConcurrency: BATCHES_AT_ONCE,
      maxRetries: retries,
      onFailedAttempt: giveUpIfFinal,
      fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) }),
      ...(apiKey && { headers: { authorization: `Bearer ${apiKey}` } }),
      ...(dimensions && { dimensions }),
    });
}

function shown(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`.replace(/\/$/, '');
}

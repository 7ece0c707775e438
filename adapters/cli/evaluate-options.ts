import { type ParseArgsConfig, parseArgs } from 'node:util';
import { z } from 'zod';

export const EVALUATE_USAGE = `npm run evaluate                            shares of right answers by kind and language
npm run evaluate -- FILE …                  of these questions (lines of JSON) instead of our own
npm run evaluate -- --fail                  and every answer that is not right; of a model: every sentence that is not
npm run evaluate -- --embeddings openai:MODEL [--url ADDRESS] [--embeddings …]
                                            compares embeddings on the same questions, the built-in one always among them
npm run evaluate -- --model openai:MODEL [--model-url ADDRESS] [--model …] [--save FILE]
                                            compares answers without and with a language model

--embeddings  builtin, none, openai:MODEL or ollama:MODEL; may stand several times
--url         address of the server; once for all, or once for each provider in their order.
              Without it: EMBEDDINGS_URL. The key is EMBEDDINGS_API_KEY.
--model       openai:MODEL, anthropic:MODEL or ollama:MODEL; may stand several times
--model-url   address of the server; once for all, or once for each model in their order.
              Without it: CHAT_MODEL_URL. The key is CHAT_MODEL_API_KEY, what it costs CHAT_MODEL_PRICE.
--save        writes the comparison of models as FILE.md and FILE.json`;

/** An embedding or a language model to compare. */
export interface Compared {
  readonly setting: string;
  readonly url?: string;
}

export interface EvaluateOptions {
  readonly files: readonly string[];
  readonly showsFailures: boolean;
  /** Empty: nothing is compared. */
  readonly embeddings: readonly Compared[];
  /** Empty: all is answered without a language model. */
  readonly models: readonly Compared[];
  /** Where the comparison of models is written to. */
  readonly save?: string;
}

/** The command line asks for what there is not; `message` says what there is. */
export class EvaluateUsageError extends Error {
  override readonly name = 'EvaluateUsageError';
  readonly code = 'USAGE';
}

const OPTIONS = {
  fail: { type: 'boolean', default: false },
  embeddings: { type: 'string', multiple: true, default: [] },
  url: { type: 'string', multiple: true, default: [] },
  model: { type: 'string', multiple: true, default: [] },
  'model-url': { type: 'string', multiple: true, default: [] },
  save: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const satisfies ParseArgsConfig['options'];

const MODEL = /^(?:openai|anthropic|ollama):.+$/;
const SETTING = /^(?:builtin|none|(?:openai|ollama):.+)$/;

/**
 * Undefined when help is asked for.
 *
 * @throws {EvaluateUsageError}
 */
export function readEvaluateOptions(words: readonly string[]): EvaluateOptions | undefined {
  const { values, positionals } = parsed(words);
  if (values.help) return undefined;
  if (values.save && values.model.length === 0) throw usage('--save needs --model');
  return {
    files: positionals,
    showsFailures: values.fail,
    embeddings: compared(values.embeddings, values.url),
    models: comparedModels(values.model, values['model-url']),
    ...(values.save && { save: values.save }),
  };
}

function comparedModels(settings: readonly string[], urls: readonly string[]): readonly Compared[] {
  const wrong = settings.find((setting) => !MODEL.test(setting));
  if (wrong !== undefined) throw usage(`--model ${wrong}: there is no such model`);
  if (settings.length === 0 && urls.length > 0) throw usage('--model-url needs --model');
  checkUrls('--model-url', urls, settings.length);
  return settings.map((setting, at) => withUrl(setting, urls, at));
}

/** @param count - How many there are that have an address. */
function checkUrls(option: string, urls: readonly string[], count: number): void {
  const wrong = urls.find((url) => !z.url({ protocol: /^https?$/ }).safeParse(url).success);
  if (wrong !== undefined) throw usage(`${option} ${wrong}: not an address`);
  if (urls.length > 1 && urls.length !== count) {
    throw usage(`${option}: ${urls.length} addresses for ${count} providers`);
  }
}

function withUrl(setting: string, urls: readonly string[], at: number): Compared {
  const url = urls.length > 1 ? urls[at] : urls[0];
  return { setting, ...(url && { url }) };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    throw usage(cause instanceof Error ? cause.message : 'unreadable options', cause);
  }
}

/** The built-in embedding first, each once. */
function compared(settings: readonly string[], urls: readonly string[]): readonly Compared[] {
  const wrong = settings.find((setting) => !SETTING.test(setting));
  if (wrong !== undefined) throw usage(`--embeddings ${wrong}: there is no such embedding`);
  const providers = settings.filter((setting) => setting.includes(':'));
  checkUrls('--url', urls, providers.length);
  if (settings.length === 0) {
    if (urls.length > 0) throw usage('--url needs --embeddings');
    return [];
  }
  const plain = ['builtin', ...settings.filter((setting) => setting === 'none')];
  return [
    ...[...new Set(plain)].map((setting) => ({ setting })),
    ...providers.map((setting, at) => withUrl(setting, urls, at)),
  ];
}

const usage = (why: string, cause?: unknown): EvaluateUsageError =>
  new EvaluateUsageError(`${why}\n\n${EVALUATE_USAGE}`, { cause });

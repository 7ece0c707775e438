import { type ParseArgsConfig, parseArgs } from 'node:util';
import { z } from 'zod';

export const EVALUATE_USAGE = `npm run evaluate                            shares of right answers by kind and language
npm run evaluate -- FILE …                  of these questions (lines of JSON) instead of our own
npm run evaluate -- --fail                  and every answer that is not right
npm run evaluate -- --embeddings openai:MODEL [--url ADDRESS] [--embeddings …]
                                            compares embeddings on the same questions, the built-in one always among them

--embeddings  builtin, none, openai:MODEL or ollama:MODEL; may stand several times
--url         address of the server; once for all, or once for each provider in their order.
              Without it: EMBEDDINGS_URL. The key is EMBEDDINGS_API_KEY.`;

/** An embedding to compare. */
export interface ComparedEmbedding {
  readonly setting: string;
  readonly url?: string;
}

export interface EvaluateOptions {
  readonly files: readonly string[];
  readonly showsFailures: boolean;
  /** Empty: nothing is compared. */
  readonly embeddings: readonly ComparedEmbedding[];
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
  help: { type: 'boolean', short: 'h', default: false },
} as const satisfies ParseArgsConfig['options'];

const SETTING = /^(?:builtin|none|(?:openai|ollama):.+)$/;

/**
 * Undefined when help is asked for.
 *
 * @throws {EvaluateUsageError}
 */
export function readEvaluateOptions(words: readonly string[]): EvaluateOptions | undefined {
  const { values, positionals } = parsed(words);
  if (values.help) return undefined;
  return {
    files: positionals,
    showsFailures: values.fail,
    embeddings: compared(values.embeddings, values.url),
  };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    throw usage(cause instanceof Error ? cause.message : 'unreadable options', cause);
  }
}

/** The built-in embedding first, each once. */
function compared(
  settings: readonly string[],
  urls: readonly string[],
): readonly ComparedEmbedding[] {
  const wrong = settings.find((setting) => !SETTING.test(setting));
  if (wrong !== undefined) throw usage(`--embeddings ${wrong}: there is no such embedding`);
  const wrongUrl = urls.find((url) => !z.url({ protocol: /^https?$/ }).safeParse(url).success);
  if (wrongUrl !== undefined) throw usage(`--url ${wrongUrl}: not an address`);
  const providers = settings.filter((setting) => setting.includes(':'));
  if (urls.length > 1 && urls.length !== providers.length) {
    throw usage(`--url: ${urls.length} addresses for ${providers.length} providers`);
  }
  if (settings.length === 0) {
    if (urls.length > 0) throw usage('--url needs --embeddings');
    return [];
  }
  const plain = ['builtin', ...settings.filter((setting) => setting === 'none')];
  return [
    ...[...new Set(plain)].map((setting) => ({ setting })),
    ...providers.map((setting, at) => {
      const url = urls.length > 1 ? urls[at] : urls[0];
      return { setting, ...(url && { url }) };
    }),
  ];
}

const usage = (why: string, cause?: unknown): EvaluateUsageError =>
  new EvaluateUsageError(`${why}\n\n${EVALUATE_USAGE}`, { cause });

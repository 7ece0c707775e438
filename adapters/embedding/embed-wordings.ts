import type { Log } from '../../bot/log.ts';
import { dot, normalised } from '../../knowledge/search/embedding-table.ts';
import { EmbeddingError, failureOf } from './embedding-error.ts';
import { BATCH_SIZE, BATCHES_AT_ONCE, type Provider } from './provider.ts';
import type { VectorFile } from './vector-file.ts';

/** Two vectors of one text by one model: servers round differently, but not by that much. */
const SAME_MODEL = 0.95;

/** How often progress is told. */
const TOLD_EVERY = 0.1;

export const isSameModel = (a: Float32Array, b: Float32Array): boolean =>
  a.length === b.length && dot(a, b) >= SAME_MODEL;

/**
 * The vectors of all texts, as unit vectors in their order: those on file, and the rest asked for in batches.
 *
 * @throws {EmbeddingError} saying what to do; what was had until then is on file.
 */
export async function embedWordings(
  texts: readonly string[],
  provider: Provider,
  file: VectorFile,
  log: Log,
): Promise<readonly Float32Array[]> {
  const had = () => texts.filter((text) => file.get(text)).length;
  const ask = (some: readonly string[]) => askFor(some, provider, () => [had(), texts.length]);
  const known = texts.find((text) => file.get(text));
  if (known !== undefined) {
    const [again] = await ask([known]);
    const before = file.get(known);
    if (!again || !before || !isSameModel(again, before)) file.clear();
  }
  const missing = [...new Set(texts)].filter((text) => !file.get(text));
  const round = BATCH_SIZE * BATCHES_AT_ONCE;
  let told = 0;
  for (let at = 0; at < missing.length; at += round) {
    const some = missing.slice(at, at + round);
    file.add(some, await ask(some));
    const done = (at + some.length) / missing.length;
    if (done - told < TOLD_EVERY && done < 1) continue;
    told = done;
    log.info({ done: at + some.length, of: missing.length }, 'wordings embedded');
  }
  return inOrder(texts, file, provider);
}

/** One round of batches; a batch that fails is the last: what came before is kept. */
async function askFor(
  texts: readonly string[],
  provider: Provider,
  progress: () => readonly [done: number, of: number],
): Promise<readonly Float32Array[]> {
  const batches: string[][] = [];
  for (let at = 0; at < texts.length; at += BATCH_SIZE) {
    batches.push(texts.slice(at, at + BATCH_SIZE));
  }
  try {
    const given = await Promise.all(
      batches.map((batch) => provider.forWordings.embedDocuments(batch)),
    );
    const vectors = given.flat().map((vector) => normalised(Float32Array.from(vector)));
    if (vectors.length === texts.length) return vectors;
  } catch (cause) {
    throw cannotBuild(provider, failureOf(cause), progress(), cause);
  }
  throw cannotBuild(provider, { code: 'WRONG_ANSWER', isOutage: false }, progress());
}

function inOrder(texts: readonly string[], file: VectorFile, provider: Provider): Float32Array[] {
  const vectors = texts.map((text) => file.get(text) ?? new Float32Array());
  const sizes = new Set(vectors.map(({ length }) => length));
  const [size] = sizes;
  if (sizes.size <= 1 && size !== 0) return vectors;
  file.clear();
  throw new EmbeddingError(
    'DIMENSIONS',
    `${provider.setting} at ${provider.address} gave vectors of ${[...sizes].join(' and ')} numbers: more than one model ` +
      'answers there. Let EMBEDDINGS_URL name a server that has one model under this name, and start again.',
    false,
  );
}

/** What an operator looks at first. */
const ADVICE: Readonly<Record<string, string>> = {
  HTTP_400: 'The model may not take these texts: see EMBEDDINGS and EMBEDDINGS_DIMENSIONS.',
  HTTP_401: 'The server does not accept EMBEDDINGS_API_KEY.',
  HTTP_403: 'The server does not let EMBEDDINGS_API_KEY use this model.',
  HTTP_404:
    'There is no such model, or no such address: see EMBEDDINGS (with Ollama: `ollama pull` it) and EMBEDDINGS_URL.',
  HTTP_429: 'The server takes no more for now: see the limits of EMBEDDINGS_API_KEY.',
  WRONG_ANSWER: 'What answers there is no embedding server: see EMBEDDINGS_URL.',
};

function cannotBuild(
  { setting, address }: Provider,
  { code, isOutage }: { readonly code: string; readonly isOutage: boolean },
  [done, of]: readonly [done: number, of: number],
  cause?: unknown,
): EmbeddingError {
  const advice = ADVICE[code] ?? 'Is the server running? See EMBEDDINGS_URL.';
  return new EmbeddingError(
    code,
    `The index cannot be built with ${setting} at ${address} (${code}). ${advice} ` +
      `${done} of ${of} wordings are embedded and kept; the next start goes on from there.`,
    isOutage,
    { cause },
  );
}

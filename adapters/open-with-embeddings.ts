import type { Log } from '../bot/log.ts';
import {
  type OpenedKnowledge,
  type OpenOptions,
  openKnowledge,
} from '../knowledge/open-knowledge.ts';
import { EmbeddingError } from './embedding/embedding-error.ts';
import {
  type EmbeddingConfig,
  type EmbeddingPatience,
  embeddingChoice,
} from './embedding-choice.ts';

export interface EmbeddingUse extends EmbeddingPatience {
  /** Absent: what happens is told to nobody. */
  readonly log?: Log;
  /** People wait for answers: the built-in embedding serves where the provider that is set cannot be reached. */
  readonly mustServe?: boolean;
  /** Builds the index anew, with vectors that are asked for anew. */
  readonly rebuild?: boolean;
}

const NOBODY: Log = { info: () => {}, warn: () => {}, error: () => {} };

/**
 * Opens the corpus with the embedding that is set. A provider that is away is waited for only as long as its
 * retries take; one that refuses (a wrong key, no such model) stops the start like any wrong setting.
 *
 * @throws {EmbeddingError} saying what to do.
 */
export async function openWithEmbeddings(
  options: Omit<OpenOptions, 'embeddings'>,
  config: EmbeddingConfig,
  { log = NOBODY, mustServe = false, rebuild = false, ...patience }: EmbeddingUse = {},
): Promise<OpenedKnowledge> {
  const embeddings = await embeddingChoice(config, log, { ...patience, rebuild });
  try {
    return await openKnowledge({ ...options, embeddings, rebuild });
  } catch (error) {
    if (!(mustServe && error instanceof EmbeddingError && error.isOutage)) throw error;
    log.error(
      { code: error.code },
      `${error.message} Until then the built-in embedding serves: nobody waits, answers are as without EMBEDDINGS.`,
    );
    return openKnowledge({ ...options, embeddings: { kind: 'builtin' } });
  }
}

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Log } from '../bot/log.ts';
import type { EmbeddingChoice } from '../knowledge/open-knowledge.ts';
import type { Config } from './config.ts';
import { GuardedEmbeddings } from './embedding/guarded-embeddings.ts';
import { openProvider } from './embedding/provider.ts';
import { GUARD, type GuardSettings, QuestionGuard } from './embedding/question-guard.ts';
import { VectorFile } from './embedding/vector-file.ts';

export type EmbeddingConfig = Pick<
  Config,
  'EMBEDDINGS' | 'EMBEDDINGS_URL' | 'EMBEDDINGS_API_KEY' | 'EMBEDDINGS_DIMENSIONS' | 'DATA_DIR'
>;

export interface EmbeddingPatience {
  readonly guard?: GuardSettings;
  readonly buildingRetries?: number;
  /** Forgets what the provider gave before. */
  readonly rebuild?: boolean;
}

/** Turns the EMBEDDINGS settings into a provider that cannot hold up an answer. */
export async function embeddingChoice(
  config: EmbeddingConfig,
  log: Log,
  { guard = GUARD, buildingRetries, rebuild = false }: EmbeddingPatience = {},
): Promise<EmbeddingChoice> {
  const setting = config.EMBEDDINGS;
  if (setting === 'builtin' || setting === 'none') return { kind: setting };
  const provider = await openProvider(
    {
      setting,
      url: config.EMBEDDINGS_URL,
      apiKey: config.EMBEDDINGS_API_KEY,
      dimensions: config.EMBEDDINGS_DIMENSIONS,
    },
    buildingRetries,
  );
  const embeddings = new GuardedEmbeddings(
    provider,
    new QuestionGuard(log, guard),
    () => vectorFile(config.DATA_DIR, provider.name, rebuild),
    log,
  );
  const expect = embeddings.expect.bind(embeddings);
  return { kind: 'provider', name: provider.name, embeddings, expect };
}

/** One file a model and address, whatever the corpus. */
function vectorFile(dataFolder: string, name: string, isEmpty: boolean): VectorFile {
  const id = createHash('sha256').update(name).digest('hex').slice(0, 24);
  const file = new VectorFile(join(dataFolder, 'vectors', `${id}.bin`));
  if (isEmpty) file.clear();
  return file;
}

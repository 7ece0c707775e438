import { join } from 'node:path';
import { loadWords, type WordsByLanguage } from '../bot/words.ts';
import { AnswerPipeline } from '../knowledge/answer/pipeline.ts';
import { type OpenedKnowledge, openKnowledge } from '../knowledge/open-knowledge.ts';
import type { Config } from './config.ts';
import { embeddingChoice } from './embedding-choice.ts';

/** Everything that answers questions, joined: shared by the server and the terminal. */
export interface Bot {
  readonly pipeline: AnswerPipeline;
  readonly knowledge: OpenedKnowledge;
  readonly words: WordsByLanguage;
}

export async function openBot(config: Config, root: string): Promise<Bot> {
  const knowledge = await openKnowledge({
    corpusFolder: join(root, 'knowledge/corpus'),
    dataFolder: config.DATA_DIR,
    embeddings: await embeddingChoice(config),
  });
  return {
    knowledge,
    pipeline: new AnswerPipeline(knowledge),
    words: loadWords(join(root, 'bot/words')),
  };
}

import { join } from 'node:path';
import type { TextSettings } from '../bot/render-text.ts';
import { loadWords, type WordsByLanguage } from '../bot/words.ts';
import { AnswerPipeline } from '../knowledge/answer/pipeline.ts';
import { type Casework, loadCasework } from '../knowledge/casework/casework.ts';
import type { Term } from '../knowledge/corpus-model/corpus.ts';
import { koreanDayClock } from '../knowledge/law/korean-day.ts';
import type { OpenedKnowledge } from '../knowledge/open-knowledge.ts';
import type { Config } from './config.ts';
import { type LawDesk, openLawDesk } from './law-desk.ts';
import { lawFolderPath } from './law-dir.ts';
import { type EmbeddingUse, openWithEmbeddings } from './open-with-embeddings.ts';

/** Everything that answers questions, joined: shared by the server and the terminal. */
export interface Bot {
  readonly pipeline: AnswerPipeline;
  readonly knowledge: OpenedKnowledge;
  readonly words: WordsByLanguage;
  readonly casework: Casework;
  /** The folder of official text and its search; absent where the operator has none. */
  readonly laws?: LawDesk;
  /** The day in Korea, YYYY-MM-DD. */
  readonly today: () => string;
}

export async function openBot(
  config: Config,
  root: string,
  clock: () => Date = () => new Date(),
  use: EmbeddingUse = {},
): Promise<Bot> {
  const today = koreanDayClock(clock);
  const folder = lawFolderPath(config, root);
  // The corpus is opened below, before anybody can search.
  let terms: readonly Term[] = [];
  const laws =
    folder && openLawDesk({ folder, dataFolder: config.DATA_DIR, today, terms: () => terms });
  const knowledge = await openWithEmbeddings(
    {
      corpusFolder: join(root, 'knowledge/corpus'),
      dataFolder: config.DATA_DIR,
      today,
      ...(laws && { laws: laws.library }),
    },
    config,
    use,
  );
  terms = knowledge.corpus.terms;
  return {
    knowledge,
    today,
    pipeline: new AnswerPipeline(knowledge),
    words: loadWords(join(root, 'bot/words')),
    casework: loadCasework(join(root, 'knowledge/rules'), knowledge.corpus),
    ...(laws && { laws }),
  };
}

/** What answers are put into words with. @param baseUrl - Empty where our pages have no public address. */
export const textSettings = ({ knowledge, words }: Bot, baseUrl = ''): TextSettings => ({
  words,
  baseUrl,
  corpus: knowledge.corpus,
  prover: knowledge.prover,
  ...(knowledge.laws && { laws: knowledge.laws }),
});

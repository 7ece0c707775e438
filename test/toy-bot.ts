import { join } from 'node:path';
import { projectRoot } from '../adapters/project-root.ts';
import { type ExchangeRow, exchangeRow } from '../bot/exchange-row.ts';
import type { TextSettings } from '../bot/render-text.ts';
import { loadWords } from '../bot/words.ts';
import type { Asked } from '../knowledge/answer/answer.ts';
import { openLawLibrary } from '../knowledge/answer/law-library.ts';
import { AnswerPipeline } from '../knowledge/answer/pipeline.ts';
import type { Corpus } from '../knowledge/corpus-model/corpus.ts';
import { openLawFolder } from '../knowledge/law/law-folder.ts';
import { createProver } from '../knowledge/law/prover.ts';
import type { ArticleSearchState } from '../knowledge/law-search/article-search.ts';
import { makeReaders } from '../knowledge/search/build-search.ts';
import { EntrySearch } from '../knowledge/search/entry-search.ts';
import { LexicalIndex } from '../knowledge/search/lexical-index.ts';
import { buildLexicalIndexes } from '../knowledge/search/lexical-indexes.ts';
import { temporaryFolder } from './factories.ts';

interface ToyParts {
  readonly corpus: Corpus;
  /** Files of the folder of official text, by name; absent: there is no folder. */
  readonly laws?: Readonly<Record<string, string>>;
  readonly today?: string;
  readonly search?: ArticleSearchState;
}

export interface ToyBot {
  readonly pipeline: AnswerPipeline;
  readonly settings: TextSettings;
  ask(text: string, rest?: Omit<Asked, 'text'>): Promise<ExchangeRow>;
}

/** The real pipeline and the real words over a made-up corpus and made-up laws. */
export function toyBot({ corpus, laws, today = '2026-06-01', search }: ToyParts): ToyBot {
  const folder = laws && openLawFolder(temporaryFolder(laws));
  const state = search ?? ({ kind: 'no-folder' } as const);
  const library = folder && {
    laws: openLawLibrary(
      folder,
      () => today,
      () => state,
    ),
  };
  const prover = createProver({
    stamps: corpus.stamps,
    today: () => today,
    ...(folder && { folder }),
  });
  const readers = makeReaders(corpus);
  const built = buildLexicalIndexes(corpus, readers);
  const lexical = {
    records: new LexicalIndex(built.records.data),
    wordings: new LexicalIndex(built.wordings.data),
  };
  const entries = new EntrySearch(corpus, lexical, undefined);
  const pipeline = new AnswerPipeline({ corpus, readers, search: entries, prover, ...library });
  const words = loadWords(join(projectRoot(), 'bot/words'));
  const settings = { corpus, words, prover, baseUrl: '', ...library };
  return {
    pipeline,
    settings,
    ask: async (text, rest = {}) => exchangeRow(await pipeline.answer({ text, ...rest }), settings),
  };
}

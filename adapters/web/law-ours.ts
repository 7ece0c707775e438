import { entriesCiting, provisionsAt } from '../../knowledge/corpus-model/citation.ts';
import type { Corpus, Entry, Law } from '../../knowledge/corpus-model/corpus.ts';
import { sourceTitled } from './law-shelf.ts';

/** What our corpus has about an article of a law. */
export interface WrittenByUs {
  /** The law as our corpus names it. */
  readonly source?: Law;
  /** Address of our summary of the article. */
  readonly summary?: string;
  /** The answers that rest on the article. */
  readonly entries: readonly Entry[];
}

export function writtenByUs(corpus: Corpus, lawTitle: string, article: string): WrittenByUs {
  const source = sourceTitled(corpus, lawTitle);
  if (!source) return { entries: [] };
  const hasSummary = provisionsAt(corpus.provisions, source.id, article).length > 0;
  return {
    source,
    entries: entriesCiting(corpus, source, article),
    ...(hasSummary && { summary: `/p/${source.id}/${article}` }),
  };
}

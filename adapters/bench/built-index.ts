import type { Corpus } from '../../knowledge/corpus-model/corpus.ts';
import { loadCorpus, readCorpusFiles } from '../../knowledge/corpus-model/load-corpus.ts';
import {
  builtinEmbeddings,
  makeReaders,
  trainOnCorpus,
} from '../../knowledge/search/build-search.ts';
import { EntrySearch, wordingDocument } from '../../knowledge/search/entry-search.ts';
import { buildLexicalIndexes, wordingsOf } from '../../knowledge/search/lexical-indexes.ts';
import { exactNeighbours, hnswNeighbours } from '../../knowledge/search/nearest.ts';
import { PhraseVectorStore } from '../../knowledge/search/phrase-vector-store.ts';
import type { Readers } from '../../knowledge/search/question.ts';
import { timed } from './statistics.ts';

/** An index built here step by step, with the time of each step. */
export interface BuiltIndex {
  readonly corpus: Corpus;
  readonly readers: Readers;
  readonly vectors: PhraseVectorStore;
  /** Words, vectors and slots together: what the product uses. */
  readonly search: EntrySearch;
  /** The same without vectors, as with EMBEDDINGS=none. */
  readonly wordSearch: EntrySearch;
  readonly wordings: number;
  /** All in milliseconds. */
  readonly took: {
    readonly corpus: number;
    readonly train: number;
    readonly embed: number;
    readonly graph: number;
    readonly lexical: number;
  };
}

/** Does what `openKnowledge` does when there is no index yet, in memory. */
export function buildIndex(corpusFolder: string): BuiltIndex {
  const read = timed(() => loadCorpus(readCorpusFiles(corpusFolder)));
  const corpus = read.value;
  const readers = makeReaders(corpus);
  const documents = wordingsOf(corpus).map(wordingDocument);
  const trained = timed(() => trainOnCorpus(corpus, readers));
  const embeddings = builtinEmbeddings(trained.value, readers);
  const embedded = timed(() =>
    documents.map(({ pageContent }) => embeddings.embedNow(pageContent)),
  );
  const graph = timed(() => hnswNeighbours(embedded.value) ?? exactNeighbours(embedded.value));
  const vectors = new PhraseVectorStore(embeddings, () => graph.value);
  vectors.addUnitVectors(embedded.value, documents);
  const lexical = timed(() => buildLexicalIndexes(corpus, readers));
  return {
    corpus,
    readers,
    vectors,
    search: new EntrySearch(corpus, lexical.value, vectors),
    wordSearch: new EntrySearch(corpus, lexical.value, undefined),
    wordings: documents.length,
    took: {
      corpus: read.ms,
      train: trained.ms,
      embed: embedded.ms,
      graph: graph.ms,
      lexical: lexical.ms,
    },
  };
}

/** Building the index proper: reading the YAML is not part of it. */
export const buildMs = ({ took }: BuiltIndex): number =>
  took.train + took.embed + took.graph + took.lexical;

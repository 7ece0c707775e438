import type { Corpus } from '../corpus-model/corpus.ts';
import { BuiltinEmbeddings } from './builtin-embeddings.ts';
import { ConceptReader } from './concepts.ts';
import type { EmbeddingTable } from './embedding-table.ts';

import { featuresOf } from './features.ts';
import { wordingsOf } from './lexical-indexes.ts';
import type { Readers } from './question.ts';
import { SlotReader } from './slots.ts';
import { contentWords } from './tokens.ts';
import { type Paraphrases, trainEmbedding } from './train-embedding.ts';

export function makeReaders(corpus: Pick<Corpus, 'terms' | 'slots'>): Readers {
  return { concepts: new ConceptReader(corpus.terms), slots: new SlotReader(corpus.slots) };
}

/**
 * Trains the built-in embedding on the corpus: all ways of asking for one entry mean the same.
 *
 * @param leftOut - Numbers of wordings not to learn from, to see what it makes of new ones.
 */
export function trainOnCorpus(
  corpus: Corpus,
  readers: Readers,
  leftOut: ReadonlySet<number> = new Set(),
): EmbeddingTable {
  const groups = new Map<string, Int32Array[]>();
  const add = (owner: string, text: string) => {
    const features = featuresOf(contentWords(text), readers.concepts.read(text));
    groups.set(owner, [...(groups.get(owner) ?? []), features]);
  };
  wordingsOf(corpus).forEach(({ owner, text }, number) => {
    if (!leftOut.has(number)) add(owner, text);
  });
  for (const { id, answer } of corpus.entries.values()) {
    add(id, answer.ko);
    add(id, answer.en);
  }
  return trainEmbedding([...groups.values()] satisfies Paraphrases[]);
}

export function builtinEmbeddings(table: EmbeddingTable, readers: Readers): BuiltinEmbeddings {
  return new BuiltinEmbeddings(table, readers.concepts);
}

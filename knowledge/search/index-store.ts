import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Corpus } from '../corpus-model/corpus.ts';
import type { EmbeddingTable } from './embedding-table.ts';
import type { LexicalData } from './lexical-index.ts';
import type { VectorScale } from './vector-scale.ts';

/** Raise when the form of the stored files or the way they are computed changes. */
export const INDEX_FORMAT = 5;

/** What takes time to compute from the corpus, computed once. */
export interface StoredIndex {
  readonly corpus: Corpus;
  readonly lexical: { readonly records: LexicalData; readonly wordings: LexicalData };
  /** Present with the built-in embedding. */
  readonly table?: EmbeddingTable;
  /** One unit vector a wording, in the order of `wordingsOf`; empty without embeddings. */
  readonly vectors: readonly Float32Array[];
  /** Present with the embedding of a provider. */
  readonly scale?: VectorScale;
}

/** The folder of one index: named by what it was made from, so that a stale one is never read. */
export function indexFolder(dataFolder: string, fingerprint: string): string {
  return join(dataFolder, 'index', fingerprint.slice(0, 24));
}

/** Where the neighbour graph lies inside an index folder. */
export const graphFile = (folder: string): string => join(folder, 'wordings.hnsw');

const indexFile = (folder: string): string => join(folder, 'index.bin');

/** Reads a stored index; undefined when there is none, or none that can be read: it is then built anew. */
export function readIndex(folder: string): StoredIndex | undefined {
  try {
    return deserialize(readFileSync(indexFile(folder))) as StoredIndex;
  } catch {
    return undefined;
  }
}

/**
 * Writes an index beside its place and moves it there in one step: a reader sees all of it or nothing.
 *
 * @param writeGraph - Writes the neighbour graph to the path it is given, if there is one.
 */
export function writeIndex(
  folder: string,
  index: StoredIndex,
  writeGraph: (path: string) => void,
): void {
  const draft = `${folder}.${process.pid}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  writeFileSync(indexFile(draft), serialize(index));
  writeGraph(graphFile(draft));
  mkdirSync(dirname(folder), { recursive: true });
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
}

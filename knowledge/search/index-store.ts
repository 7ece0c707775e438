import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Corpus } from '../corpus-model/corpus.ts';
import type { EmbeddingTable } from './embedding-table.ts';

/** Raise when the form of the stored files or the way they are computed changes. */
export const INDEX_FORMAT = 2;

/** What takes time to compute from the corpus, computed once. */
export interface StoredIndex {
  readonly corpus: Corpus;
  /** Present with the built-in embedding. */
  readonly table?: EmbeddingTable;
  /** One unit vector a wording, in the order of `wordingsOf`; empty without embeddings. */
  readonly vectors: readonly Float32Array[];
}

/** The folder of one index: named by what it was made from, so that a stale one is never read. */
export function indexFolder(dataFolder: string, fingerprint: string): string {
  return join(dataFolder, 'index', `${fingerprint.slice(0, 24)}`);
}

/** Where the neighbour graph lies inside an index folder. */
export const graphFile = (folder: string): string => join(folder, 'wordings.hnsw');

/** Reads a stored index; undefined when there is none. */
export function readIndex(folder: string): StoredIndex | undefined {
  const manifest = join(folder, 'manifest.json');
  if (!existsSync(manifest)) return undefined;
  const { dimensions, vectorDimensions } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
  const corpus = revive(readFileSync(join(folder, 'corpus.json'), 'utf8'));
  const vectors = cut(floats(join(folder, 'vectors.f32')), vectorDimensions);
  if (dimensions === 0) return { corpus, vectors };
  const bytes = readFileSync(join(folder, 'table.i8'));
  const values = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const scales = floats(join(folder, 'table-scales.f32'));
  return { corpus, vectors, table: { dimensions, values, scales } };
}

interface Manifest {
  readonly dimensions: number;
  readonly vectorDimensions: number;
}

/**
 * Writes an index beside its place and moves it there in one step: a reader sees all of it or nothing.
 *
 * @param writeGraph - Writes the neighbour graph to the path it is given, if there is one.
 */
export function writeIndex(
  folder: string,
  { corpus, table, vectors }: StoredIndex,
  writeGraph: (path: string) => void,
): void {
  const draft = `${folder}.${process.pid}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  writeFileSync(join(draft, 'corpus.json'), JSON.stringify(corpus, mapsAsPairs));
  const flat = new Float32Array(vectors.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const vector of vectors) {
    flat.set(vector, at);
    at += vector.length;
  }
  writeFileSync(join(draft, 'vectors.f32'), Buffer.from(flat.buffer));
  if (table) {
    writeFileSync(join(draft, 'table.i8'), Buffer.from(table.values.buffer));
    writeFileSync(join(draft, 'table-scales.f32'), Buffer.from(table.scales.buffer));
  }
  writeGraph(graphFile(draft));
  const manifest: Manifest = {
    dimensions: table?.dimensions ?? 0,
    vectorDimensions: vectors[0]?.length ?? 0,
  };
  writeFileSync(join(draft, 'manifest.json'), JSON.stringify(manifest));
  mkdirSync(dirname(folder), { recursive: true });
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
}

function floats(path: string): Float32Array {
  const bytes = readFileSync(path);
  return new Float32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
  );
}

function cut(flat: Float32Array, dimensions: number): Float32Array[] {
  if (dimensions === 0) return [];
  return Array.from({ length: flat.length / dimensions }, (_, index) =>
    flat.subarray(index * dimensions, (index + 1) * dimensions),
  );
}

const mapsAsPairs = (_key: string, value: unknown): unknown =>
  value instanceof Map ? { pairs: [...value] } : value;

function revive(json: string): Corpus {
  return JSON.parse(json, (_key, value: unknown) => {
    const isPairs = typeof value === 'object' && value !== null && 'pairs' in value;
    return isPairs ? new Map(value.pairs as [string, unknown][]) : value;
  }) as Corpus;
}

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Hnswlib from 'hnswlib-node';
import { dot } from './embedding-table.ts';

/** Nearest-neighbour search over unit vectors, numbered in the order they were given. */
export interface NearestNeighbours {
  readonly kind: 'hnsw' | 'exact';
  /** Nearest first; similarity is the cosine, -1 to 1. */
  nearest(vector: Float32Array, count: number): readonly { index: number; similarity: number }[];
}

/** Neighbours looked at while searching: more than are asked for (DECISIONS.md, 6). */
const SEARCH_BREADTH = 200;
const LINKS_PER_VECTOR = 16;
const BUILD_BREADTH = 200;

/** Compares with every vector: the fallback where the native library could not be built. */
export function exactNeighbours(vectors: readonly Float32Array[]): NearestNeighbours {
  return {
    kind: 'exact',
    nearest(vector, count) {
      return vectors
        .map((other, index) => ({ index, similarity: dot(vector, other) }))
        .sort((a, b) => b.similarity - a.similarity)
        .slice(0, count);
    },
  };
}

/**
 * The hnswlib-node index over the vectors: read from the file if it is there, else built, and written there
 * if a path is given. Undefined where the native library is not installed.
 *
 * @see Malkov and Yashunin, arXiv:1603.09320.
 */
export function hnswNeighbours(
  vectors: readonly Float32Array[],
  path?: string,
): NearestNeighbours | undefined {
  const library = loadHnswlib();
  const dimensions = vectors[0]?.length;
  if (!library || !dimensions) return undefined;
  const index = new library.HierarchicalNSW('ip', dimensions);
  if (path && existsSync(path)) index.readIndexSync(path);
  else {
    index.initIndex(vectors.length, LINKS_PER_VECTOR, BUILD_BREADTH, 42);
    vectors.forEach((vector, label) => {
      index.addPoint([...vector], label);
    });
    if (path) index.writeIndexSync(path);
  }
  // The breadth is not part of the file: after reading it would be 10.
  index.setEf(SEARCH_BREADTH);
  return {
    kind: 'hnsw',
    nearest(vector, count) {
      const { neighbors, distances } = index.searchKnn(
        [...vector],
        Math.min(count, vectors.length),
      );
      return neighbors.map((found, at) => ({ index: found, similarity: 1 - (distances[at] ?? 1) }));
    },
  };
}

function loadHnswlib(): typeof Hnswlib | undefined {
  try {
    return createRequire(import.meta.url)('hnswlib-node') as typeof Hnswlib;
  } catch {
    return undefined; // Not built here: the caller says so in the log and searches exactly.
  }
}

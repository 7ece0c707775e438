import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dot, normalised } from '../../../knowledge/search/embedding-table.ts';
import {
  exactNeighbours,
  hnswNeighbours,
  type NearestNeighbours,
} from '../../../knowledge/search/nearest.ts';
import { temporaryFolder } from '../../factories.ts';

const DIMENSIONS = 32;

/** The generator of Park and Miller: the same clusters in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Unit vectors around a few centres, as wordings lie around the entries they ask for. */
function clusteredVectors(clusters: number, each: number, seed: number): Float32Array[] {
  const random = randomNumbers(seed);
  const spread = () => random() + random() + random() - 1.5;
  return Array.from({ length: clusters }).flatMap(() => {
    const centre = Array.from({ length: DIMENSIONS }, spread);
    return Array.from({ length: each }, () =>
      normalised(Float32Array.from(centre, (value) => value + 0.5 * spread())),
    );
  });
}

const VECTORS = clusteredVectors(100, 20, 7);
// Of the same clusters, but none of them indexed.
const QUERIES = clusteredVectors(100, 21, 7).filter((_, index) => index % 21 === 20);

const indexesOf = (neighbours: NearestNeighbours, query: Float32Array, count: number) =>
  neighbours.nearest(query, count).map(({ index }) => index);

describe('exactNeighbours', () => {
  const exact = exactNeighbours(VECTORS);

  it('finds each vector itself first, with similarity 1', () => {
    for (const at of [0, 777, 1999]) {
      const [first] = exact.nearest(VECTORS[at] ?? new Float32Array(), 1);
      expect(first?.index).toBe(at);
      expect(first?.similarity).toBeCloseTo(1, 5);
    }
  });

  it('gives the nearest first, and no vector left out is nearer', () => {
    const query = QUERIES[0] ?? new Float32Array();
    const found = exact.nearest(query, 10);
    const similarities = found.map(({ similarity }) => similarity);
    expect(similarities).toEqual([...similarities].sort((a, b) => b - a));
    const nearer = VECTORS.filter((vector) => dot(vector, query) > (similarities.at(-1) ?? 0));
    expect(nearer).toHaveLength(9);
  });

  it('gives all there are when asked for more', () => {
    expect(
      exactNeighbours(VECTORS.slice(0, 3)).nearest(QUERIES[0] ?? new Float32Array(), 10),
    ).toHaveLength(3);
  });
});

const isMissing = hnswNeighbours([Float32Array.of(1)]) === undefined;

describe('hnswNeighbours (skipped where the native library hnswlib-node is not built)', () => {
  const build = (vectors: readonly Float32Array[], file?: Parameters<typeof hnswNeighbours>[1]) => {
    const neighbours = hnswNeighbours(vectors, file);
    if (!neighbours) throw new Error('hnswlib-node is missing');
    return neighbours;
  };

  it.skipIf(isMissing)(
    'finds at least 95 of 100 of the ten nearest that the exact search finds',
    () => {
      const [hnsw, exact] = [build(VECTORS), exactNeighbours(VECTORS)];
      expect(hnsw.kind).toBe('hnsw');
      const hits = QUERIES.map((query) => {
        const found = new Set(indexesOf(hnsw, query, 10));
        return indexesOf(exact, query, 10).filter((index) => found.has(index)).length;
      });
      const recall = hits.reduce((a, b) => a + b, 0) / (10 * QUERIES.length);
      expect(recall).toBeGreaterThanOrEqual(0.95);
    },
  );

  it.skipIf(isMissing)('gives the same similarities as the exact search, nearest first', () => {
    const query = QUERIES[3] ?? new Float32Array();
    const found = build(VECTORS).nearest(query, 5);
    for (const { index, similarity } of found) {
      expect(similarity).toBeCloseTo(dot(VECTORS[index] ?? new Float32Array(), query), 5);
    }
    const similarities = found.map(({ similarity }) => similarity);
    expect(similarities).toEqual([...similarities].sort((a, b) => b - a));
  });

  it.skipIf(isMissing)('answers the same once saved and read again', () => {
    const path = join(temporaryFolder(), 'vectors.hnsw');
    const built = build(VECTORS, path);
    expect(existsSync(path)).toBe(true);
    const again = build(VECTORS, path);
    for (const query of QUERIES) expect(again.nearest(query, 10)).toEqual(built.nearest(query, 10));
  });

  it.skipIf(isMissing)('builds the same index twice', () => {
    const [one, other] = [build(VECTORS), build(VECTORS)];
    for (const query of QUERIES) expect(one.nearest(query, 10)).toEqual(other.nearest(query, 10));
  });

  it.skipIf(isMissing)('gives all there are when asked for more', () => {
    expect(build(VECTORS.slice(0, 3)).nearest(QUERIES[0] ?? new Float32Array(), 10)).toHaveLength(
      3,
    );
  });

  it('is undefined without vectors', () => {
    expect(hnswNeighbours([])).toBeUndefined();
  });
});

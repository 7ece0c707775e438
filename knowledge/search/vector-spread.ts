import { dot } from './embedding-table.ts';
import type { Wording } from './lexical-indexes.ts';

/** Wordings that a search looks at: the last of them is the edge. */
export const NEAREST_WORDINGS = 120;

/** Enough for an agreement that is off by three points at most, two times in three. */
const SAMPLE = 300;

/**
 * How alike an embedding finds the ways people ask, seen at a sample of them:
 *
 *     cosine   0 ......... edge ............ near ... 1
 *              everything  the 120th         the nearest
 *              else        nearest wording   other wording
 */
export interface VectorSpread {
  readonly near: number;
  readonly edge: number;
  /** Share of wordings whose nearest other wording asks for the same entry. */
  readonly agreement: number;
}

/** Numbers of the wordings that {@link spreadOf} looks at. */
export function sampleOf(count: number): readonly number[] {
  const step = Math.max(1, Math.floor(count / SAMPLE));
  return Array.from({ length: Math.ceil(count / step) }, (_, at) => at * step);
}

/** @param vectors - Unit vectors, one a wording. */
export function spreadOf(
  vectors: readonly Float32Array[],
  wordings: readonly Wording[],
): VectorSpread {
  const sums = { near: 0, edge: 0, agreement: 0 };
  let sampled = 0;
  for (const at of sampleOf(vectors.length)) {
    const seen = neighbourhood(at, vectors, wordings);
    if (!seen) continue;
    sums.near += seen.near;
    sums.edge += seen.edge;
    sums.agreement += seen.agrees ? 1 : 0;
    sampled += 1;
  }
  const mean = (sum: number) => (sampled > 0 ? sum / sampled : 0);
  return { near: mean(sums.near), edge: mean(sums.edge), agreement: mean(sums.agreement) };
}

/** Undefined for a wording beside which there is no other. */
function neighbourhood(
  at: number,
  vectors: readonly Float32Array[],
  wordings: readonly Wording[],
): { readonly near: number; readonly edge: number; readonly agrees: boolean } | undefined {
  const own = vectors[at] ?? new Float32Array();
  const cosines = Float32Array.from(vectors, (other, index) =>
    wordings[index]?.text === wordings[at]?.text ? Number.NEGATIVE_INFINITY : dot(own, other),
  );
  const ranked = cosines
    .filter((cosine) => cosine > Number.NEGATIVE_INFINITY)
    .sort()
    .reverse();
  const [near] = ranked;
  const edge = ranked[Math.min(NEAREST_WORDINGS, ranked.length) - 1];
  if (near === undefined || edge === undefined) return undefined;
  const nearest = cosines.indexOf(near);
  return { near, edge, agrees: wordings[nearest]?.owner === wordings[at]?.owner };
}

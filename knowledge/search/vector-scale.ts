import { LEARNT_WITH } from './ranking-weights.ts';
import type { VectorSpread } from './vector-spread.ts';

/** Turns a cosine of one embedding into what the ranking weights were learnt with. */
export interface VectorScale {
  readonly slope: number;
  readonly offset: number;
}

export const AS_IT_IS: VectorScale = { slope: 1, offset: 0 };

/** With a smaller distance the embedding tells nothing apart. */
const LEAST_DISTANCE = 1e-4;

export const scaled = ({ slope, offset }: VectorScale, cosine: number): number =>
  Math.max(0, offset + slope * cosine);

/**
 * The scale of an embedding whose cosines lie elsewhere than the built-in one's. Its edge and its nearest are laid
 * on those of the built-in one; then all shrinks by how much less often it agrees with the corpus, so that
 * vectors which mean nothing weigh nothing (DECISIONS.md, 51).
 */
export function scaleFor(spread: VectorSpread, learnt: VectorSpread = LEARNT_WITH): VectorScale {
  const distance = spread.near - spread.edge;
  if (distance < LEAST_DISTANCE) return { slope: 0, offset: 0 };
  const trust = Math.min(1, spread.agreement / learnt.agreement);
  const slope = (learnt.near - learnt.edge) / distance;
  return { slope: trust * slope, offset: trust * (learnt.edge - slope * spread.edge) };
}

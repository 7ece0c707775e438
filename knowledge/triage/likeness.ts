import type { Bilingual } from '../language.ts';
import { type Evidence, evidenceOf } from './likeness-evidence.ts';
import { ALIKE_FROM } from './likeness-weights.ts';
import { meet, type ReadTraits, readTraits } from './place-reading.ts';
import type { Likeness, PlaceTraits } from './same-place.ts';

/**
 * Whether the second report may be about the camera or place of the first. Undefined below the score from which it is worth a
 * look. The same either way round, apart from the id.
 */
export const likenessOf = (a: PlaceTraits, b: PlaceTraits): Likeness | undefined => {
  const readA = readTraits(a);
  const readB = readTraits(b);
  return meet(readA, readB) ? likenessOfRead(readA, readB) : undefined;
};

/** The same of reports that were read before and share a key. */
export function likenessOfRead(a: ReadTraits, b: ReadTraits): Likeness | undefined {
  const evidence = evidenceOf(a, b);
  const score = scoreOf(evidence);
  return score >= ALIKE_FROM ? { id: b.traits.id, score, reasons: reasonsOf(evidence) } : undefined;
}

/** Rounded, so that the order of adding up changes nothing. */
function scoreOf(evidence: readonly Evidence[]): number {
  const points = evidence.reduce((all, one) => all + one.points, 0);
  return Math.max(0, Math.min(1, Math.round(points * 1000) / 1000));
}

const reasonsOf = (evidence: readonly Evidence[]): readonly Bilingual[] =>
  evidence.flatMap(({ points, reason }) => (points > 0 && reason ? [reason()] : []));

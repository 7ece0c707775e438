import type { Candidate } from '../search/entry-search.ts';
import type { ReadQuestion } from '../search/question.ts';

/** Below this we do not answer. Measured: DECISIONS.md, 8. */
export const ANSWER_CONFIDENCE = 0.35;

/** How many places or operators to offer when asking back. */
const CHOICES = 5;

/** Coefficients of the logistic curve from signals to confidence, fitted by `npm run tune`. */
const CONFIDENCE = { bias: -3, score: 0.45, margin: 0.25, wording: 1.5, vector: 2 };

/** How likely the best candidate is what was asked. */
export function confidenceOf(candidates: readonly Candidate[]): number {
  const [best, second] = candidates;
  if (!best) return 0;
  const { bias, score, margin, wording, vector } = CONFIDENCE;
  const sum =
    bias +
    score * best.score +
    margin * (best.score - (second?.score ?? 0)) +
    wording * (best.signals['wording'] ?? 0) +
    vector * (best.signals['vector'] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}

/**
 * True when the question asks whether something is allowed but says neither where, nor by whom, nor how,
 * and the likely answers differ: then only asking back is honest.
 */
export function mustAskBack(question: ReadQuestion, candidates: readonly Candidate[]): boolean {
  const { place, operator, mode, cue } = question.slots;
  if (place.length + operator.length + mode.length > 0) return false;
  if (!cue.includes('permission') || question.words.length > 5) return false;
  const top = candidates.slice(0, 5);
  if (top[0]?.entry?.kind !== 'situation') return false;
  return new Set(top.map(({ entry }) => entry?.verdict)).size > 1;
}

/** The likeliest situations, each of another place, to choose from. */
export function choicesOf(candidates: readonly Candidate[]): readonly Candidate[] {
  const seen = new Set<string>();
  return candidates
    .filter(({ entry }) => {
      if (entry?.kind !== 'situation') return false;
      const place = entry.slots.place?.[0] ?? entry.id;
      if (seen.has(place)) return false;
      seen.add(place);
      return true;
    })
    .slice(0, CHOICES);
}

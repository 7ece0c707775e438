import type { Candidate } from '../search/entry-search.ts';
import type { ReadQuestion } from '../search/question.ts';

/** Below this we do not answer. Measured: DECISIONS.md, 8. */
export const ANSWER_CONFIDENCE = 0.35;

/** How many places or operators to offer when asking back. */
const CHOICES = 5;

/**
 * Coefficients of the logistic curve from what is known of a question to the chance that it is ours to answer,
 * fitted on the tuning and the off-topic questions (DECISIONS.md, 8).
 */
const CONFIDENCE = {
  bias: -3.86,
  /** Some word that only our subject has. */
  hasCoreConcept: 3.37,
  /** Share of four concepts of the term map. */
  concepts: 4,
  /** A way of recognising people is named. */
  namesMode: 1.61,
  /** Share of the question's terms that the corpus has. */
  knownTerms: 1.14,
};

/** How likely the question is one that the corpus answers, 0 to 1. */
export function confidenceOf(question: ReadQuestion, knows: (term: string) => boolean): number {
  const known = question.terms.filter(knows).length / Math.max(1, question.terms.length);
  const sum =
    CONFIDENCE.bias +
    CONFIDENCE.hasCoreConcept * Number(question.coreConcepts > 0) +
    CONFIDENCE.concepts * (Math.min(4, question.concepts.length) / 4) +
    CONFIDENCE.namesMode * Number(question.slots.mode.some((mode) => mode !== 'none')) +
    CONFIDENCE.knownTerms * known;
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

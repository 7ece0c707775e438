import type { Entry } from '../corpus-model/corpus.ts';
import type { Candidate } from '../search/entry-search.ts';
import type { ReadQuestion } from '../search/question.ts';

/** Below this we do not answer. Measured: DECISIONS.md, 8. */
export const ANSWER_CONFIDENCE = 0.5;

/**
 * Coefficients of the logistic curve from what is known of a question to the chance that it is ours to answer,
 * fitted on the tuning and the off-topic questions (DECISIONS.md, 8).
 */
const CONFIDENCE = {
  bias: -3.85,
  /** Some word that only our subject has. */
  hasCoreConcept: 4.34,
  /** Share of four concepts of the term map. */
  concepts: 3.83,
  /** A way of recognising people is named. */
  namesMode: 3.2,
  /** Share of the question's terms that the corpus has. */
  knownTerms: 0.32,
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

/** More words than these, and a question says something that we can go by. */
const VAGUE_WORDS = 3;

/** Above this share of words in common, somebody has asked just this before, and it has its answer. */
const KNOWN_WORDING = 0.9;

/**
 * True when the question asks whether recognising faces is allowed, but says neither where nor by whom:
 * the answers differ by place and operator, and only asking back is honest.
 */
export function mustAskBack(question: ReadQuestion, best: Candidate): boolean {
  const { place, operator, cue } = question.slots;
  return (
    place.length + operator.length === 0 &&
    cue.includes('permission') &&
    question.coreConcepts > 0 &&
    question.words.length <= VAGUE_WORDS &&
    (best.signals['wording'] ?? 0) < KNOWN_WORDING
  );
}

/** What a person is after who wants to know what to do, not only whether it is allowed. */
const HELP_CUES: ReadonlySet<string> = new Set([
  'report',
  'rights',
  'deadline',
  'contact',
  'procedure',
  'appeal',
  'group',
  'money',
  'retaliation',
  'urgent',
  'draft',
]);

/** How far behind the best candidate the way to act may be and still go along. Measured: DECISIONS.md, 14. */
const COMPANION_MARGIN = 4;

/**
 * The right or route that goes along with an answer about a situation, where the question asks for both:
 * "my old gym still has my face: may they, and where do I go?"
 */
export function companionOf(
  question: ReadQuestion,
  candidates: readonly Candidate[],
): Entry | undefined {
  const [best] = candidates;
  if (!best || isWayToAct(best)) return undefined;
  if (!question.slots.cue.some((cue) => HELP_CUES.has(cue))) return undefined;
  const way = candidates.find(isWayToAct);
  return way && best.score - way.score <= COMPANION_MARGIN ? way.entry : undefined;
}

const isWayToAct = ({ entry }: Candidate): boolean =>
  entry?.kind === 'route' || entry?.kind === 'right';

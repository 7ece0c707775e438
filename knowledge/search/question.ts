import type { ConceptReader } from './concepts.ts';
import type { FoundSlots, SlotReader } from './slots.ts';
import { contentWords, lexicalTerms, type Word } from './tokens.ts';

/** A question taken apart for searching. */
export interface ReadQuestion {
  readonly text: string;
  readonly words: readonly Word[];
  readonly concepts: readonly string[];
  /** Number of concepts that only our subject has. */
  readonly coreConcepts: number;
  readonly slots: FoundSlots;
  /** Terms for the lexical indexes: words, syllable pairs and concepts. */
  readonly terms: readonly string[];
}

export interface Readers {
  readonly concepts: ConceptReader;
  readonly slots: SlotReader;
}

/** Takes a question (already plain text) apart. */
export function readQuestion(text: string, readers: Readers): ReadQuestion {
  const words = contentWords(text);
  const concepts = readers.concepts.read(text);
  const slots = readers.slots.read(text);
  const coreConcepts = readers.concepts.countCore(text);
  return {
    text,
    words,
    concepts,
    coreConcepts,
    slots,
    terms: [...lexicalTerms(words), ...marks(concepts, slots)],
  };
}

/**
 * A follow-up read together with what it leans on: its own words count twice, and what it is after
 * (a deadline, a body …) replaces what the earlier question was after.
 */
export function readFollowUp(own: string, joined: string, readers: Readers): ReadQuestion {
  const whole = readQuestion(joined, readers);
  if (own === joined) return whole;
  const now = readQuestion(own, readers);
  const cue = now.slots.cue.length > 0 ? now.slots.cue : whole.slots.cue;
  return { ...whole, slots: { ...whole.slots, cue }, terms: [...whole.terms, ...now.terms] };
}

/** Concepts and slot values as index terms of their own, so that different words for them meet. */
export function marks(concepts: readonly string[], slots: FoundSlots): string[] {
  return [
    ...concepts.map((id) => `#${id}`),
    ...slots.place.map((id) => `@${id}`),
    ...slots.operator.map((id) => `%${id}`),
  ];
}

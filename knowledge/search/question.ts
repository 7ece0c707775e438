import type { ConceptReader } from './concepts.ts';
import type { FoundSlots, SlotReader } from './slots.ts';
import { contentWords, lexicalTerms, type Word } from './tokens.ts';

/** A question taken apart for searching. */
export interface ReadQuestion {
  readonly text: string;
  readonly words: readonly Word[];
  readonly concepts: readonly string[];
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
  return { text, words, concepts, slots, terms: [...lexicalTerms(words), ...marks(concepts, slots)] };
}

/** Concepts and slot values as index terms of their own, so that different words for them meet. */
export function marks(concepts: readonly string[], slots: FoundSlots): string[] {
  return [
    ...concepts.map((id) => `#${id}`),
    ...slots.place.map((id) => `@${id}`),
    ...slots.operator.map((id) => `%${id}`),
  ];
}

import { plainText } from '../search/plain-text.ts';
import { type Readers, type ReadQuestion, readQuestion } from '../search/question.ts';
import type { FoundSlots } from '../search/slots.ts';

/** What a long or vague message comes to: something to search for. Ids are those of slots.yaml. */
export interface Understood {
  /** One short question in the language of the person. */
  readonly query: string;
  readonly place?: string | undefined;
  readonly operator?: string | undefined;
  readonly mode?: string | undefined;
  readonly purpose?: string | undefined;
  /** What the person is after. */
  readonly cue?: string | undefined;
}

/** The query taken apart; what was understood by name counts before what its words seem to say. */
export function readUnderstood(understood: Understood, readers: Readers): ReadQuestion {
  const question = readQuestion(plainText(understood.query), readers);
  const { place, operator, mode, purpose, cue } = understood;
  const slots: FoundSlots = {
    ...question.slots,
    ...(place && { place: [place] }),
    ...(operator && { operator: [operator] }),
    ...(mode && { mode: [mode] }),
    ...(purpose && { purpose: [purpose] }),
    ...(cue && { cue: [...new Set([...question.slots.cue, cue])] }),
  };
  return { ...question, slots };
}

/**
 * Whether what was understood is rooted in what was said: the message speaks of our subject, or shares a concept with the query.
 * Whoever asks about taxes is not told about faces because a model says so.
 */
export function isOfMessage(understood: ReadQuestion, message: ReadQuestion): boolean {
  const { place, mode, purpose } = message.slots;
  return (
    message.coreConcepts > 0 ||
    place.length + mode.length + purpose.length > 0 ||
    message.concepts.some((concept) => understood.concepts.includes(concept))
  );
}

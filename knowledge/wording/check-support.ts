import type { Fault } from './faults.ts';
import type { ReadWord } from './word-match.ts';
import { isAlike } from './word-match.ts';

/** So many words of which the passages know nothing are too many, however long the sentence is. */
const MOST_UNKNOWN = 4;
/** So many are too many where they are a large part of it. */
const SUSPICIOUS_UNKNOWN = 2;
const LARGEST_SHARE = 0.3;

export const unknownWords = (
  said: readonly ReadWord[],
  given: readonly ReadWord[],
): readonly ReadWord[] => said.filter((word) => !given.some((other) => isAlike(word, other)));

/** What a sentence says its passages say: few words are new. */
export function supportFaults(
  said: readonly ReadWord[],
  given: readonly ReadWord[],
): readonly Fault[] {
  const { length } = unknownWords(said, given);
  const isTooMuch =
    length >= MOST_UNKNOWN ||
    (length >= SUSPICIOUS_UNKNOWN && length / said.length > LARGEST_SHARE) ||
    (length > 0 && length === said.length);
  return isTooMuch ? ['unsupported'] : [];
}

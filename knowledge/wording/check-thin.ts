import type { Evidence } from './evidence.ts';
import type { Fault } from './faults.ts';
import type { Reading } from './text-reader.ts';
import { knows } from './word-match.ts';

/** So few words that the passages know are too few beside any that they do not. */
const FEW = 1;

/** A sentence with next to nothing in it that could be compared: "It is lawful.", 헬스장이 옳아요. */
export function thinFaults(
  { words, bare }: Reading,
  { readings, text }: Evidence,
): readonly Fault[] {
  const given = readings.flatMap((one) => one.text.words);
  const known = words.filter((word) => knows(given, word)).length;
  if (
    known > FEW ||
    text.includes(
      bare
        .trim()
        .toLowerCase()
        .replace(/[.!?]+$/, ''),
    )
  )
    return [];
  // A number is compared by itself.
  if (/\p{Nd}/u.test(bare)) return [];
  return known === 0 || known < words.length ? ['unsupported'] : [];
}

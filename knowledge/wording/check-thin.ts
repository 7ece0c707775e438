import type { Evidence } from './evidence.ts';
import type { Fault } from './faults.ts';
import type { Reading } from './text-reader.ts';
import { knows } from './word-match.ts';

/** So few words that the passages know are too few beside any that the whole answer does not. */
const FEW = 1;

/** Letters of a sentence that says something by itself. */
const SHORTEST = 12;

/** A sentence with next to nothing in it that could be compared: "It is lawful.", 헬스장이 옳아요. */
export function thinFaults({ words, bare }: Reading, evidence: Evidence): readonly Fault[] {
  const { readings, ground, text } = evidence;
  const given = readings.flatMap((one) => one.text.words);
  const known = words.filter((word) => knows(given, word)).length;
  // A number is compared by itself, and so is what stands there word for word.
  const isComparable = /\p{Nd}/u.test(bare) || text.includes(plain(bare));
  if (known > FEW || isComparable) return [];
  const isStrange = words.some((word) => !ground.some((one) => knows(one.text.words, word)));
  return words.length === 0 || bare.trim().length < SHORTEST || isStrange ? ['unsupported'] : [];
}

const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[.!?]+$/, '');

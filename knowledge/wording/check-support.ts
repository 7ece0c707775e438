import type { Evidence } from './evidence.ts';
import type { Fault } from './faults.ts';
import type { Reading } from './text-reader.ts';
import { knows, type ReadWord } from './word-match.ts';

/** So many words of which the passages know nothing are too many, however long the sentence is. */
const MOST_UNKNOWN = 3;
/** So many are too many where they are a large part of it. */
const SUSPICIOUS_UNKNOWN = 2;
const LARGEST_SHARE = 0.15;
/** Before a sentence that says so much of one passage may stand of whom or what the answer speaks. */
const RETOLD = 0.6;

type Words = readonly ReadWord[];

const unknownWords = (said: Words, given: Words): Words =>
  said.filter((word) => !knows(given, word));

/** What a sentence says its passages say: few words are new. */
export function supportFaults({ words: said }: Reading, evidence: Evidence): readonly Fault[] {
  const { length } = strangeWords(said, evidence);
  const isTooMuch =
    length >= MOST_UNKNOWN ||
    (length >= SUSPICIOUS_UNKNOWN && length / said.length > LARGEST_SHARE);
  return isTooMuch ? ['unsupported'] : [];
}

function strangeWords(said: Words, { readings, ground }: Evidence): Words {
  const unsaid = unknownWords(
    said,
    readings.flatMap(({ text }) => text.words),
  );
  if (unsaid.length === 0) return [];
  const isSpokenOf = ({ groups }: ReadWord) =>
    readings.some(({ text }) => [...groups].some((group) => text.groups.has(group)));
  const unknown = unknownWords(
    unsaid.filter((word) => !word.isCommon && !isSpokenOf(word)),
    readings.flatMap(({ cited }) => cited.words),
  );
  const told = readings.filter(({ text: { words } }) => {
    const missed = unknownWords(words, said).length;
    return words.length > 0 && missed <= words.length * (1 - RETOLD);
  });
  const begins = said.findIndex((word) => told.some(({ text }) => knows(text.words, word)));
  return unknown.filter(
    (word) => said.indexOf(word) >= begins || !ground.some(({ text }) => knows(text.words, word)),
  );
}

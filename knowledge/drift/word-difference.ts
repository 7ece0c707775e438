import { diffArrays } from 'diff';

/** A run of words that both texts have, or only one of them. A line break is a word of its own. */
export interface Stretch {
  readonly kind: 'same' | 'removed' | 'added';
  readonly words: readonly string[];
}

/** How two texts differ, in the order of the new one. */
export type WordDifference = readonly Stretch[];

/**
 * Compares two texts word by word. Korean words are parted by white space only: with their particles they are what a
 * reader sees as one. A note (<개정 2026. 3. 10.>) counts as one word.
 */
export function wordDifference(before: string, after: string): WordDifference {
  return diffArrays(wordsOf(before), wordsOf(after)).map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    words: value,
  }));
}

const wordsOf = (text: string): string[] => text.match(/\n|<[^<>\n]+>|[^\s<]+|</g) ?? [];

/** How removed and added words are set apart: by marks alone, or by colour too. */
export interface Marks {
  readonly removed: (text: string) => string;
  readonly added: (text: string) => string;
}

/** [-old-] {+new+}, as `git diff --word-diff` has it. */
export const PLAIN_MARKS: Marks = {
  removed: (text) => `[-${text}-]`,
  added: (text) => `{+${text}+}`,
};

/** The same in red and green, for a terminal. */
export const COLOUR_MARKS: Marks = {
  removed: (text) => `\u001b[31m${PLAIN_MARKS.removed(text)}\u001b[39m`,
  added: (text) => `\u001b[32m${PLAIN_MARKS.added(text)}\u001b[39m`,
};

/** Unchanged words left standing on each side of a change: enough to see the sentence it is in. */
const CONTEXT_WORDS = 8;

/** The difference as text, each line marked for itself. Unchanged stretches are cut down to the words around a change. */
export function differenceText(difference: WordDifference, marks: Marks = PLAIN_MARKS): string {
  const last = difference.length - 1;
  return difference
    .map(({ kind, words }, index) => {
      if (kind !== 'same') return eachLine(joined(words), marks[kind]);
      return joined(shortened(words, index === 0, index === last));
    })
    .join(' ')
    .replace(/ *\n */g, '\n')
    .trim();
}

const joined = (words: readonly string[]): string => words.join(' ').replace(/ *\n */g, '\n');

const eachLine = (text: string, mark: (line: string) => string): string =>
  text
    .split('\n')
    .map((line) => line && mark(line))
    .join('\n');

function shortened(words: readonly string[], isFirst: boolean, isLast: boolean): readonly string[] {
  const head = isFirst ? [] : words.slice(0, CONTEXT_WORDS);
  const tail = isLast ? [] : words.slice(-CONTEXT_WORDS);
  const isShort = words.length <= head.length + tail.length;
  return isShort ? words : [...head, '…', ...tail];
}

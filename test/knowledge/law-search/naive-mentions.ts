import { folded } from '../../../knowledge/search/plain-text.ts';

const HANGUL = /[가-힣]/;
const LATIN = /[a-z]/;
const DIGIT = /[0-9]/;
const DOTS = 'ᆞ·‧•・∙⋅';

const isDot = (letter: string): boolean => letter !== '' && DOTS.includes(letter);
const isSame = (a: string, b: string): boolean => a === b || (isDot(a) && isDot(b));
const areOneRun = (a: string, b: string): boolean =>
  [LATIN, DIGIT].some((run) => run.test(a) && run.test(b));

interface Letter {
  readonly letter: string;
  readonly isSpaced: boolean;
}

function lettersOf(wording: string): readonly Letter[] {
  const plain = [...folded(wording)];
  return plain.flatMap((letter, at) =>
    /\s/.test(letter) ? [] : [{ letter, isSpaced: /\s/.test(plain[at - 1] ?? '') }],
  );
}

/** Where a word of the wording may be written as two: parts of at least two syllables. */
function breaksIn(letters: readonly Letter[]): readonly number[] {
  const joins = (at: number): boolean =>
    !letters[at]?.isSpaced && [at - 1, at].every((one) => HANGUL.test(letters[one]?.letter ?? ''));
  return letters.flatMap((_, at) => (joins(at) && joins(at - 1) && joins(at + 1) ? [at] : []));
}

/** The white space that may stand before a letter of the wording, and whether it must. */
function spaceBefore(letters: readonly Letter[], at: number, split: number | undefined) {
  const { letter = '', isSpaced = false } = letters[at] ?? {};
  if (at === split) return { space: /[^\S\n]/, isNeeded: true };
  if (!isSpaced || at === 0) return { isNeeded: false };
  return { space: /\s/, isNeeded: areOneRun(letters[at - 1]?.letter ?? '', letter) };
}

/** Where the letters end that stand in the text from a place on; undefined where they do not stand there. */
function endAt(text: string, from: number, letters: readonly Letter[], split?: number) {
  let place = from;
  for (const [at, { letter }] of letters.entries()) {
    const { space, isNeeded } = spaceBefore(letters, at, split);
    const start = place;
    while (space?.test(text.charAt(place))) place += 1;
    if (isNeeded && start === place) return undefined;
    if (!isSame(text.slice(place, place + letter.length), letter)) return undefined;
    place += letter.length;
  }
  return place;
}

function standsAt(text: string, from: number, letters: readonly Letter[], split?: number): boolean {
  const end = endAt(text, from, letters, split);
  if (end === undefined) return false;
  const [first = '', last = ''] = [letters.at(0)?.letter, letters.at(-1)?.letter];
  const before = text.charAt(from - 1);
  if (areOneRun(before, first) || areOneRun(last, text.charAt(end))) return false;
  return split === undefined || !(HANGUL.test(first) && HANGUL.test(before));
}

/** Tells whether a wording stands in a folded text, by trying every place. */
export function naiveTest(wording: string): (plain: string) => boolean {
  const letters = lettersOf(wording);
  const splits = [undefined, ...breaksIn(letters)];
  return (plain) => {
    const first = letters[0]?.letter ?? '';
    const next = (from: number) => (isDot(first) ? from : plain.indexOf(first, from));
    if (first === '') return false;
    for (let from = next(0); from >= 0 && from < plain.length; from = next(from + 1)) {
      if (splits.some((split) => standsAt(plain, from, letters, split))) return true;
    }
    return false;
  };
}

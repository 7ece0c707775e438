import { folded } from '../search/plain-text.ts';

/** For comparing wordings: spaces and case aside. */
export const squashedWording = (text: string): string => folded(text).replace(/\s+/g, '');

/** In a spelling, where the law writes as two words what the wording writes as one. A space may be missing in the law. */
export const BREAK = '\n';

/** The two parts of a word that is written as two have at least so many syllables each. */
const SHORTEST_PART = 2;
/** Longer wordings were copied rather than typed, spaces and all. Characters. */
const LONGEST_SPLIT = 40;

/** The ways in which the law may write a wording, folded: as it is, then with one of its words written as two. */
export function spellingsOf(wording: string): readonly string[] {
  const plain = folded(wording).replace(/\s+/g, ' ').trim();
  if (plain.length > LONGEST_SPLIT) return [plain];
  const breaks = [...plain.matchAll(/[가-힣]+/g)].flatMap(({ 0: word, index }) =>
    Array.from(
      { length: Math.max(0, word.length - 2 * SHORTEST_PART + 1) },
      (_, at) => index + SHORTEST_PART + at,
    ),
  );
  return [plain, ...breaks.map((at) => `${plain.slice(0, at)}${BREAK}${plain.slice(at)}`)];
}

/**
 * Tells whether a wording stands in a text in one of its spellings. Case does not count, nor which sort of dot. Where one
 * of its words is written as two the text begins a word with it: 문화재 stands in "문화 재", 지문 not in "까지 문화". Numbers
 * and Latin words are met whole: 제2 does not stand in 제23조.
 */
export function wordingTest(spellings: readonly string[]): (text: string) => boolean {
  const patterns = spellings.filter(Boolean).map(patternOf);
  if (patterns.length === 0) return () => false;
  const pattern = new RegExp(patterns.join('|'), 'u');
  return (text) => pattern.test(folded(text));
}

function patternOf(spelling: string): string {
  const letters = [...spelling].map((letter, at, all) => {
    if (letter === BREAK) return '[^\\S\\n]+';
    if (letter === ' ') return isOneRun(all[at - 1], all[at + 1]) ? '\\s+' : '\\s*';
    if (DOT.test(letter)) return DOT.source;
    return letter.replace(/[\^$\\.*+?()[\]{}|/]/, '\\$&');
  });
  const [first = '', last = ''] = [spelling.at(0), [...spelling].at(-1)];
  const begins = spelling.includes(BREAK) ? [...WHOLE, /[가-힣]/] : WHOLE;
  const before = begins.filter((run) => run.test(first)).map(({ source }) => `(?<!${source})`);
  const after = WHOLE.filter((run) => run.test(last)).map(({ source }) => `(?!${source})`);
  return [...before, ...letters, ...after].join('');
}

/** As they are after folding: ㆍ has become ᆞ. */
const DOT = /[ᆞ·‧•・∙⋅]/;

/** Letters that make one word where nothing stands between them. */
const WHOLE = [/[a-z]/, /[0-9]/];

const isOneRun = (before = '', after = ''): boolean =>
  WHOLE.some((run) => run.test(before) && run.test(after));

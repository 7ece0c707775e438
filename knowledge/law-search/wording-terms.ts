import { SUFFIXES, WHOLE_ENDINGS } from '../search/korean-endings.ts';
import { isHangul, koreanStem, RUN } from '../search/tokens.ts';
import { KOREAN_TOKENISER } from '../text-search/word-reader.ts';
import { BREAK } from './wording-spellings.ts';

/**
 * Where a word of a wording ends. `open`: the wording ends there, the word may go on. `soft`: at a space, which the law
 * may leave out. `firm`: it ends there in the law too.
 */
type Edge = 'open' | 'soft' | 'firm';

interface Piece {
  readonly word: string;
  readonly before: Edge;
  readonly after: Edge;
}

/** Terms that the index has for every article in which a spelling of a wording stands; perhaps none. */
export const certainTerms = (spelling: string): readonly string[] => [
  ...new Set(
    piecesOf(spelling).flatMap((piece) =>
      isHangul(piece.word) ? hangulTerms(piece) : otherTerms(piece.word),
    ),
  ),
];

/** Where nothing is certain: terms that most such articles have. Syllables that stand alone only where there is nothing else. */
export function likelyTerms(spelling: string): readonly string[] {
  const words = piecesOf(spelling).map(({ word }) => word);
  const pairs = words.flatMap((word) => (isHangul(word) ? pairsOf(koreanStem(word)) : []));
  if (pairs.length > 0) return [...new Set(pairs)];
  // The last one may go on: 시ㆍ도 and 시ㆍ도지사.
  return [...new Set(words.length > 1 ? words.slice(0, -1) : words)];
}

function piecesOf(spelling: string): readonly Piece[] {
  const words = [...spelling.matchAll(RUN)];
  // The text begins a word with a spelling that has a break.
  const start: Edge = spelling.includes(BREAK) ? 'firm' : 'open';
  return words.map(({ 0: word, index }, at) => {
    const edge = (gap: string, neighbour = ''): Edge =>
      gap === ' ' && isHangul(word) && isHangul(neighbour) ? 'soft' : 'firm';
    const [last, next] = [words[at - 1], words[at + 1]];
    const end = index + word.length;
    const [gapBefore, gapAfter] = [
      spelling.slice(last ? last.index + last[0].length : 0, index),
      spelling.slice(end, next?.index),
    ];
    return {
      word,
      before: index === 0 ? start : edge(gapBefore, last?.[0]),
      after: end === spelling.length ? 'open' : edge(gapAfter, next?.[0]),
    };
  });
}

/** Numbers and Latin words are met whole. A run with Han letters may go on; each of them is a term of its own. */
const otherTerms = (word: string): readonly string[] =>
  /^[a-z0-9]|\p{Script=Han}/u.test(word) ? KOREAN_TOKENISER.indexed(word).terms : [];

/**
 * Pairs of syllables. The index cuts particles off words, and a wording may end in what it took for the beginning of one
 * (생체정보 before 다: 보다): pairs of syllables that could have been cut off are left out.
 */
function hangulTerms({ word, before, after }: Piece): readonly string[] {
  if (before === 'firm' && after === 'firm') return KOREAN_TOKENISER.indexed(word).terms;
  if (before !== 'firm' && WITHIN_SUFFIXES.has(word)) return [];
  let end = 1;
  while (end < word.length && !mayBeCut(word, end, after)) end += 1;
  return pairsOf(word.slice(0, end));
}

function mayBeCut(word: string, from: number, after: Edge): boolean {
  const rest = word.slice(from);
  if (after !== 'firm' && SUFFIX_STARTS.has(rest)) return true;
  return SUFFIXES.has(rest) && !WHOLE_ENDINGS.has(word.slice(-2));
}

const startsOf = (word: string): readonly string[] =>
  [...word].map((_, at) => word.slice(0, at + 1));

/** Beginnings of suffixes that go on: 보다 has 보. */
const SUFFIX_STARTS: ReadonlySet<string> = new Set(
  [...SUFFIXES].flatMap((suffix) => startsOf(suffix).slice(0, -1)),
);
/** All that stands within suffixes: 보다 has 보, 보다 and 다. */
const WITHIN_SUFFIXES: ReadonlySet<string> = new Set(
  [...SUFFIXES].flatMap((suffix) => [...suffix].flatMap((_, at) => startsOf(suffix.slice(at)))),
);

const pairsOf = (word: string): readonly string[] =>
  [...word].slice(1).map((syllable, at) => `${word.charAt(at)}${syllable}`);

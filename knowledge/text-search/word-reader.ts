import { ENGLISH_STOP_WORDS, PARTY_WORDS, QUESTION_WORDS } from '../search/korean-endings.ts';
import { folded } from '../search/plain-text.ts';
import { englishStem, isHangul, koreanStem, RUN } from '../search/tokens.ts';
import { hashOf } from './term-table.ts';

/** What an index keeps of one word. */
export interface IndexedWord {
  /** The stem and its character pairs. */
  readonly terms: readonly string[];
  /** Stands for the stem where two words side by side are told. */
  readonly hash: number;
  /** True of words that a question has and a subject has not. */
  readonly isStop: boolean;
}

/** How texts become words. An index and its queries need the same one. */
export interface Tokeniser {
  /** The words of a text as they stand there, folded. */
  words(text: string): Iterable<string>;
  /** What the index keeps of one of them. */
  indexed(word: string): IndexedWord;
}

/** Runs of letters; Korean words without their particles, and as pairs of syllables so that compounds meet. */
export const KOREAN_TOKENISER: Tokeniser = {
  *words(text) {
    for (const [run] of folded(text).matchAll(RUN)) yield run;
  },
  indexed,
};

/** The text of a law repeats its words: most are read once. Entries, about 300 bytes each. */
const MOST_WORDS = 150_000;

/** Reads texts word by word, remembering what was made of every word it has seen. */
export class WordReader<T> {
  readonly #tokeniser: Tokeniser;
  readonly #make: (word: IndexedWord) => T;
  readonly #known = new Map<string, T>();

  constructor(tokeniser: Tokeniser, make: (word: IndexedWord) => T) {
    this.#tokeniser = tokeniser;
    this.#make = make;
  }

  read(text: string): T[] {
    const words: T[] = [];
    for (const word of this.#tokeniser.words(text)) words.push(this.#one(word));
    return words;
  }

  /** Forgets what it has seen. */
  clear(): void {
    this.#known.clear();
  }

  #one(word: string): T {
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    if (this.#known.size >= MOST_WORDS) this.clear();
    const made = this.#make(this.#tokeniser.indexed(word));
    this.#known.set(word, made);
    return made;
  }
}

function indexed(raw: string): IndexedWord {
  if (isHangul(raw)) {
    const stem = koreanStem(raw);
    const isStop = [raw, stem].some((form) => QUESTION_WORDS.has(form) || PARTY_WORDS.has(form));
    const terms = stem.length === 1 ? [stem] : [`${stem}_`, ...pairsIn(stem)];
    return { terms, hash: hashOf(stem), isStop };
  }
  if (HAN.test(raw)) return { terms: [...raw, ...pairsIn(raw)], hash: hashOf(raw), isStop: false };
  const stem = englishStem(raw);
  return { terms: [stem], hash: hashOf(stem), isStop: ENGLISH_STOP_WORDS.has(raw) };
}

/** Chinese and Japanese write without spaces: a run is a clause, not a word. */
const HAN = /\p{Script=Han}/u;

function pairsIn(word: string): string[] {
  const pairs: string[] = [];
  for (let at = 0; at + 2 <= word.length; at++) pairs.push(word.slice(at, at + 2));
  return pairs;
}

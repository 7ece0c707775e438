import type { Corpus } from '../corpus-model/corpus.ts';
import { PhraseMatcher } from '../search/phrases.ts';
import { contentWords, type Word } from '../search/tokens.ts';
import type { WordingRules } from './wording-rules.ts';

/** A word that carries the subject, with all that it stands for. */
export interface ReadWord {
  readonly raw: string;
  readonly stem: string;
  readonly hangul: boolean;
  /** Where it begins in the folded text. */
  readonly at: number;
  /** Rows of synonyms and groups of the term map that it is part of. */
  readonly groups: ReadonlySet<string>;
}

/** English words of this length or more are alike when they begin alike. */
const ENGLISH_ALIKE = 5;

/** Reads content words, and tells which mean the same. */
export class WordReader {
  readonly #groups: PhraseMatcher<string>;
  readonly #everyday: ReadonlySet<string>;
  readonly #everydayStarts: readonly string[];

  constructor({ synonyms, everyday }: WordingRules['support'], terms: Corpus['terms']) {
    this.#groups = new PhraseMatcher([
      ...synonyms.flatMap(({ ko, en }, row) =>
        [...ko, ...en].map((phrase) => [phrase, `row ${row}`] as const),
      ),
      ...terms.flatMap(({ id, say, law }) =>
        [...say.ko, ...say.en, ...law.ko, ...law.en].map((phrase) => [phrase, id] as const),
      ),
    ]);
    this.#everyday = new Set(everyday.en.map((word) => word.toLowerCase()));
    this.#everydayStarts = everyday.ko;
  }

  read(text: string): readonly ReadWord[] {
    const phrases = this.#groups.find(text);
    return contentWords(text)
      .filter((word) => !this.#isEveryday(word))
      .map(({ raw, stem, at, hangul }) => ({
        raw,
        stem,
        at,
        hangul,
        groups: new Set(
          phrases
            .filter(({ start, end }) => start < at + raw.length && end > at)
            .map(({ tag }) => tag),
        ),
      }));
  }

  #isEveryday({ raw, stem, hangul }: Word): boolean {
    if (/^\d+$/.test(raw)) return true;
    if (!hangul) return this.#everyday.has(raw) || this.#everyday.has(stem);
    return raw.length < 2 || this.#everydayStarts.some((start) => raw.startsWith(start));
  }
}

/** Whether two words mean the same, as far as spelling and our lists tell. */
export function isAlike(one: ReadWord, other: ReadWord): boolean {
  for (const group of one.groups) if (other.groups.has(group)) return true;
  if (one.hangul !== other.hangul) return false;
  return one.hangul ? isKoreanAlike(one.raw, other.raw) : isEnglishAlike(one.stem, other.stem);
}

const isEnglishAlike = (one: string, other: string): boolean => {
  if (one === other) return true;
  const length = Math.min(one.length, other.length);
  return length >= ENGLISH_ALIKE && one.slice(0, length - 1) === other.slice(0, length - 1)
    ? true
    : length >= ENGLISH_ALIKE + 1 &&
        one.slice(0, ENGLISH_ALIKE + 1) === other.slice(0, ENGLISH_ALIKE + 1);
};

/** 지우다 and 지워, 알리고 and 알려: the first syllable, and the consonant that begins the second. */
export function isKoreanAlike(one: string, other: string): boolean {
  if (one.slice(0, 2) === other.slice(0, 2)) return true;
  return (
    one[0] === other[0] &&
    initialOf(one[1]) === initialOf(other[1]) &&
    isVowelOnly(one[1], other[1])
  );
}

const code = (syllable: string | undefined): number => (syllable?.charCodeAt(0) ?? 0) - 0xac00;
const initialOf = (syllable: string | undefined): number => Math.floor(code(syllable) / 588);
const vowelOf = (syllable: string | undefined): number => Math.floor((code(syllable) % 588) / 28);
/** Vowels that change into each other where an ending joins: ㅣ ㅕ, ㅜ ㅝ, ㅗ ㅘ, ㅡ ㅓ. */
const CHANGES = new Set([
  '20 6',
  '6 20',
  '13 14',
  '14 13',
  '8 9',
  '9 8',
  '18 4',
  '4 18',
  '18 0',
  '0 18',
]);
const isVowelOnly = (one: string | undefined, other: string | undefined): boolean => {
  const [a, b] = [vowelOf(one), vowelOf(other)];
  return a === b || CHANGES.has(`${a} ${b}`);
};

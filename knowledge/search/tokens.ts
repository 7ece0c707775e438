import {
  ENGLISH_STOP_WORDS,
  LONGEST_SUFFIX,
  PARTICLES_ONLY,
  QUESTION_WORDS,
  SUFFIXES,
  WHOLE_ENDINGS,
} from './korean-endings.ts';
import { folded } from './plain-text.ts';

/** The runs of letters that make words, in folded text. A letter of another script does not swallow the Hangul beside it. */
export const RUN = /[가-힣]+|[a-z]+(?:'[a-z]+)?|[0-9]+|(?:(?![가-힣a-z\u119e])[\p{L}\p{M}])+/gu;

export const isHangul = (word: string): boolean => word >= '가' && word <= '힣';

/** Cuts the particle or ending off a Korean word; leaves two syllables, or one before a bare particle. */
export function koreanStem(word: string): string {
  if (word.length < 2 || WHOLE_ENDINGS.has(word.slice(-2))) return word;
  for (let cut = Math.min(LONGEST_SUFFIX, word.length - 1); cut >= 1; cut--) {
    const stem = word.slice(0, -cut);
    const suffix = word.slice(-cut);
    if (!SUFFIXES.has(suffix)) continue;
    if (stem.length >= 2 || (PARTICLES_ONLY.has(suffix) && suffix.length >= 2)) return stem;
  }
  return word;
}

/** A rough English stem: plural, possessive, -ing and -ed. Enough for matching, not for showing. */
export function englishStem(word: string): string {
  const base = word.replace(/'.*$/, '');
  if (base.length <= 3) return base;
  const stem = singular(base);
  const short = stem.replace(/(?<=[a-z]{3})(?:ing|ed)$/, '').replace(/([^aeiouls])\1$/, '$1');
  return short.length >= 3 ? short.replace(/(?<=...)e$/, '') : stem;
}

/** Words that end like a plural and are none; `bus`, `glass` and `iris` are told by their last letters. */
const LOOKS_PLURAL = /(?:[sui]s|^(?:lens|bias|alias|atlas|canvas))$/;

/** After a single s or z only the s goes: "cases" and "buses" end alike, and the stem drops the e of both. */
function singular(word: string): string {
  if (LOOKS_PLURAL.test(word)) return word;
  if (/..ies$/.test(word)) return word.replace(/ies$/, 'y');
  if (/(?:ss|zz|x|ch|sh|[^aeiou]o)es$/.test(word)) return word.slice(0, -2);
  return word.replace(/s$/, '');
}

/** One word of a text: its stem, and where in the folded text it stands. */
export interface Word {
  readonly stem: string;
  readonly raw: string;
  readonly at: number;
  readonly hangul: boolean;
}

/** The words of a text in order, folded and stemmed. */
export function wordsOf(text: string): readonly Word[] {
  return [...folded(text).matchAll(RUN)].map((match) => {
    const raw = match[0];
    const hangul = isHangul(raw);
    return { raw, hangul, at: match.index, stem: hangul ? koreanStem(raw) : englishStem(raw) };
  });
}

/** Letters that neither Korean nor English has: Chinese, Japanese, Cyrillic, Vietnamese … */
const FOREIGN = /[^\p{ASCII}가-힣ㄱ-ㅎㅏ-ㅣ\P{L}]/u;

/**
 * Words of a text that carry its subject. Words of other languages are left out: the corpus has none of
 * them, only the term map knows them.
 */
export function contentWords(text: string): readonly Word[] {
  const isForeign = FOREIGN.test(text.normalize('NFC')) && !/[가-힣]/.test(text);
  return wordsOf(text).filter(
    ({ raw, stem, hangul }) =>
      !isForeign &&
      !(hangul ? QUESTION_WORDS.has(raw) || QUESTION_WORDS.has(stem) : ENGLISH_STOP_WORDS.has(raw)),
  );
}

/**
 * The index terms of words: a Korean stem and its character pairs, so that compounds and missing spaces
 * still meet; other words as they are.
 */
export function lexicalTerms(words: readonly Word[]): string[] {
  const terms: string[] = [];
  for (const { stem, hangul } of words) {
    if (!hangul || stem.length === 1) {
      terms.push(stem);
      continue;
    }
    terms.push(`${stem}_`);
    for (let at = 0; at + 2 <= stem.length; at++) terms.push(stem.slice(at, at + 2));
  }
  return terms;
}

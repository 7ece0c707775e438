import type { Evidence } from './evidence.ts';
import type { Fault } from './faults.ts';
import type { Reading } from './text-reader.ts';
import type { WordingRules } from './wording-rules.ts';

const LATIN = /[a-zà-ɏ]+(?:['’-][a-zà-ɏ]+)*/gu;
const HANGUL = /[가-힣ㄱ-ㅣ]+/gu;
/** Brackets and what closes a sentence. */
const END = /(?:\s*(?:\([^()]*\)|\[[^[\]]*\]))?[\s.!?…。"'”’)\]]*$/u;

/** The sentence is in the language of the answer, and a Korean one is polite. */
export function languageCheck({ latinWords, politeEndings }: WordingRules['form']) {
  const common = new Set(latinWords.map((word) => word.toLowerCase()));
  const isPolite = (text: string) => {
    const bare = text.replace(END, '');
    return politeEndings.some((ending) => bare.endsWith(ending));
  };
  return ({ folded: plain }: Reading, evidence: Evidence): readonly Fault[] => {
    const isRight =
      evidence.language === 'ko'
        ? /[가-힣]/.test(plain) &&
          (plain.match(LATIN) ?? []).every(
            (word) => common.has(word) || evidence.cited.includes(word),
          ) &&
          (evidence.passages.some(({ kind }) => kind === 'said') || isPolite(plain))
        : (plain.match(LATIN) ?? []).length > 0 &&
          (plain.match(HANGUL) ?? []).every((run) => evidence.cited.includes(run));
    return isRight ? [] : ['language'];
  };
}

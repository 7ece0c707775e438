import type { Language } from '../language.ts';
import { koreanStem } from '../search/tokens.ts';

/** English words that hold a sentence together: where they stand, the sentence is English. */
const ENGLISH_FRAME =
  /\b(?:is|are|am|was|do|does|did|can|could|may|must|should|will|what|which|who|how|when|where|why|the|a|an|of|to|my|i|you|they|and|in|for)\b/gi;

/**
 * The language to answer in: that of the sentence, not of the words borrowed into it.
 * "what is 민감정보?" is English, "face auth 꼭 해야돼요?" is Korean. Other languages get English.
 */
export function languageOf(text: string, fallback: Language = 'ko'): Language {
  const hangul = text.match(/[가-힣]+/g) ?? [];
  if (hangul.length === 0) return languageWithoutSyllables(text, fallback);
  const frame = text.match(ENGLISH_FRAME)?.length ?? 0;
  const inflected = hangul.filter(
    (word) => koreanStem(word) !== word || /[요다까나지네]$/.test(word),
  );
  return frame >= 2 && frame > inflected.length * 2 ? 'en' : 'ko';
}

/** Single letters are Korean chat ("ㅇㅇ", "ㄴㄴ") unless words of another script stand beside them: "legal? ㅋㅋ". */
function languageWithoutSyllables(text: string, fallback: Language): Language {
  if (/\p{L}/u.test(text.replace(/\p{Script=Hangul}/gu, ''))) return 'en';
  return /\p{Script=Hangul}/u.test(text) ? 'ko' : fallback;
}

import { convertQwertyToHangul } from 'es-hangul';
import { contentWords, lexicalTerms } from '../search/tokens.ts';

/** Share of syllables that must come out whole before we believe that Korean was meant. */
const WHOLE_SYLLABLES = 0.9;

/** Share of words known as they stand from which nobody need try whether they were meant for another keyboard. */
const READS_AS_ENGLISH = 0.5;

/** Nobody types more than this without looking, and turning it back takes time with the square of its length. */
const LONGEST_REPAIRED = 1000;

/**
 * Korean typed with the keyboard left on English ("djfrnfdlstlr" for 얼굴인식) is turned back.
 * Anything that reads as English stays as it is.
 *
 * @param knows - Whether an index term occurs in the corpus.
 */
export function repairTyping(text: string, knows: (term: string) => boolean): string {
  if (text.length > LONGEST_REPAIRED) return text;
  if (/[가-힣]/.test(text) || !/[a-z]{4}/i.test(text)) return text;
  const own = knownShare(text, knows);
  if (own >= READS_AS_ENGLISH) return text;
  const korean = asHangul(text);
  if (!korean) return text;
  const syllables = korean.match(/[가-힣]/g)?.length ?? 0;
  const letters = korean.match(/[가-힣ㄱ-ㅎㅏ-ㅣ]/g)?.length ?? 0;
  if (letters < 3 || syllables / letters < WHOLE_SYLLABLES) return text;
  return knownShare(korean, knows) > own ? korean : text;
}

/** The library throws on some letter sequences that no keyboard would produce for Korean. */
function asHangul(text: string): string | undefined {
  try {
    return convertQwertyToHangul(text);
  } catch {
    return undefined;
  }
}

function knownShare(text: string, knows: (term: string) => boolean): number {
  const terms = lexicalTerms(contentWords(text)).filter((term) => !term.endsWith('_'));
  return terms.length === 0 ? 0 : terms.filter(knows).length / terms.length;
}

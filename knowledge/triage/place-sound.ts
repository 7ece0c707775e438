/**
 * How a name sounds, so that 강남 meets Gangnam and Kangnam, and 홍대 meets 홍데. Korean is written in Latin letters by the
 * Revised Romanisation (국어의 로마자 표기법, with the assimilation of 제3장제1항), then spellings that people mix up are made one.
 */

const FIRST_HANGUL = 0xac00;
const LAST_HANGUL = 0xd7a3;
const VOWELS = 21;
const FINALS = 28;

const INITIAL = 'g kk n d tt r m b pp s ss - j jj ch k t p h'.split(' ');
const VOWEL = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ');
/** Before a consonant or the end. */
const FINAL = '- k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ');
/** Before a vowel, where the consonant moves over. */
const LINKED = '- g kk ks n nj n d r lg lm lb ls lt lp r m b ps s ss ng j ch k t p -'.split(' ');
const NASAL: Readonly<Record<string, string>> = { k: 'ng', t: 'n', p: 'm' };

interface Syllable {
  readonly initial: string;
  readonly vowel: string;
  readonly final: number;
}

function syllableOf(letter: string): Syllable | undefined {
  const code = letter.charCodeAt(0);
  if (code < FIRST_HANGUL || code > LAST_HANGUL) return undefined;
  const at = code - FIRST_HANGUL;
  return {
    initial: INITIAL[Math.floor(at / (VOWELS * FINALS))] ?? '-',
    vowel: VOWEL[Math.floor(at / FINALS) % VOWELS] ?? '',
    final: at % FINALS,
  };
}

/** The consonants where two syllables meet; `-` stands for none. */
function meeting(final: number, initial: string): string {
  const end = FINAL[final] ?? '-';
  if (initial === '-') return (LINKED[final] ?? '-').replace('-', '');
  if (end === '-') return initial;
  const assimilated = ASSIMILATED[initial];
  return assimilated ? assimilated(end) : end + initial;
}

const nasal = (end: string): string => NASAL[end] ?? end;

/** What 신림, 선릉, 종로, 왕십리 and 설날 have in common: the end gives way to the sound that follows. */
const ASSIMILATED: Readonly<Record<string, (end: string) => string>> = {
  r: (end) => (end === 'l' || end === 'n' ? 'll' : `${nasal(end)}n`),
  n: (end) => (end === 'l' ? 'll' : `${nasal(end)}n`),
  m: (end) => `${nasal(end)}m`,
};

/** Hangul in Latin letters; everything else as it is. */
function romanised(word: string): string {
  const letters = [...word];
  let text = '';
  let open = 0;
  for (const letter of letters) {
    const syllable = syllableOf(letter);
    text += meeting(open, syllable?.initial ?? '-') + (syllable?.vowel ?? letter);
    open = syllable?.final ?? 0;
  }
  return text + meeting(open, '');
}

/** In this order: `ch` before `c`, `ng` is kept from becoming `nk`. */
const SAME_SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/[^a-z0-9]/g, ''],
  [/ng/g, '9'],
  [/sh/g, 's'],
  [/ch/g, 'j'],
  [/c(?=[eiy])/g, 's'],
  [/ph|f|v|b/g, 'p'],
  [/ck|[gcq]/g, 'k'],
  [/d/g, 't'],
  [/z/g, 'j'],
  [/r/g, 'l'],
  [/wae|oe/g, 'we'],
  [/ae/g, 'e'],
  [/oo|eu/g, 'u'],
  [/ee|ui/g, 'i'],
  [/9/g, 'ng'],
  [/(.)\1+/g, '$1'],
];

const heard = new Map<string, string>();
const MOST_REMEMBERED = 50_000;

/** Equal for words that sound the same. Empty for a word without Hangul and Latin letters. */
export function soundOf(word: string): string {
  const known = heard.get(word);
  if (known !== undefined) return known;
  const digitsApart = romanised(word).replace(/[0-9]+/g, '');
  const sound = SAME_SPELLINGS.reduce((text, [from, to]) => text.replace(from, to), digitsApart);
  if (heard.size >= MOST_REMEMBERED) heard.clear();
  heard.set(word, sound);
  return sound;
}

/** Shorter names differ by one letter and are two places: 신촌 and 신천. */
const LONG_ENOUGH_TO_MISSPELL = 9;

/** The same, or long and one letter apart. */
export function soundsLike(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < LONG_ENOUGH_TO_MISSPELL || long.length - short.length > 1) return false;
  let from = 0;
  while (from < short.length && short[from] === long[from]) from++;
  const skipShort = short.length === long.length ? 1 : 0;
  return short.slice(from + skipShort) === long.slice(from + 1);
}

/** Consonants only, and no l: what is left alike of 스타벅스 and Starbucks, 바디온 and BodyOn. */
export const bonesOf = (sound: string): string =>
  sound.replace(/[aeiouwyl]/g, '').replace(/(.)\1+/g, '$1');

/** Fewer consonants are alike by chance. */
export const FEWEST_BONES = 3;

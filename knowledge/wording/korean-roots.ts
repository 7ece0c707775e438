const FIRST = 0xac00;
const FINALS = 28;
const VOWELS = 21;
/** Finals that an ending puts on a stem: ㄴ, ㄹ, ㅂ, ㅆ. */
const OF_ENDINGS: ReadonlySet<number> = new Set([4, 8, 17, 20]);
/** Vowels that a stem and its ending run into, by the vowel of the stem: ㅘ ㅗ, ㅝ ㅜ, ㅕ ㅣ, ㅙ ㅚ, ㅐ ㅏ. */
const CONTRACTED: ReadonlyMap<number, number> = new Map([
  [9, 8],
  [14, 13],
  [6, 20],
  [10, 11],
  [1, 0],
]);

/** What can stand behind a noun or the stem of a verb, as far as its beginning tells. */
const PARTICLES =
  /^(?:들|님|씨|측)*(?:이|가|은|는|을|를|의|에|에서|에게|에게서|한테|한테서|께|께서|으로|로|으로서|로서|으로써|로써|으로부터|로부터|와|과|랑|이랑|도|만|까지|부터|처럼|보다|이나|나|마다|조차|라도|이라도|밖에|인데|이고|이며|였|이었|이라|라|입|인|임|일){0,3}(?:요|다|습니다|니다|는데|으며|고|던)?$/;
const LIGHT_VERB =
  /^(?:하|했|한|할|함|해|합|되|됐|된|될|됨|돼|됩|시키|시켰|시킨|당하|당했|당한|받|드리|드렸)[가-힣]{0,8}$/;
const ENDINGS =
  /^(?:았|었|였|겠|습|어|아|여|고|서|며|면|지|는|은|을|던|니|려|러|게|도|기|음|다|라|자|냐|네|더|요|죠|야|든|듯|거|으|시|셨|세|히|혔|힌|힐|혀|리|렸|린|려|이|였|인|일|기|긴|겼|진|졌|져)[가-힣]{0,8}$/;

/** Whether a word is a stem and only what grammar hangs on it. */
export function isWithEnding(stem: string, word: string): boolean {
  const rest = word.slice(stem.length);
  return rest === '' || PARTICLES.test(rest) || LIGHT_VERB.test(rest) || ENDINGS.test(rest);
}

/** The syllables of a stem that a syllable may have come from: 갔 is 가, 봤 is 보, 간 is 가. */
function basesOf(syllable: string | undefined): ReadonlySet<string> {
  if (syllable === undefined) return new Set();
  const code = syllable.charCodeAt(0) - FIRST;
  const final = code % FINALS;
  const vowel = Math.floor(code / FINALS) % VOWELS;
  const bases = new Set([syllable]);
  if (final !== 0 && !OF_ENDINGS.has(final)) return bases;
  const open = code - final;
  bases.add(String.fromCharCode(FIRST + open));
  const plain = CONTRACTED.get(vowel);
  if (plain !== undefined) bases.add(String.fromCharCode(FIRST + open - (vowel - plain) * FINALS));
  return bases;
}

/** A wording whose last syllable may bear the final of an ending or have run into one: 가 also finds 간, 갈, 갔. */
export function withFinals(wording: string): string {
  const last = wording.at(-1) ?? '';
  const code = last.charCodeAt(0) - FIRST;
  if (last < '가' || last > '힣' || code % FINALS !== 0) return wording;
  const vowel = (code / FINALS) % VOWELS;
  const run = [...CONTRACTED].find(([, plain]) => plain === vowel)?.[0];
  const opens = [code, ...(run === undefined ? [] : [code + (run - vowel) * FINALS])];
  const forms = opens.flatMap((open) => [0, ...OF_ENDINGS].map((final) => open + final));
  return `${wording.slice(0, -1)}[${forms.map((form) => String.fromCharCode(FIRST + form)).join('')}]`;
}

/** The stems of one syllable that a word may begin with: 합니다 begins with 하. */
export const beginningsOf = (word: string): readonly string[] => [
  ...[1, 2, 3].map((length) => word.slice(0, length)),
  ...basesOf(word[0]),
];

const shareBase = (one: string | undefined, other: string | undefined): boolean => {
  const bases = basesOf(other);
  return [...basesOf(one)].some((base) => bases.has(base));
};

/** Whether two Korean words begin with the same noun or the same stem: 다녔어요 and 다니었습니다, 갔어요 and 갔습니다. */
export function isSameRoot(one: string, other: string): boolean {
  if (one === other) return true;
  if (one.length > 1 && other.length > 1 && one[0] === other[0]) {
    if (one[1] === other[1] || shareBase(one[1], other[1])) return true;
  }
  return isShort(one) && isShort(other) && shareBase(one[0], other[0]);
}

/** A stem of one syllable and its ending. */
const isShort = (word: string): boolean => isWithEnding(word.charAt(0), word);

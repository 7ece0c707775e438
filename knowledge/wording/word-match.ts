import type { Corpus } from '../corpus-model/corpus.ts';
import { PhraseMatcher } from '../search/phrases.ts';
import { contentWords, type Word } from '../search/tokens.ts';
import { DAY_WORDS } from './spelt-numbers.ts';
import type { Lists, WordingRules } from './wording-rules.ts';

/** A word that carries the subject, with all that it stands for. */
export interface ReadWord {
  readonly raw: string;
  readonly stem: string;
  readonly hangul: boolean;
  /** Where it begins in the folded text. */
  readonly at: number;
  /** Rows of synonyms and groups of the term map that it is part of. */
  readonly groups: ReadonlySet<string>;
  /** Used when something is put in other words. */
  readonly isCommon: boolean;
  /** Those that it is all of. */
  readonly own: ReadonlySet<string>;
}

/** English words of this length or more are alike when they begin alike. */
const ENGLISH_ALIKE = 5;

/** Reads content words, and tells which mean the same. */
export class WordReader {
  /** On their own, so that a longer phrase of one list does not hide the words of another. */
  readonly #groups: readonly PhraseMatcher<string>[];
  readonly #everyday: Listed;
  readonly #common: Listed;

  constructor(
    { support: { synonyms, everyday, common }, names }: WordingRules,
    terms: Corpus['terms'],
  ) {
    const rows = (lists: readonly Lists[], name: string) =>
      new PhraseMatcher(
        lists.flatMap(({ ko, en }, row) =>
          [...ko, ...en].map((phrase) => [phrase, `${name} ${row}`] as const),
        ),
      );
    const ofTerms = terms.flatMap(({ id, say, law }) =>
      [...say.ko, ...say.en, ...law.ko, ...law.en].map((phrase) => [phrase, id] as const),
    );
    this.#groups = [rows(synonyms, 'row'), rows(names.names, 'name'), new PhraseMatcher(ofTerms)];
    this.#everyday = new Listed(everyday);
    this.#common = new Listed(common);
  }

  /** All that a text speaks of, also in words that say little on their own: 사람 수. */
  groupsIn(text: string): ReadonlySet<string> {
    const plain = withoutAccents(text);
    return new Set(this.#groups.flatMap((matcher) => matcher.find(plain).map(({ tag }) => tag)));
  }

  read(written: string): readonly ReadWord[] {
    const text = withoutAccents(written);
    const phrases = this.#groups.flatMap((matcher) => matcher.find(text));
    return contentWords(text)
      .filter((word) => !isBare(word) && !this.#everyday.has(word))
      .map((word) => {
        const { raw, stem, at, hangul } = word;
        const end = at + raw.length;
        const over = phrases.filter((phrase) => phrase.start < end && phrase.end > at);
        const alone = over.filter((phrase) => phrase.start >= at && phrase.end <= end);
        const tags = (list: typeof over) => new Set(list.map(({ tag }) => tag));
        return {
          raw,
          stem,
          at,
          hangul,
          groups: tags(over),
          own: tags(alone),
          isCommon: this.#common.has(word),
        };
      });
  }
}

/** Words of a list; an entry that ends in a hyphen begins words. */
class Listed {
  readonly #words: ReadonlySet<string>;
  readonly #starts: readonly string[];

  constructor({ ko, en }: Lists) {
    const words = [...ko, ...en].map((word) => word.toLowerCase());
    this.#words = new Set(words.filter((word) => !word.endsWith('-')));
    this.#starts = words.filter((word) => word.endsWith('-')).map((word) => word.slice(0, -1));
  }

  has({ raw, stem, hangul }: Word): boolean {
    if (this.#words.has(raw) || this.#words.has(stem)) return true;
    return hangul && this.#starts.some((start) => isForm(raw, start));
  }
}

/** A number, or a syllable that no one can tell the meaning of. */
const isBare = ({ raw, hangul }: Word): boolean => NUMBER.test(raw) || (hangul && raw.length < 2);

/** 3천만 원 stands behind its digit as a word. */
const NUMBER = new RegExp(
  `^(?:\\d+|[십백천만억]+원?(?:이하|이상)?|(?:${DAY_WORDS})(?:간|동안|안|이|을|에|은)?)$`,
);

/** "café" would make a whole text one of another language. */
const withoutAccents = (text: string): string =>
  text.replace(/[À-ɏ]/g, (letter) => letter.normalize('NFD').charAt(0));

/** What endings and particles begin with. */
const ENDING_BEGINS =
  /^(?:[은는을를이가의에와과로도만까고지면며니게기다서러려자야요라던든네죠아어여았었였셨시세습겠거나으래런렇져졌려쳐봐더셔본드긴]|부터|처럼|보다|한|하|했|해|돼|되|된|될|됐|예|인|일|입|들|적)?/u;
const LONGEST_ENDING = 4;

/** 보고, 보면, 보는데 are forms of 보-; 보호 is another word. */
function isForm(word: string, start: string): boolean {
  const rest = word.slice(start.length);
  if (rest.length > LONGEST_ENDING) return false;
  if (word.startsWith(start)) return rest === '' || ENDING_BEGINS.exec(rest)?.[0] !== '';
  // 거쳤는데 is a form of 거치-.
  const [last, met] = [start.at(-1), word[start.length - 1]];
  return (
    start.length >= 2 &&
    word.startsWith(start.slice(0, -1)) &&
    initialOf(last) === initialOf(met) &&
    isVowelOnly(last, met)
  );
}

/** Whether two words mean the same, as far as spelling and our lists tell. */
function isAlike(one: ReadWord, other: ReadWord): boolean {
  for (const group of one.groups) if (other.groups.has(group)) return true;
  return isSpeltAlike(one, other);
}

/** The same without what they are only part of: "investigate" and "complaint" of "investigate without a complaint". */
export function isOneWord(one: ReadWord, other: ReadWord): boolean {
  for (const group of one.own) if (other.own.has(group)) return true;
  return isSpeltAlike(one, other);
}

function isSpeltAlike(one: ReadWord, other: ReadWord): boolean {
  if (one.hangul !== other.hangul) return false;
  return one.hangul ? isKoreanAlike(one.raw, other.raw) : isEnglishAlike(one.stem, other.stem);
}

/** Whether one of the words means what a word means. */
export const knows = (words: readonly ReadWord[], word: ReadWord | undefined): boolean =>
  word !== undefined && words.some((one) => isAlike(word, one));

const isEnglishAlike = (one: string, other: string): boolean => {
  if (one === other) return true;
  const length = Math.min(one.length, other.length);
  return length >= ENGLISH_ALIKE && one.slice(0, length - 1) === other.slice(0, length - 1)
    ? true
    : length >= ENGLISH_ALIKE + 1 &&
        one.slice(0, ENGLISH_ALIKE + 1) === other.slice(0, ENGLISH_ALIKE + 1);
};

/** One syllable with a particle: 법이, 법도. */
const SHORT = /^[가-힣](?:[은는이가을를의에도만와과로]|에서|에는|으로)$/;

/** 지우다 and 지워, 알리고 and 알려: the first syllable, and the consonant that begins the second. */
function isKoreanAlike(one: string, other: string): boolean {
  if (one.slice(0, 2) === other.slice(0, 2)) return true;
  if (SHORT.test(one) && SHORT.test(other)) return one[0] === other[0];
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

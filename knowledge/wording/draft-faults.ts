import { folded } from '../search/plain-text.ts';
import { agrees, datesIn } from './dates.ts';
import { type DraftRules, rowPattern, rowPatternAll } from './draft-rules.ts';
import { SidesCheck } from './draft-sides.ts';
import { type DraftWord, DraftWords, isAlikeInDraft } from './draft-words.ts';
import type { Fault } from './faults.ts';
import { isSameQuantity, QuantityReader } from './quantities.ts';
import type { WordingRules } from './wording-rules.ts';

/** Some sentences of an account, and what was made of them. */
export interface Drafted {
  /** As typed. */
  readonly said: string;
  readonly text: string;
  /** Names, telephones and the like, none of which may be lost. */
  readonly kept: readonly string[];
}

/** More of what was said than this may not be left out. */
const LARGEST_LOSS = 0.4;

const KOREAN_DENIAL =
  /없|않|아니(?!면)|아닌|아닙|아녔|못(?=[\s가-힣])|(?<![가-힣])안\s?(?=[되돼된될됩했하한할해함])|(?<![가-힣])안\s(?=[가-힣])/gu;
const ENGLISH_DENIAL =
  /(?<![a-z])(?:not|no|never|cannot|neither|none|nobody|nothing|nowhere|without)(?![a-z])|n't(?![a-z])/gu;
/** Words in quotation marks of any kind. */
const QUOTED = /["“”]([^"“”]{2,})["“”]|['‘]([^'‘’]{4,})['’](?![a-z])/gu;
const CAPITAL = /(?<=[\p{L}\d,;] )\p{Lu}[\p{L}\d'’-]+/gu;
const LATIN = /[a-z][a-z\d]+/giu;

/** What formal sentences of an account may not change: who did what, what was not done, numbers, names, beliefs. */
export class DraftFaults {
  readonly #onlyIfSaid: readonly RegExp[];
  readonly #bothOrNeither: readonly RegExp[];
  readonly #denials: RegExp;
  readonly #neutral: RegExp;
  readonly #sides: SidesCheck;
  readonly #words: DraftWords;
  readonly #quantities: QuantityReader;

  constructor(rules: DraftRules, numbers: WordingRules['numbers']) {
    this.#onlyIfSaid = rules.onlyIfSaid.map(rowPattern);
    this.#bothOrNeither = rules.bothOrNeither.map(rowPattern);
    this.#denials = rowPatternAll(rules.denials);
    this.#neutral = rowPatternAll(rules.neutral);
    this.#sides = new SidesCheck(rules);
    this.#words = new DraftWords(rules);
    this.#quantities = new QuantityReader(numbers);
  }

  /** Of one sentence and those that it rests on: nothing new. */
  added({ said, text }: Drafted): readonly Fault[] {
    const given = this.#words.read(said);
    const isNew = (word: DraftWord) => !word.isEveryday && !isIn(word, given);
    return this.#words.read(text).some(isNew) ? ['unsupported'] : [];
  }

  /** Of all sentences that rest on the same: nothing changed, nothing lost. */
  changed(drafted: Drafted): readonly Fault[] {
    const said = folded(drafted.said);
    const text = folded(drafted.text);
    const isClaim =
      this.#onlyIfSaid.some((row) => row.test(text) && !row.test(said)) ||
      this.#bothOrNeither.some((row) => row.test(text) !== row.test(said)) ||
      this.#sides.isChanged(said, text) ||
      hasNewQuote(text, said);
    return [
      ...(this.#denialsIn(said) === this.#denialsIn(text) ? [] : (['negation'] as const)),
      ...(isClaim ? (['claim'] as const) : []),
      ...(this.#isSameNumbers(said, text) ? [] : (['number'] as const)),
      ...(isSameDates(said, text) ? [] : (['date'] as const)),
      ...(keepsNames(drafted) ? [] : (['name'] as const)),
      ...(this.#losesTooMuch(said, text) ? (['unsupported'] as const) : []),
    ];
  }

  #denialsIn(text: string): number {
    const plain = text.replace(this.#neutral, ' ');
    const grammar = /[가-힣]/.test(plain) ? KOREAN_DENIAL : ENGLISH_DENIAL;
    return (plain.match(grammar)?.length ?? 0) + (plain.match(this.#denials)?.length ?? 0);
  }

  #isSameNumbers(said: string, text: string): boolean {
    const [given, shown] = [said, text].map((one) =>
      this.#quantities.read(withoutDates(one), false),
    );
    return containsAll(given ?? [], shown ?? [], isSameQuantity);
  }

  #losesTooMuch(said: string, text: string): boolean {
    const given = this.#words.read(said).filter(({ isEveryday }) => !isEveryday);
    const shown = this.#words.read(text);
    const lost = given.filter((word) => !isIn(word, shown));
    return lost.length > given.length * LARGEST_LOSS;
  }
}

const isIn = (word: DraftWord, others: readonly DraftWord[]): boolean =>
  others.some((other) => isAlikeInDraft(word, other));

/** Each of one list is like some of the other, both ways round. */
const containsAll = <T>(
  given: readonly T[],
  shown: readonly T[],
  isSame: (one: T, other: T) => boolean,
): boolean =>
  given.every((one) => shown.some((other) => isSame(one, other))) &&
  shown.every((one) => given.some((other) => isSame(one, other)));

const isSameDates = (said: string, text: string): boolean =>
  containsAll(
    datesIn(said),
    datesIn(text),
    (one, other) => agrees(one, other) && agrees(other, one),
  );

const withoutDates = (text: string): string =>
  datesIn(text).reduce(
    (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
    text,
  );

/** What is put into somebody's mouth was said so, word for word. */
function hasNewQuote(text: string, said: string): boolean {
  const given = squashed(said);
  return [...text.matchAll(QUOTED)].some(
    ([, double = '', single = '']) => !given.includes(squashed(double + single)),
  );
}

const squashed = (text: string): string => text.replace(/[\s.,!?…]+/g, '');

/** Names that were hidden, and in the letters of the text itself. */
function keepsNames({ said, text, kept }: Drafted): boolean {
  const isHiddenKept = kept.every((one) => said.includes(one) === text.includes(one));
  const names = /[가-힣]/.test(said) ? LATIN : CAPITAL;
  const shown = folded(text);
  return isHiddenKept && (said.match(names) ?? []).every((name) => shown.includes(folded(name)));
}

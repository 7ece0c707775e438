import { folded } from '../search/plain-text.ts';
import {
  DAY_WORDS,
  daysOf,
  ENGLISH_NUMBER,
  englishValue,
  NATIVE,
  nativeValue,
  sinoValue,
} from './spelt-numbers.ts';
import { anyOf, type WordingRules } from './wording-rules.ts';

/** A number of a text, however it is written. */
export interface Quantity {
  readonly value: number;
  /** Id of the unit; undefined for bare numbers. */
  readonly unit?: string;
  /** Where it stands in the folded text, unit included. */
  readonly start: number;
  readonly end: number;
}

/** A number with what is said of its size: at least, under. */
export interface Counted extends Quantity {
  readonly side?: 'above' | 'below';
}

/** Letters around a number in which its "at least" or "under" stands. */
const REACH_BEFORE = 24;
const REACH_AFTER = 12;

const SIGNS: Readonly<Record<string, string>> = {
  '₩': 'won',
  $: 'dollar',
  '€': 'euro',
  '£': 'pound',
};
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Reads numbers with their units. */
export class QuantityReader {
  readonly #units: ReadonlyMap<string, string>;
  readonly #pattern: RegExp;
  readonly #harmless: RegExp;
  readonly #above: RegExp;
  readonly #below: RegExp;

  constructor({ units, harmless, above, below }: WordingRules['numbers']) {
    const words = units.flatMap(({ id, ko, en }) =>
      [...ko, ...en].map((word) => [word, id] as const),
    );
    this.#units = new Map(words.map(([word, id]) => [word.toLowerCase(), id]));
    const longest = (list: readonly string[]) =>
      list
        .toSorted((a, b) => b.length - a.length)
        .map(escaped)
        .join('|');
    const ko = longest(units.flatMap((unit) => unit.ko));
    const en = longest(units.flatMap((unit) => unit.en).map((word) => word.toLowerCase()));
    this.#pattern = new RegExp(patternOf(ko, en), 'gu');
    this.#above = anyOf(above);
    this.#below = anyOf(below);
    const wordings = [...harmless.ko, ...harmless.en].map((word) => word.toLowerCase());
    this.#harmless = new RegExp(`(?<![a-z0-9가-힣])(?:${longest(wordings)})(?![a-z0-9])`, 'gu');
  }

  /** @param isStrict - Passes over counting that asserts nothing. */
  read(text: string, isStrict: boolean): readonly Counted[] {
    const plain = folded(text);
    const counted = isStrict
      ? plain.replace(this.#harmless, (found) => ' '.repeat(found.length))
      : plain;
    return [...counted.matchAll(this.#pattern)].flatMap((match) => {
      const value = numberIn(match.groups ?? {});
      if (value === undefined || Number.isNaN(value)) return [];
      const unit = this.#unitOf(match.groups ?? {});
      const start = match.index;
      const end = start + match[0].length;
      const side = this.#sideOf(plain, start, end);
      return [{ value, start, end, ...(unit && { unit }), ...(side && { side }) }];
    });
  }

  #sideOf(text: string, start: number, end: number): Counted['side'] {
    const after = /^[^\d,.;]*/.exec(text.slice(end, end + REACH_AFTER))?.[0] ?? '';
    const before =
      /[^\d,.;]*$/.exec(text.slice(Math.max(0, start - REACH_BEFORE), start))?.[0] ?? '';
    const isKorean = /[가-힣]/.test(text.slice(Math.max(0, start - 2), end + 2));
    for (const around of isKorean ? [after, before] : [before, after]) {
      const [above, below] = [this.#above.exec(around), this.#below.exec(around)];
      if (above && (!below || above.index <= below.index)) return 'above';
      if (below) return 'below';
    }
    return undefined;
  }

  #unitOf(groups: Readonly<Record<string, string | undefined>>): string | undefined {
    if (groups['days']) return 'day';
    if (groups['sign']) return SIGNS[groups['sign']];
    const word = groups['unitN'] ?? groups['unitS'] ?? groups['unitD'] ?? groups['unitE'];
    return word ? this.#units.get(word) : undefined;
  }
}

const SINO = '[일이삼사오육칠팔구십백천만억]';

/** Alternatives in the order in which they win at one place. */
function patternOf(ko: string, en: string): string {
  const digits = '\\d+(?:,\\d{3})*(?:\\.\\d+)?';
  const mixed = `${digits}(?:\\s?[십백천])?(?:\\s?[만억](?![가-힣]*?들))?(?:(?<=[천만억])\\s?${digits}(?:\\s?[십백천])?(?:\\s?만)?)*`;
  return [
    `(?<![가-힣])(?<days>${DAY_WORDS})`,
    `(?<![가-힣])(?<native>${NATIVE})\\s?(?<unitN>${ko})(?![장결식요])`,
    `(?<![가-힣])(?<sino>${SINO}{2,}|(?:[만천백십])|[일이삼오](?=\\s?(?:년|개월)))\\s?(?<unitS>${ko})(?![가-힣]{0,1}[장결])`,
    `(?<sign>[₩$€£])\\s?(?<money>${ENGLISH_NUMBER})`,
    `(?<mixed>${mixed})(?:\\s?(?<unitD>${ko}))(?![a-z])`,
    `(?<english>${ENGLISH_NUMBER}|\\ban?(?=[\\s-](?:year|month|week|day|hour)\\b))(?:st|nd|rd|th)?(?:[\\s-]?(?<unitE>${en})(?![a-z]))?`,
  ].join('|');
}

function numberIn(groups: Readonly<Record<string, string | undefined>>): number | undefined {
  const { days, native, sino, money, mixed, english } = groups;
  if (days) return daysOf(days);
  if (native) return nativeValue(native);
  if (sino) return sinoValue(sino);
  if (mixed) return sinoValue(mixed);
  const words = money ?? english ?? '';
  return /^an?$/.test(words) ? 1 : englishValue(words);
}

/** Whether two numbers can be one: a bare number goes with any unit, and people are counted as things. */
export function isSameQuantity(one: Quantity, other: Quantity): boolean {
  if (Math.abs(one.value - other.value) > 1e-9 * Math.max(1, one.value)) return false;
  return isSameUnit(one.unit, other.unit);
}

const COUNTS = new Set(['person', 'thing', 'time']);

function isSameUnit(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined || one === other) return true;
  return COUNTS.has(one) && COUNTS.has(other);
}

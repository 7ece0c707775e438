import { folded } from '../search/plain-text.ts';
import { agrees, datesIn, type NamedDate } from './dates.ts';
import type { Fault } from './faults.ts';
import { isSameQuantity, type Quantity, QuantityReader } from './quantities.ts';
import { anyOf, type WordingRules } from './wording-rules.ts';

/** Letters around a number in which its "at least" or "under" stands. */
const REACH = 12;

interface Counted extends Quantity {
  readonly side?: 'above' | 'below';
}

/** Numbers, amounts, periods and dates come from the passages. */
export class NumberCheck {
  readonly #reader: QuantityReader;
  readonly #above: RegExp;
  readonly #below: RegExp;

  constructor(rules: WordingRules['numbers']) {
    this.#reader = new QuantityReader(rules);
    this.#above = anyOf(rules.above);
    this.#below = anyOf(rules.below);
  }

  /** @param text - Without its references, folded; so is `given`. */
  faultsOf(text: string, given: string): readonly Fault[] {
    const dates = datesIn(text);
    const known = datesIn(given);
    const numbers = this.#counted(withoutSpans(text, dates), true);
    const amounts = this.#counted(withoutSpans(given, known), false);
    const years = known.flatMap(({ year, day }) => [year, day]);
    const isDateWrong = dates.some((date) => !known.some((other) => agrees(date, other)));
    const isNumberWrong = numbers.some(
      (one) => !amounts.some((other) => isSame(one, other)) && !isPartOfDate(one, years),
    );
    return [
      ...(isNumberWrong ? (['number'] as const) : []),
      ...(isDateWrong ? (['date'] as const) : []),
    ];
  }

  /** All quantities with what is said of their size. */
  #counted(text: string, isStrict: boolean): readonly Counted[] {
    const plain = folded(text);
    return this.#reader.read(text, isStrict).map((quantity) => {
      const side = this.#sideOf(plain, quantity);
      return { ...quantity, ...(side && { side }) };
    });
  }

  #sideOf(text: string, { start, end }: Quantity): 'above' | 'below' | undefined {
    const after = /^[^\d,.;]*/.exec(text.slice(end, end + REACH))?.[0] ?? '';
    const before = /[^\d,.;]*$/.exec(text.slice(Math.max(0, start - REACH), start))?.[0] ?? '';
    for (const around of [after, before]) {
      const [above, below] = [this.#above.exec(around), this.#below.exec(around)];
      if (above && (!below || above.index <= below.index)) return 'above';
      if (below) return 'below';
    }
    return undefined;
  }
}

const isSame = (one: Counted, other: Counted): boolean =>
  isSameQuantity(one, other) && (!one.side || !other.side || one.side === other.side);

/** "22일" behind "2월 8일과", "the 2023 recommendation". */
const isPartOfDate = ({ value, unit }: Quantity, parts: readonly (number | undefined)[]): boolean =>
  (unit === undefined || unit === 'day') && value > 12 && parts.includes(value);

const withoutSpans = (text: string, spans: readonly NamedDate[]): string =>
  spans.reduce(
    (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
    folded(text),
  );

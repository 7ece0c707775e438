import { isCrossed } from './crossing.ts';
import { agrees } from './dates.ts';
import type { Evidence } from './evidence.ts';
import type { Fault } from './faults.ts';
import { type Counted, isSameQuantity } from './quantities.ts';
import type { Reading } from './text-reader.ts';
import { anyWording, type WordingRules } from './wording-rules.ts';

/** Numbers, amounts, periods and dates come from the passages, and stand where the passages have them. */
export class NumberCheck {
  readonly #relative: readonly RegExp[];

  constructor({ relative }: WordingRules['numbers']) {
    this.#relative = [...relative.ko, ...relative.en].map((one) => anyWording([one]));
  }

  faultsOf(said: Reading, evidence: Evidence): readonly Fault[] {
    const given = evidence.readings.flatMap(({ text, cited }) => [text, cited]);
    return [
      ...(areNumbersWrong(said, given) ? (['number'] as const) : []),
      ...(this.#areDatesWrong(said, given, evidence) ? (['date'] as const) : []),
    ];
  }

  #areDatesWrong(said: Reading, given: readonly Reading[], { text }: Evidence): boolean {
    const known = given.flatMap(({ dates }) => dates);
    return (
      said.dates.some((date) => !known.some((other) => agrees(date, other))) ||
      this.#relative.some((day) => day.test(said.folded) && !day.test(text)) ||
      isCrossed(said, given, ({ dates }) => dates, agrees)
    );
  }
}

function areNumbersWrong(said: Reading, given: readonly Reading[]): boolean {
  const known = given.flatMap(({ numbers }) => numbers);
  const years = given.flatMap(({ dates }) => dates.flatMap(({ year, day }) => [year, day]));
  const units = new Set(said.numbers.map(({ unit }) => unit));
  return (
    said.numbers.some(
      (one) => !known.some((other) => isSame(one, other)) && !isPartOfDate(one, years),
    ) ||
    [...units].some((unit) =>
      isCrossed(
        said,
        given,
        ({ numbers }) => numbers.filter((one) => one.unit === unit),
        isSameQuantity,
      ),
    )
  );
}

const isSame = (one: Counted, other: Counted): boolean =>
  isSameQuantity(one, other) && (!one.side || !other.side || one.side === other.side);

/** "22일" behind "2월 8일과", "the 2023 recommendation". */
const isPartOfDate = ({ value, unit }: Counted, parts: readonly (number | undefined)[]): boolean =>
  (unit === undefined || unit === 'day') && value > 12 && parts.includes(value);

import type { NamedDate } from './dates.ts';
import type { Evidence } from './evidence.ts';
import type { Fault } from './faults.ts';
import type { Counted } from './quantities.ts';
import type { Reading } from './text-reader.ts';

/** A date or an amount, and what it is counted in. */
interface Measure {
  readonly name: string;
  readonly unit: string;
  readonly start: number;
}

/**
 * Two dates, or two amounts of one unit, in the other order than in every passage that has both: moved from one thing to the
 * other. Amounts of different units change places with the clauses that they stand in.
 */
export function orderFaults(said: Reading, { readings }: Evidence): readonly Fault[] {
  const mine = measuresIn(said);
  const theirs = readings.map(({ text }) => measuresIn(text));
  const isMoved = mine.some((one, at) => {
    const next = mine.slice(at + 1).find(({ unit }) => unit === one.unit);
    if (!next || next.name === one.name) return false;
    const orders = theirs.flatMap((list) => ordersOf(one.name, next.name, list));
    return orders.length > 0 && !orders.includes('same');
  });
  return isMoved ? ['number'] : [];
}

function ordersOf(
  first: string,
  second: string,
  list: readonly Measure[],
): readonly ('same' | 'other')[] {
  const places = (name: string) => list.flatMap((one, at) => (one.name === name ? [at] : []));
  return places(first).flatMap((one) =>
    places(second).map((other) => (one < other ? 'same' : 'other')),
  );
}

function measuresIn({ numbers, dates }: Reading): readonly Measure[] {
  return [...dates.map(dateMeasure), ...numbers.flatMap(numberMeasure)].sort(
    (one, other) => one.start - other.start,
  );
}

const dateMeasure = ({ start, ...date }: NamedDate): Measure => {
  const { end: _, ...named } = date;
  return { name: JSON.stringify(named), unit: 'date', start };
};

const numberMeasure = ({ value, unit, start }: Counted): readonly Measure[] =>
  unit === 'won' || unit === '원' ? [{ name: String(value), unit, start }] : [];

import fc from 'fast-check';
import { type Facts, UNKNOWN } from '../../knowledge/casework/facts.ts';
import type { Answers } from '../../knowledge/casework/questions.ts';
import { casework } from './real-casework.ts';

/** Every value that an answer to a question may have. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  casework.questions.map(({ id, kind, options }) => [
    id,
    kind === 'date'
      ? ['2023-05-01', '2025-11-27', '2025-11-28', '2026-11-20']
      : kind === 'text'
        ? ['words']
        : options.map((option) => option.id),
  ]),
);

const SEVERAL = new Set(
  casework.questions.filter(({ kind }) => kind === 'several').map(({ id }) => id),
);

/** Every fact that a condition may name, with all its values: answers, and what follows from them. */
export const VOCABULARY: Readonly<Record<string, readonly string[]>> = (() => {
  const facts = new Map(Object.entries(ANSWERS).map(([id, ids]) => [id, new Set(ids)]));
  const add = (name: string, value: string) =>
    facts.set(name, (facts.get(name) ?? new Set()).add(value));
  for (const { sets } of casework.derived) {
    for (const [name, value] of Object.entries(sets)) add(name, value);
  }
  for (const name of ['past-year', 'ongoing']) for (const value of ['yes', 'no']) add(name, value);
  return Object.fromEntries([...facts].map(([name, all]) => [name, [...all]]));
})();

const chosenFrom = (name: string, values: readonly string[]) =>
  SEVERAL.has(name)
    ? fc.subarray([...values], { minLength: 1 }).filter((some) => isChoosable(name, some))
    : fc.constantFrom(...values).map((one) => [one]);

/** What may only be chosen alone is chosen alone. */
function isChoosable(name: string, chosen: readonly string[]): boolean {
  const alone = casework.questions
    .find(({ id }) => id === name)
    ?.options.filter(({ isAlone }) => isAlone)
    .map(({ id }) => id);
  return chosen.length === 1 || !chosen.some((id) => alone?.includes(id));
}

function allKnown(from: Readonly<Record<string, readonly string[]>>): fc.Arbitrary<Facts> {
  return fc.record(
    Object.fromEntries(
      Object.entries(from).map(([name, values]) => [name, chosenFrom(name, values)]),
    ),
  );
}

/** What is known of each: all, that it was skipped, or nothing. */
const lessOf = (known: Facts): fc.Arbitrary<Facts> =>
  fc
    .record(
      Object.fromEntries(
        Object.keys(known).map((name) => [name, fc.constantFrom('kept', 'skipped', 'missing')]),
      ),
    )
    .map((how) =>
      Object.fromEntries(
        Object.entries(known).flatMap(([name, given]) => {
          if (how[name] === 'missing') return [];
          return [[name, how[name] === 'skipped' ? [UNKNOWN] : given]];
        }),
      ),
    );

interface MoreAndLess<T> {
  readonly more: T;
  /** The same, with some of it not known. */
  readonly less: T;
}

const withLess = (all: fc.Arbitrary<Facts>): fc.Arbitrary<MoreAndLess<Facts>> =>
  all.chain((more) => lessOf(more).map((less) => ({ more, less })));

/** Answers of a person, and the same with some of them missing or skipped. */
export const answersAndFewer: fc.Arbitrary<MoreAndLess<Answers>> = withLess(allKnown(ANSWERS));

/** Facts of any kind, even such as contradict each other. */
export const factsAndFewer: fc.Arbitrary<MoreAndLess<Facts>> = withLess(allKnown(VOCABULARY));

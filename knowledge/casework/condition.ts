import { z } from 'zod';
import { type Facts, UNKNOWN } from './facts.ts';

/**
 * What must be so, as a lawyer writes it in a rule:
 * `{ sector: private, matter: [disability, race] }` — each named fact has one of its values;
 * `{ all: [...] }`, `{ any: [...] }`, `{ not: {...} }` — of other conditions.
 */
export type Condition = AllOf | AnyOf | Not | FactValues;
interface AllOf {
  readonly all: readonly Condition[];
}
interface AnyOf {
  readonly any: readonly Condition[];
}
interface Not {
  readonly not: Condition;
}
type FactValues = Readonly<Record<string, readonly string[]>>;

const values = z.union([
  z
    .string()
    .min(1)
    .transform((one) => [one]),
  z.array(z.string()).min(1),
]);
const NamedFacts = z
  .record(z.string().regex(/^(?!(?:all|any|not)$)[a-z][a-z-]*$/), values)
  .refine((facts) => Object.keys(facts).length > 0, 'names no fact');

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Condition).min(1) }),
    z.strictObject({ any: z.array(Condition).min(1) }),
    z.strictObject({ not: Condition }),
    NamedFacts,
  ]),
);

export type Truth = 'yes' | 'no' | 'unknown';

/** Whether a condition holds; `unknown` where the facts that would decide it are not known. */
export function holds(condition: Condition, facts: Facts): Truth {
  if (isAllOf(condition)) return allOf(condition.all.map((one) => holds(one, facts)));
  if (isAnyOf(condition)) return anyOf(condition.any.map((one) => holds(one, facts)));
  if (isNot(condition)) return opposite(holds(condition.not, facts));
  return allOf(Object.entries(condition).map(([name, wanted]) => hasOne(facts[name], wanted)));
}

/** The facts that a condition looks at, and the values it looks for. */
export function factsIn(condition: Condition): readonly (readonly [string, readonly string[]])[] {
  if (isAllOf(condition)) return condition.all.flatMap(factsIn);
  if (isAnyOf(condition)) return condition.any.flatMap(factsIn);
  return isNot(condition) ? factsIn(condition.not) : Object.entries(condition);
}

const isAllOf = (condition: Condition): condition is AllOf => 'all' in condition;
const isAnyOf = (condition: Condition): condition is AnyOf => 'any' in condition;
const isNot = (condition: Condition): condition is Not => 'not' in condition;

function hasOne(given: readonly string[] | undefined, wanted: readonly string[]): Truth {
  if (given?.some((value) => wanted.includes(value))) return 'yes';
  return !given?.length || given.includes(UNKNOWN) ? 'unknown' : 'no';
}

function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes('no')) return 'no';
  return truths.includes('unknown') ? 'unknown' : 'yes';
}

function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes('yes')) return 'yes';
  return truths.includes('unknown') ? 'unknown' : 'no';
}

const opposite = (truth: Truth): Truth =>
  truth === 'unknown' ? 'unknown' : truth === 'yes' ? 'no' : 'yes';

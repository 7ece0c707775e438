import type { z } from 'zod';
import { factsIn } from './condition.ts';
import { UNKNOWN } from './facts.ts';
import { conditionsIn, type Outline, partsOf } from './outline.ts';
import type { OutlinePart } from './outline-files.ts';
import type { DerivedRow } from './question-files.ts';
import type { Question } from './questions.ts';

type Derived = Pick<z.infer<typeof DerivedRow>, 'sets'>;

/** Questions, values and facts that an outline names and nobody gives. */
export function outlineProblems(
  outline: Outline,
  questions: readonly Question[],
  derived: readonly Derived[],
): readonly string[] {
  const known = knownValues(questions, derived);
  const missing = partsOf(outline)
    .flatMap(questionsIn)
    .filter((id) => !questions.some((question) => question.id === id))
    .map((id) => `no question is called ${id}`);
  const wishes = partsOf(outline)
    .flatMap((part) => (part.kind === 'wishes' ? part.only.map((id) => [part.question, id]) : []))
    .filter(([question = '', id = '']) => !known.get(question)?.has(id))
    .map(([, id]) => `no wish is called ${id}`);
  const values = conditionsIn(outline)
    .flatMap(factsIn)
    .flatMap(([name, wanted]) => wanted.map((value) => ({ name, value })))
    .filter(({ name, value }) => !known.get(name)?.has(value))
    .map(({ name, value }) => `no question or rule gives ${name} the value ${value}`);
  return [...new Set([...missing, ...wishes, ...values])].map((what) => `${outline.id}: ${what}`);
}

/** The values that each fact can have. */
function knownValues(
  questions: readonly Question[],
  derived: readonly Derived[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<string, Set<string>>();
  const add = (name: string, values: readonly string[]) =>
    known.set(name, new Set([...(known.get(name) ?? []), ...values, UNKNOWN]));
  for (const { id, kind, options } of questions) {
    add(id, kind === 'text' ? ['given'] : options.map((option) => option.id));
  }
  for (const { sets } of derived) {
    for (const [name, value] of Object.entries(sets)) add(name, [value]);
  }
  add('ongoing', ['yes', 'no']);
  return known;
}

/** The questions whose answers a part uses. */
function questionsIn(part: OutlinePart): readonly string[] {
  switch (part.kind) {
    case 'fields':
      return part.rows.flatMap(({ answer }) => answer ?? []);
    case 'said':
      return part.questions.map(({ id }) => id);
    case 'own-words':
    case 'wishes':
      return [part.question];
    case 'sentences':
    case 'list':
    case 'provisions':
    case 'exhibits':
    case 'signature':
    case 'addressee':
      return [];
  }
}

import type { Casework } from '../casework/casework.ts';
import { type Condition, factsIn } from '../casework/condition.ts';
import { UNKNOWN } from '../casework/facts.ts';
import { applicable, nextQuestion } from '../casework/interview.ts';
import { outlineProblems } from '../casework/outline-check.ts';
import { type Answers, ONGOING, type Question } from '../casework/questions.ts';
import { error, type Finding } from './finding.ts';

/** What a condition may name beside questions and what follows from them; worked out in code. */
const COMPUTED: Readonly<Record<string, readonly string[]>> = {
  'past-year': ['yes', 'no', UNKNOWN],
  ongoing: ['yes', 'no', UNKNOWN],
};

/** As many as an interview may ask before the first draft. */
export const MOST_QUESTIONS = 12;

/** What is wrong with the rules beyond their form and their citations: names, links, and whether every path ends. */
export const checkRules = (casework: Casework): readonly Finding[] => [
  ...conditionsNameFacts(casework),
  ...linksLead(casework),
  ...outlinesFit(casework),
  ...pathsEnd(casework),
];

function conditionsNameFacts(casework: Casework): Finding[] {
  const known = knownFacts(casework);
  return namedConditions(casework).flatMap(({ about, condition }) =>
    factsIn(condition).flatMap(([fact, values]) => {
      const of = known.get(fact);
      if (!of) return [error(about, `no question or rule sets the fact "${fact}"`)];
      return values
        .filter((value) => !of.has(value))
        .map((value) => error(about, `the fact "${fact}" never has the value "${value}"`));
    }),
  );
}

function knownFacts({ questions, derived }: Casework): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<string, Set<string>>();
  const add = (fact: string, values: readonly string[]) => {
    known.set(fact, new Set([...(known.get(fact) ?? []), ...values]));
  };
  for (const { id, kind, options } of questions) {
    add(id, [UNKNOWN, ...(kind === 'text' ? ['given'] : options.map((option) => option.id))]);
  }
  for (const { sets } of derived) {
    for (const [fact, value] of Object.entries(sets)) add(fact, [value, UNKNOWN]);
  }
  for (const [fact, values] of Object.entries(COMPUTED)) add(fact, values);
  return known;
}

interface NamedCondition {
  readonly about: string;
  readonly condition: Condition;
}

function namedConditions(casework: Casework): readonly NamedCondition[] {
  const { questions, derived, assessment, routes, grounds } = casework;
  const of = (about: string, ...conditions: readonly (Condition | undefined)[]) =>
    conditions.flatMap((condition) => (condition ? [{ about: `rules/${about}`, condition }] : []));
  return [
    ...questions.flatMap(({ id, when }) => of(`questions ${id}`, when)),
    ...derived.flatMap(({ when }) => of('facts', when)),
    ...assessment.results.flatMap(({ id, when }) => of(`assessment ${id}`, when)),
    ...[...assessment.signs, ...assessment.concerns].flatMap(({ when }) => of('assessment', when)),
    ...routes.flatMap(({ id, when, order }) =>
      of(`routes ${id}`, when, ...order.map((row) => row.when)),
    ),
    ...grounds.flatMap(({ id, certain, risk }) => of(`grounds ${id}`, certain, risk)),
  ];
}

function linksLead({ routes, deadlines, outlines, assessment, questions }: Casework): Finding[] {
  const asked = new Set(questions.map(({ id }) => id));
  const drafted = new Set(routes.flatMap(({ document }) => document ?? []));
  return [
    ...routes.flatMap(({ id, deadlines: of, document }) => [
      ...of
        .filter((deadline) => !deadlines.has(deadline))
        .map((deadline) => error(`rules/routes ${id}`, `no deadline has the id "${deadline}"`)),
      ...(document && !outlines.has(document)
        ? [error(`rules/routes ${id}`, `no document has the id "${document}"`)]
        : []),
    ]),
    ...[...outlines.keys()]
      .filter((id) => !drafted.has(id))
      .map((id) => error(`rules/documents/${id}`, 'no route leads to this document')),
    ...assessment.unknowns
      .filter(({ fact }) => !asked.has(fact))
      .map(({ fact }) => error('rules/assessment', `no question is called "${fact}"`)),
  ];
}

const outlinesFit = ({ outlines, questions, derived }: Casework): Finding[] =>
  [...outlines.values()].flatMap((outline) =>
    outlineProblems(outline, questions, derived).map((problem) =>
      error(`rules/documents/${outline.id}`, problem),
    ),
  );

/** Walks every path on which the order of questions depends: values that no condition names are alike. */
function pathsEnd(casework: Casework): Finding[] {
  const rules = casework.interview('2026-01-01');
  const asked = new Set<string>();
  const findings: Finding[] = [];
  const walk = (answers: Answers, flow: 'assess' | 'complaint'): void => {
    const next = nextQuestion(flow, answers, rules);
    if (!next) {
      const count = applicable(flow, answers, rules).length;
      const most = MOST_QUESTIONS;
      if (count > most) findings.push(error('rules/questions', `a path asks ${count} questions`));
      return;
    }
    asked.add(next.id);
    for (const values of differing(next, casework)) walk({ ...answers, [next.id]: values }, flow);
  };
  walk({}, 'assess');
  walk({}, 'complaint');
  const unreached = casework.questions.filter(({ id, flow }) => flow !== 'extra' && !asked.has(id));
  return [
    ...findings.slice(0, 1),
    ...unreached.map(({ id }) => error(`rules/questions ${id}`, 'no path reaches this question')),
  ];
}

/** One answer of each kind that a question or a derived fact tells apart. */
function differing(question: Question, casework: Casework): readonly (readonly string[])[] {
  if (question.kind === 'date') return [['2025-12-01'], ['2025-12-01', ONGOING]];
  if (question.kind === 'text') return [['…']];
  const wanted = decisiveValues(question.id, casework);
  const bySignature = new Map(
    [...question.options.map(({ id }) => id), UNKNOWN].map((value) => [
      wanted.map((of) => (of.includes(value) ? '1' : '0')).join(''),
      value,
    ]),
  );
  return [...bySignature.values()].map((value) => [value]);
}

/** The values that conditions of the order of questions look for in one fact. */
function decisiveValues(
  fact: string,
  { questions, derived }: Casework,
): readonly (readonly string[])[] {
  const conditions = [
    ...questions.flatMap(({ when }): readonly Condition[] => (when ? [when] : [])),
    ...derived.map(({ when }) => when),
  ];
  return conditions
    .flatMap((condition) => factsIn(condition))
    .flatMap(([name, values]) => (name === fact ? [values] : []));
}

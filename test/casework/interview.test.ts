import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNKNOWN } from '../../knowledge/casework/facts.ts';
import {
  applicable,
  nextQuestion,
  questionBefore,
  withAnswer,
} from '../../knowledge/casework/interview.ts';
import { type Answers, ONGOING, type Question } from '../../knowledge/casework/questions.ts';
import { casework } from './real-casework.ts';

const rules = casework.interview('2026-11-28');
const FLOWS = ['assess', 'complaint'] as const;
type AskedFlow = (typeof FLOWS)[number];

/** More than this many nobody answers on a telephone. */
const MOST_QUESTIONS = 12;
/** Stands in every text, and may stand in no fact. */
const MARK = 'MARKED-WORDS';

const question = (id: string): Question => {
  const found = casework.questions.find((one) => one.id === id);
  if (!found) throw new Error(`No question is called ${id}.`);
  return found;
};
const asked = casework.questions.filter(({ flow }) => flow !== 'extra');
const extra = casework.questions.filter(({ flow }) => flow === 'extra');

/** Every answer that a question can be given, of several values each alone. */
function answersTo({ kind, options }: Question): readonly (readonly string[])[] {
  if (kind === 'text') return [[UNKNOWN], [MARK]];
  const days = ['2025-11-27', '2026-11-20', '2026-11-20T19:00'];
  const dates = [...days.map((day) => [day]), ['2026-11-20', ONGOING], [UNKNOWN]];
  return kind === 'date' ? dates : [...options.map(({ id }) => [id]), [UNKNOWN]];
}

/** Goes through an interview to its end. @param choose - Gives the answer to each question. */
function walk(
  flow: AskedFlow,
  choose: (of: Question) => readonly string[],
  from: Answers = {},
): { readonly order: readonly string[]; readonly answers: Answers } {
  const order: string[] = [];
  let answers = from;
  for (let next = nextQuestion(flow, answers, rules); next; ) {
    order.push(next.id);
    if (order.length > casework.questions.length) throw new Error(`No end: ${order.join(' ')}`);
    answers = withAnswer(answers, next.id, choose(next), rules);
    next = nextQuestion(flow, answers, rules);
  }
  return { order, answers };
}

/** An arbitrary answer to each question, several values and a text of one's own among them. */
const choosing = fc
  .record(
    Object.fromEntries(
      casework.questions.map((of): [string, fc.Arbitrary<readonly string[]>] => {
        const single = fc.constantFrom(...answersTo(of));
        const together = of.options.filter(({ isAlone }) => !isAlone).map(({ id }) => id);
        if (of.kind === 'text') return [of.id, fc.oneof(single, marked())];
        if (of.kind !== 'several') return [of.id, single];
        return [of.id, fc.oneof(single, fc.subarray(together, { minLength: 1 }))];
      }),
    ),
  )
  .map((given) => (of: Question) => given[of.id] ?? [UNKNOWN]);

function marked(): fc.Arbitrary<readonly string[]> {
  return fc.string({ maxLength: 40 }).map((text) => [`${text}${MARK}${text}`]);
}

const flows = fc.constantFrom(...FLOWS);

/** Operator and people decide what else is asked; every pair of them is tried. */
const forks = answersTo(question('operator')).flatMap((operator) =>
  answersTo(question('people')).map((people) => ({ operator, people })),
);
const forkPaths = forks.flatMap(({ operator, people }) =>
  FLOWS.map((flow) => ({
    flow,
    name: `${operator} ${people}`,
    ...walk(flow, ({ id }) =>
      id === 'operator' ? operator : id === 'people' ? people : [UNKNOWN],
    ),
  })),
);

describe('the questions of the interview', () => {
  it('are each reached on some path, the further ones on none', () => {
    const reached = new Set(forkPaths.flatMap(({ order }) => order));
    expect([...reached].toSorted()).toEqual(asked.map(({ id }) => id).toSorted());
    expect(extra.map(({ id }) => id)).toEqual(['respondent', 'exact-place', 'named']);
  });

  it('depend on no answer but those of operator and people', () => {
    fc.assert(
      fc.property(flows, choosing, (flow, choose) => {
        const { order, answers } = walk(flow, choose);
        const fork = forkPaths.find(
          (path) =>
            path.flow === flow &&
            path.answers['operator']?.[0] === answers['operator']?.[0] &&
            path.answers['people']?.[0] === answers['people']?.[0],
        );
        expect(order).toEqual(fork?.order);
      }),
      { numRuns: 2000 },
    );
  });

  it(`are ${MOST_QUESTIONS} at most on every path to a draft`, () => {
    expect(forkPaths.length).toBeGreaterThan(250);
    const longest = Math.max(...forkPaths.map(({ order }) => order.length));
    expect(longest).toBe(MOST_QUESTIONS);
  });

  it('of /guide come first, in the same order, so that a complaint goes on from there', () => {
    for (const { operator, people } of forks) {
      const choose = ({ id }: Question) =>
        id === 'operator' ? operator : id === 'people' ? people : [UNKNOWN];
      const guide = walk('assess', choose);
      const complaint = walk('complaint', choose, guide.answers);
      expect([...guide.order, ...complaint.order]).toEqual(walk('complaint', choose).order);
    }
  });

  it('are asked once each', () => {
    for (const { order } of forkPaths) expect(new Set(order).size).toBe(order.length);
  });

  it.each([
    { operator: 'police', people: 'passers-by', has: 'timing list', lacks: 'alternative matter' },
    {
      operator: 'school',
      people: 'enrolled',
      has: 'alternative told',
      lacks: 'timing list matter',
    },
    { operator: 'private-business', people: 'passers-by', has: 'list matter', lacks: 'timing' },
    { operator: 'private-business', people: 'own-id', has: 'alternative matter', lacks: 'list' },
    { operator: 'residents', people: 'filming', has: 'told matter', lacks: 'list alternative' },
    { operator: 'private-business', people: 'planned', has: 'matter', lacks: 'told list timing' },
    { operator: UNKNOWN, people: UNKNOWN, has: 'timing list told', lacks: 'matter alternative' },
  ])('of $operator and $people have $has and lack $lacks', (row) => {
    const { order } = walk('complaint', ({ id }) =>
      id === 'operator' ? [row.operator] : id === 'people' ? [row.people] : [UNKNOWN],
    );
    expect(order).toEqual(expect.arrayContaining(row.has.split(' ')));
    for (const id of row.lacks.split(' ')) expect(order).not.toContain(id);
  });
});

describe('an answer that is changed later', () => {
  it('takes along what does not apply any more, and the rest leads to an end again', () => {
    fc.assert(
      fc.property(flows, choosing, choosing, fc.nat(), (flow, choose, other, at) => {
        const { answers } = walk(flow, choose);
        const given = Object.keys(answers);
        const changed = question(given[at % given.length] ?? 'place');
        const after = withAnswer(answers, changed.id, other(changed), rules);
        expect(after[changed.id]).toEqual(other(changed));
        const applies = applicable(flow, after, rules).map(({ id }) => id);
        expect(applies).toEqual(expect.arrayContaining(Object.keys(after)));
        // Nothing that was kept was rewritten.
        for (const id of Object.keys(after)) {
          if (id !== changed.id) expect(after[id]).toEqual(answers[id]);
        }
        const end = walk(flow, choose, after);
        expect(nextQuestion(flow, end.answers, rules)).toBeUndefined();
        expect(Object.keys(end.answers).length).toBeLessThanOrEqual(MOST_QUESTIONS);
        expect(Object.keys(end.answers).toSorted()).toEqual(
          applicable(flow, end.answers, rules)
            .map(({ id }) => id)
            .toSorted(),
        );
      }),
      { numRuns: 3000 },
    );
  });

  it('any number of times is as good as answered so at once', () => {
    const changes = fc.array(fc.tuple(fc.constantFrom(...asked), choosing), { maxLength: 12 });
    fc.assert(
      fc.property(choosing, changes, (choose, made) => {
        let { answers } = walk('complaint', choose);
        for (const [of, other] of made) {
          if (!applicable('complaint', answers, rules).some(({ id }) => id === of.id)) continue;
          ({ answers } = walk('complaint', choose, withAnswer(answers, of.id, other(of), rules)));
        }
        const straight = walk('complaint', ({ id }) => answers[id] ?? [UNKNOWN]);
        expect(straight.answers).toEqual(answers);
      }),
      { numRuns: 1500 },
    );
  });

  it('keeps what was added on the way out', () => {
    const added = { respondent: ['○○구청'], named: ['yes'] };
    const before = { ...walk('complaint', () => [UNKNOWN]).answers, ...added };
    expect(withAnswer(before, 'operator', ['police'], rules)).toMatchObject(added);
  });
});

describe('the way back', () => {
  it('always leads to a question that was answered, and from the first one nowhere', () => {
    fc.assert(
      fc.property(flows, choosing, fc.nat(), (flow, choose, stop) => {
        const { order } = walk(flow, choose);
        const at = stop % order.length;
        let answers: Answers = {};
        for (const id of order.slice(0, at)) {
          answers = withAnswer(answers, id, choose(question(id)), rules);
        }
        let current: string | undefined = nextQuestion(flow, answers, rules)?.id;
        const path: string[] = [];
        for (;;) {
          const before = questionBefore(flow, answers, current, rules);
          if (!before) break;
          expect(answers[before.id]).toBeDefined();
          path.unshift(before.id);
          current = before.id;
        }
        expect(path).toEqual(order.slice(0, at));
      }),
      { numRuns: 1000 },
    );
  });

  it('from the end leads to the last one', () => {
    const { order, answers } = walk('complaint', () => [UNKNOWN]);
    expect(questionBefore('complaint', answers, undefined, rules)?.id).toBe(order.at(-1));
  });
});

describe('the facts of an interview', () => {
  it('never hold a word of what was written', () => {
    fc.assert(
      fc.property(choosing, marked(), (choose, told) => {
        const { answers } = walk('complaint', choose);
        const more = { respondent: told, 'exact-place': told, story: told };
        const facts = rules.factsOf({ ...answers, ...more });
        expect(JSON.stringify(facts)).not.toContain(MARK);
        expect(facts['story']).toEqual(['given']);
      }),
      { numRuns: 500 },
    );
  });

  it('are only values that the rules know, or a day', () => {
    const known = new Set([
      ...casework.questions.flatMap(({ options }) => options.map(({ id }) => id)),
      ...casework.derived.flatMap(({ sets }) => Object.values(sets)),
      ...['given', 'yes', 'no', UNKNOWN],
    ]);
    fc.assert(
      fc.property(choosing, (choose) => {
        const facts = rules.factsOf(walk('complaint', choose).answers);
        for (const value of Object.values(facts).flat()) {
          if (!/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?$/.test(value)) expect(known).toContain(value);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    { when: ['2026-11-20'], ongoing: 'no', pastYear: 'no' },
    { when: ['2026-11-20T19:00'], ongoing: 'no', pastYear: 'no' },
    { when: ['2025-11-27'], ongoing: 'no', pastYear: 'yes' },
    { when: ['2020-01-01', ONGOING], ongoing: 'yes', pastYear: 'no' },
    { when: [UNKNOWN], ongoing: undefined, pastYear: UNKNOWN },
  ])('of the date $when say whether it goes on and whether a year has passed', (row) => {
    const facts = rules.factsOf({ when: row.when });
    expect(facts['ongoing']?.[0]).toBe(row.ongoing);
    expect(facts['past-year']).toEqual([row.pastYear]);
    expect(facts['when']).not.toContain(ONGOING);
  });

  it('leave out the answer to a question that is gone', () => {
    expect(rules.factsOf({ gone: ['x'], place: ['street'] })).toEqual({ place: ['street'] });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Assessment, assess } from '../../knowledge/casework/assessment.ts';
import { type Condition, holds } from '../../knowledge/casework/condition.ts';
import { type Facts, UNKNOWN } from '../../knowledge/casework/facts.ts';
import { nextQuestion, withAnswer } from '../../knowledge/casework/interview.ts';
import type { Answers } from '../../knowledge/casework/questions.ts';
import { factsAndFewer } from './random-facts.ts';
import { casework, factsFrom } from './real-casework.ts';

const { assessment } = casework;
const assessed = (answers: Answers): Assessment => assess(factsFrom(answers), assessment);

interface Told {
  /** Who: `police` and the like; what follows is what was seen, whose faces, when, what with. */
  readonly operator: string;
  readonly people: string;
  readonly seen?: string;
  readonly timing?: string;
  readonly list?: string;
  readonly result: string;
}

const answersOf = ({ operator, people, seen, timing, list }: Told): Answers => ({
  operator: [operator],
  ...(seen && { seen: seen.split(' ') }),
  people: [people],
  ...(timing && { timing: [timing] }),
  ...(list && { list: [list] }),
});

const LEVELS: Readonly<Record<string, string>> = {
  planned: 'other',
  verification: 'other',
  enrolment: 'other',
  filming: 'other',
  retrospective: 'other',
  strong: 'strong',
  some: 'some',
  few: 'few',
};

/** Of many people, at once, compared with what is held: all three are strong, fewer are some. */
const TOLD: readonly Told[] = [
  // All three marks.
  ...['police', 'local-government', 'public-corporation', 'school', 'court'].map((operator) => ({
    ...{ operator, people: 'passers-by', timing: 'live', list: 'alert', result: 'strong' },
  })),
  { operator: 'police', people: 'passers-by', timing: 'live', list: 'notice', result: 'strong' },
  { operator: UNKNOWN, people: 'passers-by', timing: 'live', list: 'notice', result: 'strong' },
  // Whoever was called at once was recognised live: a shop is not asked for the time.
  { operator: 'private-business', people: 'passers-by', list: 'alert', result: 'strong' },
  { operator: 'residents', people: 'passers-by', list: 'alert', result: 'strong' },
  { operator: 'private-employer', people: 'passers-by', list: 'alert', result: 'strong' },
  { operator: 'platform', people: 'passers-by', list: 'alert', result: 'strong' },
  // Two of three.
  { operator: 'police', people: 'passers-by', timing: 'live', list: 'none-seen', result: 'some' },
  { operator: 'police', people: 'passers-by', timing: 'live', list: UNKNOWN, result: 'some' },
  { operator: 'police', people: 'passers-by', timing: 'live', result: 'some' },
  { operator: 'school', people: 'passers-by', timing: UNKNOWN, list: 'notice', result: 'some' },
  { operator: 'private-business', people: 'passers-by', list: 'notice', result: 'some' },
  { operator: 'residents', people: 'passers-by', list: 'notice', result: 'some' },
  { operator: 'police', people: UNKNOWN, timing: 'live', list: 'alert', result: 'some' },
  { operator: 'police', people: UNKNOWN, timing: 'live', list: 'notice', result: 'some' },
  { operator: 'private-business', people: UNKNOWN, list: 'alert', result: 'some' },
  { operator: 'private-business', people: UNKNOWN, list: 'notice', result: 'some' },
  // What was seen speaks for it where nothing else does.
  { operator: 'private-business', people: 'passers-by', seen: 'screen', result: 'some' },
  { operator: 'private-business', people: UNKNOWN, seen: 'screen', result: 'some' },
  { operator: 'private-business', people: 'passers-by', seen: 'staff', result: 'some' },
  { operator: UNKNOWN, people: UNKNOWN, seen: 'staff', list: 'none-seen', result: 'some' },
  { operator: 'police', people: UNKNOWN, seen: 'camera screen', timing: UNKNOWN, result: 'some' },
  // Little is known.
  { operator: 'police', people: UNKNOWN, timing: UNKNOWN, list: UNKNOWN, result: 'few' },
  {
    operator: UNKNOWN,
    people: UNKNOWN,
    seen: UNKNOWN,
    timing: UNKNOWN,
    list: UNKNOWN,
    result: 'few',
  },
  {
    operator: 'private-business',
    people: UNKNOWN,
    seen: 'camera',
    list: 'none-seen',
    result: 'few',
  },
  { operator: 'private-business', people: 'passers-by', seen: 'camera', result: 'few' },
  {
    operator: 'private-business',
    people: 'passers-by',
    seen: 'sign',
    list: 'none-seen',
    result: 'few',
  },
  {
    operator: 'local-government',
    people: 'passers-by',
    timing: UNKNOWN,
    list: UNKNOWN,
    result: 'few',
  },
  {
    operator: 'local-government',
    people: UNKNOWN,
    timing: 'live',
    list: 'none-seen',
    result: 'few',
  },
  { operator: 'residents', people: UNKNOWN, seen: 'nothing', list: UNKNOWN, result: 'few' },
  {
    operator: 'police',
    people: UNKNOWN,
    seen: 'app',
    timing: 'recorded',
    list: UNKNOWN,
    result: 'few',
  },
  // Searched afterwards.
  {
    operator: 'police',
    people: 'passers-by',
    timing: 'recorded',
    list: 'traced',
    result: 'retrospective',
  },
  {
    operator: 'police',
    people: 'passers-by',
    timing: 'recorded',
    list: 'none-seen',
    result: 'retrospective',
  },
  {
    operator: 'local-government',
    people: 'passers-by',
    timing: 'recorded',
    list: UNKNOWN,
    result: 'retrospective',
  },
  { operator: 'private-business', people: 'passers-by', list: 'traced', result: 'retrospective' },
  { operator: 'private-business', people: UNKNOWN, list: 'traced', result: 'retrospective' },
  { operator: UNKNOWN, people: UNKNOWN, timing: UNKNOWN, list: 'traced', result: 'retrospective' },
  // Something else, whatever was seen.
  { operator: 'private-business', people: 'enrolled', result: 'enrolment' },
  { operator: 'residents', people: 'enrolled', seen: 'gate', result: 'enrolment' },
  { operator: 'school', people: 'enrolled', seen: 'screen staff', result: 'enrolment' },
  { operator: UNKNOWN, people: 'enrolled', result: 'enrolment' },
  { operator: 'central-government', people: 'own-id', result: 'verification' },
  { operator: 'private-business', people: 'own-id', seen: 'app', result: 'verification' },
  { operator: 'public-corporation', people: 'own-id', seen: 'gate screen', result: 'verification' },
  { operator: 'local-government', people: 'filming', result: 'filming' },
  { operator: 'private-business', people: 'filming', seen: 'camera screen', result: 'filming' },
  { operator: UNKNOWN, people: 'filming', result: 'filming' },
  { operator: 'police', people: 'planned', result: 'planned' },
  { operator: 'private-business', people: 'planned', seen: 'paper', result: 'planned' },
];

describe('the assessment', () => {
  it.each(TOLD)(
    'is "$result" for $people by $operator (seen: $seen, timing: $timing, list: $list)',
    (told) => {
      const { result } = assessed(answersOf(told));
      expect(result).toMatchObject({ id: told.result, level: LEVELS[told.result] });
    },
  );

  it('has every result told of in that table, and a level for each', () => {
    expect(TOLD.length).toBeGreaterThanOrEqual(40);
    const ids = assessment.results.map(({ id }) => id);
    expect(new Set(TOLD.map(({ result }) => result))).toEqual(new Set(ids));
    expect(Object.keys(LEVELS).toSorted()).toEqual(ids.toSorted());
  });

  it('ends for facts that nobody has, and for none at all', () => {
    expect(assess({}, assessment).result.id).toBe('few');
    expect(assess({ people: ['from-mars'] }, assessment).result.id).toBe('few');
  });

  it('is refused where a path would not end', () => {
    const [planned] = assessment.results;
    const rules = { ...assessment, results: planned ? [planned] : [] };
    expect(() => assess({}, rules)).toThrow('must have no condition');
  });

  it.each([
    { answers: { people: ['passers-by'] }, for: 1, against: 0 },
    { answers: { people: ['filming'] }, for: 0, against: 1 },
    { answers: { people: ['passers-by'], timing: ['live'], list: ['alert'] }, for: 3, against: 0 },
    { answers: { seen: ['camera', 'screen'] }, for: 1, against: 1 },
    { answers: { timing: ['recorded'], list: ['none-seen'] }, for: 0, against: 2 },
    { answers: { people: [UNKNOWN], timing: [UNKNOWN], seen: [UNKNOWN] }, for: 0, against: 0 },
  ])('has $for signs for and $against against it for $answers', (row) => {
    const { signs } = assessed(row.answers);
    expect(signs.filter(({ points }) => points === 'for')).toHaveLength(row.for);
    expect(signs.filter(({ points }) => points === 'against')).toHaveLength(row.against);
  });

  it('takes issue with a notice that was missing where features are taken, but not with a plan', () => {
    const withNothing = (people: string) => assessed({ people: [people], told: ['nothing'] });
    expect(withNothing('passers-by').concerns).toHaveLength(1);
    expect(withNothing('enrolled').concerns).toHaveLength(1);
    expect(withNothing('planned').concerns).toHaveLength(0);
    expect(assessed({ people: ['enrolled'], told: ['separate'] }).concerns).toHaveLength(0);
  });

  it('calls unknown only what was asked and not known', () => {
    const { unknowns } = assessed({ operator: [UNKNOWN], people: ['enrolled'], told: [UNKNOWN] });
    expect(unknowns.map(({ fact }) => fact)).toEqual(['operator', 'told']);
    expect(assessed({}).unknowns).toEqual([]);
  });
});

/** What people can really come to: answers given to questions that were asked, in their order. */
const interview = casework.interview('2026-11-28');
const path = fc
  .record(
    Object.fromEntries(
      casework.questions.map(({ id, options, kind }) => {
        const ids = [...options.map((option) => option.id), UNKNOWN];
        const one = fc.constantFrom(...ids).map((chosen) => [chosen]);
        const several = options.filter(({ isAlone }) => !isAlone).map((option) => option.id);
        const many = fc.subarray(several, { minLength: Math.min(1, several.length) });
        return [id, kind === 'several' ? fc.oneof(one, many) : one];
      }),
    ),
  )
  .map((given) => {
    let answers: Answers = {};
    for (let next = nextQuestion('assess', answers, interview); next; ) {
      answers = withAnswer(answers, next.id, given[next.id] ?? [UNKNOWN], interview);
      next = nextQuestion('assess', answers, interview);
    }
    return answers;
  });

describe('on the paths of the interview', () => {
  const paths = fc.sample(path, { numRuns: 6000, seed: 7 }).map(assessed);
  const reached = <T>(of: (one: Assessment) => readonly T[]) => new Set(paths.flatMap(of));

  it.each(assessment.results)('the result $id is reached', ({ id }) => {
    expect(paths.some(({ result }) => result.id === id)).toBe(true);
  });

  it('every sign, every concern and every unknown is reached', () => {
    expect(reached(({ signs }) => signs)).toEqual(new Set(assessment.signs));
    expect(reached(({ concerns }) => concerns)).toEqual(new Set(assessment.concerns));
    expect(reached(({ unknowns }) => unknowns)).toEqual(new Set(assessment.unknowns));
  });

  it('no result of another kind has a sign for it that everyone who passes is covered', () => {
    for (const { result, signs } of paths) {
      if (!['verification', 'enrolment', 'filming', 'planned'].includes(result.id)) continue;
      const says = signs.filter(({ points }) => points === 'for').map(({ when }) => when);
      expect(says).not.toContainEqual({ people: ['passers-by'] });
    }
  });

  it('what is strong has all three marks among its signs', () => {
    for (const { result, signs } of paths) {
      if (result.id !== 'strong') continue;
      expect(signs.filter(({ points }) => points === 'for').length).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('a condition', () => {
  const facts: Facts = { a: ['x'], b: ['x', 'y'], c: [UNKNOWN], d: ['x', UNKNOWN], e: [] };
  const YES = { a: ['x'] };
  const NO = { a: ['z'] };
  const OPEN = { c: ['x'] };
  it.each<{ condition: Condition; truth: string }>([
    { condition: YES, truth: 'yes' },
    { condition: NO, truth: 'no' },
    { condition: OPEN, truth: 'unknown' },
    { condition: { missing: ['x'] }, truth: 'unknown' },
    { condition: { e: ['x'] }, truth: 'unknown' },
    { condition: { a: ['z', 'x'] }, truth: 'yes' },
    { condition: { b: ['y'] }, truth: 'yes' },
    { condition: { b: ['z'] }, truth: 'no' },
    { condition: { d: ['x'] }, truth: 'yes' },
    { condition: { d: ['z'] }, truth: 'unknown' },
    { condition: { c: [UNKNOWN] }, truth: 'yes' },
    { condition: { a: [UNKNOWN] }, truth: 'no' },
    { condition: { a: ['x'], b: ['x'] }, truth: 'yes' },
    { condition: { a: ['x'], b: ['z'] }, truth: 'no' },
    { condition: { a: ['x'], c: ['x'] }, truth: 'unknown' },
    { condition: { a: ['z'], c: ['x'] }, truth: 'no' },
    { condition: { all: [YES, YES] }, truth: 'yes' },
    { condition: { all: [YES, OPEN] }, truth: 'unknown' },
    { condition: { all: [NO, OPEN] }, truth: 'no' },
    { condition: { any: [NO, YES] }, truth: 'yes' },
    { condition: { any: [OPEN, YES] }, truth: 'yes' },
    { condition: { any: [NO, OPEN] }, truth: 'unknown' },
    { condition: { any: [NO, NO] }, truth: 'no' },
    { condition: { not: YES }, truth: 'no' },
    { condition: { not: NO }, truth: 'yes' },
    { condition: { not: OPEN }, truth: 'unknown' },
    { condition: { not: { all: [YES, { not: OPEN }] } }, truth: 'unknown' },
  ])('$condition is $truth', ({ condition, truth }) => {
    expect(holds(condition, facts)).toBe(truth);
  });

  it('that holds, or does not, on what is known does so whatever else becomes known', () => {
    const conditions = [
      ...assessment.results.flatMap(({ when }): readonly Condition[] => (when ? [when] : [])),
      ...[...assessment.signs, ...assessment.concerns].map(({ when }) => when),
      ...casework.questions.flatMap(({ when }): readonly Condition[] => (when ? [when] : [])),
    ].filter((when) => !JSON.stringify(when).includes(UNKNOWN));
    expect(conditions.length).toBeGreaterThan(10);
    fc.assert(
      fc.property(factsAndFewer, ({ more, less }) => {
        for (const condition of conditions) {
          const truth = holds(condition, less);
          if (truth !== 'unknown') expect(holds(condition, more)).toBe(truth);
        }
      }),
      { numRuns: 500 },
    );
  });
});

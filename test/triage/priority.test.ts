import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../adapters/project-root.ts';
import { factsIn } from '../../knowledge/casework/condition.ts';
import { UNKNOWN } from '../../knowledge/casework/facts.ts';
import type { Answers } from '../../knowledge/casework/questions.ts';
import { loadPriority, priorityConditions } from '../../knowledge/triage/priority.ts';
import type { PriorityInput } from '../../knowledge/triage/triage.ts';
import { VOCABULARY } from '../casework/random-facts.ts';
import { casework, corpus, factsFrom } from '../casework/real-casework.ts';

const yaml = readFileSync(join(projectRoot(), 'knowledge/rules/desk/priority.yaml'), 'utf8');
const priority = loadPriority(yaml);
const TODAY = '2026-11-28';

const of = (answers: Answers, more: Partial<PriorityInput> = {}) =>
  priority({ facts: factsFrom(answers), today: TODAY, reports: 1, ...more });
const ids = (answers: Answers, more: Partial<PriorityInput> = {}): readonly string[] =>
  of(answers, more).reasons.map(({ id }) => id);

const POLICE_LIVE: Answers = {
  place: ['rally'],
  operator: ['police'],
  people: ['passers-by'],
  timing: ['live'],
  when: ['2026-11-20', 'ongoing'],
};

describe('the suggested priority of a case', () => {
  it.each<{ told: string; answers: Answers; level: string; reasons: string }>([
    {
      told: 'police recognise people live at a rally, and go on: urgent',
      answers: POLICE_LIVE,
      level: 'urgent',
      reasons: 'live-system force-of-the-state at-an-assembly ongoing',
    },
    {
      told: 'a system that is only planned is not in use: planning alone is normal',
      answers: { place: ['street'], operator: ['local-government'], people: ['planned'] },
      level: 'normal',
      reasons: 'live-system-planned',
    },
    {
      told: 'a child at school, still going on, the face the only way: high, and children count once',
      answers: {
        place: ['school'],
        operator: ['school'],
        people: ['enrolled'],
        alternative: ['none'],
        victim: ['child'],
        when: ['2026-11-02', 'ongoing'],
      },
      level: 'high',
      reasons: 'child-affected ongoing face-only',
    },
    {
      told: 'disability weighs more than other grounds, and both are counted once',
      answers: { operator: ['private-business'], matter: ['race', 'disability'] },
      level: 'normal',
      reasons: 'disability',
    },
    {
      told: 'somebody recognised and stopped in a shop',
      answers: {
        place: ['shop'],
        operator: ['private-business'],
        people: ['passers-by'],
        list: ['alert'],
      },
      level: 'high',
      reasons: 'live-system recognised-and-stopped',
    },
    {
      told: 'a camera that only films',
      answers: { place: ['shop'], operator: ['private-business'], people: ['filming'] },
      level: 'low',
      reasons: '',
    },
    { told: 'nothing is known', answers: {}, level: 'low', reasons: '' },
  ])('$told', ({ answers, level, reasons }) => {
    const { level: suggested } = of(answers);
    expect({ level: suggested, reasons: ids(answers).join(' ') }).toEqual({ level, reasons });
  });

  it.each([
    { due: '2026-11-27', rule: ['due-passed'] },
    { due: '2026-11-28', rule: ['due-in-3-days'] },
    { due: '2026-12-01', rule: ['due-in-3-days'] },
    { due: '2026-12-02', rule: ['due-in-7-days'] },
    { due: '2026-12-05', rule: ['due-in-7-days'] },
    { due: '2026-12-06', rule: [] },
  ])('a time limit on $due seen from 2026-11-28', ({ due, rule }) => {
    expect(ids({}, { nearestDue: due })).toEqual(rule);
  });

  it.each([
    { reports: 1, rule: [] },
    { reports: 2, rule: [] },
    { reports: 3, rule: ['three-reports'] },
    { reports: 9, rule: ['three-reports'] },
    { reports: 10, rule: ['ten-reports'] },
  ])('$reports reports about one place', ({ reports, rule }) => {
    expect(ids({}, { reports })).toEqual(rule);
  });

  it('shows what it is made of: reasons add up to the points, the weightiest first', () => {
    const fact = fc
      .constantFrom(...Object.keys(VOCABULARY))
      .chain((name) =>
        fc
          .constantFrom(...(VOCABULARY[name] ?? []), UNKNOWN)
          .map((value) => [name, [value]] as const),
      );
    fc.assert(
      fc.property(fc.array(fact), fc.integer({ min: 1, max: 20 }), (pairs, reports) => {
        const { reasons, points } = priority({
          facts: Object.fromEntries(pairs),
          today: TODAY,
          reports,
        });
        const weights = reasons.map((reason) => reason.points);
        expect(weights).toEqual(weights.toSorted((a, b) => b - a));
        expect(weights.reduce((all, one) => all + one, 0)).toBe(points);
      }),
    );
  });

  it('asks only for facts and values that the questions can give', () => {
    const slots: Readonly<Record<string, readonly { readonly id: string }[]>> = {
      place: corpus.slots.place,
      operator: corpus.slots.operator,
    };
    const valuesOf = (name: string) => slots[name]?.map(({ id }) => id) ?? VOCABULARY[name] ?? [];
    const unknown = priorityConditions(yaml)
      .flatMap(factsIn)
      .flatMap(([name, values]) => values.map((value) => ({ name, value })))
      .filter(({ name, value }) => !valuesOf(name).includes(value));
    expect(unknown).toEqual([]);
    expect(casework.questions.length).toBeGreaterThan(0);
  });
});

describe('a file of priorities that is wrong', () => {
  const rule = '{ id: a, reports: 3, points: 5, says: { ko: 가, en: a } }';
  it.each([
    { wrong: 'it is empty', file: '' },
    {
      wrong: 'the levels are not in order',
      file: `levels: { urgent: 5, high: 9, normal: 1 }\nrules: [${rule}]`,
    },
    {
      wrong: 'a rule has no condition',
      file: 'levels: { urgent: 9, high: 5, normal: 1 }\nrules: [{ id: a, points: 5, says: { ko: 가, en: a } }]',
    },
    {
      wrong: 'an id is there twice',
      file: `levels: { urgent: 9, high: 5, normal: 1 }\nrules: [${rule}, ${rule}]`,
    },
  ])('is refused with its name when $wrong', ({ file }) => {
    expect(() => loadPriority(file)).toThrow(/desk\/priority\.yaml/);
  });
});

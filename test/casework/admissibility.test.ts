import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Admissibility,
  checkAdmissibility,
  type Ground,
} from '../../knowledge/casework/admissibility.ts';
import type { Facts } from '../../knowledge/casework/facts.ts';
import { ROUTE_IDS, type RouteId } from '../../knowledge/casework/route-files.ts';
import { answersAndFewer, factsAndFewer } from './random-facts.ts';
import { casework, factsFrom, scenarios, story } from './real-casework.ts';

const check = (route: RouteId, facts: Facts): Admissibility =>
  checkAdmissibility(route, facts, casework.grounds);

const weights = ({ grounds }: Admissibility): Readonly<Record<string, string>> =>
  Object.fromEntries(grounds.map(({ ground, weight }) => [ground.id, weight]));

describe('checkAdmissibility on the rules', () => {
  it.each(scenarios)('$route: $story', ({ route, is, but, outcome, grounds, not, open }) => {
    const result = check(route, factsFrom(story(is, but)));
    expect({ outcome: result.outcome, grounds: weights(result) }).toEqual({ outcome, grounds });
    expect(result.unknown).toEqual(expect.arrayContaining(open));
    expect(result.unknown.filter((id) => not.includes(id))).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
    'item %i of NHRCK Act 32(1) decides or joins in five stories at least',
    (item) => {
      const ids = new Set(casework.grounds.filter((one) => one.item === item).map(({ id }) => id));
      const told = scenarios.filter(({ grounds }) =>
        Object.keys(grounds).some((id) => ids.has(id)),
      );
      expect(told.length).toBeGreaterThanOrEqual(5);
    },
  );

  it('every ground is told of in some story', () => {
    const told = new Set(scenarios.flatMap(({ grounds }) => Object.keys(grounds)));
    expect(casework.grounds.map(({ id }) => id).filter((id) => !told.has(id))).toEqual([]);
  });

  it('names the certain grounds before the risks', () => {
    const facts = factsFrom(story('city', { victim: ['unasked'], named: ['no'] }));
    expect(check('nhrck', facts).grounds.map(({ weight }) => weight)).toEqual(['certain', 'risk']);
  });
});

describe('checkAdmissibility', () => {
  const ground = (over: Partial<Ground>): Ground => {
    const [first] = casework.grounds;
    if (!first) throw new Error('grounds.yaml is empty');
    const { certain: _, risk: __, ...rest } = first;
    return { ...rest, route: 'nhrck', ...over };
  };
  const doubt = ground({ id: 'doubt', certain: { b: ['x'] }, risk: { a: ['x'] } });

  it.each<{ facts: Facts; outcome: string; unknown: readonly string[] }>([
    { facts: { a: ['x'], b: ['x'] }, outcome: 'dismissed', unknown: [] },
    { facts: { a: ['x'], b: ['y'] }, outcome: 'at-risk', unknown: [] },
    { facts: { a: ['x'] }, outcome: 'at-risk', unknown: ['doubt'] },
    { facts: { a: ['y'] }, outcome: 'no-ground-seen', unknown: ['doubt'] },
    { facts: { b: ['x'] }, outcome: 'dismissed', unknown: [] },
    { facts: { a: ['y'], b: ['y'] }, outcome: 'admissible', unknown: [] },
    { facts: {}, outcome: 'no-ground-seen', unknown: ['doubt'] },
  ])('reads $facts as $outcome, not known: $unknown', ({ facts, outcome, unknown }) => {
    expect(checkAdmissibility('nhrck', facts, [doubt])).toMatchObject({ outcome, unknown });
  });

  it('looks only at the grounds of the route', () => {
    const other = ground({ id: 'other', route: 'pipc', certain: { a: ['x'] } });
    expect(checkAdmissibility('nhrck', { a: ['x'] }, [other]).grounds).toEqual([]);
  });
});

describe('whatever is answered', () => {
  const certainIn = (facts: Facts): readonly string[] =>
    ROUTE_IDS.flatMap((route) =>
      check(route, facts).grounds.flatMap(({ ground, weight }) =>
        weight === 'certain' ? [ground.id] : [],
      ),
    );

  const worst = ({ grounds, unknown }: Admissibility): string => {
    const found = grounds.map(({ weight }) => weight);
    if (found.includes('certain')) return 'dismissed';
    return found.includes('risk') ? 'at-risk' : unknown.length > 0 ? 'no-ground-seen' : 'clear';
  };

  it('the outcome is never better than the worst ground, nor than what is not known', () => {
    fc.assert(
      fc.property(factsAndFewer, ({ less }) => {
        for (const route of ROUTE_IDS.filter((id) => id !== 'police')) {
          const result = check(route, less);
          const expected = worst(result);
          expect(result.outcome).toBe(expected === 'clear' ? 'admissible' : expected);
        }
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('knowing more never turns a certain ground away, even where the facts contradict each other', () => {
    fc.assert(
      fc.property(factsAndFewer, ({ more, less }) => {
        expect(certainIn(more)).toEqual(expect.arrayContaining([...certainIn(less)]));
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it('a further answer never turns a certain ground away', () => {
    fc.assert(
      fc.property(answersAndFewer, ({ more, less }) => {
        const before = certainIn(factsFrom(less));
        expect(certainIn(factsFrom(more))).toEqual(expect.arrayContaining([...before]));
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it('a further answer brings up no ground that was neither found nor listed as not known', () => {
    fc.assert(
      fc.property(answersAndFewer, ({ more, less }) => {
        for (const route of ROUTE_IDS) {
          const before = check(route, factsFrom(less));
          const after = check(route, factsFrom(more));
          const known = new Set([...Object.keys(weights(before)), ...before.unknown]);
          expect(Object.keys(weights(after)).filter((id) => !known.has(id))).toEqual([]);
        }
      }),
      { seed: 4, numRuns: 500 },
    );
  });
});

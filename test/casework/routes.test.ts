import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../knowledge/casework/facts.ts';
import type { Answers } from '../../knowledge/casework/questions.ts';
import { type RouteOption, routesFor } from '../../knowledge/casework/routes.ts';
import { answersAndFewer, factsAndFewer } from './random-facts.ts';
import { casework, factsFrom, story } from './real-casework.ts';

const optionsFor = (facts: Facts): readonly RouteOption[] =>
  routesFor(facts, casework.routes, casework.grounds);
const ids = (options: readonly RouteOption[]): readonly string[] =>
  options.map(({ route }) => route.id);

interface Told {
  readonly told: string;
  readonly is: string;
  readonly but?: Answers;
  /** In this order, all that fit. */
  readonly routes: string;
}

describe('routesFor on the rules', () => {
  it.each<Told>([
    {
      told: "a city's live recognition: the NHRCK before report, mediation and grievance, 32(1)5",
      is: 'city',
      routes: 'request nhrck disclosure pipc mediation ombudsman',
    },
    {
      told: 'police at a rally, when a change of rules is wanted: the operator is asked last of those who can act',
      is: 'police',
      routes: 'nhrck disclosure pipc request mediation ombudsman',
    },
    {
      told: 'it must stop at once: emergency relief needs the NHRCK complaint first, 48(1)',
      is: 'city',
      but: { wish: ['urgent'] },
      routes: 'nhrck request disclosure pipc mediation ombudsman',
    },
    {
      told: 'a group that cannot ask for the data of others',
      is: 'city',
      but: { victim: ['public'] },
      routes: 'nhrck request disclosure pipc mediation ombudsman',
    },
    {
      told: 'a shop without discrimination: the NHRCK does not fit',
      is: 'shop',
      routes: 'request pipc mediation',
    },
    {
      told: 'a shop that is to be fined: the report first, a criminal complaint last',
      is: 'shop',
      but: { wish: ['punish'] },
      routes: 'pipc request police',
    },
    {
      told: 'a shop that is to pay',
      is: 'shop',
      but: { wish: ['damages'] },
      routes: 'mediation pipc request',
    },
    {
      told: 'a shop that was asked before',
      is: 'shop',
      but: { elsewhere: ['asked-operator'] },
      routes: 'pipc request mediation',
    },
    {
      told: 'a shop that was reported before',
      is: 'shop',
      but: { elsewhere: ['report'] },
      routes: 'request mediation pipc',
    },
    {
      told: 'a disabled member shut out by a private gym',
      is: 'barred',
      routes: 'nhrck request pipc mediation',
    },
    {
      told: 'a disabled member who wants the template deleted as well',
      is: 'barred',
      but: { wish: ['alternative', 'delete'] },
      routes: 'request nhrck pipc mediation',
    },
    {
      told: 'a plan of a city: documents and a grievance, as no complaint is possible yet',
      is: 'city',
      but: { people: ['planned'], list: [] },
      routes: 'disclosure ombudsman pipc request nhrck',
    },
    {
      told: 'documents of a city are all that is wanted',
      is: 'city',
      but: { wish: ['documents'] },
      routes: 'disclosure nhrck pipc request ombudsman',
    },
    {
      told: 'documents of a shop are all that is wanted: there is only access to the own data',
      is: 'shop',
      but: { wish: ['documents'] },
      routes: 'request pipc',
    },
    {
      told: 'more than a year ago: the NHRCK goes behind what is still open',
      is: 'city',
      but: { when: ['2025-01-10'] },
      routes: 'request disclosure pipc mediation ombudsman nhrck',
    },
    {
      told: 'it must stay anonymous: only the report does not need a name by law',
      is: 'city',
      but: { named: ['no'] },
      routes: 'pipc request nhrck disclosure mediation ombudsman',
    },
    {
      told: 'the victim does not want it: what is not about that person comes first',
      is: 'city',
      but: { victim: ['unwilling'] },
      routes: 'disclosure pipc ombudsman request nhrck mediation',
    },
    {
      told: 'a complaint that is already with the NHRCK is not filed again first',
      is: 'city',
      but: { elsewhere: ['nhrck-pending'] },
      routes: 'request disclosure pipc mediation ombudsman nhrck',
    },
    {
      told: 'a court: no ombudsman, and the NHRCK for what is no trial',
      is: 'city',
      but: { operator: ['court'] },
      routes: 'request nhrck disclosure pipc mediation',
    },
    {
      told: 'a camera that still films in a toilet: 112 comes first',
      is: 'shop',
      but: { place: ['toilet'], when: ['2026-11-27', 'ongoing'] },
      routes: 'police request pipc mediation',
    },
    {
      told: 'a hospital that may be public',
      is: 'hospital',
      routes: 'request nhrck disclosure pipc mediation',
    },
  ])('$told', ({ is, but, routes }) => {
    expect(ids(optionsFor(factsFrom(story(is, but)))).join(' ')).toBe(routes);
  });

  it('lets the operator be asked first where nobody knows who it is, and the NHRCK stand before a report', () => {
    const options = optionsFor(factsFrom(story('city', { operator: ['unknown'] })));
    expect(ids(options)).toEqual([
      'request',
      'nhrck',
      'disclosure',
      'pipc',
      'mediation',
      'ombudsman',
    ]);
    expect(options.map(({ fit }) => fit)).toEqual([
      'yes',
      'unknown',
      'unknown',
      'yes',
      'yes',
      'unknown',
    ]);
  });

  it('puts a route that fits before one that may fit, where that would be the first', () => {
    const [first] = optionsFor(
      factsFrom(story('city', { operator: ['unknown'], people: ['planned'], list: [] })),
    );
    expect(first).toMatchObject({ route: { id: 'pipc' }, fit: 'yes' });
  });

  it('has an answer where nothing is known', () => {
    expect(ids(optionsFor({}))[0]).toBe('request');
  });
});

describe('whatever is answered', () => {
  const isDismissed = ({ admissibility }: RouteOption) => admissibility.outcome === 'dismissed';
  const rank = (options: readonly RouteOption[], id: string) => ids(options).indexOf(id);

  it.each([
    { kind: 'answers', facts: answersAndFewer.map(({ less }) => factsFrom(less)) },
    { kind: 'facts that may contradict each other', facts: factsAndFewer.map(({ less }) => less) },
  ])('a route fits that would not dismiss the case, and it comes first: $kind', ({ facts }) => {
    fc.assert(
      fc.property(facts, (known) => {
        const options = optionsFor(known);
        expect(options[0]).toMatchObject({ fit: 'yes' });
        expect(options.slice(0, 1).filter(isDismissed)).toEqual([]);
        const firstDismissed = options.findIndex(isDismissed);
        const tail = firstDismissed < 0 ? [] : options.slice(firstDismissed);
        expect(tail.every(isDismissed)).toBe(true);
        expect(new Set(ids(options)).size).toBe(options.length);
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it('with a public operator nothing that may count as a remedy stands before an NHRCK complaint that would be taken', () => {
    fc.assert(
      fc.property(answersAndFewer, ({ more }) => {
        const facts = factsFrom({ ...more, operator: ['local-government'] });
        const options = optionsFor(facts);
        const nhrck = options.find(({ route }) => route.id === 'nhrck');
        fc.pre(nhrck !== undefined && !isDismissed(nhrck));
        fc.pre(!(more['elsewhere'] ?? []).includes('nhrck-pending'));
        for (const later of ['pipc', 'mediation', 'ombudsman']) {
          const place = rank(options, later);
          if (place >= 0) expect(place).toBeGreaterThan(rank(options, 'nhrck'));
        }
      }),
      { seed: 6, numRuns: 500 },
    );
  });

  it('with a private operator and no discrimination the NHRCK is not among the routes', () => {
    fc.assert(
      fc.property(answersAndFewer, ({ more }) => {
        const facts = factsFrom({ ...more, operator: ['private-business'], matter: ['none'] });
        expect(ids(optionsFor(facts))).not.toContain('nhrck');
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

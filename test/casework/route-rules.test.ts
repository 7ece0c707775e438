import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Condition, factsIn } from '../../knowledge/casework/condition.ts';
import { UNKNOWN } from '../../knowledge/casework/facts.ts';
import { GroundRow, ROUTE_IDS, RouteRow } from '../../knowledge/casework/route-files.ts';
import { resolveCitation } from '../../knowledge/corpus-model/citation.ts';
import { findInStatute } from '../../knowledge/law/find-in-statute.ts';
import { readStatute } from '../../knowledge/law/read-statute.ts';
import { VOCABULARY } from './random-facts.ts';
import { casework, corpus } from './real-casework.ts';

const FOLDER = fileURLToPath(new URL('../../../shared/law/kr', import.meta.url));
const { routes, grounds } = casework;

const conditions: readonly { readonly about: string; readonly when: Condition }[] = [
  ...routes.flatMap(({ id, when, order }) =>
    [when, ...order.map((row) => row.when)].flatMap((one) =>
      one ? [{ about: id, when: one }] : [],
    ),
  ),
  ...grounds.flatMap(({ id, certain, risk }) =>
    [certain, risk].flatMap((one) => (one ? [{ about: id, when: one }] : [])),
  ),
];

const cites = [
  ...routes.flatMap(({ id, cite, next, warning }) =>
    [...cite, ...next.flatMap((step) => step.cite), ...warning.cite].map((one) => ({ id, one })),
  ),
  ...grounds.flatMap(({ id, cite }) => cite.map((one) => ({ id, one }))),
];

describe('routes.yaml and grounds.yaml', () => {
  it('hold every route once, and every ground once', () => {
    expect(routes.map(({ id }) => id).sort()).toEqual([...ROUTE_IDS].sort());
    expect(new Set(grounds.map(({ id }) => id)).size).toBe(grounds.length);
  });

  it('name only facts and values that an answer can have', () => {
    const strange = conditions.flatMap(({ about, when }) =>
      factsIn(when).flatMap(([name, values]) =>
        values
          .filter((value) => !VOCABULARY[name]?.includes(value))
          .map((value) => `${about}: ${name}: ${value}`),
      ),
    );
    expect(strange).toEqual([]);
  });

  it('never make "not known" a reason', () => {
    const named = conditions.filter(({ when }) =>
      factsIn(when).some(([, values]) => values.includes(UNKNOWN)),
    );
    expect(named).toEqual([]);
  });

  it('cover every item of NHRCK Act 32(1)', () => {
    const items = new Set(grounds.flatMap(({ item }) => item ?? []));
    expect([...items].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('lead only to deadlines and outlines that exist', () => {
    const missing = routes.flatMap(({ deadlines, document }) => [
      ...deadlines.filter((id) => !casework.deadlines.has(id)),
      ...(document && !casework.outlines.has(document) ? [document] : []),
    ]);
    expect(missing).toEqual([]);
  });

  it('call only a number of a statute verified', () => {
    const verified = routes.flatMap(({ contacts }) =>
      contacts.filter(({ confidence }) => confidence === 'verified').map(({ value }) => value),
    );
    expect(verified).toEqual(['112']);
  });

  it('mark as analysis what says that it is ours', () => {
    const told = grounds.filter(({ says }) => says.risk?.ko.includes('저희 분석'));
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter(({ basis }) => basis !== 'analysis').map(({ id }) => id)).toEqual([]);
  });

  it('cite only sources of the corpus', () => {
    const problems = cites.flatMap(({ id, one }) => {
      const found = resolveCitation(corpus, one);
      return 'problem' in found ? [`${id}: ${found.problem}`] : [];
    });
    expect(problems).toEqual([]);
  });

  it.skipIf(!existsSync(FOLDER))('cite places that exist in the official text', () => {
    const statutes = new Map<string, ReturnType<typeof readStatute>>();
    const missing = cites.flatMap(({ id, one }) => {
      const found = resolveCitation(corpus, one);
      if ('problem' in found || found.source.type !== 'law' || !found.at) return [];
      const { file } = found.source;
      const statute = statutes.get(file) ?? readStatute(readFileSync(join(FOLDER, file), 'utf8'));
      statutes.set(file, statute);
      return findInStatute(statute, found.at).kind === 'found' ? [] : [`${id}: ${one}`];
    });
    expect(missing).toEqual([]);
  });
});

describe('RouteRow and GroundRow', () => {
  const [route] = routes;
  const ground = grounds.find(({ certain, risk }) => certain && !risk);

  it.each([
    { over: { order: [{ when: { a: 'x' }, rank: 1 }] }, message: 'must have no condition' },
    {
      over: { contacts: [{ label: { ko: 'ㄱ', en: 'a' }, value: '1', confidence: 'sure' }] },
      message: 'Invalid option',
    },
  ])('refuses a route: $message', ({ over, message }) => {
    expect(RouteRow.safeParse({ ...route, ...over }).error?.message).toContain(message);
  });

  it.each([
    { over: { certain: undefined }, message: 'needs a condition' },
    { over: { risk: { a: 'x' } }, message: 'each condition needs its sentence' },
    { over: { basis: 'analysis' }, message: 'only law makes it certain' },
    { over: { to: ['nhrck'] }, message: 'leads back to itself' },
    { over: { item: 11 }, message: 'Too big' },
  ])('refuses a ground: $message', ({ over, message }) => {
    expect(GroundRow.safeParse({ ...ground, ...over }).error?.message).toContain(message);
  });
});

import { describe, expect, it } from 'vitest';
import { scaled, scaleFor } from '../../../knowledge/search/vector-scale.ts';
import { spreadOf } from '../../../knowledge/search/vector-spread.ts';

const LEARNT = { near: 0.8, edge: 0.4, agreement: 0.5 };

describe('the scale of an embedding', () => {
  it('changes nothing for one that sees the wordings as the built-in one does', () => {
    for (const cosine of [0.1, 0.4, 0.9]) {
      expect(scaled(scaleFor(LEARNT, LEARNT), cosine)).toBeCloseTo(cosine, 10);
    }
  });

  it.each([
    { where: 'close to 1', spread: { near: 0.93, edge: 0.82, agreement: 0.5 } },
    { where: 'low', spread: { near: 0.5, edge: 0.15, agreement: 0.7 } },
  ])('lays cosines that all lie $where where the weights expect them', ({ spread }) => {
    const scale = scaleFor(spread, LEARNT);
    expect(scaled(scale, spread.near)).toBeCloseTo(0.8, 10);
    expect(scaled(scale, spread.edge)).toBeCloseTo(0.4, 10);
  });

  it('is never below zero', () => {
    expect(scaled(scaleFor({ near: 0.9, edge: 0.8, agreement: 1 }, LEARNT), 0.2)).toBe(0);
  });

  it('shrinks with how seldom nearest wordings ask for the same', () => {
    const half = scaleFor({ ...LEARNT, agreement: 0.25 }, LEARNT);
    expect(scaled(half, 0.8)).toBeCloseTo(0.4, 10);
    const none = scaleFor({ ...LEARNT, agreement: 0 }, LEARNT);
    expect(scaled(none, 1)).toBe(0);
  });

  it('makes nothing of vectors that are all the same', () => {
    expect(scaled(scaleFor({ near: 1, edge: 1, agreement: 1 }, LEARNT), 1)).toBe(0);
  });
});

describe('the spread of vectors', () => {
  const at = (degrees: number) =>
    Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180));

  it('is seen at the nearest other wording and at the furthest that a search looks at', () => {
    const spread = spreadOf(
      [at(0), at(60), at(90)],
      [
        { owner: 'a', text: 'one' },
        { owner: 'a', text: 'two' },
        { owner: 'b', text: 'three' },
      ],
    );
    const cos = (degrees: number) => Math.cos((degrees * Math.PI) / 180);
    expect(spread.near).toBeCloseTo((cos(60) + cos(30) + cos(30)) / 3, 6);
    expect(spread.edge).toBeCloseTo((cos(90) + cos(60) + cos(90)) / 3, 6);
    expect(spread.agreement).toBeCloseTo(1 / 3, 6);
  });

  it('passes over the same words said for another entry', () => {
    const spread = spreadOf(
      [at(0), at(0), at(60)],
      [
        { owner: 'a', text: 'same' },
        { owner: 'b', text: 'same' },
        { owner: 'b', text: 'other' },
      ],
    );
    expect(spread.near).toBeCloseTo(0.5, 6);
  });

  it('of nothing, and of one wording, is nothing', () => {
    const nothing = { near: 0, edge: 0, agreement: 0 };
    expect(spreadOf([], [])).toEqual(nothing);
    expect(spreadOf([at(0)], [{ owner: 'a', text: 'one' }])).toEqual(nothing);
  });
});

import { describe, expect, it } from 'vitest';
import { NearCases } from '../../../bot/desk/near-cases.ts';
import { placeTraitsOf } from '../../../bot/desk/place-traits.ts';
import { likenessOf } from '../../../knowledge/triage/likeness.ts';
import { madeCase } from '../../desk-cases.ts';

/** Reports in threes about one place, each told in its own way. */
const reports = Array.from({ length: 30 }, (_, seed) =>
  placeTraitsOf(
    madeCase({
      seed: seed + 1,
      language: 'ko',
      answers: {
        'exact-place': [`망원시장 ${Math.floor(seed / 3) + 1}번 출입구`],
        respondent: [`한빛마트 ${'가나다라마바사아자차'[Math.floor(seed / 3)]}점`],
      },
    }),
  ),
);

describe('cases about the same place', () => {
  it('are those that a comparison with every case finds, with the same scores', () => {
    const near = new NearCases();
    for (const report of reports) near.add(report);
    for (const own of reports) {
      const all = reports.flatMap((one) => (one === own ? [] : (likenessOf(own, one) ?? [])));
      const byScore = all.toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
      expect(near.like(own.id)).toEqual(byScore);
    }
    expect(near.like(reports[0]?.id ?? '').length).toBeGreaterThan(1);
  });

  it('go by the last report of a case, and not by one that was removed', () => {
    const near = new NearCases();
    const [one, two, other] = [reports[0], reports[1], reports[29]];
    if (!one || !two || !other) throw new Error('Too few reports.');
    near.add(one);
    near.add(two);
    near.add({ ...other, id: two.id });
    near.compact();
    const before = near.like(one.id).map(({ score }) => score);
    near.add(two);
    expect(near.like(one.id)[0]?.score).toBeGreaterThan(before[0] ?? 0);
    near.remove(two.id);
    expect([near.like(one.id), near.like(two.id)]).toEqual([[], []]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attackCases, OWASP, OWASP_IDS, WAYS } from './attack-cases.ts';
import { openWorld, type World } from './attacked.ts';
import { successesOf } from './successes.ts';

const CASES = attackCases();

/** Cases for each entry of the OWASP list, at least. */
const FEWEST = 5;

let world: World;
const succeeded = new Set<string>();
beforeAll(async () => {
  world = await openWorld();
});

describe('an attack by way of a language model that obeys the attacker', () => {
  it.each(CASES)('gets nothing: $id, $owasp', async (attack) => {
    const successes = await successesOf(attack, world);
    if (successes.length > 0) succeeded.add(attack.id);
    expect(successes).toEqual([]);
  });

  it.each(OWASP_IDS)('is tried for %s of the OWASP list', (id) => {
    expect(CASES.filter(({ owasp }) => owasp === id).length, OWASP[id]).toBeGreaterThanOrEqual(
      FEWEST,
    );
  });

  it.each(WAYS)('is tried by way of: %s', (way) => {
    expect(CASES.filter((one) => one.way === way).length).toBeGreaterThanOrEqual(FEWEST);
  });

  it('is tried more than 220 times, in both languages, never twice in the same way', () => {
    const of = (wanted: string) => CASES.filter(({ language }) => language === wanted).length;
    expect(CASES.length).toBeGreaterThan(220);
    expect(of('ko')).toBeGreaterThan(100);
    expect(of('en')).toBeGreaterThan(100);
    expect(new Set(CASES.map(({ id }) => id)).size).toBe(CASES.length);
    const kinds = CASES.map(({ said, written, understood, poison }) =>
      JSON.stringify([said, written, understood, poison]),
    );
    expect(new Set(kinds).size).toBe(CASES.length);
  });

  /** Else all of it would be idle: most attacks got as far as the model, and it wrote what it was told. */
  it('reaches the model in most cases, and some of what the model writes is kept', () => {
    const records = world.records();
    expect(records.length).toBeGreaterThan(CASES.length * 0.8);
    expect(records.some(({ kept }) => kept > 0)).toBe(true);
    expect(records.filter(({ faults }) => Object.keys(faults).length > 0).length).toBeGreaterThan(
      CASES.length * 0.6,
    );
  });
});

afterAll(() => {
  const tally = (key: 'owasp' | 'way') =>
    [...new Set(CASES.map((one) => one[key]))]
      .toSorted()
      .map((name) => {
        const all = CASES.filter((one) => one[key] === name);
        return `${name} ${all.filter(({ id }) => succeeded.has(id)).length}/${all.length}`;
      })
      .join(', ');
  process.stdout.write(
    `attacks ${CASES.length}, successes ${succeeded.size}; ${tally('owasp')}; ${tally('way')}\n`,
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batched } from '../../bot/batched.ts';

/** Doubles what it is given, and remembers the batches. */
function doubling({ failsOn = () => false }: { failsOn?: (item: number) => boolean } = {}) {
  const batches: (readonly number[])[] = [];
  return {
    batches,
    write: async (items: readonly number[]) => {
      batches.push(items);
      await new Promise((resolve) => setImmediate(resolve));
      if (items.some(failsOn)) throw new RangeError(`batch ${batches.length}`);
      return items.map((item) => item * 2);
    },
  };
}

describe('batched', () => {
  it('writes each item once, in order, and gives each its own result, whatever fails', async () => {
    const round = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(round, { maxLength: 6 }),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(3, 7, 1000),
        async (rounds, most, poison) => {
          const { batches, write } = doubling({ failsOn: (item) => item === poison });
          const ask = batched(write, most);
          const asked: { item: number; outcome: Promise<number | 'failed'> }[] = [];
          for (const items of rounds) {
            for (const item of items) {
              asked.push({ item, outcome: ask(item).catch(() => 'failed' as const) });
            }
            await new Promise((resolve) => setImmediate(resolve));
          }
          const outcomes = await Promise.all(asked.map(({ outcome }) => outcome));
          expect(batches.flat()).toEqual(asked.map(({ item }) => item));
          expect(batches.every(({ length }) => length > 0 && length <= most)).toBe(true);
          const expected = batches.flatMap((batch) =>
            batch.map((item) => (batch.includes(poison) ? 'failed' : item * 2)),
          );
          expect(outcomes).toEqual(expected);
        },
      ),
    );
  });

  it('lets all that came while a write was under way share the next one', async () => {
    const { batches, write } = doubling();
    const ask = batched(write);
    const first = ask(1);
    await new Promise((resolve) => setImmediate(resolve));
    const rest = Array.from({ length: 100 }, (_, at) => ask(at + 2));
    await Promise.all([first, ...rest]);
    expect(batches.map(({ length }) => length)).toEqual([1, 100]);
  });

  it('tells everybody in a failed batch why, and goes on with the next', async () => {
    const { write } = doubling({ failsOn: (item) => item === 13 });
    const ask = batched(write, 2);
    const settled = await Promise.allSettled([ask(1), ask(13), ask(2), ask(3)]);
    expect(settled.map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(settled[0]).toMatchObject({ reason: new RangeError('batch 1') });
    expect(await ask(4)).toBe(8);
  });

  it('fails those who would get no result, and only them', async () => {
    const ask = batched((items: readonly number[]) => Promise.resolve(items.slice(0, 1)));
    const settled = await Promise.allSettled([ask(1), ask(2)]);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  it('takes "undefined" for a result like any other', async () => {
    const ask = batched((items: readonly number[]) => Promise.resolve(items.map(() => undefined)));
    expect(await Promise.all([ask(1), ask(2)])).toEqual([undefined, undefined]);
  });
});

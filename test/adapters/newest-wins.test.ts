import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NewestWins, Pace } from '../../adapters/newest-wins.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const GAP_MS = 700;
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** Calls that take some time each, and what was made of them when. */
function calls({ pace = new Pace(GAP_MS), place = 'here', takesMs = 0 } = {}) {
  const start = Date.now();
  const made: [at: number, value: string][] = [];
  const newest = new NewestWins<string>(pace, place, async (value) => {
    made.push([Date.now() - start, value]);
    await new Promise((resolve) => setTimeout(resolve, takesMs));
    if (value === 'fails') throw new Error('It failed.');
  });
  return { newest, made, pace };
}

describe('calls of which the newest wins', () => {
  it('begin at once, then keep their gap, and skip what became old meanwhile', async () => {
    const { newest, made } = calls();
    for (let at = 0; at <= 1_000; at += 10) {
      newest.offer(`${at}`);
      await pass(10);
    }
    await pass(5_000);
    expect(made).toEqual([
      [0, '0'],
      [700, '690'],
      [1_400, '1000'],
    ]);
  });

  it('are made one at a time, however long one takes', async () => {
    const { newest, made } = calls({ takesMs: 3_000 });
    newest.offer('one');
    await pass(1_000);
    newest.offer('two');
    await pass(1_000);
    expect(made).toHaveLength(1);
    await pass(1_000);
    expect(made.at(-1)).toEqual([3_000, 'two']);
  });

  it('share the pace of a place, and have none of another', async () => {
    const { newest: one, made: first, pace } = calls();
    const { newest: two, made: second } = calls({ pace });
    const { newest: far, made: third } = calls({ pace, place: 'there' });
    for (const newest of [one, two, far]) newest.offer('hello');
    await pass(2_000);
    expect([first, second, third].map(([call]) => call?.[0])).toEqual([0, GAP_MS, 0]);
  });

  it('wait as long as the place wants', async () => {
    const { newest, made, pace } = calls();
    pace.hold('here', 5_000);
    newest.offer('one');
    await pass(4_999);
    expect(made).toEqual([]);
    await pass(1);
    expect(made).toEqual([[5_000, 'one']]);
  });

  it('go on after one that failed', async () => {
    const { newest, made } = calls();
    newest.offer('fails');
    await pass(GAP_MS);
    newest.offer('next');
    await pass(GAP_MS);
    expect(made.map(([, value]) => value)).toEqual(['fails', 'next']);
  });

  it('are over when the one under way is, and none begins after that', async () => {
    const { newest, made } = calls({ takesMs: 3_000 });
    newest.offer('one');
    await pass(1_000);
    newest.offer('two');
    const closed = vi.fn();
    void newest.close().then(closed);
    newest.offer('three');
    await pass(1_999);
    expect(closed).not.toHaveBeenCalled();
    await pass(1);
    expect(closed).toHaveBeenCalled();
    await pass(10_000);
    expect(made).toHaveLength(1);
  });

  it('are over at once where one only waits', async () => {
    const { newest, made, pace } = calls();
    pace.hold('here', 60_000);
    newest.offer('one');
    await pass(10);
    await newest.close();
    await pass(100_000);
    expect(made).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

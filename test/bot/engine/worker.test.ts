import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeliveryError } from '../../../bot/channel.ts';
import { codeOf, Worker } from '../../../bot/engine/worker.ts';
import { recordingLog } from '../../memory-channel.ts';

class StoreAway extends Error {
  readonly code = 'ECONNREFUSED';
}

/** A worker over a list of jobs, each of which is in hand until it is let go. */
function rig(concurrency = 2) {
  const waiting: string[] = [];
  const begun: string[] = [];
  const letGo = new Map<string, () => void>();
  const fail = new Map<string, (error: Error) => void>();
  const claims: number[] = [];
  const store = { isAway: false };
  const { log, lines } = recordingLog();
  const worker = new Worker<string>({
    name: 'jobs',
    concurrency,
    log,
    claim: (limit) => {
      claims.push(limit);
      return store.isAway
        ? Promise.reject(new StoreAway('the words of somebody'))
        : Promise.resolve(waiting.splice(0, limit));
    },
    work: (job) => {
      begun.push(job);
      return new Promise((resolve, reject) => {
        letGo.set(job, () => resolve(undefined));
        fail.set(job, reject);
      });
    },
  });
  return { worker, waiting, begun, letGo, fail, claims, store, lines };
}

describe('a worker', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

  it('takes as many jobs as it may have in hand, and the next when one is done', async () => {
    const { worker, waiting, begun, letGo } = rig(2);
    waiting.push('a', 'b', 'c');
    worker.start();
    await pass();
    expect(begun).toEqual(['a', 'b']);
    await pass(1000);
    expect(begun).toEqual(['a', 'b']);
    letGo.get('b')?.();
    await pass();
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('looks at once when it is woken, and by itself every quarter of a second', async () => {
    const { worker, waiting, begun } = rig();
    worker.start();
    await pass(10);
    waiting.push('a');
    worker.wake();
    await pass();
    expect(begun).toEqual(['a']);
    waiting.push('b');
    await pass(249);
    expect(begun).toEqual(['a']);
    await pass(1);
    expect(begun).toEqual(['a', 'b']);
  });

  it('works once however often it is started', async () => {
    const { worker, claims } = rig();
    worker.start();
    worker.start();
    await pass();
    expect(claims).toHaveLength(1);
  });

  it('rests ever longer while the store is away, says so once, and goes on when it is back', async () => {
    const { worker, waiting, begun, claims, store, lines } = rig();
    store.isAway = true;
    worker.start();
    await pass(100 + 200 + 400 + 800 + 1600 + 3200);
    expect(claims).toHaveLength(7);
    await pass(60_000);
    expect(claims.length).toBeLessThan(7 + 60 / 5 + 1);
    expect(lines.map(({ message }) => message)).toEqual(['the store does not answer']);
    expect(lines[0]?.details).toEqual({ worker: 'jobs', code: 'ECONNREFUSED' });
    waiting.push('a');
    store.isAway = false;
    await pass(5000);
    expect(begun).toEqual(['a']);
    expect(lines.at(-1)?.message).toBe('the store answers again');
  });

  it('outlives a job that fails, and takes the next', async () => {
    const { worker, waiting, begun, fail, lines } = rig(1);
    waiting.push('a', 'b');
    worker.start();
    await pass();
    fail.get('a')?.(new TypeError('the words of somebody'));
    await pass();
    expect(begun).toEqual(['a', 'b']);
    expect(lines.map(({ details }) => details)).toEqual([{ worker: 'jobs', code: 'TypeError' }]);
  });

  it('stops when what is in hand is done, and claims nothing more', async () => {
    const { worker, waiting, begun, letGo } = rig(2);
    waiting.push('a');
    worker.start();
    await pass();
    let isStopped = false;
    const stopping = worker.stop(10_000).then(() => {
      isStopped = true;
    });
    waiting.push('b');
    worker.wake();
    await pass(5000);
    expect(isStopped).toBe(false);
    letGo.get('a')?.();
    await pass();
    await stopping;
    expect(begun).toEqual(['a']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stops in time where a job never ends', async () => {
    const { worker, waiting } = rig();
    waiting.push('a');
    worker.start();
    await pass();
    const stopping = worker.stop(300);
    await pass(300);
    await stopping;
  });

  it('stops at once where it never started', async () => {
    await rig().worker.stop(300);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('codeOf', () => {
  it.each([
    { error: new StoreAway('words'), code: 'ECONNREFUSED' },
    { error: new DeliveryError('telegram-403'), code: 'DELIVERY' },
    { error: new RangeError('words'), code: 'RangeError' },
    { error: { code: 17 }, code: 'unknown' },
    { error: { code: 'X1' }, code: 'X1' },
    { error: 'words', code: 'unknown' },
    { error: undefined, code: 'unknown' },
    { error: null, code: 'unknown' },
  ])('says "$code" and nothing of what was said', ({ error, code }) => {
    expect(codeOf(error)).toBe(code);
  });
});

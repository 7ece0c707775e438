import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Signal } from '../../../bot/engine/signal.ts';
import { Turnstile } from '../../../bot/engine/turnstile.ts';

describe('a signal', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Milliseconds until the wait is over, in made-up time. */
  async function waited(signal: Signal, ms: number, upTo: number): Promise<number | undefined> {
    const start = Date.now();
    let end: number | undefined;
    const waiting = signal.wait(ms).then(() => {
      end = Date.now() - start;
    });
    await vi.advanceTimersByTimeAsync(upTo);
    if (end === undefined) signal.notify();
    await waiting;
    return end !== undefined && end <= upTo ? end : undefined;
  }

  it('ends a wait at its time where nobody notifies', async () => {
    expect(await waited(new Signal(), 250, 1000)).toBe(250);
  });

  it('ends a wait at once where somebody has notified before, however often', async () => {
    const signal = new Signal();
    signal.notify();
    signal.notify();
    expect(await waited(signal, 250, 1000)).toBe(0);
    expect(await waited(signal, 250, 1000)).toBe(250);
  });

  it('ends a wait when somebody notifies meanwhile', async () => {
    const signal = new Signal();
    setTimeout(() => signal.notify(), 70);
    expect(await waited(signal, 250, 1000)).toBe(70);
    expect(await waited(signal, 250, 1000)).toBe(250);
  });

  it('leaves no timer behind', async () => {
    const signal = new Signal();
    const waiting = signal.wait(60_000);
    signal.notify();
    await waiting;
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a turnstile', () => {
  it('lets one pass in each round of the event loop, in the order of their coming', async () => {
    const turnstile = new Turnstile({ isBusy: () => false, longestMs: 50 });
    let round = 0;
    const passed: { who: number; round: number }[] = [];
    const all = [0, 1, 2, 3].map((who) =>
      turnstile.pass().then(() => void passed.push({ who, round })),
    );
    while (passed.length < 4) {
      await new Promise((resolve) => setImmediate(resolve));
      round += 1;
    }
    await Promise.all(all);
    expect(passed.map(({ who }) => who)).toEqual([0, 1, 2, 3]);
    expect(new Set(passed.map((one) => one.round)).size).toBe(4);
  });

  it('lets nobody pass while something matters more, but not for ever', async () => {
    let isBusy = true;
    const turnstile = new Turnstile({ isBusy: () => isBusy, longestMs: 60_000 });
    let hasPassed = false;
    const passing = turnstile.pass().then(() => {
      hasPassed = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(hasPassed).toBe(false);
    isBusy = false;
    await passing;
    await new Turnstile({ isBusy: () => true, longestMs: 1 }).pass();
  });
});

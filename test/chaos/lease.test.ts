import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../adapters/store/open-store.ts';
import type { Store } from '../../bot/store.ts';
import { temporaryFolder } from '../factories.ts';
import { memoryChannel } from '../memory-channel.ts';
import { incoming, sentWords, startEngine } from '../run-engine.ts';

const LEASE_MS = 400;
/** In this time a lease that nobody works on ends several times over. */
const ANSWERED_WITHIN_MS = 10 * LEASE_MS;

type Method = 'claimTurns' | 'claimSends' | 'commitTurns' | 'settleSends';

/** The real store, one method of which a test can bend. */
async function openBent(bend: (store: Store) => Partial<Store>): Promise<Store> {
  const store = await openStore({
    database: { kind: 'sqlite', path: join(temporaryFolder(), 'store.sqlite') },
    masterKey: new Uint8Array(32).fill(7),
    clock: Date.now,
    owner: 'lease-test',
    leaseMs: LEASE_MS,
  });
  return { ...store, ...bend(store) };
}

const away = () => Promise.reject(new Error('The store is away.'));

/** Away from the first result on for longer than a lease; what comes back first is the timer that renews leases. */
function awayFrom(method: Method): (store: Store) => Partial<Store> {
  return (store) => {
    let until = 0;
    let isRenewed = true;
    const isAway = () => Date.now() < until || !isRenewed;
    const begin = () => {
      if (until > 0) return;
      until = Date.now() + 2 * LEASE_MS;
      isRenewed = false;
    };
    return {
      claimTurns: (...given) => (isAway() ? away() : store.claimTurns(...given)),
      claimSends: (...given) => (isAway() ? away() : store.claimSends(...given)),
      commitTurns: (results) => {
        if (method === 'commitTurns') begin();
        return isAway() ? away() : store.commitTurns(results);
      },
      settleSends: (results) => {
        if (method === 'settleSends') begin();
        return isAway() ? away() : store.settleSends(results);
      },
      renewLeases: async (held) => {
        if (Date.now() < until) return await away();
        await store.renewLeases(held);
        isRenewed = true;
      },
    };
  };
}

/** The store takes a claim, and the connection breaks before it can say what was claimed. */
function loseFirstClaim(method: 'claimTurns' | 'claimSends'): (store: Store) => Partial<Store> {
  return (store) => {
    let isLost = false;
    const lose = async <T>(claim: Promise<readonly T[]>): Promise<readonly T[]> => {
      const jobs = await claim;
      if (isLost || jobs.length === 0) return jobs;
      isLost = true;
      return await away();
    };
    return method === 'claimTurns'
      ? { claimTurns: (...given) => lose(store.claimTurns(...given)) }
      : { claimSends: (...given) => lose(store.claimSends(...given)) };
  };
}

async function expectBothAnswered(bend: (store: Store) => Partial<Store>): Promise<void> {
  const channel = memoryChannel();
  const store = await openBent(bend);
  await startEngine({ store, channels: [channel], leaseMs: LEASE_MS });
  await channel.deliver(incoming('one'));
  await channel.deliver(incoming('two'));
  await expect
    .poll(() => new Set(sentWords(channel)), { timeout: ANSWERED_WITHIN_MS })
    .toEqual(new Set(['1: one', '2: two']));
}

describe('a lease that nobody works on any more', () => {
  it('is not there while nothing goes wrong', async () => {
    await expectBothAnswered(() => ({}));
  });

  it.each([
    {
      when: 'the store was away for longer than a lease at a commit',
      bend: awayFrom('commitTurns'),
    },
    {
      when: 'the store was away for longer than a lease at a settlement',
      bend: awayFrom('settleSends'),
    },
    { when: 'the answer to a claim of turns was lost', bend: loseFirstClaim('claimTurns') },
    { when: 'the answer to a claim of sends was lost', bend: loseFirstClaim('claimSends') },
  ])('ends, and the conversation goes on, after $when', async ({ bend }) => {
    await expectBothAnswered(bend);
  });
});

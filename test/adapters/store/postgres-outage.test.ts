import { afterAll, expect, it } from 'vitest';
import { storeHome } from '../../contracts/store.ts';
import {
  claimOne,
  claimSend,
  delivery,
  payload,
  result,
  saying,
} from '../../contracts/store-samples.ts';
import { startPostgres } from '../../servers/postgres.ts';

// A server of its own: one with many databases takes long to come back.
const server = await startPostgres();
afterAll(async () => {
  if (!('reason' in server)) await server.stop();
});

it('loses nothing when PostgreSQL crashes and comes back, and refuses what is asked of it meanwhile', {
  timeout: 60_000,
}, async ({ skip }) => {
  if ('reason' in server) return skip(server.reason);
  const { takeAway, bringBack } = server;
  if (!takeAway || !bringBack) return skip('the server of TEST_DATABASE_URL is not ours to stop');
  const home = await storeHome({
    makeDatabase: async () => ({ kind: 'postgres', url: await server.createDatabase() }),
    isShared: true,
  });
  const store = await home.open();
  await store.receive([saying('before')]);
  const turn = await claimOne(store);
  // A claim is not waited for, but what is written after it takes it along to the disk.
  await store.receive([delivery({ conversation: 'y' })]);
  const underWay = Promise.allSettled(
    Array.from({ length: 20 }, () => store.receive([delivery({ conversation: 'x' })])),
  );
  await takeAway();
  await underWay;
  await expect(store.receive([saying('lost')])).rejects.toThrow(/ECONNREFUSED/);
  await expect(store.commitTurns([result(turn)])).rejects.toThrow();
  await bringBack();
  expect(await store.receive([saying('after')])).toBe(1);
  expect(await store.commitTurns([result(turn, { owed: [payload('answer')] })])).toEqual([true]);
  expect((await claimSend(store)).payload).toEqual(payload('answer'));
});

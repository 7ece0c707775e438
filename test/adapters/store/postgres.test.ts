import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import type { Incoming } from '../../../bot/message.ts';
import type { Store } from '../../../bot/store.ts';
import { describeStore, type StorePlace, storeHome } from '../../contracts/store.ts';
import {
  answer,
  claimOne,
  claimSend,
  delivery,
  file,
  payload,
  result,
  saying,
  textOf,
} from '../../contracts/store-samples.ts';
import { type PostgresServer, startPostgres } from '../../servers/postgres.ts';

const server = await startPostgres();

if ('reason' in server) {
  describe.skip(`the store on PostgreSQL (${server.reason})`);
} else {
  const place: StorePlace = {
    makeDatabase: async () => ({ kind: 'postgres', url: await server.createDatabase() }),
    isShared: true,
  };
  describeStore('the store on PostgreSQL', place);
  describePostgres(server, place);
  afterAll(() => server.stop());
}

/** Runs one statement past the store. */
async function query(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

function describePostgres(postgres: PostgresServer, place: StorePlace): void {
  describe('a PostgreSQL', () => {
    it('serves two replicas that start at the same moment', async () => {
      const home = await storeHome(place);
      const stores = await Promise.all(['a', 'b', 'c'].map((owner) => home.open({ owner })));
      expect(await Promise.all(stores.map((store) => store.figures()))).toHaveLength(3);
    });

    it('that a newer version has changed is refused', async () => {
      const url = await postgres.createDatabase();
      const home = await storeHome({
        ...place,
        makeDatabase: () => Promise.resolve({ kind: 'postgres', url }),
      });
      await (await home.open()).close();
      await query(url, `insert into kysely_migration values ('9999-later', '2030-01-01')`);
      await expect(home.open()).rejects.toThrow(/newer version of the program \(9999-later\)/);
    });

    it('that cannot be reached is an error with a code, without the password', async () => {
      const url = 'postgres://user:secret-word@127.0.0.1:1/none';
      const home = await storeHome({
        ...place,
        makeDatabase: () => Promise.resolve({ kind: 'postgres', url }),
      });
      const error = await home.open().catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'ECONNREFUSED' });
      expect(String(error)).not.toContain('secret-word');
    });

    it('hands every message to one of four claimers, once and in order, whatever repeats and races', {
      timeout: 120_000,
    }, async () => {
      const home = await storeHome(place);
      const stores = [await home.open({ owner: 'a' }), await home.open({ owner: 'b' })] as const;
      const handled = await runThroughAll(stores);
      expect([...handled.values()].flat()).toHaveLength(2_000);
      for (const orders of handled.values())
        expect(orders).toEqual(orders.toSorted((a, b) => a - b));
      expect(await stores[0].figures()).toEqual({
        waiting: 0,
        owed: 0,
        givenUp: 0,
        conversations: 50,
      });
      expect(home.errors).toEqual([]);
    });

    it.runIf(postgres.takeAway)(
      'may go away and come back: what was asked of it meanwhile is an error, and nothing is lost',
      async () => {
        const home = await storeHome(place);
        const store = await home.open();
        await store.receive([saying('before')]);
        const turn = await claimOne(store);
        const underWay = Promise.allSettled(
          Array.from({ length: 20 }, () => store.receive([delivery({ conversation: 'x' })])),
        );
        await postgres.takeAway?.();
        await underWay;
        await expect(store.receive([saying('lost')])).rejects.toThrow(/ECONNREFUSED/);
        await expect(store.commitTurns([result(turn)])).rejects.toThrow();
        await postgres.bringBack?.();
        expect(await store.receive([saying('after')])).toBe(1);
        expect(await store.commitTurns([result(turn, { owed: [payload('answer')] })])).toEqual([
          true,
        ]);
        expect((await claimSend(store)).payload).toEqual(payload('answer'));
      },
    );

    it('holds no word that anybody said, and no key of who was erased', async () => {
      const url = await postgres.createDatabase();
      const home = await storeHome({
        ...place,
        makeDatabase: () => Promise.resolve({ kind: 'postgres', url }),
      });
      const store = await home.open();
      const word = 'planted-unmistakable-word';
      await store.credentials.put('slack', word, word);
      await answer(
        store,
        saying(word, { address: { word }, conversation: word, person: word, deliveryId: word }),
        {
          state: word,
          owed: [payload(word)],
          files: [file({ name: word, bytes: Buffer.from(word.repeat(9)) })],
        },
      );
      await store.receive([saying(word)]);
      await query(url, 'checkpoint');
      if (postgres.dataFolder) expect(filesWith(postgres.dataFolder, word)).toEqual([]);
      const [before] = await query(
        url,
        'select wrapped_key from conversation where state is not null',
      );
      await store.receive([saying('forget', { conversation: word, person: word, order: 1e9 })]);
      const turns = await store.claimTurns(10, ['telegram']);
      await store.commitTurns(
        turns.map((turn) => result(turn, { erasesPerson: textOf(turn) === 'forget' })),
      );
      await store.close();
      const keys = await query(url, 'select wrapped_key from conversation');
      expect(keys).not.toContainEqual(before);
      expect(await query(url, 'select * from outbox union all select * from outbox')).toEqual([]);
      expect(await query(url, 'select * from file')).toEqual([]);
      expect(home.errors).toEqual([]);
    });
  });
}

function filesWith(folder: string, word: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(word));
}

/** 2,000 messages of 50 conversations, shuffled, each delivered twice to both. @returns The orders in which each was handled. */
async function runThroughAll(
  stores: readonly [Store, Store],
): Promise<ReadonlyMap<string, number[]>> {
  const messages = Array.from({ length: 2_000 }, (_, index) =>
    delivery({
      conversation: `c${index % 50}`,
      person: `p${index % 50}`,
      order: Math.floor(index / 50),
    }),
  );
  const handled = new Map<string, number[]>();
  let left = messages.length;
  let isReceived = false;
  const claim = async (store: Store, size: number) => {
    while (left > 0) {
      const turns = isReceived ? await store.claimTurns(size, ['telegram']) : [];
      const written = await store.commitTurns(
        turns.map((turn) => result(turn, { owed: [payload('a')], state: 's' })),
      );
      const done = turns.filter((_, index) => written[index]);
      for (const { incoming } of done) {
        handled.set(incoming.conversation, [
          ...(handled.get(incoming.conversation) ?? []),
          incoming.order,
        ]);
      }
      left -= done.length;
      const owed = await store.claimSends('telegram', size);
      await store.settleSends(owed.map((one) => ({ owed: one, kind: 'sent' })));
      if (turns.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const receiveAll = async () => {
    const [one, other] = stores;
    // In rounds, so that order is known: within a round everything comes shuffled, and twice to each.
    for (let round = 0; round < 4; round += 1) {
      const part = messages.slice(round * 500, (round + 1) * 500);
      await Promise.all([
        ...batches(shuffled(part)).map((batch) => one.receive(batch)),
        ...batches(shuffled(part)).map((batch) => other.receive(batch)),
      ]);
      isReceived = true;
    }
    await Promise.all(batches(shuffled(messages)).map((batch) => one.receive(batch)));
  };
  const [one, other] = stores;
  await Promise.all([
    receiveAll(),
    claim(one, 3),
    claim(one, 20),
    claim(other, 7),
    claim(other, 20),
  ]);
  await drain(one);
  return handled;
}

async function drain(store: Store): Promise<void> {
  for (;;) {
    const owed = await store.claimSends('telegram', 100);
    if (owed.length === 0) return;
    await store.settleSends(owed.map((one) => ({ owed: one, kind: 'sent' })));
  }
}

const batches = (list: readonly Incoming[]): readonly (readonly Incoming[])[] =>
  Array.from({ length: Math.ceil(list.length / 25) }, (_, index) =>
    list.slice(index * 25, (index + 1) * 25),
  );

const shuffled = (list: readonly Incoming[]): readonly Incoming[] =>
  list
    .map((one) => ({ one, at: Math.random() }))
    .toSorted((first, second) => first.at - second.at)
    .map(({ one }) => one);

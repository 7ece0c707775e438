import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { codeOf } from '../../../bot/engine/worker.ts';
import type { Incoming } from '../../../bot/message.ts';
import type { Store, Turn, TurnResult } from '../../../bot/store.ts';
import { describeModelLedger } from '../../contracts/model-ledger.ts';
import { describeStore, type StorePlace, storeHome } from '../../contracts/store.ts';
import { describeCases } from '../../contracts/store-cases.ts';
import { describeMigration } from '../../contracts/store-migration.ts';
import {
  answer,
  delivery,
  file,
  LIMITS,
  payload,
  result,
  START,
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
  describeCases('cases in PostgreSQL', place);
  describeModelLedger('the ledger of models in PostgreSQL', place);
  describeMigration('a PostgreSQL', place);
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

    it('gets no two replicas stuck while people come, speak, hand over, are forgotten and expire', {
      timeout: 120_000,
    }, async () => {
      const url = await postgres.createDatabase();
      const home = await storeHome({
        ...place,
        makeDatabase: () => Promise.resolve({ kind: 'postgres', url }),
      });
      const stores = [await home.open({ owner: 'a' }), await home.open({ owner: 'b' })] as const;
      await comeAndGo(stores, () => {
        home.clock.now += 10;
      });
      expect(await stores[0].figures()).toMatchObject({ waiting: 0, owed: 0 });
      const [row] = await query(
        url,
        'select deadlocks from pg_stat_database where datname = current_database()',
      );
      expect(Number(row?.['deadlocks'])).toBe(0);
      expect(home.errors).toEqual([]);
    });

    // All that the tests before have written is flushed, and read.
    it('holds no word that anybody said, and no key of who was erased', {
      timeout: 120_000,
    }, async () => {
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
          offers: { code: word, until: START + 1 },
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
      expect(await query(url, 'select * from hand_over')).toEqual([]);
      expect(home.errors).toEqual([]);
    });
  });
}

function filesWith(folder: string, word: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => holds(path, word));
}

/** The server removes files of its own at any time. */
function holds(path: string, word: string): boolean {
  try {
    return readFileSync(path).includes(word);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/**
 * 2,000 messages of 50 conversations. They come in portions, each shuffled, to one store or the other, while repeats of
 * what came before come to both. @returns The orders in which each conversation was handled.
 */
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
  const claim = async (store: Store, size: number) => {
    while (left > 0) {
      const turns = await store.claimTurns(size, ['telegram']);
      const written = await store.commitTurns(
        turns.map((turn) => result(turn, { owed: [payload('a')], state: 's' })),
      );
      const done = turns.filter((_, index) => written[index]);
      for (const { incoming } of done) {
        const before = handled.get(incoming.conversation) ?? [];
        handled.set(incoming.conversation, [...before, incoming.order]);
      }
      left -= done.length;
      const owed = await store.claimSends('telegram', size);
      await store.settleSends(owed.map((one) => ({ owed: one, kind: 'sent' })));
      if (turns.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const [one, other] = stores;
  let received = 0;
  const receive = async () => {
    for (; received < messages.length; received += 100) {
      const portion = messages.slice(received, received + 100);
      await (received % 200 === 0 ? one : other).receive(shuffled(portion));
    }
  };
  const repeat = async (store: Store) => {
    while (received < messages.length) {
      await store.receive(shuffled(messages.slice(0, received)).slice(0, 50));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  await Promise.all([
    receive(),
    ...stores.map(repeat),
    claim(one, 3),
    claim(one, 20),
    claim(other, 7),
    claim(other, 20),
  ]);
  await drain(one);
  return handled;
}

/** Of twenty turns one erases its person, some offer what they have, and some take what one shortly before has offered. */
function changing(turn: Turn): TurnResult {
  const owed = [payload('a')];
  const { inboxId, tries } = turn;
  if (inboxId % 20 === 0) return result(turn, { owed, erasesPerson: true });
  const offers = { code: `code ${inboxId}`, until: Date.UTC(2100, 0) };
  if (inboxId % 2 === 1) return result(turn, { owed, state: 's', offers });
  const takesOver = tries < 3 ? `code ${inboxId - 7}` : undefined;
  return result(turn, { owed, state: 's', takesOver });
}

/** Four receivers of the same 20 conversations, four claimers of their turns, and one who expires. */
async function comeAndGo(stores: readonly [Store, Store], tick: () => void): Promise<void> {
  const four = [...stores, ...stores];
  let receiving = four.length;
  const receive = async (store: Store) => {
    for (let round = 0; round < 10; round += 1) {
      const batch = Array.from({ length: 20 }, (_, index) =>
        delivery({ conversation: `c${index}`, person: `p${index % 7}` }),
      );
      await store.receive(shuffled(batch));
      tick();
    }
    receiving -= 1;
  };
  const work = async (store: Store) => {
    for (;;) {
      const turns = await store.claimTurns(5, ['telegram']);
      await store.commitTurns(turns.map(changing));
      const owed = await store.claimSends('telegram', 5);
      await store.settleSends(owed.map((one) => ({ owed: one, kind: 'sent' })));
      const { waiting, owed: left } = await store.figures();
      if (receiving === 0 && waiting + left === 0) return;
    }
  };
  const expire = async (store: Store) => {
    const atOnce = { telegram: 20, slack: 0, web: 0 };
    while (receiving > 0) await store.eraseExpired({ ...LIMITS, conversationMs: atOnce });
  };
  await Promise.all([...four.map(receive), ...four.map(work), expire(stores[0])]);
}

async function drain(store: Store): Promise<void> {
  for (;;) {
    const owed = await store.claimSends('telegram', 100);
    if (owed.length === 0) return;
    await store.settleSends(owed.map((one) => ({ owed: one, kind: 'sent' })));
  }
}

const shuffled = (list: readonly Incoming[]): readonly Incoming[] =>
  list
    .map((one) => ({ one, at: Math.random() }))
    .toSorted((first, second) => first.at - second.at)
    .map(({ one }) => one);

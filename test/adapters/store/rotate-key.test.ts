import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../adapters/store/database.ts';
import { givenKey, type NextKey } from '../../../adapters/store/next-key.ts';
import type { StoreOptions } from '../../../adapters/store/open-store.ts';
import { type RotateOptions, rotateKey } from '../../../adapters/store/rotate-key.ts';
import { codeOf } from '../../../bot/engine/worker.ts';
import { PLATFORMS } from '../../../bot/message.ts';
import type { Store } from '../../../bot/store.ts';
import {
  change,
  commit,
  erased,
  line,
  staffMember,
  staffSession,
} from '../../contracts/desk-samples.ts';
import { MASTER_KEY, type StoreHome, type StorePlace, storeHome } from '../../contracts/store.ts';
import {
  answer,
  claimOne,
  claimSend,
  delivery,
  file,
  payload,
  result,
  START,
  saying,
  textOf,
} from '../../contracts/store-samples.ts';
import { temporaryFolder } from '../../factories.ts';
import { startPostgres } from '../../servers/postgres.ts';

const SECOND_KEY = new Uint8Array(32).fill(8);
const THIRD_KEY = new Uint8Array(32).fill(9);
const LEASE_MS = 30_000;

type Database = StoreOptions['database'];

interface Rotating {
  readonly database: Database;
  readonly home: StoreHome;
  readonly rotate: (
    from: Uint8Array,
    to: Uint8Array,
    over?: Partial<RotateOptions>,
  ) => ReturnType<typeof rotateKey>;
}

async function rotating(place: StorePlace): Promise<Rotating> {
  const database = await place.makeDatabase();
  const home = await storeHome({ ...place, makeDatabase: () => Promise.resolve(database) });
  return {
    database,
    home,
    rotate: (from, to, over = {}) =>
      rotateKey({
        database,
        keys: [{ key: from, adopt: () => undefined }],
        next: givenKey(to),
        clock: () => home.clock.now,
        ...over,
      }),
  };
}

const SEEN = saying('answered before', { deliveryId: 'seen', conversation: 'a' });
const WAITING = saying('waiting', { deliveryId: 'waits', conversation: 'b', person: 'p-b' });

/** A person with a state, a file, an offer and something owed; another who waits; a credential. */
async function fill(store: Store): Promise<string> {
  await answer(store, SEEN, {
    state: 'the state',
    profile: 'ko',
    files: [file({ bytes: Buffer.from('the photo') })],
    owed: [payload('owed')],
    offers: { code: 'the code', until: START + 1_000_000 },
  });
  await store.receive([WAITING]);
  await store.credentials.put('slack', 'T1', 'xoxb-1');
  return store.conversationId('telegram', 'a');
}

/** Uses nothing up. */
async function expectAsFilled(store: Store, id: string): Promise<void> {
  expect(store.conversationId('telegram', 'a')).toBe(id);
  expect(await store.stateOf(id)).toBe('the state');
  expect((await store.readFile(id, 'file-1'))?.toString()).toBe('the photo');
  expect(await store.filesOf(id, 'evidence')).toMatchObject([{ name: 'photo.jpg', size: 9 }]);
  expect(await store.offered('the code')).toMatchObject({ state: 'the state' });
  expect(await store.credentials.get('slack', 'T1')).toBe('xoxb-1');
  expect(await store.kept('telegram', 'person-1')).toMatchObject({ states: ['the state'] });
  expect(await store.receive([SEEN, WAITING])).toBe(0);
  expect(await store.figures()).toEqual({ waiting: 1, owed: 1, givenUp: 0, conversations: 2 });
}

/** Two cases and one that is erased; one account, which is signed in. */
async function fillDesk(store: Store): Promise<void> {
  const files = [{ id: 'a', bytes: Buffer.from('the photo') }];
  const identity = '{"name":"who"}';
  await commit(store, 'c1', 0, { file: 'the file', code: 'code', identity, files });
  await commit(store, 'c2');
  await commit(store, 'c3');
  await commit(store, 'c3', 1, erased);
  await store.staff.put(staffMember('s1'), 0, []);
  await store.staff.beginSession('token', staffSession('s1'));
  await store.staff.countFailure(['login'], 1_000);
}

function describeRotation(name: string, place: StorePlace): void {
  describe(`the master key of ${name}`, () => {
    it('is another one after a rotation, under which everything reads and goes on as before', async () => {
      const { home, rotate } = await rotating(place);
      const before = await home.open();
      const id = await fill(before);
      await before.close();
      expect(await rotate(MASTER_KEY, SECOND_KEY)).toEqual({
        conversations: 2,
        credentials: 1,
        cases: 0,
        staff: 0,
        wasDone: false,
      });
      const store = await home.open({ masterKey: SECOND_KEY });
      await expectAsFilled(store, id);
      expect(await claimOne(store)).toMatchObject({ incoming: WAITING, tries: 1 });
      expect((await claimSend(store)).payload).toEqual(payload('owed'));
      await answer(store, saying('more', { conversation: 'a' }), { state: 'the next state' });
      expect(await store.stateOf(id)).toBe('the next state');
      expect(home.errors).toEqual([]);
    });

    it('rotated finds a person who wants to be forgotten in all their conversations', async () => {
      const { home, rotate } = await rotating(place);
      const before = await home.open();
      for (const conversation of ['a', 'b', 'c'])
        await answer(before, delivery({ conversation }), { state: conversation, files: [file()] });
      await before.close();
      await rotate(MASTER_KEY, SECOND_KEY);
      const store = await home.open({ masterKey: SECOND_KEY });
      expect(await store.kept('telegram', 'person-1')).toMatchObject({ conversations: 3 });
      await answer(store, delivery({ conversation: 'a' }), { erasesPerson: true });
      expect(await store.kept('telegram', 'person-1')).toMatchObject({
        conversations: 0,
        files: [],
      });
    });

    it('rotated opens cases, who sent them, their evidence and accounts; staff stay signed in', async () => {
      const { home, database, rotate } = await rotating(place);
      const before = await home.open();
      await fillDesk(before);
      const head = await before.cases.auditLog.head();
      await before.close();
      const seals = await deskSeals(database);
      expect(seals).toHaveLength(4);
      const counts = { cases: 2, staff: 1, wasDone: false };
      expect(await rotate(MASTER_KEY, SECOND_KEY)).toMatchObject(counts);
      expect((await deskSeals(database)).filter((seal) => seals.includes(seal))).toEqual([]);
      const store = await home.open({ masterKey: SECOND_KEY });
      expect(await store.cases.auditLog.verify(head)).toEqual({ lines: 4, head, problems: [] });
      expect(await store.cases.byCode('code')).toMatchObject({ id: 'c1', file: 'the file' });
      expect(await store.cases.openIdentity('c1', line('c1'))).toBe('{"name":"who"}');
      expect((await store.cases.readFile('c1', 'a'))?.toString()).toBe('the photo');
      expect(await store.staff.byLogin('s1@example.org')).toMatchObject({
        staff: staffMember('s1'),
      });
      expect(await store.staff.session('token')).toEqual(staffSession('s1'));
      expect(await store.staff.failures(['login'], 1_000)).toEqual([1]);
      expect(await commit(store, 'c1', 1)).toBe(true);
      expect(await store.staff.put(staffMember('s1'), 1, [line()])).toBe(true);
      expect(await store.cases.auditLog.verify(head)).toMatchObject({ lines: 7, problems: [] });
    });

    it('rotated is the only one: the old one is refused by name', async () => {
      const { home, rotate } = await rotating(place);
      await (await home.open()).close();
      await rotate(MASTER_KEY, SECOND_KEY);
      await expect(home.open()).rejects.toMatchObject({ code: 'OTHER_KEY' });
      await expect(home.open()).rejects.toThrow(/DATA_KEY.*rotated/);
      await expect(rotate(MASTER_KEY, THIRD_KEY)).rejects.toMatchObject({ code: 'OTHER_KEY' });
      await expect(home.open({ masterKey: SECOND_KEY })).resolves.toBeDefined();
    });

    it('opens no seal of the master key any more once it was rotated', async () => {
      const { database, home, rotate } = await rotating(place);
      const store = await home.open();
      await fill(store);
      await store.close();
      const before = await masterSeals(database);
      await rotate(MASTER_KEY, SECOND_KEY);
      const after = await masterSeals(database);
      expect(before).toHaveLength(3);
      expect(after).toHaveLength(3);
      expect(after.filter((seal) => before.includes(seal))).toEqual([]);
    });

    it('can be rotated again and again, back to the first one too', async () => {
      const { home, rotate } = await rotating(place);
      const before = await home.open();
      const id = await fill(before);
      await before.close();
      const keys = [MASTER_KEY, SECOND_KEY, THIRD_KEY, MASTER_KEY] as const;
      for (const [index, key] of keys.slice(1).entries()) {
        await rotate(keys[index] ?? key, key);
        const store = await home.open({ masterKey: key });
        await expectAsFilled(store, id);
        await store.close();
      }
      await expect(home.open({ masterKey: THIRD_KEY })).rejects.toThrow(/another key/);
    });

    it('stays as it is where the new one cannot be kept', async () => {
      const { home, rotate } = await rotating(place);
      const before = await home.open();
      const id = await fill(before);
      await before.close();
      const next: NextKey = {
        ...givenKey(SECOND_KEY),
        keep: () => {
          throw new Error('no room');
        },
      };
      await expect(rotate(MASTER_KEY, SECOND_KEY, { next })).rejects.toThrow('no room');
      await expectAsFilled(await home.open(), id);
    });

    it('stays as it is where something fails in the middle', async () => {
      const { home, rotate } = await rotating(place);
      const before = await home.open();
      const id = await fill(before);
      await before.receive(
        Array.from({ length: 700 }, (_, index) =>
          delivery({ conversation: `c${index}`, person: 'many' }),
        ),
      );
      await before.claimTurns(1_000, PLATFORMS);
      await before.releaseLeases();
      await before.close();
      let left = 600;
      const breaking = (count: number) => {
        left -= 1;
        if (left < 0) throw new Error('out of luck');
        return randomBytes(count);
      };
      await expect(rotate(MASTER_KEY, SECOND_KEY, { randomBytes: breaking })).rejects.toThrow(
        'out of luck',
      );
      const store = await home.open();
      expect(await store.stateOf(id)).toBe('the state');
      expect(await store.claimTurns(1_000, PLATFORMS)).toHaveLength(701);
      expect(home.errors).toEqual([]);
    });

    it('that was rotated already is found to be, when the same is asked for again', async () => {
      const { home, rotate } = await rotating(place);
      await (await home.open()).close();
      expect(await rotate(MASTER_KEY, SECOND_KEY)).toMatchObject({ wasDone: false });
      expect(await rotate(MASTER_KEY, SECOND_KEY)).toMatchObject({ wasDone: true });
    });

    it('is rotated with 10,000 conversations', { timeout: 120_000 }, async () => {
      const { home, rotate } = await rotating(place);
      const before = await home.open();
      const conversations = Array.from({ length: 10_000 }, (_, index) =>
        delivery({ conversation: `c${index}`, person: `p${index}` }),
      );
      await before.receive(conversations);
      await before.close();
      const start = performance.now();
      expect(await rotate(MASTER_KEY, SECOND_KEY)).toMatchObject({ conversations: 10_000 });
      process.stdout.write(
        `10,000 conversations of ${name}: ${Math.round(performance.now() - start)} ms\n`,
      );
      const store = await home.open({ masterKey: SECOND_KEY });
      const turns = await store.claimTurns(10_000, PLATFORMS);
      expect(new Set(turns.map(textOf)).size).toBe(10_000);
    });
  });
}

/** Everything that is sealed under the master key itself. */
async function masterSeals(choice: Database): Promise<readonly string[]> {
  const { sql } = await openDatabase(choice, () => undefined);
  const keys = await sql.selectFrom('conversation').select('wrapped_key').execute();
  const secrets = await sql.selectFrom('credential').select('secret').execute();
  await sql.destroy();
  return [
    ...keys.map(({ wrapped_key }) => Buffer.from(wrapped_key).toString('hex')),
    ...secrets.map(({ secret }) => Buffer.from(secret).toString('hex')),
  ];
}

/** Every key of the desk that is sealed under the master key. */
async function deskSeals(choice: Database): Promise<readonly string[]> {
  const { sql } = await openDatabase(choice, () => undefined);
  const cases = await sql.selectFrom('case_file').select(['wrapped_key', 'identity_key']).execute();
  const staff = await sql.selectFrom('staff').select('wrapped_key').execute();
  await sql.destroy();
  return [...cases, ...staff]
    .flatMap((row) => Object.values(row))
    .flatMap((seal) => (seal ? [Buffer.from(seal).toString('hex')] : []));
}

describeRotation('SQLite', {
  makeDatabase: () =>
    Promise.resolve({ kind: 'sqlite', path: join(temporaryFolder(), 'store.db') }),
  isShared: false,
});

it('the master key of a SQLite file is not rotated while a process has it', async () => {
  const path = join(temporaryFolder(), 'store.db');
  const { home, rotate } = await rotating({
    makeDatabase: () => Promise.resolve({ kind: 'sqlite', path }),
    isShared: false,
  });
  const store = await home.open();
  await expect(rotate(MASTER_KEY, SECOND_KEY)).rejects.toThrow(/in use by another process/);
  expect(await store.receive([delivery()])).toBe(1);
});

const server = await startPostgres();

if ('reason' in server) {
  describe.skip(`the master key of PostgreSQL (${server.reason})`);
} else {
  const place: StorePlace = {
    makeDatabase: async () => ({ kind: 'postgres', url: await server.createDatabase() }),
    isShared: true,
  };
  describeRotation('PostgreSQL', place);
  describeOthers(place);
  afterAll(() => server.stop());
}

/** Connections under another name are none of ours to a rotation: a process that it cannot see. */
function unseen({ database }: Rotating): Partial<StoreOptions> {
  if (database.kind !== 'postgres') throw new TypeError('for PostgreSQL');
  const url = new URL(database.url);
  url.searchParams.set('application_name', 'unseen');
  return { database: { kind: 'postgres', url: url.href }, owner: 'unseen' };
}

function describeOthers(place: StorePlace): void {
  describe('the master key of a shared PostgreSQL', () => {
    it('is not rotated while a process holds something, and the refusal says until when', async () => {
      const { home, rotate } = await rotating(place);
      const holds = [
        async (store: Store) => void (await claimOne(store)),
        async (store: Store) => {
          await store.commitTurns([
            result(await claimOne(store), { state: 's', owed: [payload('1')] }),
          ]);
          await claimSend(store);
        },
        async (store: Store) => void (await store.holdRole('poll')),
      ];
      for (const hold of holds) {
        const store = await home.open();
        await store.receive([delivery()]);
        await hold(store);
        const until = new Date(home.clock.now + LEASE_MS).toISOString();
        await store.close();
        await expect(rotate(MASTER_KEY, SECOND_KEY)).rejects.toThrow(until);
        home.clock.now += LEASE_MS + 1;
        // What was held has ended, and is given back.
        expect(await rotate(MASTER_KEY, SECOND_KEY)).toMatchObject({ wasDone: false });
        await rotate(SECOND_KEY, MASTER_KEY);
      }
    });

    it('is not rotated while an idle process is connected; the refusal says how to end what is left of a dead one', async () => {
      const { database, home, rotate } = await rotating(place);
      const idle = await home.open({ owner: 'idle' });
      await idle.figures();
      const refusal: unknown = await rotate(MASTER_KEY, SECOND_KEY).catch((error) => error);
      const [statement] = /select pg_terminate_backend\(\d+\)/.exec(String(refusal)) ?? [];
      expect(refusal).toMatchObject({ code: 'STORE_OPEN' });
      await query(database, statement ?? '');
      await expect
        .poll(() => rotate(MASTER_KEY, SECOND_KEY).catch(String))
        .toMatchObject({ wasDone: false });
      expect(home.errors.length).toBeLessThan(2);
    });

    it('that was rotated is missed by a process that slept: it writes nothing, holds nothing, and says so', async () => {
      const all = await rotating(place);
      const { home, rotate } = all;
      const old = await home.open(unseen(all));
      const id = await fill(old);
      const inHand = await claimOne(old);
      home.clock.now += LEASE_MS;
      await rotate(MASTER_KEY, SECOND_KEY);

      const rotated = { code: 'OTHER_KEY', message: expect.stringMatching(/rotated while/) };
      await expect(old.receive([delivery({ conversation: 'new' })])).rejects.toMatchObject(rotated);
      await expect(old.receive([delivery({ conversation: 'a' })])).rejects.toThrow(/seal/i);
      await expect(old.renewLeases({ turns: [inHand], sends: [] })).rejects.toMatchObject(rotated);
      await expect(old.holdRole('poll')).rejects.toMatchObject(rotated);
      await expect(old.credentials.put('slack', 'T1', 'xoxb-2')).rejects.toMatchObject(rotated);
      await expect(commit(old, 'c1')).rejects.toMatchObject(rotated);
      await expect(old.staff.put(staffMember('s1'), 0, [])).rejects.toMatchObject(rotated);
      await expect(old.cases.audit([line()])).rejects.toMatchObject(rotated);
      expect(await old.claimTurns(10, PLATFORMS)).toEqual([]);
      expect(await old.claimSends('telegram', 10)).toEqual([]);
      const filed = { changes: [change('c1')], audit: [line('c1')] };
      const results = [{ state: 'lost' }, { filed }, { erasesPerson: true }].map((one) =>
        result(inHand, one),
      );
      expect(await old.commitTurns(results)).toEqual([false, false, false]);

      const store = await home.open({ masterKey: SECOND_KEY });
      await expectAsFilled(store, id);
      expect(await claimOne(store)).toMatchObject({ incoming: WAITING, tries: 2 });
      expect(await claimSend(store)).toMatchObject({
        payload: payload('owed'),
        mayBeRepeat: false,
      });
    });

    it('is rotated under a process that it cannot see, and everything that one has stored can be read', async () => {
      const all = await rotating(place);
      const { home, rotate } = all;
      const unaware = await home.open(unseen(all));
      const stored: string[] = [];
      let rotation: ReturnType<typeof rotate> | undefined;
      const store = async (deliveryId: string) => {
        await unaware.receive([delivery({ conversation: deliveryId, deliveryId })]);
        stored.push(deliveryId);
        if (stored.length === 200) rotation = rotate(MASTER_KEY, SECOND_KEY);
      };
      const speak = async (lane: number) => {
        for (let count = 0; ; count += 1) await store(`${lane} ${count}`);
      };
      const ends = await Promise.allSettled([1, 2, 3, 4].map(speak));
      expect(ends.map((end) => end.status === 'rejected' && codeOf(end.reason))).toEqual(
        ends.map(() => 'OTHER_KEY'),
      );
      await rotation;
      const reader = await home.open({ masterKey: SECOND_KEY });
      const turns = await reader.claimTurns(100_000, PLATFORMS);
      expect(turns.map(({ incoming }) => incoming.deliveryId).toSorted()).toEqual(
        stored.toSorted(),
      );
      expect(home.errors).toEqual([]);
    });
  });
}

async function query(database: Database, statement: string): Promise<void> {
  if (database.kind !== 'postgres') throw new TypeError('for PostgreSQL');
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

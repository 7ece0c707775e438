import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { sql as raw } from 'kysely';
import { pino } from 'pino';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../../adapters/config.ts';
import { backUpKept, openKept, restoreKept, verifyKept } from '../../../adapters/open-kept.ts';
import { BACKUP_TABLES, LEFT_OUT } from '../../../adapters/store/backup/backup-tables.ts';
import { restoreBackup } from '../../../adapters/store/backup/restore-backup.ts';
import { openDatabase } from '../../../adapters/store/database.ts';
import { givenKey } from '../../../adapters/store/next-key.ts';
import type { OpenStore, StoreOptions } from '../../../adapters/store/open-store.ts';
import { openStore } from '../../../adapters/store/open-store.ts';
import { rotateKey } from '../../../adapters/store/rotate-key.ts';
import type { Tables } from '../../../adapters/store/schema.ts';
import type { Store } from '../../../bot/store.ts';
import { commit, erased, line, staffMember, staffSession } from '../../contracts/desk-samples.ts';
import { MASTER_KEY } from '../../contracts/store.ts';
import {
  answer,
  claimSend,
  delivery,
  file,
  payload,
  reservation,
  START,
  saying,
} from '../../contracts/store-samples.ts';
import { temporaryFolder } from '../../factories.ts';
import { startPostgres } from '../../servers/postgres.ts';

const server = await startPostgres();
afterAll(async () => {
  if (!('reason' in server)) await server.stop();
});

type Database = StoreOptions['database'];
type Kind = Database['kind'];

const KINDS: readonly Kind[] = 'reason' in server ? ['sqlite'] : ['sqlite', 'postgres'];

async function newDatabase(kind: Kind): Promise<Database> {
  if (kind === 'sqlite') return { kind, path: join(temporaryFolder(), 'store.db') };
  if ('reason' in server) throw new Error(server.reason);
  return { kind, url: await server.createDatabase() };
}

const clock = () => START;

async function openAt(database: Database, masterKey = MASTER_KEY): Promise<OpenStore> {
  const store = await openStore({ database, masterKey, clock, owner: 'first' });
  let isOpen = true;
  const close = async () => {
    if (isOpen) await store.close();
    isOpen = false;
  };
  onTestFinished(close);
  return { ...store, close };
}

/** Something in every table. */
async function fill(store: Store): Promise<void> {
  const photo = file({ id: 'a', bytes: Buffer.from('the photo\u2028') });
  const { conversation } = await answer(store, delivery({ address: { chat: 7 } }), {
    state: 'the state',
    profile: 'ko',
    files: [photo, file({ id: 'b', purpose: 'document' })],
    owed: [payload('owed'), payload('given up')],
    offers: { code: 'over', until: START + 1 },
  });
  await store.settleSends([{ owed: await claimSend(store), kind: 'given-up', reason: 'blocked' }]);
  await store.receive([saying('waits', { order: 0.1 + 0.2, address: { chat: 7 } })]);
  await store.credentials.put('slack', 'T1', 'xoxb-1');
  await commit(store, 'c1', 0, {
    code: 'code',
    identity: '{"name":"who"}',
    copies: { conversation, files: ['a'] },
    links: [conversation],
  });
  await commit(store, 'c2');
  await commit(store, 'c2', 1, erased);
  await store.cases.audit([line('c1', { details: { note: 'x\u2028y' } })]);
  await store.staff.put(staffMember('s1'), 0, [line()]);
  await store.staff.beginSession('token', staffSession('s1'));
  await store.staff.countFailure(['login'], 60_000);
  await store.modelLedger.reserve(reservation());
  await store.holdRole('poll');
}

/** All rows that a backup holds, bytes as text. */
async function rowsOf(database: Database): Promise<Readonly<Record<string, unknown>>> {
  const { sql } = await openDatabase(database, () => undefined);
  const all: Record<string, unknown> = {};
  for (const { name, key } of BACKUP_TABLES) {
    const rows = await sql.selectFrom(name).selectAll().orderBy(raw.ref(key[0])).execute();
    all[name] = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [
          column,
          value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
        ]),
      ),
    );
  }
  await sql.destroy();
  return all;
}

async function backUpTo(store: OpenStore): Promise<string> {
  const path = join(temporaryFolder(), 'a.backup');
  let text = '';
  await store.backUp((more) => {
    text += more;
    return Promise.resolve();
  });
  writeFileSync(path, text);
  return path;
}

const restore = (database: Database, path: string, masterKey = MASTER_KEY) =>
  restoreBackup({ file: path, database, keys: [givenKey(masterKey)], clock });

const WAYS = KINDS.flatMap((from) => KINDS.map((to) => ({ from, to })));

describe('a backup', () => {
  it('knows every table', async () => {
    const database = await newDatabase('sqlite');
    await (await openAt(database)).close();
    const { sql } = await openDatabase(database, () => undefined);
    const tables = (await sql.introspection.getTables()).map(({ name }) => name as keyof Tables);
    await sql.destroy();
    const known = [...BACKUP_TABLES.map(({ name }) => name), ...LEFT_OUT];
    const ours = tables.filter((name) => name !== ('sqlite_sequence' as never));
    expect(known.toSorted()).toEqual(ours.toSorted());
  });

  it.each(WAYS)(
    'of $from comes back in $to row by row, and all of it opens',
    async ({ from, to }) => {
      const source = await newDatabase(from);
      const store = await openAt(source);
      await fill(store);
      const path = await backUpTo(store);
      await store.close();
      const before = await rowsOf(source);
      expect(Object.entries(before).filter(([, rows]) => (rows as unknown[]).length === 0)).toEqual(
        [],
      );

      const target = await newDatabase(to);
      const restored = await restore(target, path);
      expect(restored).toMatchObject({ madeAt: START, audit: { lines: 5, problems: [] } });
      expect(await rowsOf(target)).toEqual(before);

      const again = await openAt(target);
      const conversation = again.conversationId('telegram', 'chat-1');
      expect(await again.stateOf(conversation)).toBe('the state');
      expect((await again.cases.readFile('c1', 'a'))?.toString()).toBe('the photo\u2028');
      expect(await again.cases.byCode('code')).toMatchObject({ id: 'c1', version: 1 });
      expect(await again.cases.openIdentity('c1', line('c1'))).toBe('{"name":"who"}');
      expect(await again.cases.linked('c1')).toMatchObject([{ address: { chat: 7 } }]);
      expect(await again.staff.byLogin('s1@example.org')).toMatchObject({ version: 1 });
      expect(await again.staff.session('token')).toBeUndefined();
      const limits = { day: 2_000, person: 150 };
      expect(await again.modelLedger.reserve(reservation({ limits }))).toEqual({
        kind: 'refused',
        by: 'person',
      });
      expect(await again.credentials.get('slack', 'T1')).toBe('xoxb-1');
      expect(await commit(again, 'c1', 1)).toBe(true);
      expect(await again.cases.read('c1')).toMatchObject({ change: 4 });
      expect(await again.cases.auditLog.verify()).toMatchObject({ lines: 7, problems: [] });
    },
  );

  it.each(WAYS)('of $from in $to gives no number a second time', async ({ from, to }) => {
    const store = await openAt(await newDatabase(from));
    const turn = await answer(store, delivery(), { state: 's', owed: [payload('1')] });
    const owed = await claimSend(store);
    await store.settleSends([{ owed, kind: 'sent' }]);
    const path = await backUpTo(store);
    const target = await newDatabase(to);
    await restore(target, path);
    const again = await openAt(target);
    const next = await answer(again, delivery(), { state: 's', owed: [payload('2')] });
    expect(next.inboxId).toBeGreaterThan(turn.inboxId + 1);
    expect((await claimSend(again)).id).toBeGreaterThan(owed.id + 1);
  });

  it('is restored under the key that was in use, a rotated one too, and under no other', async () => {
    const source = await newDatabase('sqlite');
    const store = await openAt(source);
    await fill(store);
    const old = await backUpTo(store);
    await store.close();
    const newKey = new Uint8Array(32).fill(8);
    const keys = [givenKey(MASTER_KEY)];
    await rotateKey({
      database: source,
      keys,
      next: givenKey(newKey),
      clock: () => START + 60_000,
    });
    const rotated = await openAt(source, newKey);
    const fresh = await backUpTo(rotated);
    for (const [path, masterKey] of [
      [old, MASTER_KEY],
      [fresh, newKey],
    ] as const) {
      const target = await newDatabase('sqlite');
      await expect(restore(target, path, new Uint8Array(32))).rejects.toMatchObject({
        code: 'OTHER_KEY',
      });
      await restore(target, path, masterKey);
      expect(await (await openAt(target, masterKey)).cases.read('c1')).toMatchObject({ id: 'c1' });
    }
  });

  it.each(KINDS)('is brought into no %s that holds something', async (kind) => {
    const store = await openAt(await newDatabase('sqlite'));
    await fill(store);
    const path = await backUpTo(store);
    const target = await newDatabase(kind);
    const other = await openAt(target);
    await other.cases.audit([line()]);
    await other.close();
    await expect(restore(target, path)).rejects.toThrow(/something in the database already/);
    expect(await (await openAt(target)).cases.auditLog.verify()).toMatchObject({
      lines: 1,
      problems: [],
    });
  });

  it.each(KINDS)('is brought into a %s of which a server was started and stopped', async (kind) => {
    const store = await openAt(await newDatabase('sqlite'));
    await fill(store);
    const path = await backUpTo(store);
    const target = await newDatabase(kind);
    await (await openAt(target, new Uint8Array(32))).close();
    expect(await restore(target, path)).toMatchObject({ audit: { problems: [] } });
  });

  it('holds no word that anybody said', async () => {
    const store = await openAt(await newDatabase('sqlite'));
    await fill(store);
    const text = readFileSync(await backUpTo(store), 'utf8');
    const plain = [...text.matchAll(/"base64":"([^"]*)"/g)].map(([, bytes]) =>
      Buffer.from(bytes ?? '', 'base64').toString('latin1'),
    );
    expect(plain.length).toBeGreaterThan(10);
    expect([text, ...plain].join()).not.toMatch(/the state|the photo|who|xoxb|Name of|example/);
  });

  const lines = (text: string) => text.trimEnd().split('\n');
  it.each<{ what: string; change: (text: string) => string }>([
    { what: 'cut off in the middle', change: (text) => text.slice(0, text.length / 2) },
    {
      what: 'cut off before its end',
      change: (text) => `${lines(text).slice(0, -1).join('\n')}\n`,
    },
    { what: 'cut off in its last line', change: (text) => text.slice(0, -10) },
    { what: 'without one of its rows', change: (text) => lines(text).toSpliced(5, 1).join('\n') },
    {
      what: 'with a row twice',
      change: (text) =>
        lines(text)
          .toSpliced(5, 0, lines(text)[5] ?? '')
          .join('\n'),
    },
    {
      what: 'with two rows swapped',
      change: (text) =>
        lines(text)
          .toSpliced(5, 2, lines(text)[6] ?? '', lines(text)[5] ?? '')
          .join('\n'),
    },
    {
      what: 'with another number',
      change: (text) => text.replace('"received_at":', '"received_at":1'),
    },
    { what: 'with another time', change: (text) => text.replace('"madeAt":', '"madeAt":1') },
    { what: 'with something behind its end', change: (text) => `${text}{}\n` },
    { what: 'empty', change: () => '' },
    { what: 'something else', change: () => 'SQLite format 3\0' },
  ])('$what is refused, and nothing is written', async ({ change }) => {
    const store = await openAt(await newDatabase('sqlite'));
    await fill(store);
    const path = await backUpTo(store);
    const text = readFileSync(path, 'utf8');
    const changed = change(text);
    expect(changed).not.toBe(text);
    writeFileSync(path, changed);
    const target = await newDatabase('sqlite');
    await expect(restore(target, path)).rejects.toMatchObject({ code: 'STORE_OPEN' });
    await expect(restore(target, path)).rejects.toThrow(/no whole backup/);
    expect(await (await openAt(target)).figures()).toMatchObject({ conversations: 0 });
  });

  it('altered by somebody who knows how it is made, and has not the key, is refused', async () => {
    const store = await openAt(await newDatabase('sqlite'));
    await fill(store);
    const path = await backUpTo(store);
    const all = lines(readFileSync(path, 'utf8'));
    const body = `${all.slice(0, -1).join('\n')}\n`.replace('"received_at":', '"received_at":1');
    const end = JSON.parse(all.at(-1) ?? '');
    const sha256 = createHash('sha256').update(body).digest('hex');
    writeFileSync(path, `${body}${JSON.stringify({ ...end, sha256 })}\n`);
    await expect(restore(await newDatabase('sqlite'), path)).rejects.toThrow(/no whole backup/);
  });

  it('of another version of the tables is refused by name', async () => {
    const store = await openAt(await newDatabase('sqlite'));
    const path = await backUpTo(store);
    const all = lines(readFileSync(path, 'utf8'));
    const body = `${all.slice(0, -1).join('\n')}\n`.replace(
      '"0004-model-uses"',
      '"0004-model-uses","0099-later"',
    );
    const sha256 = createHash('sha256').update(body).digest('hex');
    writeFileSync(path, `${body}${JSON.stringify({ ...JSON.parse(all.at(-1) ?? ''), sha256 })}\n`);
    await expect(restore(await newDatabase('sqlite'), path)).rejects.toThrow(/0099-later/);
  });
});

const log = pino({ level: 'silent' });

describe('tools beside a server', () => {
  const configFor = async (kind: Kind, folder = temporaryFolder()) => {
    const database = kind === 'postgres' ? await newDatabase(kind) : undefined;
    return readConfig({
      DATA_DIR: folder,
      ...(database?.kind === 'postgres' && {
        DATABASE_URL: database.url,
        DATA_KEY: 'ab'.repeat(32),
      }),
    });
  };

  it.each(KINDS)(
    'back %s up and look through its log while it runs and while it does not',
    async (kind) => {
      const config = await configFor(kind);
      const { store } = await openKept(config, log);
      let written = 0;
      let isRunning = true;
      const writing = (async () => {
        for (; isRunning || written < 5; written += 1) await commit(store, `case-${written}`);
      })();
      const folder = temporaryFolder();
      const during = await backUpKept(config, folder);
      expect(await verifyKept(config)).toMatchObject({ problems: [] });
      isRunning = false;
      await writing;
      const head = await store.cases.auditLog.head();
      await store.close();
      const after = await backUpKept(config, join(folder, 'after.backup'));
      expect(await verifyKept(config, head)).toEqual({ lines: written, head, problems: [] });
      expect(after.rows['case_file']).toBe(written);
      expect(during.rows['case_file']).toBe(during.rows['audit']);
      expect(during.file).toMatch(/facerights-\d{8}T\d{6}Z\.backup$/);
      expect(statSync(during.file).mode & 0o077).toBe(0);
      await expect(backUpKept(config, after.file)).rejects.toThrow(/there already/);

      const target = await configFor(kind, kind === 'sqlite' ? temporaryFolder() : undefined);
      if (kind === 'sqlite') {
        await expect(restoreKept(target, during.file)).rejects.toThrow(/Put the key back/);
        writeFileSync(
          join(target.DATA_DIR, 'data.key'),
          readFileSync(join(config.DATA_DIR, 'data.key')),
        );
      }
      const restored = await restoreKept(target, during.file);
      expect(restored.audit).toMatchObject({ lines: during.rows['audit'], problems: [] });
      const reopened = await openKept(target, log);
      onTestFinished(() => reopened.store.close());
      expect(await reopened.store.cases.count()).toBe(during.rows['case_file']);
    },
  );

  it('leave nothing behind: no copy of the database, no half backup', async () => {
    const config = await configFor('sqlite');
    const { store } = await openKept(config, log);
    const folder = temporaryFolder();
    await Promise.all([
      backUpKept(config, join(folder, 'a.backup')),
      backUpKept(config, join(folder, 'b.backup')),
    ]);
    await store.close();
    expect(readdirSync(folder).toSorted()).toEqual(['a.backup', 'b.backup']);
    expect(readdirSync(config.DATA_DIR).toSorted()).toEqual(['conversations.sqlite', 'data.key']);
  });

  it('say what to do where there is no data, or a backup cannot be written', async () => {
    const config = await configFor('sqlite');
    await expect(backUpKept(config, temporaryFolder())).rejects.toThrow(/There is no data/);
    await expect(verifyKept(config)).rejects.toThrow(/There is no data/);
    const { store } = await openKept(config, log);
    await store.close();
    await expect(
      backUpKept(config, join(temporaryFolder(), 'no/such/place')),
    ).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });

  it('that ask for anything else get no answer, and the server goes on', async () => {
    const config = await configFor('sqlite');
    const { store } = await openKept(config, log);
    onTestFinished(() => store.close());
    for (const question of ['rubbish\n', '{"do":"erase"}\n', 'x'.repeat(5_000)]) {
      const socket = createConnection(join(config.DATA_DIR, 'tools.sock'));
      socket.on('error', () => undefined);
      socket.write(question);
      socket.resume();
      await once(socket, 'close');
      expect(socket.bytesRead).toBe(0);
    }
    expect(await verifyKept(config)).toMatchObject({ problems: [] });
    expect(await commit(store, 'c1')).toBe(true);
  });
});

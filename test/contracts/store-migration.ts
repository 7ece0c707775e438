import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import { expect, it } from 'vitest';
import { openDatabase } from '../../adapters/store/database.ts';
import { columnTypes } from '../../adapters/store/migrations/column-types.ts';
import { createFirstTables } from '../../adapters/store/migrations/m0001-first-tables.ts';
import { addCases } from '../../adapters/store/migrations/m0002-cases.ts';
import { addDesk } from '../../adapters/store/migrations/m0003-desk.ts';
import type { StoreOptions } from '../../adapters/store/open-store.ts';
import { conversationDigest, openVault } from '../../adapters/store/sealing.ts';
import { MASTER_KEY, type StorePlace, storeHome } from './store.ts';
import {
  answer,
  claimOne,
  delivery,
  LIMITS,
  reservation,
  result,
  START,
  saying,
} from './store-samples.ts';

/** In order, with the names under which a database remembers them. */
const MIGRATIONS = [
  { name: '0001-first-tables', change: createFirstTables },
  { name: '0002-cases', change: addCases },
  { name: '0003-desk', change: addDesk },
] as const;

/** What a database must do that a version wrote of which only its migrations are left. */
export function describeMigration(name: string, place: StorePlace): void {
  it.each(
    MIGRATIONS.map((last, index) => ({ last: last.name, had: MIGRATIONS.slice(0, index + 1) })),
  )(`${name} up to $last is brought up to date with everything in it`, async ({ had }) => {
    const database = await place.makeDatabase();
    const incoming = saying('waiting since then');
    await writeVersion(database, had, incoming);
    const home = await storeHome({ ...place, makeDatabase: () => Promise.resolve(database) });
    const store = await home.open();
    const turn = await claimOne(store);
    expect(turn).toMatchObject({
      incoming,
      state: 'the state of then',
      profile: 'ko',
      receivedAt: START,
      tries: 1,
    });
    expect(turn.keepUntil).toBeUndefined();
    expect(await store.filesOf(turn.conversation, 'evidence')).toMatchObject([
      { id: 'file-1', name: 'then.jpg', size: 4, savedAt: START },
    ]);
    const offers = { code: 'a code', until: START + 2 };
    const kept = { state: 'now', keepUntil: START + 1, offers };
    expect(await store.commitTurns([result(turn, kept)])).toEqual([true]);
    const taker = await answer(store, delivery({ conversation: 'b' }), {
      state: 'taken',
      takesOver: 'a code',
    });
    const bytes = await store.readFile(taker.conversation, 'file-1');
    expect(bytes?.toString()).toBe('then');
    expect(await store.eraseExpired(LIMITS)).toMatchObject({ conversations: 0, cases: 0 });
    expect(await store.modelLedger.figures('2026-11-02')).toEqual([]);
    expect(await store.modelLedger.reserve(reservation())).toMatchObject({ kind: 'reserved' });
    await store.close();
    await (await home.open()).close();
    expect(home.errors).toEqual([]);
  });
}

/** A conversation in which something waits, as a version left it: its key, state, address, message and a file. */
async function writeVersion(
  choice: StoreOptions['database'],
  had: readonly (typeof MIGRATIONS)[number][],
  incoming: ReturnType<typeof saying>,
): Promise<void> {
  const { sql: database } = await openDatabase(choice, () => undefined);
  const migrations = Object.fromEntries(
    had.map(({ name, change }): [string, Migration] => [
      name,
      { up: (connection: Kysely<unknown>) => change(connection, columnTypes(choice.kind)) },
    ]),
  );
  const provider = { getMigrations: () => Promise.resolve(migrations) };
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
  if (error) throw error;
  const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
  const vault = openVault(MASTER_KEY, random, 'aes-256-gcm');
  const { platform } = incoming;
  const id = conversationDigest(vault, platform, incoming.conversation);
  const person = vault.digest('person', platform, incoming.person);
  const arrived = vault.digest('delivery', platform, incoming.deliveryId);
  const key = vault.newDataKey();
  const seal = (plain: string, column: string, ...row: string[]) =>
    vault.seal(key, [column, id, ...row], plain);
  const statements = [
    sql`insert into meta (name, value) values ('key-check', ${vault.digest('key-check')})`,
    sql`insert into conversation (id, platform, person, wrapped_key, address, address_digest, state, profile, profile_at,
        waiting_since, last_active, erase_when_sent)
      values (${id}, ${platform}, ${person}, ${vault.wrapKey(id, key)}, ${seal('{}', 'conversation.address')},
        ${vault.digest('address', id, '{}')}, ${seal('the state of then', 'conversation.state')}, 'ko', ${START},
        ${START}, ${START}, 0)`,
    sql`insert into inbox (delivery, conversation_id, person, sort_order, counts, content, received_at, tries)
      values (${arrived}, ${id}, ${person}, ${incoming.order}, 1,
        ${seal(JSON.stringify(incoming), 'inbox.content', arrived)}, ${START}, 0)`,
    sql`insert into file (conversation_id, id, purpose, facts, bytes, size, saved_at)
      values (${id}, 'file-1', 'evidence',
        ${seal('{"name":"then.jpg","mediaType":"image/jpeg"}', 'file.facts', 'file-1')},
        ${seal('then', 'file.bytes', 'file-1')}, 4, ${START})`,
  ];
  for (const statement of statements) await statement.execute(database);
  await database.destroy();
}

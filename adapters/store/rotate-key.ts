import { randomBytes as secureRandomBytes } from 'node:crypto';
import { sql as raw } from 'kysely';
import { type Database, type DatabaseChoice, openDatabase } from './database.ts';
import { OtherKeyError, StoreOpenError } from './errors.ts';
import { findVault, markKey, requireKey } from './key-check.ts';
import { migrate } from './migrate.ts';
import { columnTypes } from './migrations/column-types.ts';
import type { MasterKey, NextKey } from './next-key.ts';
import { APPLICATION_NAME } from './postgres-pool.ts';
import type { Sql } from './schema.ts';
import type { Cipher, Vault } from './sealing.ts';
import { inTransaction } from './store-context.ts';

export interface RotateOptions {
  readonly database: DatabaseChoice;
  /** From `masterKeys`. */
  readonly keys: readonly MasterKey[];
  readonly next: NextKey;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly randomBytes?: (count: number) => Uint8Array;
  readonly cipher?: Cipher;
}

/** What is under the new key now. */
export interface Rotated {
  readonly conversations: number;
  readonly credentials: number;
  /** True where it was all under the new key before: an earlier run was cut short at its end. */
  readonly wasDone: boolean;
}

/**
 * Puts a new master key in the place of the present one, all or nothing.
 *
 * Keys of conversations are wrapped anew, credentials sealed anew. Digests stay as they are, since what they name is not kept,
 * and so does what is sealed under the key of a conversation: who had the old key and a copy of the database has those
 * keys, until each goes with its conversation. Copies of the database from before open under the old key only.
 *
 * @throws {StoreOpenError} where others use the database, or no key fits.
 */
export async function rotateKey(options: RotateOptions): Promise<Rotated> {
  const database = await openDatabase(options.database, () => undefined);
  try {
    await migrate(database);
    const vault = await presentVault(database, options);
    if (vault === undefined) return { conversations: 0, credentials: 0, wasDone: true };
    const counts = await inTransaction({ database }, (sql) =>
      moveAll({ ...database, sql }, vault, options),
    );
    options.next.adopt();
    // What the old key opens goes from the files, too; where that fails it goes with time.
    await database.scrub().catch(() => undefined);
    return { ...counts, wasDone: false };
  } finally {
    await database.sql.destroy();
  }
}

/** @returns Undefined where the database is under the new key already. */
async function presentVault(
  { sql }: Database,
  { keys, next, randomBytes = secureRandomBytes, cipher }: RotateOptions,
): Promise<Vault | undefined> {
  let refusal: unknown;
  for (const candidate of [...keys, next]) {
    try {
      const vault = await findVault(sql, candidate.key, randomBytes, cipher);
      candidate.adopt();
      return candidate === next ? undefined : vault;
    } catch (error) {
      if (!(error instanceof OtherKeyError)) throw error;
      refusal ??= error;
    }
  }
  throw refusal;
}

async function moveAll(
  database: Database,
  from: Vault,
  { next, clock, randomBytes = secureRandomBytes, cipher }: RotateOptions,
): Promise<Pick<Rotated, 'conversations' | 'credentials'>> {
  const { sql } = database;
  await lockOthersOut(database, clock());
  await requireKey({ vault: from }, sql);
  next.keep();
  const to = await markKey(sql, from, next.key, randomBytes, cipher);
  return {
    conversations: await wrapKeys(database, from, to),
    credentials: await sealCredentials(sql, from, to),
  };
}

/** On SQLite the lock on the file has done it. */
async function lockOthersOut({ sql, kind }: Database, now: number): Promise<void> {
  if (kind === 'sqlite') return;
  // Waits for those who write, and lets nobody else write or rotate until the end.
  await raw`lock table conversation, credential, role, meta in exclusive mode`.execute(sql);
  const leases = await raw<{ until: number | null }>`
    select max(until) as until from (
      select turn_lease_until as until from conversation where turn_lease is not null
      union all select send_lease_until from conversation where send_lease is not null
      union all select held_until from role
    ) as held`.execute(sql);
  const until = leases.rows[0]?.until ?? 0;
  if (until > now) {
    throw new StoreOpenError(
      `Another process works on the database, or was ended in the middle of its work: what it holds ends at ${new Date(until).toISOString()}. Stop the server, and try again after that.`,
    );
  }
  const connections = await raw<{ pid: number }>`
    select pid from pg_stat_activity
    where datname = current_database() and application_name = ${APPLICATION_NAME}
      and pid <> pg_backend_pid()`.execute(sql);
  const other = connections.rows[0];
  if (other === undefined) return;
  throw new StoreOpenError(
    `Another process of FaceRights is connected to the database. Stop it, and try again; if there is none any more, end its connection with: select pg_terminate_backend(${other.pid})`,
  );
}

const ROWS_AT_A_TIME = 500;

async function wrapKeys(database: Database, from: Vault, to: Vault): Promise<number> {
  let count = 0;
  for (let last = ''; ; ) {
    const rows = await database.sql
      .selectFrom('conversation')
      .select(['id', 'wrapped_key'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(ROWS_AT_A_TIME)
      .execute();
    const end = rows.at(-1);
    if (end === undefined) return count;
    await writeKeys(
      database,
      rows.map(({ id, wrapped_key: wrapped }) => [id, to.wrapKey(id, from.unwrapKey(id, wrapped))]),
    );
    count += rows.length;
    last = end.id;
  }
}

async function writeKeys(
  { sql, kind }: Database,
  keys: readonly (readonly [id: string, wrapped: Uint8Array])[],
): Promise<void> {
  const { bytes } = columnTypes(kind);
  const values = keys.map(([id, wrapped]) => raw`(${id}, cast(${wrapped} as ${bytes}))`);
  await raw`
    with fresh (id, wrapped_key) as (values ${raw.join(values)})
    update conversation
    set wrapped_key = (select fresh.wrapped_key from fresh where fresh.id = conversation.id)
    where id in (select id from fresh)`.execute(sql);
}

/** As many as there are installations: few. */
async function sealCredentials(sql: Sql, from: Vault, to: Vault): Promise<number> {
  const rows = await sql.selectFrom('credential').selectAll().execute();
  for (const { id, secret } of rows) {
    const place = ['credential.secret', id] as const;
    const plain = from.open(from.credentialKey, place, secret);
    await sql
      .updateTable('credential')
      .set({ secret: to.seal(to.credentialKey, place, plain) })
      .where('id', '=', id)
      .execute();
  }
  return rows.length;
}

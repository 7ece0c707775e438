import { randomBytes as secureRandomBytes } from 'node:crypto';
import { type Database, type DatabaseChoice, openDatabase } from './database.ts';
import { OtherKeyError } from './errors.ts';
import { findVault, markKey, requireKey } from './key-check.ts';
import { lockOthersOut } from './lock-others-out.ts';
import { migrate } from './migrate.ts';
import type { MasterKey, NextKey } from './next-key.ts';
import type { Sql } from './schema.ts';
import type { Cipher, Vault } from './sealing.ts';
import { inTransaction } from './store-context.ts';
import { wrapKeys } from './wrap-keys.ts';

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
  readonly cases: number;
  readonly staff: number;
  /** True where it was all under the new key before: an earlier run was cut short at its end. */
  readonly wasDone: boolean;
}

/**
 * Puts a new master key in the place of the present one, all or nothing.
 *
 * Keys of conversations, cases and accounts are wrapped anew, credentials sealed anew. Digests stay as they are, since what they
 * name is not kept, and with them the audit log; so does what is sealed under one of those keys, and staff stay signed in:
 * who had the old key and a copy of the database has those keys, until each goes with what it opens. Copies of the database
 * from before open under the old key only.
 *
 * @throws {StoreOpenError} where others use the database, or no key fits.
 */
export async function rotateKey(options: RotateOptions): Promise<Rotated> {
  const database = await openDatabase(options.database, () => undefined);
  try {
    await migrate(database);
    const vault = await presentVault(database, options);
    if (vault === undefined) return { ...NOTHING, wasDone: true };
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

const NOTHING = { conversations: 0, credentials: 0, cases: 0, staff: 0 };

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
): Promise<Omit<Rotated, 'wasDone'>> {
  const { sql } = database;
  await lockOthersOut(database, clock());
  await requireKey({ vault: from }, sql);
  next.keep();
  const to = await markKey(sql, from, next.key, randomBytes, cipher);
  const counts = {
    conversations: await wrapKeys(database, from, to, 'conversation.wrapped_key'),
    credentials: await sealCredentials(sql, from, to),
    cases: await wrapKeys(database, from, to, 'case_file.wrapped_key'),
    staff: await wrapKeys(database, from, to, 'staff.wrapped_key'),
  };
  await wrapKeys(database, from, to, 'case_file.identity_key');
  return counts;
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

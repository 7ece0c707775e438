import { sql as raw } from 'kysely';
import type { Sql } from '../schema.ts';
import { inTransaction, type StoreContext } from '../store-context.ts';

const digestsOf = ({ vault }: StoreContext, keys: readonly string[]): readonly string[] =>
  keys.map((key) => vault.digest('staff-failure', key));

/** See `StaffStore.countFailure`. Attempts under one key are counted one after the other: none sees too few. */
export async function countFailure(
  store: StoreContext,
  keys: readonly string[],
  windowMs: number,
): Promise<readonly number[]> {
  const digests = digestsOf(store, keys);
  const now = store.clock();
  if (digests.length === 0) return [];
  return await inTransaction(store, async (sql) => {
    const own = [...new Set(digests)].sort();
    if (store.database.kind === 'postgres') {
      for (const key of own)
        await raw`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(sql);
    }
    await sql
      .insertInto('staff_failure')
      .values(own.map((key) => ({ key, at: now, counts_until: now + windowMs })))
      .execute();
    return await countsOf(sql, digests, now - windowMs);
  });
}

/** See `StaffStore.failures`. */
export async function failures(
  store: StoreContext,
  keys: readonly string[],
  windowMs: number,
): Promise<readonly number[]> {
  const { database, clock } = store;
  return await countsOf(database.sql, digestsOf(store, keys), clock() - windowMs);
}

async function countsOf(
  sql: Sql,
  digests: readonly string[],
  after: number,
): Promise<readonly number[]> {
  if (digests.length === 0) return [];
  const rows = await sql
    .selectFrom('staff_failure')
    .select(['key', (part) => part.fn.countAll<number>().as('count')])
    .where('key', 'in', digests)
    .where('at', '>', after)
    .groupBy('key')
    .execute();
  const counts = new Map(rows.map(({ key, count }) => [key, count]));
  return digests.map((digest) => counts.get(digest) ?? 0);
}

/** See `StaffStore.clearFailures`. */
export async function clearFailures(store: StoreContext, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await store.database.sql
    .deleteFrom('staff_failure')
    .where('key', 'in', digestsOf(store, keys))
    .execute();
}

import { sql as raw } from 'kysely';
import type { HeldLeases } from '../../bot/store.ts';
import { requireKey } from './key-check.ts';
import type { Sql } from './schema.ts';
import { inTransaction, type StoreContext, slices } from './store-context.ts';

/** See `Store.renewLeases`. */
export async function renewLeases(store: StoreContext, held: HeldLeases): Promise<void> {
  const until = store.clock() + store.leaseMs;
  await inTransaction(store, async (sql) => {
    await requireKey(store, sql);
    for (const part of slices(held.turns)) {
      await sql
        .updateTable('conversation')
        .set({ turn_lease_until: until })
        .where('id', 'in', idsOf(part))
        .where('turn_lease', 'in', leasesOf(part))
        .execute();
    }
    for (const part of slices(held.sends)) {
      await sql
        .updateTable('conversation')
        .set({ send_lease_until: until })
        .where('id', 'in', idsOf(part))
        .where('send_lease', 'in', leasesOf(part))
        .execute();
    }
    await sql
      .updateTable('role')
      .set({ held_until: until })
      .where('owner', '=', store.owner)
      .execute();
  });
}

type Held = HeldLeases['turns'];
const idsOf = (held: Held): readonly string[] => held.map(({ conversation }) => conversation);
const leasesOf = (held: Held): readonly string[] => held.map(({ lease }) => lease);

/** See `Store.releaseLeases`. */
export async function releaseLeases(store: StoreContext): Promise<void> {
  await inTransaction(store, async (sql) => {
    await ownTurns(sql, store.owner).set(NO_TURN).execute();
    await ownSends(sql, store.owner).set(NO_SEND).execute();
    await sql.deleteFrom('role').where('owner', '=', store.owner).execute();
  });
}

/** Of everybody. Only for who is known to be alone: the others are dead. */
export async function endAllLeases(sql: Sql): Promise<void> {
  await sql.updateTable('conversation').set(NO_TURN).where('turn_lease', 'is not', null).execute();
  await sql.updateTable('conversation').set(NO_SEND).where('send_lease', 'is not', null).execute();
  await sql.deleteFrom('role').execute();
}

/** Lets the message of a turn be claimed again at once. */
export async function endTurn(sql: Sql, turn: Held[number]): Promise<void> {
  await sql
    .updateTable('conversation')
    .set(NO_TURN)
    .where('id', '=', turn.conversation)
    .where('turn_lease', '=', turn.lease)
    .execute();
}

const NO_TURN = { turn_lease: null, turn_lease_until: null };
const NO_SEND = { send_lease: null, send_lease_until: null };

/** A lease begins with its owner; the index has only the few rows that are leased. */
const ownTurns = (sql: Sql, owner: string) =>
  sql
    .updateTable('conversation')
    .where('turn_lease', 'is not', null)
    .where(raw<boolean>`substr(turn_lease, 1, ${owner.length + 1}) = ${`${owner}:`}`);

const ownSends = (sql: Sql, owner: string) =>
  sql
    .updateTable('conversation')
    .where('send_lease', 'is not', null)
    .where(raw<boolean>`substr(send_lease, 1, ${owner.length + 1}) = ${`${owner}:`}`);

/** See `Store.holdRole`. */
export async function holdRole(store: StoreContext, role: string): Promise<boolean> {
  const now = store.clock();
  await requireKey(store, store.database.sql);
  const held = await store.database.sql
    .insertInto('role')
    .values({ name: role, owner: store.owner, held_until: now + store.leaseMs })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet(({ ref }) => ({
          owner: ref('excluded.owner'),
          held_until: ref('excluded.held_until'),
        }))
        .where((row) =>
          row.or([row('role.owner', '=', store.owner), row('role.held_until', '<=', now)]),
        ),
    )
    .returning('name')
    .execute();
  return held.length > 0;
}

/** See `Store.leaveRole`. */
export async function leaveRole({ database, owner }: StoreContext, role: string): Promise<void> {
  await database.sql
    .deleteFrom('role')
    .where('name', '=', role)
    .where('owner', '=', owner)
    .execute();
}

import { sql as raw } from 'kysely';
import type { SendResult } from '../../bot/store.ts';
import { withCases } from './cases/tell.ts';
import { FIRST_OWED } from './claim-sends.ts';
import { deleteConversations } from './delete-conversations.ts';
import type { Sql } from './schema.ts';
import { inTransaction, lockConversations, type StoreContext, slices } from './store-context.ts';

/** See `Store.settleSends`. */
export async function settleSends(
  store: StoreContext,
  results: readonly SendResult[],
): Promise<void> {
  if (results.length === 0) return;
  const erased = await inTransaction(store, (sql) => settle(store, sql, results));
  if (erased > 0) store.scrubSoon();
}

/** @returns How many conversations went with their last message. */
async function settle(
  store: StoreContext,
  sql: Sql,
  results: readonly SendResult[],
): Promise<number> {
  const ids = [...new Set(results.map(({ owed }) => owed.conversation))].sort();
  const rows = await lockConversations(store, sql, ids);
  const leases = new Map(rows.map((row) => [row.id, row.send_lease]));
  const ours = results.filter(({ owed }) => leases.get(owed.conversation) === owed.lease);
  // What got through is not sent a third time, even where the lease has passed to somebody who sends it a second.
  const sent = results.filter(({ kind }) => kind === 'sent').map(({ owed }) => owed.id);
  for (const slice of slices(sent)) {
    await sql.deleteFrom('outbox').where('id', 'in', slice).execute();
  }
  for (const result of ours) await recordFailure(store, sql, result);
  await freeLanes(store, sql, ours);
  const leaving = rows.filter((row) => row.erase_when_sent === 1 && row.waiting_since === null);
  return await eraseSent(
    sql,
    leaving.map(({ id }) => id),
  );
}

async function recordFailure({ clock }: StoreContext, sql: Sql, result: SendResult): Promise<void> {
  if (result.kind === 'sent') return;
  await sql
    .updateTable('outbox')
    .set({
      is_begun: result.kind === 'retry' && result.isUncertain ? 1 : 0,
      ...(result.kind === 'given-up' && {
        payload: null,
        failure: result.reason,
        failed_at: clock(),
      }),
    })
    .where('id', '=', result.owed.id)
    .execute();
}

/** Gives the lanes back: those with a retry at their time, the others at once if something is left in them. */
async function freeLanes(
  { clock }: StoreContext,
  sql: Sql,
  results: readonly SendResult[],
): Promise<void> {
  const free = { send_lease: null, send_lease_until: null };
  for (const result of results) {
    if (result.kind !== 'retry') continue;
    await sql
      .updateTable('conversation')
      .set({ ...free, send_due_at: result.at })
      .where('id', '=', result.owed.conversation)
      .execute();
  }
  const moved = results.filter(({ kind }) => kind !== 'retry').map(({ owed }) => owed.conversation);
  const waiting = await withSomethingOwed(sql, moved);
  const due = moved.filter((id) => waiting.has(id));
  const empty = moved.filter((id) => !waiting.has(id));
  await setDue(sql, due, clock());
  await setDue(sql, empty, null);
}

async function setDue(sql: Sql, ids: readonly string[], at: number | null): Promise<void> {
  if (ids.length === 0) return;
  await sql
    .updateTable('conversation')
    .set({ send_due_at: at, send_lease: null, send_lease_until: null })
    .where('id', 'in', ids)
    .execute();
}

async function withSomethingOwed(sql: Sql, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await raw<{ id: string; first: number | null }>`
    select c.id, ${FIRST_OWED} as first from conversation c
    where c.id in (${raw.join(ids)})`.execute(sql);
  return new Set(rows.filter(({ first }) => first !== null).map(({ id }) => id));
}

async function eraseSent(sql: Sql, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const waiting = await withSomethingOwed(sql, ids);
  const linked = await withCases(sql, ids);
  const done = ids.filter((id) => !(waiting.has(id) || linked.has(id)));
  await deleteConversations(sql, done);
  return done.length;
}

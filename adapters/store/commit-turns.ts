import { sql as raw } from 'kysely';
import type { TurnResult } from '../../bot/store.ts';
import { conversationsOf, holdCases, leavesTraces, writeCases } from './cases/write-cases.ts';
import { firstWaiting } from './claim-turns.ts';
import { eraseAndCommit } from './erase-person.ts';
import { isOutage } from './errors.ts';
import { offeringConversation, takeOver } from './hand-over.ts';
import { endTurn } from './leases.ts';
import type { Sql } from './schema.ts';
import {
  inTransaction,
  type LockedConversation,
  lockConversations,
  type StoreContext,
} from './store-context.ts';
import { type Accepted, writeOwedFilesAndOffers } from './write-result.ts';

/** See `Store.commitTurns`. One wait for the disk for all of them. */
export async function commitTurns(
  store: StoreContext,
  results: readonly TurnResult[],
): Promise<readonly boolean[]> {
  const written = new Map<TurnResult, boolean>();
  const plain = results.filter((result) => !(result.erasesPerson || reachesOut(result)));
  const outcome = await commitTogether(store, plain);
  for (const [index, result] of plain.entries()) written.set(result, outcome[index] ?? false);
  for (const result of results.filter((one) => reachesOut(one) && !one.erasesPerson)) {
    written.set(result, await alone(store, result, (sql) => reachAndCommit(store, sql, result)));
  }
  // Last, so that nothing of the same person is written after it.
  for (const result of results.filter(({ erasesPerson }) => erasesPerson)) {
    written.set(result, await alone(store, result, (sql) => eraseAndCommit(store, sql, result)));
  }
  const erasing = results.filter(
    ({ erasesPerson, takesOver, filed }) =>
      erasesPerson || takesOver !== undefined || leavesTraces(filed?.changes ?? []),
  );
  if (erasing.some((result) => written.get(result))) store.scrubSoon();
  return results.map((result) => written.get(result) ?? false);
}

/** It touches more than its own conversation, and may be refused for that. */
const reachesOut = ({ takesOver, filed }: TurnResult): boolean =>
  takesOver !== undefined || filed !== undefined;

/** Locks in the order that `commitCases` names; whatever can refuse the result is asked before anything is written. */
async function reachAndCommit(store: StoreContext, sql: Sql, result: TurnResult): Promise<boolean> {
  const { turn, takesOver: code, filed, files } = result;
  const from = code === undefined ? undefined : await offeringConversation(store, sql, code);
  const ids = [turn.conversation, ...(from === undefined ? [] : [from]), ...conversationsOf(filed)];
  const rows = await lockConversations(store, sql, [...new Set(ids)]);
  const own = rows.find(({ id }) => id === turn.conversation);
  if (own?.turn_lease !== turn.lease) return false;
  const held = filed && (await holdCases(store, sql, filed));
  const isRefused =
    (filed && !held) ||
    (code !== undefined && !(await takeOver(store, sql, { own, from, code, rows })));
  if (isRefused) {
    await endTurn(sql, turn);
    return false;
  }
  if (filed && held) {
    const arriving = { conversation: turn.conversation, files };
    await writeCases(store, sql, held, { ...filed, conversations: rows, arriving });
  }
  return await commitOne(store, sql, result);
}

async function commitTogether(
  store: StoreContext,
  results: readonly TurnResult[],
): Promise<readonly boolean[]> {
  if (results.length === 0) return [];
  try {
    return await inTransaction(store, (sql) => commitAll(store, sql, results));
  } catch (error) {
    if (isOutage(error)) throw error;
  }
  const outcome: boolean[] = [];
  for (const result of results) {
    outcome.push(await alone(store, result, (sql) => commitOne(store, sql, result)));
  }
  return outcome;
}

/** A result that cannot be written goes back to wait, with one more try counted, and takes no other with it. */
async function alone(
  store: StoreContext,
  { turn }: TurnResult,
  work: (sql: Sql) => Promise<boolean>,
): Promise<boolean> {
  try {
    return await inTransaction(store, work);
  } catch (error) {
    if (isOutage(error)) throw error;
    store.report(error);
    await endTurn(store.database.sql, turn);
    return false;
  }
}

const commitOne = async (store: StoreContext, sql: Sql, result: TurnResult): Promise<boolean> =>
  (await commitAll(store, sql, [result]))[0] ?? false;

async function commitAll(
  store: StoreContext,
  sql: Sql,
  results: readonly TurnResult[],
): Promise<readonly boolean[]> {
  const ids = [...new Set(results.map(({ turn }) => turn.conversation))].sort();
  const rows = new Map((await lockConversations(store, sql, ids)).map((row) => [row.id, row]));
  const accepted = results.flatMap((result): readonly (Accepted & LockedAccepted)[] => {
    const row = rows.get(result.turn.conversation);
    if (row?.turn_lease !== result.turn.lease) return [];
    // Taken once: a second result for the same lease is refused.
    rows.delete(row.id);
    return [{ result, row, dataKey: store.vault.unwrapKey(row.id, row.wrapped_key) }];
  });
  if (accepted.length > 0) {
    await finishInbox(store, sql, accepted);
    await writeConversations(store, sql, accepted);
    await writeOwedFilesAndOffers(store, sql, accepted);
  }
  const done = new Set(accepted.map(({ result }) => result));
  return results.map((result) => done.has(result));
}

interface LockedAccepted {
  readonly row: LockedConversation;
}

async function finishInbox(
  { clock }: StoreContext,
  sql: Sql,
  accepted: readonly Accepted[],
): Promise<void> {
  await sql
    .updateTable('inbox')
    .set({ content: null, done_at: clock() })
    .where(
      'id',
      'in',
      accepted.map(({ result }) => result.turn.inboxId),
    )
    .execute();
}

/** Many rows with values of their own in one statement: they are there and locked, so the insertion always meets them. */
async function writeConversations(
  store: StoreContext,
  sql: Sql,
  accepted: readonly (Accepted & LockedAccepted)[],
): Promise<void> {
  const waitingSince = await nextWaiting(
    sql,
    accepted.map(({ row }) => row.id),
  );
  await sql
    .insertInto('conversation')
    .values(
      accepted.map(({ result, row, dataKey }) => ({
        ...row,
        ...changesOf(store, { result, dataKey }, row),
        waiting_since: waitingSince.get(row.id) ?? null,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ ref }) => ({
        state: ref('excluded.state'),
        profile: ref('excluded.profile'),
        profile_at: ref('excluded.profile_at'),
        erase_when_sent: ref('excluded.erase_when_sent'),
        keep_until: ref('excluded.keep_until'),
        waiting_since: ref('excluded.waiting_since'),
        turn_lease: null,
        turn_lease_until: null,
        send_due_at: ref('excluded.send_due_at'),
        last_active: ref('excluded.last_active'),
      })),
    )
    .execute();
}

function changesOf(
  { vault, clock, isPulled }: StoreContext,
  { result, dataKey }: Accepted,
  row: LockedConversation,
) {
  const { state, profile, owed, turn, keepUntil } = result;
  const now = clock();
  const isDue = owed.length > 0 && !isPulled(turn.incoming.platform);
  return {
    state: state === undefined ? null : vault.seal(dataKey, ['conversation.state', row.id], state),
    profile: profile ?? null,
    profile_at: profile === undefined ? null : now,
    erase_when_sent: state === undefined ? 1 : 0,
    keep_until: keepUntil ?? null,
    // What was owed before keeps its time: it goes first.
    send_due_at: row.send_due_at ?? (isDue ? now : null),
    last_active: now,
  };
}

async function nextWaiting(
  sql: Sql,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number | null>> {
  const { rows } = await raw<{ id: string; next: number | null }>`
    select c.id, ${firstWaiting('received_at')} as next
    from conversation c where c.id in (${raw.join(ids)})`.execute(sql);
  return new Map(rows.map(({ id, next }) => [id, next]));
}

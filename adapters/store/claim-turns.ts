import { sql as raw } from 'kysely';
import type { Incoming, Platform } from '../../bot/message.ts';
import type { Turn } from '../../bot/store.ts';
import { isKey } from './key-check.ts';
import type { Sql } from './schema.ts';
import { inTransaction, type StoreContext } from './store-context.ts';

/** How far back `Turn.receivedInMinute` looks. */
const MINUTE_MS = 60_000;

interface LeasedRow {
  readonly id: string;
  readonly person: string;
  readonly wrapped_key: Uint8Array;
  readonly state: Uint8Array | null;
  readonly keep_until: number | null;
}

interface WaitingRow {
  readonly id: number;
  readonly conversation_id: string;
  readonly delivery: string;
  readonly content: Uint8Array;
  readonly received_at: number;
  readonly tries: number;
  readonly received_in_minute: number;
}

/** See `Store.claimTurns`. A claim that is lost with the power does no harm: the message waits as before. */
export async function claimTurns(
  store: StoreContext,
  limit: number,
  platforms: readonly Platform[],
): Promise<readonly Turn[]> {
  if (limit < 1 || platforms.length === 0) return [];
  const lease = store.newLease();
  const [leased, waiting, profiles] = await inTransaction(
    store,
    async (sql) => {
      const rows = await leaseConversations(store, sql, lease, limit, platforms);
      const first = await takeFirstWaiting(sql, rows);
      return [rows, first, await profilesOf(sql, rows)] as const;
    },
    { relaxed: true },
  );
  const byId = new Map(leased.map((row) => [row.id, row]));
  return waiting
    .toSorted((one, other) => one.received_at - other.received_at || one.id - other.id)
    .flatMap((row) => {
      const conversation = byId.get(row.conversation_id);
      if (!conversation) return [];
      const profile = profiles.get(conversation.person);
      return openTurn(store, { ...conversation, profile }, row, lease);
    });
}

async function leaseConversations(
  { database, vault, clock, leaseMs }: StoreContext,
  sql: Sql,
  lease: string,
  limit: number,
  platforms: readonly Platform[],
): Promise<readonly LeasedRow[]> {
  const now = clock();
  return await sql
    .with('picked', (query) =>
      query
        .selectFrom('conversation')
        .select('id')
        .where('waiting_since', 'is not', null)
        .where('platform', 'in', platforms)
        .where(isKey(vault))
        .where((row) =>
          row.or([row('turn_lease_until', 'is', null), row('turn_lease_until', '<=', now)]),
        )
        .orderBy('waiting_since')
        .limit(limit)
        .$if(database.kind === 'postgres', (part) => part.forUpdate().skipLocked()),
    )
    .updateTable('conversation')
    .set({ turn_lease: lease, turn_lease_until: now + leaseMs })
    .where('id', 'in', (query) => query.selectFrom('picked').select('id'))
    .returning(['id', 'person', 'wrapped_key', 'state', 'keep_until'])
    .execute();
}

/** The first waiting message of each; where there is none after all, the conversation waits no more. */
async function takeFirstWaiting(
  sql: Sql,
  leased: readonly LeasedRow[],
): Promise<readonly WaitingRow[]> {
  if (leased.length === 0) return [];
  const ids = leased.map(({ id }) => id);
  const { rows } = await raw<WaitingRow>`
    select i.id, i.conversation_id, i.delivery, i.content, i.received_at, i.tries + 1 as tries, (
      select count(*) from inbox r
      where r.person = i.person and r.counts = 1 and r.id <= i.id
        and r.received_at between i.received_at - ${raw.lit(MINUTE_MS)} and i.received_at
    ) as received_in_minute
    from conversation c join inbox i on i.id = ${firstWaiting('id')}
    where c.id in (${raw.join(ids)})`.execute(sql);
  const found = new Set(rows.map((row) => row.conversation_id));
  const idle = ids.filter((id) => !found.has(id));
  if (idle.length > 0) await letRest(sql, idle);
  if (rows.length > 0) {
    await sql
      .updateTable('inbox')
      .set((row) => ({ tries: row('tries', '+', 1) }))
      .where(
        'id',
        'in',
        rows.map(({ id }) => id),
      )
      .execute();
  }
  return rows;
}

/** Of each person what was written last. */
async function profilesOf(
  sql: Sql,
  leased: readonly LeasedRow[],
): Promise<ReadonlyMap<string, string>> {
  if (leased.length === 0) return new Map();
  const rows = await sql
    .selectFrom('conversation')
    .select(['person', 'profile'])
    .where(
      'person',
      'in',
      leased.map(({ person }) => person),
    )
    .where('profile', 'is not', null)
    .orderBy('profile_at')
    .execute();
  return new Map(rows.flatMap(({ person, profile }) => (profile ? [[person, profile]] : [])));
}

/** What comes next in conversation `c`: the smallest order, then the one received first. */
export const firstWaiting = (column: 'id' | 'received_at') => raw<number | null>`(
  select w.${raw.ref(column)} from inbox w
  where w.conversation_id = c.id and w.done_at is null
  order by w.sort_order, w.id limit 1
)`;

async function letRest(sql: Sql, ids: readonly string[]): Promise<void> {
  await sql
    .updateTable('conversation')
    .set({ waiting_since: null, turn_lease: null, turn_lease_until: null })
    .where('id', 'in', ids)
    .execute();
}

/** None where a seal does not open: the lease runs out, and the others are not held up. */
function openTurn(
  { vault, report }: StoreContext,
  {
    id,
    wrapped_key,
    state,
    keep_until,
    profile,
  }: LeasedRow & { readonly profile: string | undefined },
  row: WaitingRow,
  lease: string,
): readonly Turn[] {
  try {
    const key = vault.unwrapKey(id, wrapped_key);
    const content = vault.open(key, ['inbox.content', id, row.delivery], row.content);
    return [
      {
        conversation: id,
        inboxId: row.id,
        // Written by `receive`, and sealed since: nobody else can have changed its form.
        incoming: JSON.parse(content.toString()) as Incoming,
        state: state ? vault.open(key, ['conversation.state', id], state).toString() : undefined,
        profile,
        keepUntil: keep_until ?? undefined,
        tries: row.tries,
        receivedInMinute: row.received_in_minute,
        receivedAt: row.received_at,
        lease,
      },
    ];
  } catch (error) {
    report(error);
    return [];
  }
}

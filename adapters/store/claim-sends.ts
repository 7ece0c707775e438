import { sql as raw } from 'kysely';
import type { Payload } from '../../bot/channel.ts';
import type { Address, Platform } from '../../bot/message.ts';
import type { Owed } from '../../bot/store.ts';
import { isKey } from './key-check.ts';
import type { Sql } from './schema.ts';
import { inTransaction, type StoreContext } from './store-context.ts';

interface LeasedRow {
  readonly id: string;
  readonly wrapped_key: Uint8Array;
  readonly address: Uint8Array;
}

interface OwedRow {
  readonly id: number;
  readonly conversation_id: string;
  readonly payload: Uint8Array;
  readonly owed_since: number;
  readonly tries: number;
  readonly is_begun: number;
}

/**
 * See `Store.claimSends`. Unlike the claim of a turn this one waits for the disk: after a loss of power, too, it must be
 * known that an attempt had begun.
 */
export async function claimSends(
  store: StoreContext,
  platform: Platform,
  limit: number,
): Promise<readonly Owed[]> {
  if (limit < 1) return [];
  const lease = store.newLease();
  const [leased, owed] = await inTransaction(store, async (sql) => {
    const rows = await leaseConversations(store, sql, { platform, limit, lease });
    return [rows, await beginFirstOwed(sql, rows)] as const;
  });
  const byId = new Map(leased.map((row) => [row.id, row]));
  return owed.flatMap((row) => {
    const conversation = byId.get(row.conversation_id);
    return conversation ? openOwed(store, conversation, row, { platform, lease }) : [];
  });
}

async function leaseConversations(
  { database, vault, clock, leaseMs }: StoreContext,
  sql: Sql,
  {
    platform,
    limit,
    lease,
  }: { readonly platform: Platform; readonly limit: number; readonly lease: string },
): Promise<readonly LeasedRow[]> {
  const now = clock();
  return await sql
    .with('picked', (query) =>
      query
        .selectFrom('conversation')
        .select('id')
        .where('platform', '=', platform)
        .where('send_due_at', '<=', now)
        .where(isKey(vault))
        .where((row) =>
          row.or([row('send_lease_until', 'is', null), row('send_lease_until', '<=', now)]),
        )
        .orderBy('send_due_at')
        .limit(limit)
        .$if(database.kind === 'postgres', (part) => part.forUpdate().skipLocked()),
    )
    .updateTable('conversation')
    .set({ send_lease: lease, send_lease_until: now + leaseMs })
    .where('id', 'in', (query) => query.selectFrom('picked').select('id'))
    .returning(['id', 'wrapped_key', 'address'])
    .execute();
}

/** Marks that an attempt of the first message of each begins; where none is owed after all, none is due. */
async function beginFirstOwed(sql: Sql, leased: readonly LeasedRow[]): Promise<readonly OwedRow[]> {
  if (leased.length === 0) return [];
  const ids = leased.map(({ id }) => id);
  const { rows } = await raw<OwedRow>`
    select o.id, o.conversation_id, o.payload, o.owed_since, o.tries, o.is_begun
    from conversation c join outbox o on o.id = ${FIRST_OWED}
    where c.id in (${raw.join(ids)})
    order by c.send_due_at, o.id`.execute(sql);
  const found = new Set(rows.map((row) => row.conversation_id));
  const idle = ids.filter((id) => !found.has(id));
  if (idle.length > 0) {
    await sql
      .updateTable('conversation')
      .set({ send_due_at: null, send_lease: null, send_lease_until: null })
      .where('id', 'in', idle)
      .execute();
  }
  if (rows.length > 0) {
    await sql
      .updateTable('outbox')
      .set((row) => ({ tries: row('tries', '+', 1), is_begun: 1 }))
      .where(
        'id',
        'in',
        rows.map(({ id }) => id),
      )
      .execute();
  }
  return rows;
}

/** The message of conversation `c` that must be sent before any other. */
export const FIRST_OWED = raw<number | null>`(
  select f.id from outbox f
  where f.conversation_id = c.id and f.failed_at is null and f.is_pulled = 0
  order by f.id limit 1
)`;

/** None where a seal does not open: the lease runs out, and the others are not held up. */
function openOwed(
  { vault, report }: StoreContext,
  { id, wrapped_key, address }: LeasedRow,
  row: OwedRow,
  { platform, lease }: Pick<Owed, 'platform' | 'lease'>,
): readonly Owed[] {
  try {
    const key = vault.unwrapKey(id, wrapped_key);
    // Both were written by us and sealed since: nobody else can have changed their form.
    const opened = vault.open(key, ['conversation.address', id], address).toString();
    const payload = vault.open(key, ['outbox.payload', id], row.payload).toString();
    return [
      {
        id: row.id,
        platform,
        conversation: id,
        address: JSON.parse(opened) as Address,
        payload: JSON.parse(payload) as Payload,
        tries: row.tries,
        mayBeRepeat: row.is_begun === 1,
        owedSince: row.owed_since,
        lease,
      },
    ];
  } catch (error) {
    report(error);
    return [];
  }
}

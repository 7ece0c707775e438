import type { Incoming } from '../../bot/message.ts';
import { requireKey } from './key-check.ts';
import type { Sql } from './schema.ts';
import { conversationDigest, type Vault } from './sealing.ts';
import { inTransaction, type StoreContext, slices } from './store-context.ts';

/** A delivery with the names under which it is kept. */
interface Arrival {
  readonly incoming: Incoming;
  readonly conversation: string;
  readonly person: string;
  readonly delivery: string;
  readonly addressDigest: string;
}

/** A conversation whose row is ours until the transaction ends. */
interface Held {
  readonly dataKey: Uint8Array;
  readonly addressDigest: string;
  readonly isNew: boolean;
}

/** See `Store.receive`. */
export async function receive(store: StoreContext, incoming: readonly Incoming[]): Promise<number> {
  if (incoming.length === 0) return 0;
  const receivedAt = store.clock();
  const arrivals = withoutRepeats(incoming.map((one) => arrivalOf(store.vault, one)));
  return await inTransaction(store, async (sql) => {
    let added = 0;
    for (const slice of slices(arrivals))
      added += await receiveSlice(store, sql, slice, receivedAt);
    return added;
  });
}

function arrivalOf(vault: Vault, incoming: Incoming): Arrival {
  const { platform } = incoming;
  const conversation = conversationDigest(vault, platform, incoming.conversation);
  return {
    incoming,
    conversation,
    person: vault.digest('person', platform, incoming.person),
    delivery: vault.digest('delivery', platform, incoming.deliveryId),
    addressDigest: vault.digest('address', conversation, JSON.stringify(incoming.address)),
  };
}

function withoutRepeats(arrivals: readonly Arrival[]): readonly Arrival[] {
  const seen = new Set<string>();
  return arrivals.filter(({ delivery }) => !seen.has(delivery) && seen.add(delivery));
}

const newestOfEach = (arrivals: readonly Arrival[]): ReadonlyMap<string, Arrival> =>
  new Map(arrivals.map((arrival) => [arrival.conversation, arrival]));

async function receiveSlice(
  store: StoreContext,
  sql: Sql,
  arrivals: readonly Arrival[],
  receivedAt: number,
): Promise<number> {
  const held = await holdConversations(store, sql, newestOfEach(arrivals), receivedAt);
  // After the rows were made: a rotation either waits for them or is seen here.
  if ([...held.values()].some(({ isNew }) => isNew)) await requireKey(store, sql);
  const rows = await sql
    .insertInto('inbox')
    .values(arrivals.map((arrival) => inboxRow(store.vault, held, arrival, receivedAt)))
    .onConflict((conflict) => conflict.column('delivery').doNothing())
    .returning('delivery')
    .execute();
  const deliveries = new Set(rows.map(({ delivery }) => delivery));
  const added = newestOfEach(arrivals.filter(({ delivery }) => deliveries.has(delivery)));
  await dropUntouched(sql, held, added);
  await wake(store, sql, held, [...added.values()], receivedAt);
  return rows.length;
}

/**
 * Rows of all these conversations, locked; those that were not there are made.
 *
 * One statement, in the order of the ids: nobody can erase a row between two, and replicas that do the same wait for
 * each other in line. The update changes nothing; to update is how an insertion locks what it meets.
 */
async function holdConversations(
  { vault }: StoreContext,
  sql: Sql,
  newest: ReadonlyMap<string, Arrival>,
  now: number,
): Promise<ReadonlyMap<string, Held>> {
  const ids = [...newest.keys()].sort();
  const fresh = ids.flatMap((id) => freshRow(vault, newest.get(id), now));
  const rows = await sql
    .insertInto('conversation')
    .values(fresh.map(({ row }) => row))
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ ref }) => ({ id: ref('excluded.id') })),
    )
    .returning(['id', 'wrapped_key', 'address_digest'])
    .execute();
  const ours = new Map(fresh.map((one) => [one.row.id, one]));
  return new Map(
    rows.map(({ id, wrapped_key, address_digest }) => {
      const made = ours.get(id);
      const isNew = made !== undefined && Buffer.compare(made.row.wrapped_key, wrapped_key) === 0;
      const dataKey = isNew ? made.dataKey : vault.unwrapKey(id, wrapped_key);
      return [id, { dataKey, addressDigest: address_digest, isNew }];
    }),
  );
}

/** The row that a conversation would get if it had none. */
function freshRow(vault: Vault, arrival: Arrival | undefined, now: number) {
  if (arrival === undefined) return [];
  const { conversation, person, incoming, addressDigest } = arrival;
  const dataKey = vault.newDataKey();
  const row = {
    id: conversation,
    platform: incoming.platform,
    person,
    wrapped_key: vault.wrapKey(conversation, dataKey),
    address: sealAddress(vault, dataKey, conversation, incoming),
    address_digest: addressDigest,
    waiting_since: now,
    last_active: now,
    erase_when_sent: 0,
  };
  return [{ row, dataKey }];
}

const sealAddress = (
  vault: Vault,
  dataKey: Uint8Array,
  conversation: string,
  { address }: Incoming,
) => vault.seal(dataKey, ['conversation.address', conversation], JSON.stringify(address));

function inboxRow(
  vault: Vault,
  held: ReadonlyMap<string, Held>,
  { incoming, conversation, person, delivery }: Arrival,
  receivedAt: number,
) {
  const dataKey = held.get(conversation)?.dataKey;
  if (dataKey === undefined) throw new TypeError('A conversation was not held.');
  return {
    delivery,
    conversation_id: conversation,
    person,
    sort_order: incoming.order,
    counts: UNCOUNTED.has(incoming.content.kind) ? 0 : 1,
    content: vault.seal(
      dataKey,
      ['inbox.content', conversation, delivery],
      JSON.stringify(incoming),
    ),
    received_at: receivedAt,
    tries: 0,
  };
}

/** What people cause without writing to us. */
const UNCOUNTED: ReadonlySet<Incoming['content']['kind']> = new Set(['home', 'links', 'arrival']);

/** A repeat may come long after its conversation was erased, and brings nothing back. */
async function dropUntouched(
  sql: Sql,
  held: ReadonlyMap<string, Held>,
  added: ReadonlyMap<string, Arrival>,
): Promise<void> {
  const idle = [...held].filter(([id, { isNew }]) => isNew && !added.has(id)).map(([id]) => id);
  if (idle.length > 0) await sql.deleteFrom('conversation').where('id', 'in', idle).execute();
}

/** Says that something waits; new rows say so already. */
async function wake(
  { vault }: StoreContext,
  sql: Sql,
  held: ReadonlyMap<string, Held>,
  newest: readonly Arrival[],
  now: number,
): Promise<void> {
  const known = newest.filter(({ conversation }) => held.get(conversation)?.isNew === false);
  if (known.length === 0) return;
  await sql
    .updateTable('conversation')
    .set((row) => ({
      waiting_since: row.fn.coalesce('waiting_since', row.val(now)),
      last_active: now,
      erase_when_sent: 0,
    }))
    .where(
      'id',
      'in',
      known.map(({ conversation }) => conversation),
    )
    .execute();
  for (const { conversation, addressDigest, incoming } of known) {
    const before = held.get(conversation);
    if (before === undefined || before.addressDigest === addressDigest) continue;
    await sql
      .updateTable('conversation')
      .set({
        address: sealAddress(vault, before.dataKey, conversation, incoming),
        address_digest: addressDigest,
      })
      .where('id', '=', conversation)
      .execute();
  }
}

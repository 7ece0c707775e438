import type { CaseChange, LinkedConversation } from '../../../bot/desk/case-store.ts';
import type { Address, Platform } from '../../../bot/message.ts';
import type { Sql } from '../schema.ts';
import { type LockedConversation, type StoreContext, slices } from '../store-context.ts';

/** In the place of a delivery that a message owed answers; see `schema.ts`. */
const NO_DELIVERY = 0;

/**
 * Links conversations to a case, and owes them what they are to be told. The locked conversations are all of those named
 * that are still there; to those that are not nothing is owed.
 */
export async function tellAndLink(
  store: StoreContext,
  sql: Sql,
  { id, links = [], tells = [] }: CaseChange,
  conversations: readonly LockedConversation[],
): Promise<void> {
  const there = new Map(conversations.map((row) => [row.id, row]));
  const linking = [...new Set(links)].filter((link) => there.has(link));
  for (const slice of slices(linking)) {
    await sql
      .insertInto('case_link')
      .values(slice.map((conversation) => ({ case_id: id, conversation_id: conversation })))
      .onConflict((conflict) => conflict.columns(['case_id', 'conversation_id']).doNothing())
      .execute();
  }
  if (tells.length === 0) return;
  const linked = new Set(await linksOf(sql, id));
  for (const { conversation, payloads } of tells) {
    const row = there.get(conversation);
    if (row && linked.has(conversation)) await owe(store, sql, row, payloads);
  }
}

/** On a pull channel nobody would fetch it. */
async function owe(
  { vault, clock, isPulled }: StoreContext,
  sql: Sql,
  { id, platform, wrapped_key }: LockedConversation,
  payloads: readonly unknown[],
): Promise<void> {
  if (payloads.length === 0 || isPulled(platform as Platform)) return;
  const key = vault.unwrapKey(id, wrapped_key);
  const now = clock();
  await sql
    .insertInto('outbox')
    .values(
      payloads.map((payload) => ({
        conversation_id: id,
        inbox_id: NO_DELIVERY,
        is_pulled: 0,
        payload: vault.seal(key, ['outbox.payload', id], JSON.stringify(payload)),
        owed_since: now,
        tries: 0,
        is_begun: 0,
      })),
    )
    .execute();
  // What was owed before keeps its time: it goes first.
  await sql
    .updateTable('conversation')
    .set((row) => ({ send_due_at: row.fn.coalesce('send_due_at', row.val(now)) }))
    .where('id', '=', id)
    .execute();
}

async function linksOf(sql: Sql, id: string): Promise<readonly string[]> {
  const rows = await sql
    .selectFrom('case_link')
    .select('conversation_id')
    .where('case_id', '=', id)
    .execute();
  return rows.map(({ conversation_id: conversation }) => conversation);
}

/** See `CaseStore.linked`. */
export async function linked(
  { database: { sql }, vault }: StoreContext,
  id: string,
): Promise<readonly LinkedConversation[]> {
  const rows = await sql
    .selectFrom('case_link')
    .innerJoin('conversation', 'conversation.id', 'case_link.conversation_id')
    .select(['conversation.id', 'platform', 'address', 'wrapped_key'])
    .where('case_id', '=', id)
    .orderBy('conversation.id')
    .execute();
  return rows.map(({ id: conversation, platform, address, wrapped_key: wrapped }) => {
    const key = vault.unwrapKey(conversation, wrapped);
    const opened = vault.open(key, ['conversation.address', conversation], address).toString();
    // Both were written by us, and the address sealed since: nobody else can have changed its form.
    return {
      conversation,
      platform: platform as Platform,
      address: JSON.parse(opened) as Address,
    };
  });
}

/** Those of these conversations in which somebody waits for news of a case: they stay. */
export async function withCases(
  sql: Sql,
  conversations: readonly string[],
): Promise<ReadonlySet<string>> {
  if (conversations.length === 0) return new Set();
  const rows = await sql
    .selectFrom('case_link')
    .select('conversation_id')
    .where('conversation_id', 'in', conversations)
    .execute();
  return new Set(rows.map(({ conversation_id: conversation }) => conversation));
}

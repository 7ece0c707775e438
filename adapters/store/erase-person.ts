import type { TurnResult } from '../../bot/store.ts';
import { conversationsOf, holdCases, writeCases } from './cases/write-cases.ts';
import { deleteConversations } from './delete-conversations.ts';
import { forgetModelUser } from './erase-model-uses.ts';
import { endTurn } from './leases.ts';
import type { ConversationRow, Sql } from './schema.ts';
import type { StoreContext } from './store-context.ts';
import { writeOwedFilesAndOffers } from './write-result.ts';

/**
 * Erases everything of a person on the platform of this turn, then writes what the turn owes under a new key.
 *
 * What the person sent after this message is kept: they speak to us anew. It is sealed again, since the old keys go.
 * Cases that were sent in stay, and lose the way back to the person.
 *
 * @returns False where the lease had passed to somebody else, or a case had changed; nothing is changed then.
 */
export async function eraseAndCommit(
  store: StoreContext,
  sql: Sql,
  result: TurnResult,
): Promise<boolean> {
  const { turn, filed, files } = result;
  if (result.takesOver !== undefined) {
    throw new TypeError('A turn that erases its person cannot take a case over.');
  }
  const person = store.vault.digest('person', turn.incoming.platform, turn.incoming.person);
  const locked = await lockAllOf(store, sql, person, [
    turn.conversation,
    ...conversationsOf(filed),
  ]);
  const own = locked.find(({ id }) => id === turn.conversation);
  if (own?.turn_lease !== turn.lease) return false;
  if (filed) {
    const held = await holdCases(store, sql, filed);
    if (!held) {
      await endTurn(sql, turn);
      return false;
    }
    const arriving = { conversation: turn.conversation, files };
    await writeCases(store, sql, held, { ...filed, conversations: locked, arriving });
  }
  const rows = locked.filter((row) => row === own || row.person === person);
  const later = await laterMessages(sql, rows, turn.inboxId);
  await deleteConversations(
    sql,
    rows.map(({ id }) => id),
  );
  await forgetDeliveries(store, sql, rows, person, turn.inboxId);
  await forgetModelUser(store, sql, turn.incoming);
  for (const row of rows) {
    const waiting = later.filter((message) => message.conversation_id === row.id);
    const isAnswered = row === own && hasContent(result);
    if (waiting.length === 0 && !isAnswered) continue;
    const dataKey = await beginAnew(store, sql, row, waiting);
    if (isAnswered) await writeLastWords(store, sql, result, dataKey, waiting.length === 0);
  }
  return true;
}

const hasContent = ({ state, owed, files }: TurnResult): boolean =>
  state !== undefined || owed.length > 0 || files.length > 0;

async function lockAllOf(
  { database }: StoreContext,
  sql: Sql,
  person: string,
  others: readonly string[],
): Promise<readonly ConversationRow[]> {
  return await sql
    .selectFrom('conversation')
    .selectAll()
    .where((row) => row.or([row('person', '=', person), row('id', 'in', others)]))
    .orderBy('id')
    .$if(database.kind === 'postgres', (query) => query.forUpdate())
    .execute();
}

type LaterMessage = Awaited<ReturnType<typeof laterMessages>>[number];

async function laterMessages(sql: Sql, rows: readonly ConversationRow[], inboxId: number) {
  return await sql
    .selectFrom('inbox')
    .select(['id', 'conversation_id', 'delivery', 'content', 'received_at'])
    .where(
      'conversation_id',
      'in',
      rows.map(({ id }) => id),
    )
    .where('done_at', 'is', null)
    .where('id', '>', inboxId)
    .orderBy('sort_order')
    .orderBy('id')
    .execute();
}

/** All that stays of a delivery is its digest, by which a repeat is known. */
async function forgetDeliveries(
  { clock }: StoreContext,
  sql: Sql,
  rows: readonly ConversationRow[],
  person: string,
  inboxId: number,
): Promise<void> {
  const ids = rows.map(({ id }) => id);
  const forget = sql.updateTable('inbox').set((row) => ({
    conversation_id: null,
    person: null,
    content: null,
    done_at: row.fn.coalesce('done_at', row.val(clock())),
  }));
  await forget
    .where('person', '=', person)
    .where((row) => row.or([row('id', '<=', inboxId), row('done_at', 'is not', null)]))
    .execute();
  await forget
    .where('conversation_id', 'in', ids)
    .where('done_at', 'is', null)
    .where('id', '<=', inboxId)
    .execute();
}

/** A row that has nothing of the old one but the address, under a new key. @returns The key. */
async function beginAnew(
  { vault, clock }: StoreContext,
  sql: Sql,
  old: ConversationRow,
  waiting: readonly LaterMessage[],
): Promise<Uint8Array> {
  const { id } = old;
  const oldKey = vault.unwrapKey(id, old.wrapped_key);
  const dataKey = vault.newDataKey();
  const address = vault.open(oldKey, ['conversation.address', id], old.address);
  await sql
    .insertInto('conversation')
    .values({
      id,
      platform: old.platform,
      person: old.person,
      wrapped_key: vault.wrapKey(id, dataKey),
      address: vault.seal(dataKey, ['conversation.address', id], address),
      address_digest: old.address_digest,
      waiting_since: waiting[0]?.received_at ?? null,
      last_active: clock(),
      erase_when_sent: 0,
    })
    .execute();
  for (const { id: inboxId, delivery, content } of waiting) {
    if (content === null) continue;
    const plain = vault.open(oldKey, ['inbox.content', id, delivery], content);
    await sql
      .updateTable('inbox')
      .set({ content: vault.seal(dataKey, ['inbox.content', id, delivery], plain) })
      .where('id', '=', inboxId)
      .execute();
  }
  return dataKey;
}

/** @param isAlone - No later message keeps the conversation: its row goes with the last message owed. */
async function writeLastWords(
  store: StoreContext,
  sql: Sql,
  result: TurnResult,
  dataKey: Uint8Array,
  isAlone: boolean,
): Promise<void> {
  const { turn, owed, state, keepUntil } = result;
  const isDue = owed.length > 0 && !store.isPulled(turn.incoming.platform);
  const place = ['conversation.state', turn.conversation] as const;
  await sql
    .updateTable('conversation')
    .set({
      state: state === undefined ? null : store.vault.seal(dataKey, place, state),
      keep_until: keepUntil ?? null,
      send_due_at: isDue ? store.clock() : null,
      erase_when_sent: isAlone && state === undefined ? 1 : 0,
    })
    .where('id', '=', turn.conversation)
    .execute();
  await writeOwedFilesAndOffers(store, sql, [{ result, dataKey }]);
}

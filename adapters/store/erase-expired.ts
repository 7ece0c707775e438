import { PLATFORMS } from '../../bot/message.ts';
import type { Erased, Retention } from '../../bot/store.ts';
import { eraseIdle } from './erase-idle.ts';
import { blankModelUsers, eraseModelUses } from './erase-model-uses.ts';
import type { Sql } from './schema.ts';
import { inTransaction, type StoreContext } from './store-context.ts';

/** Rows per transaction, so that nobody waits long for a lock. What others have locked is left for the next time. */
const PORTION = 500;

/** See `Store.eraseExpired`. In many small transactions: what is left when one fails is done the next time. */
export async function eraseExpired(store: StoreContext, limits: Retention): Promise<Erased> {
  const now = store.clock();
  const erased = {
    replies: await erasePortions(store, (sql) =>
      eraseReplies(store, sql, now - limits.pulledReplyMs),
    ),
    failures: await erasePortions(store, (sql) =>
      eraseFailures(store, sql, now - limits.failureMs),
    ),
    files: await erasePortions(store, (sql) => eraseDocuments(store, sql, now - limits.documentMs)),
    deliveries: await erasePortions(store, (sql) =>
      eraseDeliveries(store, sql, now - limits.deliveryMs),
    ),
    cases: await erasePortions(store, (sql) => eraseCases(store, sql, now)),
    conversations: await eraseConversations(store, limits, now),
  };
  await erasePortions(store, (sql) => eraseOffers(store, sql, now));
  const blanked = await erasePortions(store, (sql) => blankModelUsers(store, sql, PORTION));
  await erasePortions(store, (sql) => eraseModelUses(store, sql, PORTION));
  const { conversations, cases, files, replies } = erased;
  if (conversations + cases + files + replies + blanked > 0) store.scrubSoon();
  return erased;
}

async function erasePortions(
  store: StoreContext,
  erasePortion: (sql: Sql) => Promise<number>,
): Promise<number> {
  let all = 0;
  for (;;) {
    const erased = await inTransaction(store, erasePortion);
    all += erased;
    if (erased < PORTION) return all;
  }
}

async function eraseReplies({ database }: StoreContext, sql: Sql, before: number): Promise<number> {
  const rows = await sql
    .deleteFrom('outbox')
    .where('id', 'in', (query) =>
      query
        .selectFrom('outbox')
        .select('id')
        .where('is_pulled', '=', 1)
        .where('owed_since', '<', before)
        .limit(PORTION)
        .$if(database.kind === 'postgres', (part) => part.forUpdate().skipLocked()),
    )
    .returning('id')
    .execute();
  return rows.length;
}

async function eraseFailures(
  { database }: StoreContext,
  sql: Sql,
  before: number,
): Promise<number> {
  const rows = await sql
    .deleteFrom('outbox')
    .where('id', 'in', (query) =>
      query
        .selectFrom('outbox')
        .select('id')
        .where('failed_at', '<', before)
        .limit(PORTION)
        .$if(database.kind === 'postgres', (part) => part.forUpdate().skipLocked()),
    )
    .returning('id')
    .execute();
  return rows.length;
}

/** While a conversation owes messages one of them may be the document. */
async function eraseDocuments(
  { database }: StoreContext,
  sql: Sql,
  before: number,
): Promise<number> {
  const rows = await sql
    .deleteFrom('file')
    .where('number', 'in', (query) =>
      query
        .selectFrom('file')
        .innerJoin('conversation', 'conversation.id', 'file.conversation_id')
        .select('file.number')
        .where('file.purpose', '=', 'document')
        .where('file.saved_at', '<', before)
        .where('conversation.send_due_at', 'is', null)
        .limit(PORTION)
        .$if(database.kind === 'postgres', (part) => part.forUpdate('file').skipLocked()),
    )
    .returning('number')
    .execute();
  return rows.length;
}

async function eraseDeliveries(
  { database }: StoreContext,
  sql: Sql,
  before: number,
): Promise<number> {
  const rows = await sql
    .deleteFrom('inbox')
    .where('id', 'in', (query) =>
      query
        .selectFrom('inbox')
        .select('id')
        .where('received_at', '<', before)
        .where('done_at', 'is not', null)
        .limit(PORTION)
        .$if(database.kind === 'postgres', (part) => part.forUpdate().skipLocked()),
    )
    .returning('id')
    .execute();
  return rows.length;
}

/** What is said at this moment in a conversation whose case has run out is answered first. What it owes is sent as it is. */
async function eraseCases({ database }: StoreContext, sql: Sql, now: number): Promise<number> {
  const rows = await sql
    .selectFrom('conversation')
    .select('id')
    .where('keep_until', '<=', now)
    .where('waiting_since', 'is', null)
    .orderBy('id')
    .limit(PORTION)
    .$if(database.kind === 'postgres', (query) => query.forUpdate().skipLocked())
    .execute();
  if (rows.length === 0) return 0;
  const ids = rows.map(({ id }) => id);
  await sql
    .updateTable('conversation')
    .set({ state: null, keep_until: null })
    .where('id', 'in', ids)
    .execute();
  await sql.deleteFrom('file').where('conversation_id', 'in', ids).execute();
  await sql.deleteFrom('hand_over').where('conversation_id', 'in', ids).execute();
  return rows.length;
}

async function eraseOffers({ database }: StoreContext, sql: Sql, now: number): Promise<number> {
  const rows = await sql
    .deleteFrom('hand_over')
    .where('code', 'in', (query) =>
      query
        .selectFrom('hand_over')
        .select('code')
        .where('good_until', '<=', now)
        .limit(PORTION)
        .$if(database.kind === 'postgres', (part) => part.forUpdate().skipLocked()),
    )
    .returning('code')
    .execute();
  return rows.length;
}

async function eraseConversations(
  store: StoreContext,
  limits: Retention,
  now: number,
): Promise<number> {
  let all = 0;
  for (const platform of PLATFORMS) {
    const before = now - limits.conversationMs[platform];
    all += await erasePortions(store, (sql) =>
      eraseIdle(store, sql, { platform, before, limit: PORTION }),
    );
  }
  return all;
}

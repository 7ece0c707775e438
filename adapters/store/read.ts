import type { Payload } from '../../bot/channel.ts';
import type { Platform } from '../../bot/message.ts';
import type {
  FileFacts,
  FilePurpose,
  KeptData,
  OfferedCase,
  StoreFigures,
} from '../../bot/store.ts';
import { offeringConversation } from './hand-over.ts';
import type { StoreContext } from './store-context.ts';

/** See `Store.repliesTo`. */
export async function repliesTo(
  { database: { sql }, vault }: StoreContext,
  platform: Platform,
  deliveryId: string,
): Promise<readonly Payload[] | undefined> {
  const delivery = vault.digest('delivery', platform, deliveryId);
  const rows = await sql
    .selectFrom('inbox')
    .leftJoin('outbox', (join) =>
      join.onRef('outbox.inbox_id', '=', 'inbox.id').on('outbox.is_pulled', '=', 1),
    )
    .leftJoin('conversation', 'conversation.id', 'outbox.conversation_id')
    .select(['inbox.done_at', 'outbox.payload', 'conversation.id', 'conversation.wrapped_key'])
    .where('inbox.delivery', '=', delivery)
    .orderBy('outbox.id')
    .execute();
  if (rows[0]?.done_at == null) return undefined;
  return rows.flatMap(({ payload, id, wrapped_key }) => {
    if (payload === null || id === null || wrapped_key === null) return [];
    const key = vault.unwrapKey(id, wrapped_key);
    return [JSON.parse(vault.open(key, ['outbox.payload', id], payload).toString()) as Payload];
  });
}

/** See `Store.stateOf`. */
export async function stateOf(
  { database: { sql }, vault }: StoreContext,
  conversation: string,
): Promise<string | undefined> {
  const row = await sql
    .selectFrom('conversation')
    .select(['wrapped_key', 'state'])
    .where('id', '=', conversation)
    .executeTakeFirst();
  if (row === undefined || row.state === null) return undefined;
  const key = vault.unwrapKey(conversation, row.wrapped_key);
  return vault.open(key, ['conversation.state', conversation], row.state).toString();
}

/** See `Store.offered`. */
export async function offered(store: StoreContext, code: string): Promise<OfferedCase | undefined> {
  const conversation = await offeringConversation(store, store.database.sql, code);
  if (conversation === undefined) return undefined;
  return {
    state: await stateOf(store, conversation),
    files: await filesOf(store, conversation, 'evidence'),
  };
}

/** See `Store.readFile`. */
export async function readFile(
  { database: { sql }, vault }: StoreContext,
  conversation: string,
  id: string,
): Promise<Uint8Array | undefined> {
  const row = await sql
    .selectFrom('file')
    .innerJoin('conversation', 'conversation.id', 'file.conversation_id')
    .select(['file.bytes', 'conversation.wrapped_key'])
    .where('file.conversation_id', '=', conversation)
    .where('file.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const key = vault.unwrapKey(conversation, row.wrapped_key);
  return vault.open(key, ['file.bytes', conversation, id], row.bytes);
}

/** See `Store.filesOf`. */
export async function filesOf(
  store: StoreContext,
  conversation: string,
  purpose: FilePurpose,
): Promise<readonly FileFacts[]> {
  const facts = await factsOfFiles(store, [conversation]);
  return facts.filter((file) => file.purpose === purpose);
}

async function factsOfFiles(
  { database: { sql }, vault }: StoreContext,
  conversations: readonly string[],
): Promise<readonly FileFacts[]> {
  if (conversations.length === 0) return [];
  const rows = await sql
    .selectFrom('file')
    .innerJoin('conversation', 'conversation.id', 'file.conversation_id')
    .select(['file.id', 'file.purpose', 'file.facts', 'file.size', 'file.saved_at'])
    .select(['conversation.id as conversation', 'conversation.wrapped_key'])
    .where('file.conversation_id', 'in', conversations)
    .orderBy('file.number')
    .execute();
  return rows.map(({ id, purpose, facts, size, saved_at, conversation, wrapped_key }) => {
    const key = vault.unwrapKey(conversation, wrapped_key);
    const opened = vault.open(key, ['file.facts', conversation, id], facts).toString();
    // Written by us, and sealed since: nobody else can have changed its form.
    const { name, mediaType } = JSON.parse(opened) as Pick<FileFacts, 'name' | 'mediaType'>;
    return { id, purpose: purpose as FilePurpose, name, mediaType, size, savedAt: saved_at };
  });
}

/** See `Store.kept`. */
export async function kept(
  store: StoreContext,
  platform: Platform,
  person: string,
): Promise<KeptData> {
  const { database, vault } = store;
  const rows = await database.sql
    .selectFrom('conversation')
    .select(['id', 'wrapped_key', 'state'])
    .where('person', '=', vault.digest('person', platform, person))
    .orderBy('last_active')
    .execute();
  const ids = rows.map(({ id }) => id);
  return {
    conversations: rows.length,
    states: rows.flatMap(({ id, wrapped_key, state }) => {
      if (state === null) return [];
      const key = vault.unwrapKey(id, wrapped_key);
      return [vault.open(key, ['conversation.state', id], state).toString()];
    }),
    messagesWaiting: await countOf(store, 'inbox', 'done_at', ids),
    messagesOwed: await countOf(store, 'outbox', 'failed_at', ids),
    files: await factsOfFiles(store, ids),
  };
}

async function countOf(
  { database: { sql } }: StoreContext,
  table: 'inbox' | 'outbox',
  end: 'done_at' | 'failed_at',
  conversations: readonly string[],
): Promise<number> {
  if (conversations.length === 0) return 0;
  const { ref } = sql.dynamic;
  const row = await sql
    .selectFrom(table)
    .select((part) => part.fn.countAll<number>().as('count'))
    .where('conversation_id', 'in', conversations)
    .where(ref(end), 'is', null)
    .executeTakeFirst();
  return row?.count ?? 0;
}

/** See `Store.figures`. Counts over small indexes, but for the conversations. */
export async function figures({ database: { sql } }: StoreContext): Promise<StoreFigures> {
  const row = await sql
    .selectNoFrom(({ selectFrom, fn }) => [
      selectFrom('inbox')
        .select(fn.countAll<number>().as('count'))
        .where('done_at', 'is', null)
        .as('waiting'),
      selectFrom('outbox')
        .select(fn.countAll<number>().as('count'))
        .where('failed_at', 'is', null)
        .where('is_pulled', '=', 0)
        .as('owed'),
      selectFrom('outbox')
        .select(fn.countAll<number>().as('count'))
        .where('failed_at', 'is not', null)
        .as('givenUp'),
      selectFrom('conversation').select(fn.countAll<number>().as('count')).as('conversations'),
    ])
    .executeTakeFirstOrThrow();
  return {
    waiting: row.waiting ?? 0,
    owed: row.owed ?? 0,
    givenUp: row.givenUp ?? 0,
    conversations: row.conversations ?? 0,
  };
}

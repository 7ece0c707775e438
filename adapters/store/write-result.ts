import type { NewFile, TurnResult } from '../../bot/store.ts';
import { writeOffers } from './hand-over.ts';
import type { Sql } from './schema.ts';
import type { Vault } from './sealing.ts';
import { type StoreContext, slices } from './store-context.ts';

/** A result whose lease was good, with the key of its conversation. */
export interface Accepted {
  readonly result: TurnResult;
  readonly dataKey: Uint8Array;
}

/** Adds what turns owe, in order, changes their files and keeps their offers. The conversations are locked. */
export async function writeOwedFilesAndOffers(
  store: StoreContext,
  sql: Sql,
  accepted: readonly Accepted[],
): Promise<void> {
  const owed = accepted.flatMap((one) => outboxRows(store, one));
  for (const slice of slices(owed)) await sql.insertInto('outbox').values(slice).execute();
  for (const { result } of accepted) await dropFiles(sql, result);
  for (const { result, dataKey } of accepted) {
    for (const file of result.files) await saveFile(store, sql, result, dataKey, file);
  }
  await writeOffers(
    store,
    sql,
    accepted.map(({ result }) => result),
  );
}

function outboxRows({ vault, clock, isPulled }: StoreContext, { result, dataKey }: Accepted) {
  const { conversation, inboxId, incoming } = result.turn;
  return result.owed.map((payload) => ({
    conversation_id: conversation,
    inbox_id: inboxId,
    is_pulled: isPulled(incoming.platform) ? 1 : 0,
    payload: vault.seal(dataKey, ['outbox.payload', conversation], JSON.stringify(payload)),
    owed_since: clock(),
    tries: 0,
    is_begun: 0,
  }));
}

async function dropFiles(sql: Sql, { turn, dropFiles: ids }: TurnResult): Promise<void> {
  for (const slice of slices(ids)) {
    await sql
      .deleteFrom('file')
      .where('conversation_id', '=', turn.conversation)
      .where('id', 'in', slice)
      .execute();
  }
}

async function saveFile(
  { vault, clock }: StoreContext,
  sql: Sql,
  { turn: { conversation } }: TurnResult,
  dataKey: Uint8Array,
  { id, purpose, name, mediaType, bytes }: NewFile,
): Promise<void> {
  await sql
    .insertInto('file')
    .values({
      conversation_id: conversation,
      id,
      purpose,
      facts: sealFacts(vault, dataKey, conversation, id, { name, mediaType }),
      bytes: vault.seal(dataKey, ['file.bytes', conversation, id], bytes),
      size: bytes.length,
      saved_at: clock(),
    })
    .execute();
}

const sealFacts = (
  vault: Vault,
  dataKey: Uint8Array,
  conversation: string,
  id: string,
  facts: Pick<NewFile, 'name' | 'mediaType'>,
) => vault.seal(dataKey, ['file.facts', conversation, id], JSON.stringify(facts));

import type { CaseChange } from '../../../bot/desk/case-store.ts';
import type { NewFile } from '../../../bot/store.ts';
import type { Sql } from '../schema.ts';
import type { LockedConversation, StoreContext } from '../store-context.ts';
import { attachmentPlace } from './case-seals.ts';

/** Where evidence that is to be copied may lie. */
export interface Attaching {
  readonly conversations: readonly LockedConversation[];
  /** Files that the turn which files the case adds to its conversation. */
  readonly arriving?: { readonly conversation: string; readonly files: readonly NewFile[] };
}

/** Evidence of a case that is not where it should be: the case would not be complete. */
class EvidenceMissingError extends Error {
  override readonly name = 'EvidenceMissingError';
  readonly code = 'EVIDENCE_MISSING';

  constructor() {
    super('Evidence that a case names does not lie with its conversation; nothing was written.');
  }
}

interface Attachment {
  readonly change: CaseChange;
  /** Of the case. */
  readonly key: Uint8Array;
  readonly work: Attaching;
}

/** Writes the files of a change, and copies evidence, one file after the other, since together they may not fit into memory. */
export async function attach(
  store: StoreContext,
  sql: Sql,
  { change, key, work }: Attachment,
): Promise<void> {
  const { id, files = [], copies } = change;
  const save = (file: string, bytes: Uint8Array) =>
    sql
      .insertInto('case_attachment')
      .values({
        case_id: id,
        id: file,
        bytes: store.vault.seal(key, attachmentPlace(id, file), bytes),
        size: bytes.length,
      })
      // Evidence is never written over.
      .onConflict((conflict) => conflict.columns(['case_id', 'id']).doNothing())
      .execute();
  for (const file of files) await save(file.id, file.bytes);
  for (const file of copies?.files ?? []) {
    await save(file, await evidenceOf(store, sql, copies?.conversation ?? '', file, work));
  }
}

/** @throws {EvidenceMissingError} */
async function evidenceOf(
  { vault }: StoreContext,
  sql: Sql,
  conversation: string,
  id: string,
  { conversations, arriving }: Attaching,
): Promise<Uint8Array> {
  if (arriving?.conversation === conversation) {
    const file = arriving.files.find((one) => one.id === id);
    if (file) return file.bytes;
  }
  const row = conversations.find((one) => one.id === conversation);
  const file = await sql
    .selectFrom('file')
    .select('bytes')
    .where('conversation_id', '=', conversation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!(row && file)) throw new EvidenceMissingError();
  const key = vault.unwrapKey(conversation, row.wrapped_key);
  return vault.open(key, ['file.bytes', conversation, id], file.bytes);
}

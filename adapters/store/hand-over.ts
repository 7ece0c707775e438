import type { TurnResult } from '../../bot/store.ts';
import type { Sql } from './schema.ts';
import { type LockedConversation, type StoreContext, slices } from './store-context.ts';

/** Keeps what turns offer. The conversations are locked; a code that another of them has offered is refused by the database. */
export async function writeOffers(
  { vault }: StoreContext,
  sql: Sql,
  results: readonly TurnResult[],
): Promise<void> {
  const rows = results.flatMap(({ turn, offers }) => {
    if (offers === undefined) return [];
    const code = vault.digest('hand-over', offers.code);
    return [{ conversation_id: turn.conversation, code, good_until: offers.until }];
  });
  for (const slice of slices(rows)) {
    await sql
      .insertInto('hand_over')
      .values(slice)
      .onConflict((conflict) =>
        conflict.column('conversation_id').doUpdateSet(({ ref }) => ({
          code: ref('excluded.code'),
          good_until: ref('excluded.good_until'),
        })),
      )
      .execute();
  }
}

/** Whose case a code stands for, while it is good. */
export async function offeringConversation(
  { vault, clock }: StoreContext,
  sql: Sql,
  code: string,
): Promise<string | undefined> {
  const row = await sql
    .selectFrom('hand_over')
    .select('conversation_id')
    .where('code', '=', vault.digest('hand-over', code))
    .where('good_until', '>', clock())
    .executeTakeFirst();
  return row?.conversation_id;
}

/**
 * Spends the code, brings the evidence into the conversation of this turn, and erases the case where it was. Both
 * conversations are locked, and stay so for the result to be written in the same transaction.
 *
 * @param from - From {@link offeringConversation}, before the conversations were locked.
 * @returns False where nothing was taken: the code was not good any more.
 */
export async function takeOver(
  store: StoreContext,
  sql: Sql,
  { own, from, code, rows }: TakeOver,
): Promise<boolean> {
  // Whoever held the locks before may have taken it, replaced it or erased it.
  if (from === undefined || !(await spend(store, sql, from, code))) return false;
  const offering = rows.find(({ id }) => id === from);
  if (offering !== undefined && offering !== own) {
    await moveEvidence(store, sql, offering, own);
    await eraseOffered(sql, from);
  }
  return true;
}

interface TakeOver {
  readonly own: LockedConversation;
  readonly from: string | undefined;
  readonly code: string;
  /** All that are locked. */
  readonly rows: readonly LockedConversation[];
}

/** @returns False where the offer is gone. */
async function spend(
  { vault, clock }: StoreContext,
  sql: Sql,
  conversation: string,
  code: string,
): Promise<boolean> {
  const rows = await sql
    .deleteFrom('hand_over')
    .where('conversation_id', '=', conversation)
    .where('code', '=', vault.digest('hand-over', code))
    .where('good_until', '>', clock())
    .returning('conversation_id')
    .execute();
  return rows.length > 0;
}

/** One file after the other, since together they may not fit into memory. They keep their ids, times and order. */
async function moveEvidence(
  { vault }: StoreContext,
  sql: Sql,
  from: LockedConversation,
  to: LockedConversation,
): Promise<void> {
  const oldKey = vault.unwrapKey(from.id, from.wrapped_key);
  const newKey = vault.unwrapKey(to.id, to.wrapped_key);
  const evidence = await sql
    .selectFrom('file')
    .select(['number', 'id'])
    .where('conversation_id', '=', from.id)
    .where('purpose', '=', 'evidence')
    .orderBy('number')
    .execute();
  for (const { number, id } of evidence) {
    const file = await sql
      .selectFrom('file')
      .select(['facts', 'bytes'])
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    const sealAnew = (column: 'file.facts' | 'file.bytes', sealed: Uint8Array) =>
      vault.seal(newKey, [column, to.id, id], vault.open(oldKey, [column, from.id, id], sealed));
    await sql
      .updateTable('file')
      .set({
        conversation_id: to.id,
        facts: sealAnew('file.facts', file.facts),
        bytes: sealAnew('file.bytes', file.bytes),
      })
      .where('number', '=', number)
      .execute();
  }
}

/** A turn in hand there has seen the case, and would write it back: without its lease it is claimed again, and sees none. */
async function eraseOffered(sql: Sql, id: string): Promise<void> {
  await sql
    .updateTable('conversation')
    .set({ state: null, keep_until: null, turn_lease: null, turn_lease_until: null })
    .where('id', '=', id)
    .execute();
}

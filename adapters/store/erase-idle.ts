import { withCases } from './cases/tell.ts';
import { deleteConversations } from './delete-conversations.ts';
import type { Sql } from './schema.ts';
import type { StoreContext } from './store-context.ts';

interface Idle {
  readonly platform: string;
  /** When the last thing was said, milliseconds since 1970. */
  readonly before: number;
  readonly limit: number;
}

/**
 * Erases conversations that are idle, have no case of their own and wait for no news of one that was sent in; and those that
 * were to go with their last message where that was fetched or has run out. What others have locked is left.
 *
 * @returns How many.
 */
export async function eraseIdle(store: StoreContext, sql: Sql, idle: Idle): Promise<number> {
  const rows = await lockIdle(store, sql, idle);
  // Whoever had the lock before may have linked it, which does not change its row.
  const linked = await withCases(
    sql,
    rows.map(({ id }) => id),
  );
  const leaving = rows.filter(({ id }) => !linked.has(id));
  if (leaving.length === 0) return 0;
  const ids = leaving.map(({ id }) => id);
  await sql
    .updateTable('inbox')
    .set({ conversation_id: null, person: null })
    .where(
      'person',
      'in',
      leaving.map(({ person }) => person),
    )
    .where('conversation_id', 'in', ids)
    .execute();
  await deleteConversations(sql, ids);
  return leaving.length;
}

async function lockIdle(
  { database }: StoreContext,
  sql: Sql,
  { platform, before, limit }: Idle,
): Promise<readonly { readonly id: string; readonly person: string }[]> {
  return await sql
    .selectFrom('conversation')
    .select(['id', 'person'])
    .where('platform', '=', platform)
    .where((row) =>
      row.or([
        row.and([row('last_active', '<', before), row('keep_until', 'is', null)]),
        row('erase_when_sent', '=', 1),
      ]),
    )
    .where('waiting_since', 'is', null)
    .where('send_due_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox')
            .select('outbox.id')
            .whereRef('outbox.conversation_id', '=', 'conversation.id')
            .where('failed_at', 'is', null),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('case_link')
            .select('case_id')
            .whereRef('case_link.conversation_id', '=', 'conversation.id'),
        ),
      ),
    )
    .orderBy('id')
    .limit(limit)
    .$if(database.kind === 'postgres', (query) => query.forUpdate().skipLocked())
    .execute();
}

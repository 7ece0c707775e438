import type { Sql } from './schema.ts';

/** Deletes locked conversations with their keys, files, offers, links to cases and messages owed. Of failures the reason stays, of nobody's. */
export async function deleteConversations(sql: Sql, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql.deleteFrom('file').where('conversation_id', 'in', ids).execute();
  await sql.deleteFrom('hand_over').where('conversation_id', 'in', ids).execute();
  await sql.deleteFrom('case_link').where('conversation_id', 'in', ids).execute();
  await sql
    .deleteFrom('outbox')
    .where('conversation_id', 'in', ids)
    .where('failed_at', 'is', null)
    .execute();
  await sql
    .updateTable('outbox')
    .set({ conversation_id: null })
    .where('conversation_id', 'in', ids)
    .execute();
  await sql.deleteFrom('conversation').where('id', 'in', ids).execute();
}

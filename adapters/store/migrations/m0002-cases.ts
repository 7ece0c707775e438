import { type Kysely, sql } from 'kysely';
import type { ColumnTypes } from './column-types.ts';

/** Cases that are kept until a time of their own, and may be handed over. What the columns mean is written in `schema.ts`. */
export async function addCases(
  database: Kysely<unknown>,
  { text, integer }: ColumnTypes,
): Promise<void> {
  for (const statement of [
    sql`alter table conversation add column keep_until ${integer}`,
    sql`create index conversation_case on conversation (keep_until) where keep_until is not null`,
    sql`create table hand_over (
      conversation_id ${text} primary key,
      code ${text} not null unique,
      good_until ${integer} not null
    )`,
    sql`create index hand_over_age on hand_over (good_until)`,
  ]) {
    await statement.execute(database);
  }
}

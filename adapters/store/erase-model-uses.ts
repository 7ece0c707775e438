import type { Incoming } from '../../bot/message.ts';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import { modelUserOf } from './model-ledger.ts';
import type { Sql } from './schema.ts';
import type { StoreContext } from './store-context.ts';

/** How long the figures of a day are kept: a quarter can be looked back on. */
const KEPT_DAYS = 100;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The day in Korea, so many days ago. */
const dayAgo = ({ clock }: StoreContext, days = 0): string =>
  koreanDay(new Date(clock() - days * DAY_MS));

/** Once a day is over nobody needs to know who took what; the sums stay. @returns How many rows. */
export async function blankModelUsers(
  store: StoreContext,
  sql: Sql,
  limit: number,
): Promise<number> {
  const rows = await sql
    .updateTable('model_use')
    .set({ person: null })
    .where('id', 'in', (query) =>
      query
        .selectFrom('model_use')
        .select('id')
        .where('person', 'is not', null)
        .where('day', '<', dayAgo(store))
        .limit(limit)
        .$if(store.database.kind === 'postgres', (part) => part.forUpdate().skipLocked()),
    )
    .returning('id')
    .execute();
  return rows.length;
}

/** @returns How many rows. */
export async function eraseModelUses(
  store: StoreContext,
  sql: Sql,
  limit: number,
): Promise<number> {
  const rows = await sql
    .deleteFrom('model_use')
    .where('id', 'in', (query) =>
      query
        .selectFrom('model_use')
        .select('id')
        .where('day', '<', dayAgo(store, KEPT_DAYS))
        .limit(limit)
        .$if(store.database.kind === 'postgres', (part) => part.forUpdate().skipLocked()),
    )
    .returning('id')
    .execute();
  return rows.length;
}

/**
 * Blanks whose uses of past days were, where that has not been done yet.
 *
 * The digest of today stays until the day is over, or to be forgotten would be a way to a new budget. It joins nothing:
 * what it was made from is erased, and that of any other day is another one.
 */
export async function forgetModelUser(
  store: StoreContext,
  sql: Sql,
  { platform, person }: Pick<Incoming, 'platform' | 'person'>,
): Promise<void> {
  const days = await sql
    .selectFrom('model_use')
    .select('day')
    .distinct()
    .where('person', 'is not', null)
    .where('day', '<', dayAgo(store))
    .orderBy('day')
    .execute();
  for (const { day } of days) {
    await sql
      .updateTable('model_use')
      .set({ person: null })
      .where('day', '=', day)
      .where('person', '=', modelUserOf(store.vault, day, platform, person))
      .execute();
  }
}

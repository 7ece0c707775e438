import type { FiguresShelf } from '../../bot/desk/figures.ts';
import { inTransaction, type StoreContext } from './store-context.ts';

const PREFIX = 'figures/';

/** Figures that were published, as rows of the table of single values: nothing personal is in them. */
export const figureShelf = (store: StoreContext): FiguresShelf => ({
  periods: async () => {
    const rows = await store.database.sql
      .selectFrom('meta')
      .select('name')
      .where('name', 'like', `${PREFIX}%`)
      .execute();
    return rows.map(({ name }) => name.slice(PREFIX.length));
  },
  read: async (period) => {
    const row = await store.database.sql
      .selectFrom('meta')
      .select('value')
      .where('name', '=', PREFIX + period)
      .executeTakeFirst();
    return row?.value;
  },
  keep: (period, value) =>
    inTransaction(store, async (sql) => {
      await sql
        .insertInto('meta')
        .values({ name: PREFIX + period, value })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute();
    }),
});

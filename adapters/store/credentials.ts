import type { Credentials } from '../../bot/store.ts';
import { requireKey } from './key-check.ts';
import { inTransaction, type StoreContext } from './store-context.ts';

/** See `Store.credentials`. Sealed under the master key itself, for they belong to no conversation. */
export function openCredentials(store: StoreContext): Credentials {
  const { database, vault } = store;
  return {
    put: async (platform, id, secret) => {
      const digest = vault.digest('credential', platform, id);
      const sealed = vault.seal(vault.credentialKey, ['credential.secret', digest], secret);
      await inTransaction(store, async (sql) => {
        await sql
          .insertInto('credential')
          .values({ id: digest, secret: sealed })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ secret: sealed }))
          .execute();
        await requireKey(store, sql);
      });
    },
    get: async (platform, id) => {
      const digest = vault.digest('credential', platform, id);
      const row = await database.sql
        .selectFrom('credential')
        .select('secret')
        .where('id', '=', digest)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      return vault.open(vault.credentialKey, ['credential.secret', digest], row.secret).toString();
    },
    remove: async (platform, id) => {
      await database.sql
        .deleteFrom('credential')
        .where('id', '=', vault.digest('credential', platform, id))
        .execute();
    },
  };
}

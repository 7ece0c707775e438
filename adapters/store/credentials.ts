import type { Credentials } from '../../bot/store.ts';
import type { StoreContext } from './store-context.ts';

/** See `Store.credentials`. Sealed under the master key itself, for they belong to no conversation. */
export function openCredentials({ database: { sql }, vault }: StoreContext): Credentials {
  return {
    put: async (platform, id, secret) => {
      const digest = vault.digest('credential', platform, id);
      const sealed = vault.seal(vault.credentialKey, ['credential.secret', digest], secret);
      await sql
        .insertInto('credential')
        .values({ id: digest, secret: sealed })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ secret: sealed }))
        .execute();
    },
    get: async (platform, id) => {
      const digest = vault.digest('credential', platform, id);
      const row = await sql
        .selectFrom('credential')
        .select('secret')
        .where('id', '=', digest)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      return vault.open(vault.credentialKey, ['credential.secret', digest], row.secret).toString();
    },
    remove: async (platform, id) => {
      await sql
        .deleteFrom('credential')
        .where('id', '=', vault.digest('credential', platform, id))
        .execute();
    },
  };
}

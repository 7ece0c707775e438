import { type RawBuilder, sql as raw } from 'kysely';
import { OtherKeyError } from './errors.ts';
import type { Sql } from './schema.ts';
import { type Cipher, openVault, type Vault } from './sealing.ts';
import type { StoreContext } from './store-context.ts';

/**
 * The vault of what the database holds. The first to open a database leaves the mark of its master key; whoever rotates that
 * leaves another one, and the digest key sealed.
 *
 * @throws {OtherKeyError}
 */
export async function findVault(
  sql: Sql,
  masterKey: Uint8Array,
  randomBytes: (count: number) => Uint8Array,
  cipher: Cipher = 'aes-256-gcm',
): Promise<Vault> {
  const value = openVault(masterKey, randomBytes, cipher).keyCheck;
  await sql
    .insertInto('meta')
    .values({ name: 'key-check', value })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const rows = await sql
    .selectFrom('meta')
    .selectAll()
    .where('name', 'in', ['key-check', 'digest-key'])
    .execute();
  const kept = new Map(rows.map((row) => [row.name, row.value]));
  const vault = vaultOf(kept, masterKey, randomBytes, cipher);
  if (vault) return vault;
  throw new OtherKeyError(OTHER_KEY);
}

/**
 * @param meta - Of the table of that name: `key-check` and, after a rotation, `digest-key`.
 * @returns Undefined where they are of another key.
 */
export function vaultOf(
  meta: ReadonlyMap<string, string>,
  masterKey: Uint8Array,
  randomBytes: (count: number) => Uint8Array,
  cipher: Cipher = 'aes-256-gcm',
): Vault | undefined {
  const digestKey = meta.get('digest-key');
  try {
    const sealed = digestKey === undefined ? undefined : Buffer.from(digestKey, 'base64');
    const vault = openVault(masterKey, randomBytes, cipher, sealed);
    return vault.keyCheck === meta.get('key-check') ? vault : undefined;
  } catch {
    // The digest key does not open.
    return undefined;
  }
}

const OTHER_KEY =
  'The data was written under another key. Set DATA_KEY (or put back the key file) as it was then, or to the new key if it was rotated since; without it the data cannot be read, and only an empty database can be used.';

/** Leaves the mark of a new master key, and the digest key of the old one for it. @returns The vault that reads both. */
export async function markKey(
  sql: Sql,
  { digestKey }: Vault,
  newKey: Uint8Array,
  randomBytes: (count: number) => Uint8Array,
  cipher: Cipher = 'aes-256-gcm',
): Promise<Vault> {
  const sealed = openVault(newKey, randomBytes, cipher).sealDigestKey(digestKey);
  const vault = openVault(newKey, randomBytes, cipher, sealed);
  await sql
    .insertInto('meta')
    .values([
      { name: 'key-check', value: vault.keyCheck },
      { name: 'digest-key', value: Buffer.from(sealed).toString('base64') },
    ])
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet(({ ref }) => ({ value: ref('excluded.value') })),
    )
    .execute();
  return vault;
}

/** For a condition: whether the database still is under the master key of this vault. */
export const isKey = ({ keyCheck }: Vault): RawBuilder<boolean> =>
  raw<boolean>`exists (select 1 from meta where name = 'key-check' and value = ${keyCheck})`;

/**
 * A process that slept through a rotation must not write what nobody can read, nor hold a role that it cannot serve.
 * After a change of rows in the same transaction this is certain: a rotation locks the tables before it looks at them.
 *
 * @throws {OtherKeyError}
 */
export async function requireKey({ vault }: Pick<StoreContext, 'vault'>, sql: Sql): Promise<void> {
  const row = await sql
    .selectFrom('meta')
    .select('value')
    .where('name', '=', 'key-check')
    .executeTakeFirst();
  if (row?.value === vault.keyCheck) return;
  throw new OtherKeyError(
    'The master key was rotated while this process ran. Start it again with the new key.',
  );
}

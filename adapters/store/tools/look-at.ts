import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type Database, type DatabaseChoice, openDatabase } from '../database.ts';
import { OtherKeyError, StoreOpenError } from '../errors.ts';
import { vaultOf } from '../key-check.ts';
import { appliedMigrations, MIGRATION_NAMES } from '../migrate.ts';
import type { MasterKey } from '../next-key.ts';
import type { Vault } from '../sealing.ts';

/** Where tools find what they look at. */
export interface Looking {
  readonly database: DatabaseChoice;
  /** From `masterKeys`; asked for only where they are needed. */
  readonly keys: () => readonly MasterKey[];
  /** Where the process that has a SQLite file answers. */
  readonly socket: string;
}

export interface Look {
  readonly database: Database;
  readonly vault: Vault;
}

/**
 * Lets somebody read the database, and changes nothing in it: its tables are not brought up to date either.
 *
 * @throws {InUseError} where another process has the SQLite file.
 * @throws {StoreOpenError} where there is nothing, or it is of another version or under another key.
 */
export async function lookAt<T>(
  { database: choice, keys }: Pick<Looking, 'database' | 'keys'>,
  work: (look: Look) => Promise<T>,
): Promise<T> {
  requireThere(choice);
  const database = await openDatabase(choice, () => undefined);
  try {
    const applied = await appliedMigrations(database);
    if (applied.join() !== MIGRATION_NAMES.join()) {
      throw new StoreOpenError(
        'The database has the tables of another version of the program, or none. Start the server of this version once, which brings them up to date, or use the tool of that version.',
      );
    }
    return await work({ database, vault: await fittingVault(database, keys()) });
  } finally {
    await database.sql.destroy();
  }
}

function requireThere(choice: DatabaseChoice): void {
  if (choice.kind === 'postgres' || existsSync(choice.path)) return;
  throw new StoreOpenError(
    `There is no data: ${choice.path} does not exist. Set DATA_DIR or DATABASE_URL as for the server.`,
  );
}

async function fittingVault({ sql }: Database, keys: readonly MasterKey[]): Promise<Vault> {
  const rows = await sql.selectFrom('meta').selectAll().execute();
  const meta = new Map(rows.map(({ name, value }) => [name, value]));
  for (const { key } of keys) {
    const vault = vaultOf(meta, key, randomBytes);
    if (vault) return vault;
  }
  throw new OtherKeyError(
    'The data is under another key. Set DATA_KEY, or put the key file back, as for the server.',
  );
}

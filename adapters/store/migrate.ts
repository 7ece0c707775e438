import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import type { Database } from './database.ts';
import { StoreOpenError, withoutValues } from './errors.ts';
import { columnTypes } from './migrations/column-types.ts';
import { createFirstTables } from './migrations/m0001-first-tables.ts';
import { addCases } from './migrations/m0002-cases.ts';
import { addDesk } from './migrations/m0003-desk.ts';
import { addModelUses } from './migrations/m0004-model-uses.ts';

/** In order; a new one is added at the end, and none is changed once it was released. */
const MIGRATIONS = {
  '0001-first-tables': createFirstTables,
  '0002-cases': addCases,
  '0003-desk': addDesk,
  '0004-model-uses': addModelUses,
} as const;

/**
 * Brings the tables up to date. Replicas that start together wait for each other on PostgreSQL.
 *
 * @throws {StoreOpenError} when a newer version of the program has changed the tables, or they cannot be changed.
 */
export async function migrate(database: Database): Promise<void> {
  const newer = (await appliedMigrations(database)).filter((name) => !(name in MIGRATIONS));
  if (newer.length > 0) {
    throw new StoreOpenError(
      `The database was changed by a newer version of the program (${newer.join(', ')}). Run that version, or restore a backup from before.`,
    );
  }
  const { error } = await migrator(database).migrateToLatest();
  if (error === undefined) return;
  const cause = withoutValues(error);
  throw new StoreOpenError(`The tables cannot be brought up to date: ${cause.message}`, { cause });
}

function migrator({ sql: database, kind }: Database): Migrator {
  const types = columnTypes(kind);
  const migrations = Object.fromEntries(
    Object.entries(MIGRATIONS).map(([name, change]): [string, Migration] => [
      name,
      { up: (connection: Kysely<unknown>) => change(connection, types) },
    ]),
  );
  return new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
}

/** What the tables of this version come from, in order. */
export const MIGRATION_NAMES: readonly string[] = Object.keys(MIGRATIONS);

/** Those that the database has had, in order; none of a new one. */
export async function appliedMigrations({ sql: database }: Database): Promise<readonly string[]> {
  const tables = await database.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const { rows } = await sql<{
    name: string;
  }>`select name from kysely_migration order by name`.execute(database);
  return rows.map(({ name }) => name);
}

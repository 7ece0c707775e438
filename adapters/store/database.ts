import { closeSync, openSync, rmSync } from 'node:fs';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { openPostgresPool } from './postgres-pool.ts';
import type { Sql, Tables } from './schema.ts';
import { openSqlite } from './sqlite-connection.ts';
import { sqliteDialect } from './sqlite-dialect.ts';

/** Which database, and where. */
export type DatabaseChoice =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** An open database, and what the two do differently. */
export interface Database {
  readonly sql: Sql;
  readonly kind: DatabaseChoice['kind'];
  /** A transaction whose loss does no harm, so that nobody waits for the disk. */
  readonly relaxed: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;
  /** Gives everything as it is at one moment, to be read at leisure while others go on. One look at a time on SQLite. */
  readonly snapshot: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;
  /** Removes what erased rows left behind in files. May take seconds, and other work goes on meanwhile. */
  readonly scrub: () => Promise<void>;
  /** How long to leave it in peace after that. */
  readonly scrubPauseMs: number;
}

/** @throws {StoreOpenError} when a SQLite file is in use. PostgreSQL is not asked yet. */
export async function openDatabase(
  choice: DatabaseChoice,
  report: (error: unknown) => void,
): Promise<Database> {
  return choice.kind === 'sqlite'
    ? await sqliteDatabase(choice.path)
    : postgresDatabase(choice.url, report);
}

async function sqliteDatabase(path: string): Promise<Database> {
  const database = await kyselyAt(path);
  return {
    sql: database,
    kind: 'sqlite',
    relaxed: (work) =>
      database.connection().execute(async (connection) => {
        await sql`pragma synchronous = normal`.execute(connection);
        try {
          return await connection.transaction().execute(work);
        } finally {
          await sql`pragma synchronous = full`.execute(connection);
        }
      }),
    snapshot: sqliteSnapshots(database, path),
    // Erased bytes are overwritten in the file at once; the log still has the pages as they were.
    scrub: async () => {
      await sql`pragma wal_checkpoint(truncate)`.execute(database);
    },
    scrubPauseMs: 0,
  };
}

const kyselyAt = async (path: string): Promise<Sql> =>
  new Kysely<Tables>({ dialect: sqliteDialect(await openSqlite(path)) });

/** Looks at a copy that lies beside the file meanwhile: only making it holds others up. What a crash has left of one goes. */
function sqliteSnapshots(database: Sql, path: string): Database['snapshot'] {
  const copy = `${path}.snapshot`;
  const removeCopy = () => {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(copy + end, { force: true });
  };
  removeCopy();
  let last: Promise<unknown> = Promise.resolve();
  const look = async <T>(work: (sql: Sql) => Promise<T>): Promise<T> => {
    try {
      // Found empty it is used, and keeps its permissions.
      closeSync(openSync(copy, 'w', 0o600));
      await sql`vacuum into ${copy}`.execute(database);
      const copied = await kyselyAt(copy);
      return await work(copied).finally(() => copied.destroy());
    } finally {
      removeCopy();
    }
  };
  return (work) => {
    const next = last.catch(() => undefined).then(() => look(work));
    last = next;
    return next;
  };
}

/** To vacuum means to read through whole tables. */
const VACUUM_PAUSE_MS = 60_000;

function postgresDatabase(url: string, report: (error: unknown) => void): Database {
  const database = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: openPostgresPool(url, report) }),
  });
  return {
    sql: database,
    kind: 'postgres',
    relaxed: (work) =>
      database.transaction().execute(async (transaction) => {
        await sql`set local synchronous_commit = off`.execute(transaction);
        return await work(transaction);
      }),
    snapshot: (work) => database.transaction().setIsolationLevel('repeatable read').execute(work),
    scrub: async () => {
      await sql`vacuum conversation, inbox, outbox, file, hand_over, case_file, case_attachment, case_link, model_use`.execute(
        database,
      );
    },
    scrubPauseMs: VACUUM_PAUSE_MS,
  };
}

import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import Libsql from 'libsql';
import { StoreOpenError, withoutValues } from './errors.ts';

/**
 * Opens the file for this process alone, in the form that Kysely expects of `better-sqlite3`.
 *
 * The lock is the operating system's, so it ends with the process however that ends.
 *
 * @throws {StoreOpenError} when another process has it, or it is no database.
 */
export function openSqlite(path: string): SqliteDatabase {
  const database = openAlone(path);
  const prepare = rememberingStatements(database);
  return {
    prepare: (sql) => prepared(database, prepare, sql),
    close: () => {
      letGo(database);
      database.close();
    },
  };
}

function openAlone(path: string): Libsql.Database {
  let database: Libsql.Database | undefined;
  try {
    createPrivately(path);
    database = new Libsql(path);
    // Before the log is first touched: then its index lives in our memory, and nobody else can join in.
    database.pragma('locking_mode = exclusive');
    database.pragma('journal_mode = wal');
    database.pragma('synchronous = full');
    database.pragma('secure_delete = on');
    database.pragma('temp_store = memory');
    database.pragma(`journal_size_limit = ${LOG_BYTES_KEPT}`);
    database.exec('begin exclusive; commit');
    return database;
  } catch (cause) {
    database?.close();
    const error = withoutValues(cause);
    throw error.code.startsWith('SQLITE_BUSY')
      ? new StoreOpenError(
          `The database ${path} is in use by another process. Stop that one first, or set DATABASE_URL to share a PostgreSQL.`,
          { cause: error },
        )
      : new StoreOpenError(`The database ${path} cannot be opened: ${error.message}`, {
          cause: error,
        });
  }
}

/** A log grown by a large file is cut back to this. */
const LOG_BYTES_KEPT = 16_777_216;

/**
 * The log and its index get the permissions of the file beside them. A file that is there is left alone: to open and
 * close it would end the locks that this process may have on it.
 */
function createPrivately(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
}

/**
 * libsql really closes a file only when its last statement was collected as garbage, and the lock must not last so long.
 * It cannot be given up while there is a log, so the log is written back and closed first.
 */
function letGo(database: Libsql.Database): void {
  database.pragma('journal_mode = delete');
  database.pragma('locking_mode = normal');
  // Takes effect with the next reading.
  database.prepare('select count(*) from sqlite_schema').all();
}

type Statement = Libsql.Statement<unknown[]>;

/** The statements of one round of work, each in a few lengths of its list of rows. */
const STATEMENTS_KEPT = 200;

/** Uses a statement again instead of making it anew, and so leaves less behind outside of JavaScript's memory. */
function rememberingStatements(database: Libsql.Database): (sql: string) => Statement {
  const kept = new Map<string, Statement>();
  return (sql) => {
    const statement = kept.get(sql) ?? database.prepare(sql);
    // A map keeps the order of insertion: the first is the one that was longest out of use.
    kept.delete(sql);
    kept.set(sql, statement);
    const oldest = kept.size > STATEMENTS_KEPT ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    return statement;
  };
}

function prepared(
  database: Libsql.Database,
  prepare: (sql: string) => Statement,
  sql: string,
): SqliteStatement {
  // A full disk makes SQLite roll back by itself; a second rollback would hide the reason.
  if (sql === 'rollback' && !database.inTransaction) return NOTHING;
  const statement = guarded(() => prepare(sql));
  return {
    reader: statement.reader,
    all: (parameters) => guarded(() => statement.all(parameters.map(bindable)).map(readable)),
    run: (parameters) => guarded(() => statement.run(parameters.map(bindable))),
    iterate: () => {
      throw new TypeError('Nothing here streams.');
    },
  };
}

const NOTHING: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [][Symbol.iterator](),
};

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw withoutValues(cause);
  }
}

/** libsql binds every number as a float, and ends the whole process on a boolean. */
function bindable(value: unknown): unknown {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return value;
}

/** libsql gives bytes as `ArrayBuffer`. */
function readable(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row;
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof ArrayBuffer ? Buffer.from(value) : value,
    ]),
  );
}

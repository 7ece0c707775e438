import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Libsql from 'libsql/promise';
import { InUseError, StoreOpenError, withoutValues } from './errors.ts';

/** What we use of a connection of libsql, whose own types say little. */
interface Connection {
  readonly inTransaction: boolean;
  prepare(sql: string): Promise<Statement>;
  /** In another thread, so that the disk is waited for there. */
  exec(sql: string): Promise<void>;
  close(): void;
}

interface Statement {
  /** Whether it gives rows. */
  readonly reader: boolean;
  all(parameters: readonly unknown[]): Promise<readonly unknown[]>;
  run(parameters: readonly unknown[]): {
    readonly changes: number;
    readonly lastInsertRowid: number;
  };
}

/** The outcome of one statement. */
export interface SqliteResult {
  readonly rows: readonly unknown[];
  readonly changes: number;
}

/** One connection; it takes one statement after the other. */
export interface SqliteConnection {
  execute(sql: string, parameters: readonly unknown[]): Promise<SqliteResult>;
  /** Ends a transaction. The event loop goes on while the disk writes. */
  commit(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the file for this process alone.
 *
 * The lock is the operating system's, so it ends with the process however that ends.
 *
 * @throws {StoreOpenError} when another process has it, or it is no database.
 */
export async function openSqlite(path: string): Promise<SqliteConnection> {
  const database = await openAlone(path);
  const prepare = rememberingStatements(database);
  return {
    execute: (sql, parameters) => execute(database, prepare, sql, parameters),
    commit: () => guarded(() => database.exec('commit')),
    close: async () => {
      await letGo(database);
      database.close();
    },
  };
}

async function openAlone(path: string): Promise<Connection> {
  let database: Connection | undefined;
  try {
    createPrivately(path);
    database = connect(path);
    // Before the log is first touched: then its index lives in our memory, and nobody else can join in.
    await database.exec('pragma locking_mode = exclusive');
    await database.exec('pragma journal_mode = wal');
    await database.exec('pragma synchronous = full');
    await database.exec('pragma secure_delete = on');
    await database.exec('pragma temp_store = memory');
    await database.exec(`pragma journal_size_limit = ${LOG_BYTES_KEPT}`);
    await database.exec('begin exclusive');
    await database.exec('commit');
    return database;
  } catch (cause) {
    database?.close();
    const error = withoutValues(cause);
    throw error.code.startsWith('SQLITE_BUSY')
      ? new InUseError(
          `The database ${path} is in use by another process. Stop that one first, or set DATABASE_URL to share a PostgreSQL.`,
          { cause: error },
        )
      : new StoreOpenError(`The database ${path} cannot be opened: ${error.message}`, {
          cause: error,
        });
  }
}

/** The types that libsql ships know neither its options nor its results. */
function connect(path: string): Connection {
  const opened: unknown = new Libsql(path, undefined);
  return opened as Connection;
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
async function letGo(database: Connection): Promise<void> {
  await database.exec('pragma journal_mode = delete');
  await database.exec('pragma locking_mode = normal');
  // Takes effect with the next reading.
  await (await database.prepare('select count(*) from sqlite_schema')).all([]);
}

/** The statements of one round of work, each in a few lengths of its list of rows. */
const STATEMENTS_KEPT = 200;

/** Uses a statement again instead of making it anew, and so leaves less behind outside of JavaScript's memory. */
function rememberingStatements(database: Connection): (sql: string) => Promise<Statement> {
  const kept = new Map<string, Statement>();
  return async (sql) => {
    const statement = kept.get(sql) ?? (await database.prepare(sql));
    // A map keeps the order of insertion: the first is the one that was longest out of use.
    kept.delete(sql);
    kept.set(sql, statement);
    const oldest = kept.size > STATEMENTS_KEPT ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    return statement;
  };
}

async function execute(
  database: Connection,
  prepare: (sql: string) => Promise<Statement>,
  sql: string,
  parameters: readonly unknown[],
): Promise<SqliteResult> {
  // A full disk makes SQLite roll back by itself; a second rollback would hide the reason.
  if (sql === 'rollback' && !database.inTransaction) return { rows: [], changes: 0 };
  return await guarded(async () => {
    const statement = await prepare(sql);
    const bound = parameters.map(bindable);
    if (!statement.reader) return { rows: [], changes: statement.run(bound).changes };
    const rows = (await statement.all(bound)).map(readable);
    return { rows, changes: rows.length };
  });
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
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

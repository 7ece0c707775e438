import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { SqliteConnection } from './sqlite-connection.ts';

/**
 * SQLite for Kysely, over one connection whose commits let the event loop go on. What Kysely ships waits for the disk in the
 * only thread there is: nothing could be received or answered meanwhile, and nothing would gather for the next commit.
 */
export const sqliteDialect = (connection: SqliteConnection): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => new OneConnectionDriver(connection),
  createIntrospector: (database) => new SqliteIntrospector(database),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});

/** Gives the connection to one after the other. */
class OneConnectionDriver implements Driver {
  readonly #connection: SqliteConnection;
  readonly #shared: SharedConnection;
  #last: Promise<void> = Promise.resolve();
  #giveBack: () => void = () => undefined;

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
    this.#shared = new SharedConnection(connection);
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#last;
    let giveBack: () => void = () => undefined;
    this.#last = new Promise((resolve) => {
      giveBack = resolve;
    });
    await before;
    this.#giveBack = giveBack;
    return this.#shared;
  }

  releaseConnection(): Promise<void> {
    this.#giveBack();
    return Promise.resolve();
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'));
  }

  commitTransaction(): Promise<void> {
    return this.#connection.commit();
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  destroy(): Promise<void> {
    return this.#connection.close();
  }
}

class SharedConnection implements DatabaseConnection {
  readonly #connection: SqliteConnection;

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, changes } = await this.#connection.execute(sql, parameters);
    // Kysely trusts its caller with the form of rows, and so does this.
    return { rows: rows as Row[], numAffectedRows: BigInt(changes) };
  }

  // biome-ignore lint/correctness/useYield: nothing here streams.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new TypeError('Nothing here streams.');
  }
}

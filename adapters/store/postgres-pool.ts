import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { withoutValues } from './errors.ts';

/** Enough for the lanes of one process; a server with its usual 100 connections carries ten of them. */
const CONNECTIONS = 8;
/** A server that is away must become an error while the platform still waits for our answer. */
const CONNECT_TIMEOUT_MS = 10_000;
/** No statement of ours takes a second; one that takes this long is stuck. */
const STATEMENT_TIMEOUT_MS = 20_000;
/** Past the server's own limit: only a network that swallows packets gets here. */
const QUERY_TIMEOUT_MS = 25_000;
const BIGINT = 20;

/** By which others on the server know our connections. */
export const APPLICATION_NAME = 'facerights';

/**
 * Connections to PostgreSQL. Any error of one rejects what was asked of it, and the next call gets a new one.
 *
 * @param report - Takes errors of connections that nobody was using.
 */
export function openPostgresPool(url: string, report: (error: unknown) => void): PostgresPool {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    // A frozen process must not keep its row locks.
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    keepAlive: true,
    application_name: APPLICATION_NAME,
    // Ours only: times and counts are far below 2^53.
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === BIGINT ? Number : pg.types.getTypeParser(oid, format ?? 'text'),
    } as pg.CustomTypesConfig,
  });
  pool.on('error', (error) => report(withoutValues(error)));
  return {
    connect: async () => guardedClient(await pool.connect().catch(rethrow)),
    end: () => pool.end(),
  };
}

function rethrow(error: unknown): never {
  throw withoutValues(error);
}

/** While a client is out of the pool its errors are ours to hear; unheard they would end the process. */
function guardedClient(client: pg.PoolClient): PostgresPoolClient {
  let broken = false;
  const onError = () => {
    broken = true;
  };
  client.on('error', onError);
  const query = async (sql: unknown, parameters: readonly unknown[] = []) => {
    try {
      return await client.query(String(sql), [...parameters]);
    } catch (cause) {
      // An answer of the server has five characters; with anything else the state of the line is unknown.
      const error = withoutValues(cause);
      broken ||= !/^[0-9A-Z]{5}$/.test(error.code);
      throw error;
    }
  };
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: () => {
      client.off('error', onError);
      client.release(broken);
    },
  };
}

import { sql as raw } from 'kysely';
import type { Database } from './database.ts';
import { StoreOpenError } from './errors.ts';
import { APPLICATION_NAME } from './postgres-pool.ts';

/**
 * Makes sure that nobody else works on the database until the transaction ends. On SQLite the lock on the file has done it.
 *
 * @throws {StoreOpenError} which says what to do, where others are connected or hold something.
 */
export async function lockOthersOut({ sql, kind }: Database, now: number): Promise<void> {
  if (kind === 'sqlite') return;
  // Waits for those who write, and lets nobody else write or rotate until the end.
  // In the order in which others take them.
  await raw`lock table conversation, credential, role, meta, case_file, staff in exclusive mode`.execute(
    sql,
  );
  const leases = await raw<{ until: number | null }>`
    select max(until) as until from (
      select turn_lease_until as until from conversation where turn_lease is not null
      union all select send_lease_until from conversation where send_lease is not null
      union all select held_until from role
    ) as held`.execute(sql);
  const until = leases.rows[0]?.until ?? 0;
  if (until > now) {
    throw new StoreOpenError(
      `Another process works on the database, or was ended in the middle of its work: what it holds ends at ${new Date(until).toISOString()}. Stop the server, and try again after that.`,
    );
  }
  const connections = await raw<{ pid: number }>`
    select pid from pg_stat_activity
    where datname = current_database() and application_name = ${APPLICATION_NAME}
      and pid <> pg_backend_pid()`.execute(sql);
  const other = connections.rows[0];
  if (other === undefined) return;
  throw new StoreOpenError(
    `Another process of FaceRights is connected to the database. Stop it, and try again; if there is none any more, end its connection with: select pg_terminate_backend(${other.pid})`,
  );
}

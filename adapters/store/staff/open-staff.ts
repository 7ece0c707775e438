import type { AuditEntry } from '../../../bot/desk/audit.ts';
import { readStaff, writeStaff } from '../../../bot/desk/staff.ts';
import type { StaffStore, StoredStaff } from '../../../bot/desk/staff-store.ts';
import { extendChain, lockHead } from '../audit/chain.ts';
import type { Sql } from '../schema.ts';
import { inTransaction, type StoreContext } from '../store-context.ts';
import { clearFailures, countFailure, failures } from './failures.ts';
import {
  beginSession,
  endSession,
  endSessionsOf,
  keepSession,
  session,
  sessionsOf,
} from './sessions.ts';
import { recordPlace, staffKey } from './staff-seals.ts';

/** See `Store.staff`. */
export const openStaff = (store: StoreContext): StaffStore => ({
  list: () => list(store),
  byId: (id) => find(store, 'id', id),
  byLogin: (login) => find(store, 'login', loginDigest(store, login)),
  put: (staff, expects, audit) =>
    inTransaction(store, (sql) => put(store, sql, { staff, version: expects }, audit)),
  beginSession: (token, one) => beginSession(store, token, one),
  session: (token) => session(store, token),
  keepSession: (token, one) => keepSession(store, token, one),
  endSession: (token) => endSession(store, token),
  sessionsOf: (staff) => sessionsOf(store, staff),
  endSessionsOf: (staff) => endSessionsOf(store, staff),
  countFailure: (keys, windowMs) => countFailure(store, keys, windowMs),
  failures: (keys, windowMs) => failures(store, keys, windowMs),
  clearFailures: (keys) => clearFailures(store, keys),
  tidy: async () => {
    const now = store.clock();
    const { sql } = store.database;
    await sql.deleteFrom('staff_session').where('ends_at', '<=', now).execute();
    await sql.deleteFrom('staff_failure').where('counts_until', '<=', now).execute();
  },
});

const loginDigest = ({ vault }: StoreContext, login: string): string =>
  vault.digest('staff-login', login);

interface StaffRow {
  readonly id: string;
  readonly wrapped_key: Uint8Array;
  readonly record: Uint8Array;
  readonly version: number;
}

function opened({ vault }: StoreContext, row: StaffRow): StoredStaff {
  const key = staffKey(vault, row.id, row.wrapped_key);
  const record = vault.open(key, recordPlace(row.id), row.record).toString();
  return { version: row.version, staff: readStaff(record) };
}

async function list(store: StoreContext): Promise<readonly StoredStaff[]> {
  const rows = await store.database.sql
    .selectFrom('staff')
    .select(['id', 'wrapped_key', 'record', 'version'])
    .execute();
  return rows
    .map((row) => opened(store, row))
    .toSorted(({ staff: one }, { staff: other }) => one.createdAt - other.createdAt);
}

async function find(
  store: StoreContext,
  column: 'id' | 'login',
  value: string,
): Promise<StoredStaff | undefined> {
  const row = await store.database.sql
    .selectFrom('staff')
    .select(['id', 'wrapped_key', 'record', 'version'])
    .where(column, '=', value)
    .executeTakeFirst();
  return row && opened(store, row);
}

/** Under the lock of the audit log's head, so that nobody else takes the login between the look and the writing. */
async function put(
  store: StoreContext,
  sql: Sql,
  { staff, version }: StoredStaff,
  audit: readonly AuditEntry[],
): Promise<boolean> {
  const { vault } = store;
  const { id } = staff;
  const login = loginDigest(store, staff.login);
  const head = await lockHead(store, sql);
  const rows = await sql
    .selectFrom('staff')
    .select(['id', 'wrapped_key', 'version'])
    .where((row) => row.or([row('id', '=', id), row('login', '=', login)]))
    .execute();
  const before = rows.find((row) => row.id === id);
  if (rows.some((row) => row.id !== id) || (before?.version ?? 0) !== version) return false;
  const key = before ? staffKey(vault, id, before.wrapped_key) : vault.newDataKey();
  const record = vault.seal(key, recordPlace(id), writeStaff(staff));
  const fresh = { login, record, version: version + 1 };
  if (before) await sql.updateTable('staff').set(fresh).where('id', '=', id).execute();
  else {
    const wrapped_key = vault.wrapKey(id, key, 'staff.wrapped_key');
    await sql
      .insertInto('staff')
      .values({ id, wrapped_key, ...fresh })
      .execute();
  }
  await extendChain(store, sql, head, audit);
  return true;
}

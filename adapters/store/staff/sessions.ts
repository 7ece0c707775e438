import type { StaffSession } from '../../../bot/desk/staff-store.ts';
import type { Vault } from '../sealing.ts';
import type { StoreContext } from '../store-context.ts';
import { staffKey } from './staff-seals.ts';

const digestOf = (vault: Vault, token: string): string => vault.digest('staff-session', token);

/** Under the key of the account, so that a rotation of the master key ends no session. */
async function rowOf(
  { database: { sql }, vault }: StoreContext,
  token: string,
  session: StaffSession,
) {
  const { staff } = session;
  const account = await sql
    .selectFrom('staff')
    .select('wrapped_key')
    .where('id', '=', staff)
    .executeTakeFirst();
  if (!account) throw new TypeError('A session belongs to an account.');
  const digest = digestOf(vault, token);
  const key = staffKey(vault, staff, account.wrapped_key);
  return {
    token: digest,
    staff_id: staff,
    ends_at: session.endsAt,
    session: vault.seal(key, ['staff_session.session', staff, digest], JSON.stringify(session)),
  };
}

interface OpenedRow {
  readonly token: string;
  readonly staff_id: string;
  readonly session: Uint8Array;
  readonly wrapped_key: Uint8Array;
}

function opened({ vault }: StoreContext, row: OpenedRow): StaffSession {
  const key = staffKey(vault, row.staff_id, row.wrapped_key);
  const place = ['staff_session.session', row.staff_id, row.token] as const;
  // Written by us, and sealed since: nobody else can have changed its form.
  return JSON.parse(vault.open(key, place, row.session).toString()) as StaffSession;
}

/** Those whose end has not come. */
const living = ({ database: { sql }, clock }: StoreContext) =>
  sql
    .selectFrom('staff_session')
    .innerJoin('staff', 'staff.id', 'staff_session.staff_id')
    .select(['token', 'staff_id', 'session', 'wrapped_key'])
    .where('ends_at', '>', clock());

/** See `StaffStore.beginSession`. */
export async function beginSession(
  store: StoreContext,
  token: string,
  session: StaffSession,
): Promise<void> {
  const row = await rowOf(store, token, session);
  await store.database.sql.insertInto('staff_session').values(row).execute();
}

/** See `StaffStore.session`. One whose end has come is none. */
export async function session(
  store: StoreContext,
  token: string,
): Promise<StaffSession | undefined> {
  const row = await living(store)
    .where('token', '=', digestOf(store.vault, token))
    .executeTakeFirst();
  return row && opened(store, row);
}

/** See `StaffStore.keepSession`. One that was ended meanwhile stays so. */
export async function keepSession(
  store: StoreContext,
  token: string,
  kept: StaffSession,
): Promise<void> {
  const { token: digest, ...changes } = await rowOf(store, token, kept);
  await store.database.sql
    .updateTable('staff_session')
    .set(changes)
    .where('token', '=', digest)
    .execute();
}

/** See `StaffStore.endSession`. */
export async function endSession(
  { database: { sql }, vault }: StoreContext,
  token: string,
): Promise<void> {
  await sql.deleteFrom('staff_session').where('token', '=', digestOf(vault, token)).execute();
}

/** See `StaffStore.sessionsOf`. The one begun last comes first. */
export async function sessionsOf(
  store: StoreContext,
  staff: string,
): Promise<readonly StaffSession[]> {
  const rows = await living(store).where('staff_id', '=', staff).execute();
  return rows
    .map((row) => opened(store, row))
    .toSorted((one, other) => other.startedAt - one.startedAt);
}

/** See `StaffStore.endSessionsOf`. */
export async function endSessionsOf(
  { database: { sql } }: StoreContext,
  staff: string,
): Promise<void> {
  await sql.deleteFrom('staff_session').where('staff_id', '=', staff).execute();
}

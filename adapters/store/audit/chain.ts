import type { AuditEntry, AuditHead } from '../../../bot/desk/audit.ts';
import { requireKey } from '../key-check.ts';
import type { AuditRow, Sql } from '../schema.ts';
import type { Vault } from '../sealing.ts';
import { type StoreContext, slices } from '../store-context.ts';

/**
 * The audit log is a chain: the hash of each line is a keyed digest of the line and of the hash before it, and the row
 * `audit-head` of `meta` says where it ends. Who can write to the database and has not the key cannot make a hash or a
 * head; what they can do is put back a state of the whole database from before, which a head noted elsewhere shows.
 */
export interface ChainHead extends AuditHead {
  /** The number of the last change of any case. */
  readonly change: number;
}

/** Before the first line. */
const NO_LINES: ChainHead = { no: 0, hash: '', change: 0 };

/** A line to be added. */
export interface NewLine extends AuditEntry {
  /** The version to which this line's change brings the case. */
  readonly version?: number;
}

/** What stands in the log was changed past us. Nothing is added behind it: nobody could tell any more what is true. */
export class AuditChainError extends Error {
  override readonly name = 'AuditChainError';
  readonly code = 'AUDIT_CHAIN';

  constructor() {
    super(
      'The end of the audit log is missing or was altered. Run `npm run audit:verify`, and restore a backup from before.',
    );
  }
}

const HEAD = 'audit-head';

/**
 * Locks the end of the log until the transaction ends: what follows comes after all that others have committed, and before
 * all that they will. Taken after the conversations (see `lockConversations`), never before.
 *
 * @throws {AuditChainError}
 * @throws {OtherKeyError} where the master key was rotated: a rotation and this lock wait for each other.
 */
export async function lockHead(
  store: Pick<StoreContext, 'database' | 'vault'>,
  sql: Sql,
): Promise<ChainHead> {
  const row = await sql
    .selectFrom('meta')
    .select('value')
    .where('name', '=', HEAD)
    .$if(store.database.kind === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();
  await requireKey(store, sql);
  const head = row && openHead(store.vault, row.value);
  if (!head) throw new AuditChainError();
  return head;
}

/** As it is kept, unopened; undefined where the row is gone. */
export async function keptHead(sql: Sql): Promise<string | undefined> {
  const row = await sql
    .selectFrom('meta')
    .select('value')
    .where('name', '=', HEAD)
    .executeTakeFirst();
  return row?.value;
}

/** @returns Undefined where it was not written by us. */
export function openHead(vault: Vault, kept: string): ChainHead | undefined {
  if (kept === '') return NO_LINES;
  const [no, change, hash = '', seal] = kept.split(' ');
  const head = { no: Number(no), change: Number(change), hash };
  return kept === sealHead(vault, head) && seal ? head : undefined;
}

const sealHead = (vault: Vault, { no, change, hash }: ChainHead): string =>
  `${no} ${change} ${hash} ${vault.digest('audit-head', `${no}`, `${change}`, hash)}`;

/**
 * Adds lines behind a locked head, and moves it.
 *
 * @param changes - How many changes of cases they are about, whose numbers follow `head.change`.
 */
export async function extendChain(
  { vault }: Pick<StoreContext, 'vault'>,
  sql: Sql,
  head: ChainHead,
  lines: readonly NewLine[],
  changes = 0,
): Promise<void> {
  if (lines.length === 0) return;
  let { no, hash } = head;
  const rows = lines.map((line): AuditRow => {
    no += 1;
    const row = {
      no,
      at: line.at,
      actor: line.actor,
      action: line.action,
      case_id: line.case ?? null,
      case_version: line.version ?? null,
      details: JSON.stringify(line.details),
    };
    hash = hashOf(vault, row, hash);
    return { ...row, hash };
  });
  for (const slice of slices(rows)) await sql.insertInto('audit').values(slice).execute();
  const end = { no, hash, change: head.change + changes };
  await sql
    .updateTable('meta')
    .set({ value: sealHead(vault, end) })
    .where('name', '=', HEAD)
    .execute();
}

/** Over the text of `details` as it is kept, so that nothing in it can be written in another way. */
export const hashOf = (
  vault: Vault,
  { no, at, actor, action, case_id, case_version, details }: Omit<AuditRow, 'hash'>,
  before: string,
): string =>
  vault.digest(
    'audit-line',
    JSON.stringify([no, at, actor, action, case_id, case_version, details, before]),
  );

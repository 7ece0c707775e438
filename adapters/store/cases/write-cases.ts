import type { AuditEntry } from '../../../bot/desk/audit.ts';
import type { CaseChange } from '../../../bot/desk/case-store.ts';
import type { FiledChanges } from '../../../bot/store.ts';
import { type ChainHead, extendChain, lockHead, type NewLine } from '../audit/chain.ts';
import type { CaseRow, Sql } from '../schema.ts';
import {
  inTransaction,
  type LockedConversation,
  lockConversations,
  type StoreContext,
} from '../store-context.ts';
import { type Attaching, attach } from './attach.ts';
import { caseKey, markOf, sealFile, sealIdentity } from './case-seals.ts';
import { tellAndLink } from './tell.ts';

/**
 * See `CaseStore.commit`.
 *
 * Locks are taken in one order by all who write cases, turns included: first every conversation that the changes name, in
 * the order of their ids and in one statement; then the head of the audit log, which lets one transaction at a time go on.
 * Nobody who holds the head takes a conversation, so no two can wait for each other; and since the head is held until the
 * end, numbers of changes become visible in their order.
 */
export async function commitCases(
  store: StoreContext,
  changes: readonly CaseChange[],
  audit: readonly AuditEntry[],
): Promise<boolean> {
  if (changes.length === 0) throw new TypeError('Nothing to commit; lines alone are for `audit`.');
  const isWritten = await inTransaction(store, async (sql) => {
    const conversations = await lockConversations(store, sql, conversationsOf({ changes }));
    const held = await holdCases(store, sql, { changes, audit });
    if (held) await writeCases(store, sql, held, { changes, audit, conversations });
    return held !== undefined;
  });
  if (isWritten && leavesTraces(changes)) store.scrubSoon();
  return isWritten;
}

/** Whether something goes of which nothing may be left in the files of the database. */
export const leavesTraces = (changes: readonly CaseChange[]): boolean =>
  changes.some(({ erases, identity, expects }) => erases || (identity && expects > 0));

/** The conversations that the changes read, link or tell: to be locked before {@link holdCases}. */
export const conversationsOf = (filed: Pick<FiledChanges, 'changes'> | undefined) => [
  ...new Set(
    (filed?.changes ?? []).flatMap(({ copies, links = [], tells = [] }) => [
      ...(copies ? [copies.conversation] : []),
      ...links,
      ...tells.map(({ conversation }) => conversation),
    ]),
  ),
];

/** Cases that nobody else can change until the transaction ends. */
export interface HeldCases {
  readonly head: ChainHead;
  readonly rows: ReadonlyMap<string, CaseRow>;
}

/**
 * Locks the cases, and all others.
 *
 * @returns Undefined where one of them is not as it was read: nothing may be written.
 * @throws {TypeError} where changes and audit lines do not fit together.
 */
export async function holdCases(
  store: StoreContext,
  sql: Sql,
  filed: FiledChanges,
): Promise<HeldCases | undefined> {
  requireSense(filed);
  const head = await lockHead(store, sql);
  const ids = filed.changes.map(({ id }) => id);
  const found = await sql.selectFrom('case_file').selectAll().where('id', 'in', ids).execute();
  const rows = new Map(found.map((row) => [row.id, row]));
  const isAsRead = filed.changes.every(({ id, expects }) => {
    const row = rows.get(id);
    return row ? row.erased_at === null && row.version === expects : expects === 0;
  });
  return isAsRead ? { head, rows } : undefined;
}

function requireSense({ changes, audit }: FiledChanges): void {
  const logged = new Set(audit.map((entry) => entry.case));
  if (new Set(changes.map(({ id }) => id)).size < changes.length) {
    throw new TypeError('A case is changed once in a commit.');
  }
  for (const { id, expects, file, code, erases } of changes) {
    if (!logged.has(id)) throw new TypeError('A change of a case needs a line of the audit log.');
    if (erases ? expects === 0 : file === undefined) {
      throw new TypeError('A case is written with its file, or erased once it is there.');
    }
    if (code !== undefined && expects > 0) throw new TypeError('Only a new case gets a code.');
  }
}

export interface CaseWork extends FiledChanges, Attaching {
  /** All of `conversationsOf` that are there, locked. */
  readonly conversations: readonly LockedConversation[];
}

/** Writes changes of held cases with their lines. */
export async function writeCases(
  store: StoreContext,
  sql: Sql,
  { head, rows }: HeldCases,
  work: CaseWork,
): Promise<void> {
  let number = head.change;
  for (const change of work.changes) {
    number += 1;
    // Before a case that is erased loses its links: the person may be told of that.
    await tellAndLink(store, sql, change, work.conversations);
    const row = rows.get(change.id);
    if (row && change.erases) await erase(store, sql, row, number);
    else await write(store, sql, change, { row, number, work });
  }
  const versions = new Map(work.changes.map(({ id, expects }) => [id, expects + 1]));
  await extendChain(store, sql, head, withVersions(work.audit, versions), work.changes.length);
}

/** Of the lines about a case the first is the one that counts as its change. */
function withVersions(
  audit: readonly AuditEntry[],
  versions: ReadonlyMap<string, number>,
): readonly NewLine[] {
  const left = new Map(versions);
  return audit.map((entry) => {
    const version = entry.case === undefined ? undefined : left.get(entry.case);
    if (entry.case === undefined || version === undefined) return entry;
    left.delete(entry.case);
    return { ...entry, version };
  });
}

interface Writing {
  readonly row: CaseRow | undefined;
  readonly number: number;
  readonly work: CaseWork;
}

async function write(
  store: StoreContext,
  sql: Sql,
  change: CaseChange,
  { row, number, work }: Writing,
): Promise<void> {
  const { vault, clock } = store;
  const { id, file = '', code, identity } = change;
  const key = row?.wrapped_key ? caseKey(vault, id, row.wrapped_key) : vault.newDataKey();
  const facts = {
    id,
    code: row ? row.code : code === undefined ? null : vault.digest('case-code', code),
    version: change.expects + 1,
    change: number,
    received_at: row?.received_at ?? clock(),
    erased_at: null,
  };
  const fresh = {
    ...facts,
    mark: markOf(vault, facts),
    file: sealFile(vault, key, facts, file),
    ...(identity !== undefined && sealIdentity(vault, id, identity)),
  };
  if (row) await sql.updateTable('case_file').set(fresh).where('id', '=', id).execute();
  else {
    const wrapped_key = vault.wrapKey(id, key, 'case_file.wrapped_key');
    await sql
      .insertInto('case_file')
      .values({ ...fresh, wrapped_key })
      .execute();
  }
  await attach(store, sql, { change, key, work });
}

/** What stays says that there was a case, when it came and when it went. */
async function erase(
  { vault, clock }: StoreContext,
  sql: Sql,
  { id, version, received_at }: CaseRow,
  number: number,
): Promise<void> {
  const facts = {
    id,
    code: null,
    version: version + 1,
    change: number,
    received_at,
    erased_at: clock(),
  };
  await sql
    .updateTable('case_file')
    .set({
      ...facts,
      mark: markOf(vault, facts),
      wrapped_key: null,
      identity_key: null,
      file: null,
      identity: null,
    })
    .where('id', '=', id)
    .execute();
  await sql.deleteFrom('case_attachment').where('case_id', '=', id).execute();
  await sql.deleteFrom('case_link').where('case_id', '=', id).execute();
}

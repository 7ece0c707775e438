import type { AuditEntry } from '../../../bot/desk/audit.ts';
import type { CaseStore } from '../../../bot/desk/case-store.ts';
import { openAuditLog } from '../audit/audit-log.ts';
import { extendChain, lockHead } from '../audit/chain.ts';
import { inTransaction, type StoreContext } from '../store-context.ts';
import { openIdentityOf } from './case-seals.ts';
import { caseByCode, changedSince, countCases, readAttachment, readCase } from './read-cases.ts';
import { linked } from './tell.ts';
import { commitCases } from './write-cases.ts';

/** See `Store.cases`. */
export const openCases = (store: StoreContext): CaseStore => ({
  commit: (changes, audit) => commitCases(store, changes, audit),
  read: (id) => readCase(store, id),
  byCode: (code) => caseByCode(store, code),
  changedSince: (change, limit) => changedSince(store, change, limit),
  openIdentity: (id, audit) => openIdentity(store, id, audit),
  readFile: (id, file) => readAttachment(store, id, file),
  linked: (id) => linked(store, id),
  audit: async (entries) => {
    if (entries.length === 0) return;
    await inTransaction(store, async (sql) =>
      extendChain(store, sql, await lockHead(store, sql), entries),
    );
  },
  auditLog: openAuditLog(store),
  count: () => countCases(store),
});

/** Where there is nobody to be seen no line is written either. */
async function openIdentity(
  store: StoreContext,
  id: string,
  audit: AuditEntry,
): Promise<string | undefined> {
  if (audit.case !== id) throw new TypeError('The line of the audit log is about another case.');
  return await inTransaction(store, async (sql) => {
    const head = await lockHead(store, sql);
    const row = await sql
      .selectFrom('case_file')
      .select(['id', 'identity', 'identity_key'])
      .where('id', '=', id)
      .executeTakeFirst();
    const identity = row && openIdentityOf(store.vault, row);
    if (identity !== undefined) await extendChain(store, sql, head, [audit]);
    return identity;
  });
}

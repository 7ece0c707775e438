import type { AuditLine } from '../../../bot/desk/audit.ts';
import type { AuditLog } from '../../../bot/desk/audit-log.ts';
import type { AuditRow } from '../schema.ts';
import type { StoreContext } from '../store-context.ts';
import { AuditChainError, keptHead, openHead } from './chain.ts';
import { verifyChain } from './verify-chain.ts';

/** See `CaseStore.auditLog`. */
export const openAuditLog = (store: StoreContext): AuditLog => ({
  list: (options) => list(store, options),
  head: async () => {
    const kept = await keptHead(store.database.sql);
    const head = kept === undefined ? undefined : openHead(store.vault, kept);
    if (!head) throw new AuditChainError();
    return head.no === 0 ? undefined : { no: head.no, hash: head.hash };
  },
  verify: (noted) => verifyChain(store, noted),
});

async function list(
  { database: { sql } }: StoreContext,
  { before, limit, case: id, actor }: Parameters<AuditLog['list']>[0],
): Promise<readonly AuditLine[]> {
  const rows = await sql
    .selectFrom('audit')
    .selectAll()
    .$if(before !== undefined, (query) => query.where('no', '<', before ?? 0))
    .$if(id !== undefined, (query) => query.where('case_id', '=', id ?? ''))
    .$if(actor !== undefined, (query) => query.where('actor', '=', actor ?? ''))
    .orderBy('no', 'desc')
    .limit(limit)
    .execute();
  return rows.map(lineOf);
}

const lineOf = ({ no, at, actor, action, case_id: id, details, hash }: AuditRow): AuditLine => ({
  no,
  at,
  actor,
  action,
  ...(id !== null && { case: id }),
  // Written by us; whether it still is as it was is for `verify` to say.
  details: JSON.parse(details) as AuditLine['details'],
  hash,
});

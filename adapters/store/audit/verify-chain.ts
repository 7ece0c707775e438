import { sql as raw } from 'kysely';
import type { AuditHead, AuditVerdict } from '../../../bot/desk/audit.ts';
import type { AuditRow, Sql } from '../schema.ts';
import type { Vault } from '../sealing.ts';
import type { StoreContext } from '../store-context.ts';
import { hashOf, keptHead, openHead } from './chain.ts';
import { casesBeside } from './verify-cases.ts';

/** Rows per statement. */
const PORTION = 1_000;

/** What a walk has seen so far. */
interface Walk {
  readonly problems: AuditVerdict['problems'][number][];
  /** How many changes of each case have a line. */
  readonly changes: Map<string, number>;
  readonly noted: AuditHead | undefined;
  lines: number;
  last: Pick<AuditHead, 'no' | 'hash'> | undefined;
  hasMetNoted: boolean;
}

/**
 * See `AuditLog.verify`. Most of the way is gone while others write; the end of it, the head and the cases are read as they
 * are at one moment.
 */
export async function verifyChain(
  { database, vault }: Pick<StoreContext, 'database' | 'vault'>,
  noted?: AuditHead,
): Promise<AuditVerdict> {
  const walk: Walk = {
    problems: [],
    changes: new Map(),
    noted,
    lines: 0,
    last: undefined,
    hasMetNoted: false,
  };
  while ((await step(vault, database.sql, walk)) === PORTION);
  const transaction = database.sql.transaction();
  const atOnce =
    database.kind === 'postgres' ? transaction.setIsolationLevel('repeatable read') : transaction;
  const head = await atOnce.execute(async (sql) => {
    while ((await step(vault, sql, walk)) === PORTION);
    for (const problem of await casesBeside(vault, sql, walk.changes)) {
      walk.problems.push({ no: walk.last?.no ?? 0, problem });
    }
    return await endOf(vault, sql, walk);
  });
  return { lines: walk.lines, head, problems: walk.problems };
}

/** Walks over the next lines. @returns How many there were. */
async function step(vault: Vault, sql: Sql, walk: Walk): Promise<number> {
  const { last } = walk;
  const rows = await sql
    .selectFrom('audit')
    .selectAll()
    .$if(last !== undefined, (query) => query.where('no', '>', last?.no ?? 0))
    .orderBy('no')
    .limit(PORTION)
    .execute();
  for (const row of rows) examine(vault, walk, row);
  return rows.length;
}

/** Goes on from a line that is not right with the hash that it has, so that one alteration is one problem. */
function examine(vault: Vault, walk: Walk, row: AuditRow): void {
  const { no, hash } = row;
  const { last, problems, noted, changes } = walk;
  const expected = (last?.no ?? 0) + 1;
  if (no !== expected) {
    problems.push({ no, problem: no > expected ? `lines-missing ${expected}-${no - 1}` : 'added' });
  }
  // What comes behind a gap cannot be checked against what is not there.
  else if (hashOf(vault, row, last?.hash ?? '') !== hash) problems.push({ no, problem: 'altered' });
  if (noted?.no === no) {
    walk.hasMetNoted = true;
    if (noted.hash !== hash) problems.push({ no, problem: 'differs-from-noted' });
  }
  if (row.case_id !== null && row.case_version !== null) {
    changes.set(row.case_id, (changes.get(row.case_id) ?? 0) + 1);
  }
  walk.lines += 1;
  walk.last = { no, hash };
}

/** @returns The head as it is kept, where it can be trusted. */
async function endOf(vault: Vault, sql: Sql, walk: Walk): Promise<AuditHead | undefined> {
  const { problems, last, noted, hasMetNoted } = walk;
  const end = last ?? { no: 0, hash: '' };
  if (noted && noted.no > 0 && !hasMetNoted) {
    problems.push({ no: noted.no, problem: 'noted-line-missing' });
  }
  const kept = await keptHead(sql);
  const head = kept === undefined ? undefined : openHead(vault, kept);
  if (!head) {
    problems.push({ no: end.no, problem: kept === undefined ? 'head-missing' : 'head-altered' });
    return undefined;
  }
  const problem = atTheEnd(head, end);
  if (problem) problems.push(problem);
  if ((await lastChange(sql)) !== head.change) {
    problems.push({ no: end.no, problem: 'last-change-differs-from-head' });
  }
  return head.no === 0 ? undefined : { no: head.no, hash: head.hash };
}

/** @param end - The last line that is there. */
function atTheEnd(head: AuditHead, end: AuditHead): AuditVerdict['problems'][number] | undefined {
  if (head.no > end.no) return { no: head.no, problem: `lines-missing ${end.no + 1}-${head.no}` };
  if (head.no < end.no) return { no: end.no, problem: 'behind-the-head' };
  return head.hash === end.hash ? undefined : { no: end.no, problem: 'differs-from-head' };
}

async function lastChange(sql: Sql): Promise<number> {
  const { rows } = await raw<{ last: number | null }>`
    select max(change) as last from case_file`.execute(sql);
  return rows[0]?.last ?? 0;
}

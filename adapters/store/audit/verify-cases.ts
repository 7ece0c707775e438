import { markOf } from '../cases/case-seals.ts';
import type { Sql } from '../schema.ts';
import type { Vault } from '../sealing.ts';

const PORTION = 1_000;

/**
 * Compares the cases with the log.
 *
 * @param logged - How many changes of each case have a line; emptied.
 * @returns What is wrong, with the id of the case.
 */
export async function casesBeside(
  vault: Vault,
  sql: Sql,
  logged: Map<string, number>,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (let last = ''; ; ) {
    const rows = await rowsAfter(sql, last);
    problems.push(...rows.flatMap((row) => problemsOf(vault, row, logged.get(row.id) ?? 0)));
    for (const { id } of rows) logged.delete(id);
    const end = rows.at(-1);
    if (end === undefined) break;
    last = end.id;
  }
  return [...problems, ...[...logged.keys()].map((id) => `case-missing ${id}`)];
}

type Row = Awaited<ReturnType<typeof rowsAfter>>[number];

const rowsAfter = (sql: Sql, id: string) =>
  sql
    .selectFrom('case_file')
    .select(['id', 'code', 'version', 'change', 'received_at', 'erased_at', 'mark'])
    .where('id', '>', id)
    .orderBy('id')
    .limit(PORTION)
    .execute();

const problemsOf = (vault: Vault, row: Row, logged: number): readonly string[] => [
  ...(markOf(vault, row) === row.mark ? [] : [`case-altered ${row.id}`]),
  ...(logged === row.version ? [] : [`case-versions ${row.id}`]),
];

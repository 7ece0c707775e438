import type { CaseNews, StoredCase } from '../../../bot/desk/case-store.ts';
import type { CaseRow } from '../schema.ts';
import type { StoreContext } from '../store-context.ts';
import { attachmentPlace, caseKey, openFile } from './case-seals.ts';

/** All that is needed to read a case, and not who sent it. */
const COLUMNS = ['id', 'wrapped_key', 'file', 'version', 'change', 'erased_at'] as const;
type ReadRow = Pick<CaseRow, (typeof COLUMNS)[number]>;

/** See `CaseStore.read`. */
export async function readCase(store: StoreContext, id: string): Promise<StoredCase | undefined> {
  const row = await store.database.sql
    .selectFrom('case_file')
    .select(COLUMNS)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && stored(store, row);
}

/** See `CaseStore.byCode`. */
export async function caseByCode(
  store: StoreContext,
  code: string,
): Promise<StoredCase | undefined> {
  const row = await store.database.sql
    .selectFrom('case_file')
    .select(COLUMNS)
    .where('code', '=', store.vault.digest('case-code', code))
    .executeTakeFirst();
  return row && stored(store, row);
}

/** @returns Undefined where it is erased. */
function stored({ vault }: StoreContext, row: ReadRow): StoredCase | undefined {
  const file = openFile(vault, row);
  if (file === undefined) return undefined;
  return { id: row.id, version: row.version, change: row.change, file };
}

/** See `CaseStore.changedSince`. */
export async function changedSince(
  store: StoreContext,
  change: number,
  limit: number,
): Promise<readonly CaseNews[]> {
  const rows = await store.database.sql
    .selectFrom('case_file')
    .select(COLUMNS)
    .where('change', '>', change)
    .orderBy('change')
    .limit(limit)
    .execute();
  return rows.flatMap((row): readonly CaseNews[] => {
    if (row.erased_at !== null) {
      return [{ id: row.id, change: row.change, erasedAt: row.erased_at }];
    }
    const one = stored(store, row);
    return one ? [one] : [];
  });
}

/** See `CaseStore.readFile`. */
export async function readAttachment(
  { database: { sql }, vault }: StoreContext,
  id: string,
  file: string,
): Promise<Uint8Array | undefined> {
  const row = await sql
    .selectFrom('case_attachment')
    .innerJoin('case_file', 'case_file.id', 'case_attachment.case_id')
    .select(['bytes', 'wrapped_key'])
    .where('case_id', '=', id)
    .where('case_attachment.id', '=', file)
    .executeTakeFirst();
  if (!row?.wrapped_key) return undefined;
  return vault.open(caseKey(vault, id, row.wrapped_key), attachmentPlace(id, file), row.bytes);
}

/** See `CaseStore.count`. */
export async function countCases({ database: { sql } }: StoreContext): Promise<number> {
  const row = await sql
    .selectFrom('case_file')
    .select((part) => part.fn.countAll<number>().as('count'))
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  return row?.count ?? 0;
}

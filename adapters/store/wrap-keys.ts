import { sql as raw } from 'kysely';
import type { Database } from './database.ts';
import { columnTypes } from './migrations/column-types.ts';
import type { KeyColumn, Vault } from './sealing.ts';

const ROWS_AT_A_TIME = 500;

interface KeyRow {
  readonly id: string;
  readonly wrapped: Uint8Array;
}

/** Takes the keys of one column from under one master key and puts them under another. @returns How many. */
export async function wrapKeys(
  database: Database,
  from: Vault,
  to: Vault,
  place: KeyColumn,
): Promise<number> {
  const [table = '', column = ''] = place.split('.');
  let count = 0;
  for (let last = ''; ; ) {
    const { rows } = await raw<KeyRow>`
      select id, ${raw.ref(column)} as wrapped from ${raw.table(table)}
      where id > ${last} and ${raw.ref(column)} is not null
      order by id limit ${raw.lit(ROWS_AT_A_TIME)}`.execute(database.sql);
    const end = rows.at(-1);
    if (end === undefined) return count;
    const fresh = rows.map(({ id, wrapped }) => ({
      id,
      wrapped: to.wrapKey(id, from.unwrapKey(id, wrapped, place), place),
    }));
    await writeKeys(database, table, column, fresh);
    count += rows.length;
    last = end.id;
  }
}

async function writeKeys(
  { sql, kind }: Database,
  table: string,
  column: string,
  keys: readonly KeyRow[],
): Promise<void> {
  const { bytes } = columnTypes(kind);
  const values = keys.map(({ id, wrapped }) => raw`(${id}, cast(${wrapped} as ${bytes}))`);
  await raw`
    with fresh (id, wrapped) as (values ${raw.join(values)})
    update ${raw.table(table)}
    set ${raw.ref(column)} = (select fresh.wrapped from fresh where fresh.id = ${raw.table(table)}.id)
    where id in (select id from fresh)`.execute(sql);
}

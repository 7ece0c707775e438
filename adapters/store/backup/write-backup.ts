import { createHash } from 'node:crypto';
import { sql as raw } from 'kysely';
import type { Database } from '../database.ts';
import { MIGRATION_NAMES } from '../migrate.ts';
import type { Sql } from '../schema.ts';
import type { StoreContext } from '../store-context.ts';
import { type BackupHead, type BackupRow, sealOf, writeRow } from './backup-form.ts';
import { BACKUP_TABLES } from './backup-tables.ts';

/** Takes text, and more only when it has room. */
export type Write = (text: string) => Promise<void>;

/** Writes everything that is kept, as it is at one moment, while others go on. */
export async function writeBackup(
  { database, vault, clock }: Pick<StoreContext, 'database' | 'vault' | 'clock'>,
  write: Write,
): Promise<void> {
  await database.snapshot(async (sql) => {
    const hash = createHash('sha256');
    const writeLine = async (value: string) => {
      const text = `${value}\n`;
      hash.update(text);
      await write(text);
    };
    const head: BackupHead = {
      faceRightsBackup: 1,
      migrations: [...MIGRATION_NAMES],
      madeAt: clock(),
    };
    await writeLine(JSON.stringify(head));
    const rows: Record<string, number> = {};
    for (const table of BACKUP_TABLES) rows[table.name] = await writeTable(sql, table, writeLine);
    const numbers = await givenNumbers({ kind: database.kind, sql });
    const facts = { rows, numbers, sha256: hash.digest('hex') };
    await write(`${JSON.stringify({ ...facts, seal: sealOf(vault, facts) })}\n`);
  });
}

type Table = (typeof BACKUP_TABLES)[number];

/** @returns How many rows there are. */
async function writeTable(
  sql: Sql,
  { name, key, portion }: Table,
  writeLine: Write,
): Promise<number> {
  const columns = raw.join(key.map((column) => raw.ref(column)));
  let count = 0;
  for (let last: BackupRow | undefined; ; ) {
    const after = last && raw.join(key.map((column) => last?.[column]));
    const { rows } = await raw<BackupRow>`
      select * from ${raw.table(name)} ${after ? raw`where (${columns}) > (${after})` : raw``}
      order by ${columns} limit ${raw.lit(portion)}`.execute(sql);
    for (const row of rows) await writeLine(writeRow(name, row));
    count += rows.length;
    last = rows.at(-1);
    if (last === undefined) return count;
  }
}

/** The highest that was ever given: a number of a row that is gone is not given again. */
async function givenNumbers({
  sql,
  kind,
}: Pick<Database, 'sql' | 'kind'>): Promise<Readonly<Record<string, number>>> {
  const numbers: Record<string, number> = {};
  for (const { name, numbered } of BACKUP_TABLES) {
    if (numbered === undefined) continue;
    const { rows } = await (kind === 'sqlite'
      ? raw<{ last: number }>`select seq as last from sqlite_sequence where name = ${name}`
      : raw<{ last: number }>`
          select coalesce(pg_sequence_last_value(pg_get_serial_sequence(${name}, ${numbered})), 0) as last`
    ).execute(sql);
    numbers[name] = rows[0]?.last ?? 0;
  }
  return numbers;
}

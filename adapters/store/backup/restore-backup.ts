import { randomBytes as secureRandomBytes } from 'node:crypto';
import { sql as raw } from 'kysely';
import type { AuditVerdict } from '../../../bot/desk/audit.ts';
import { verifyChain } from '../audit/verify-chain.ts';
import { type Database, type DatabaseChoice, openDatabase } from '../database.ts';
import { StoreOpenError } from '../errors.ts';
import { lockOthersOut } from '../lock-others-out.ts';
import { migrate } from '../migrate.ts';
import type { MasterKey } from '../next-key.ts';
import type { Cipher } from '../sealing.ts';
import { inTransaction } from '../store-context.ts';
import { type BackupFacts, type BackupRow, readRow } from './backup-form.ts';
import { BACKUP_TABLES, LEFT_OUT } from './backup-tables.ts';
import { type CheckedBackup, checkBackup, linesOf } from './check-backup.ts';

export interface RestoreOptions {
  readonly file: string;
  readonly database: DatabaseChoice;
  /** From `masterKeys`: one of them must be the key of the backup. */
  readonly keys: readonly MasterKey[];
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly randomBytes?: (count: number) => Uint8Array;
  readonly cipher?: Cipher;
}

export interface Restored {
  readonly madeAt: number;
  readonly rows: BackupFacts['rows'];
  /** Of the audit log, after everything was written. */
  readonly audit: AuditVerdict;
}

/**
 * Brings a backup into an empty database, of either kind, all or nothing.
 *
 * @throws {StoreOpenError} where there is something in the database, somebody uses it, or the backup is not whole.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { file, randomBytes = secureRandomBytes } = options;
  const backup = await checkBackup({ ...options, randomBytes });
  const database = await openDatabase(options.database, () => undefined);
  try {
    await migrate(database);
    await inTransaction({ database }, (sql) =>
      fill({ ...database, sql }, { file, backup, now: options.clock() }),
    );
    backup.key.adopt();
    return {
      madeAt: backup.head.madeAt,
      rows: backup.facts.rows,
      audit: await verifyChain({ database, vault: backup.vault }),
    };
  } finally {
    await database.sql.destroy();
  }
}

interface Filling {
  readonly file: string;
  readonly backup: CheckedBackup;
  readonly now: number;
}

async function fill(database: Database, { file, backup, now }: Filling): Promise<void> {
  await lockOthersOut(database, now);
  await requireEmpty(database);
  await raw`delete from meta`.execute(database.sql);
  for (const name of LEFT_OUT) await raw`delete from ${raw.table(name)}`.execute(database.sql);
  let waiting: BackupRow[] = [];
  let table = '';
  const flush = async () => {
    if (waiting.length > 0) await insert(database, table, waiting);
    waiting = [];
  };
  let count = 0;
  const all = Object.values(backup.facts.rows).reduce((sum, rows) => sum + rows, 0);
  for await (const line of linesOf(file)) {
    count += 1;
    // The head comes before the rows, and the end after them.
    if (count === 1 || count > all + 1) continue;
    const [name, row] = readRow(line);
    if (name !== table || waiting.length >= portionOf(name)) await flush();
    table = name;
    waiting.push(row);
  }
  await flush();
  await goOnCounting(database, backup.facts.numbers);
}

const portionOf = (table: string): number =>
  BACKUP_TABLES.find(({ name }) => name === table)?.portion ?? 1;

/** What the first start leaves, the mark of its key, is nothing. */
async function requireEmpty({ sql }: Database): Promise<void> {
  const names = [...BACKUP_TABLES.map(({ name }) => name), 'staff_session'];
  for (const name of names.filter((one) => one !== 'meta')) {
    const { rows } = await raw`select 1 from ${raw.table(name)} limit 1`.execute(sql);
    if (rows.length > 0) {
      throw new StoreOpenError(
        'There is something in the database already, and a backup is brought into an empty one only. Set DATA_DIR or DATABASE_URL to a new place.',
      );
    }
  }
}

async function insert(
  { sql, kind }: Database,
  table: string,
  rows: readonly BackupRow[],
): Promise<void> {
  const names = Object.keys(rows[0] ?? {});
  const columns = raw.join(names.map((name) => raw.ref(name)));
  const values = rows.map((row) => raw`(${raw.join(names.map((name) => row[name]))})`);
  // Without it PostgreSQL would give numbers of its own.
  const overriding = kind === 'postgres' ? raw`overriding system value` : raw``;
  await raw`
    insert into ${raw.table(table)} (${columns}) ${overriding} values ${raw.join(values)}`.execute(
    sql,
  );
}

/**
 * What was given after the backup was made is not known here, and must not be given again: by the number of a message
 * platforms know a repeat.
 */
const NUMBERS_SKIPPED = 1_000_000;

async function goOnCounting(
  { sql, kind }: Database,
  numbers: BackupFacts['numbers'],
): Promise<void> {
  for (const { name, numbered } of BACKUP_TABLES) {
    if (numbered === undefined) continue;
    const last = (numbers[name] ?? 0) + NUMBERS_SKIPPED;
    if (kind === 'postgres') {
      await raw`select setval(pg_get_serial_sequence(${name}, ${numbered}), ${last})`.execute(sql);
    } else {
      await raw`delete from sqlite_sequence where name = ${name}`.execute(sql);
      await raw`insert into sqlite_sequence (name, seq) values (${name}, ${last})`.execute(sql);
    }
  }
}

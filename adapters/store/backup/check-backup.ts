import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { OtherKeyError, StoreOpenError } from '../errors.ts';
import { vaultOf } from '../key-check.ts';
import { MIGRATION_NAMES } from '../migrate.ts';
import type { MasterKey } from '../next-key.ts';
import type { Cipher, Vault } from '../sealing.ts';
import { BackupEnd, type BackupFacts, BackupHead, readRow, sealOf } from './backup-form.ts';

/** A backup that is whole, and fits a key. */
export interface CheckedBackup {
  readonly head: BackupHead;
  readonly facts: BackupFacts;
  readonly vault: Vault;
  readonly key: MasterKey;
}

export interface CheckOptions {
  readonly file: string;
  readonly keys: readonly MasterKey[];
  readonly randomBytes: (count: number) => Uint8Array;
  readonly cipher?: Cipher | undefined;
}

/**
 * Reads a backup from beginning to end before anything is done with it.
 *
 * @throws {StoreOpenError} where it is cut off, altered, of another version, or no backup; or its key is not among these.
 */
export async function checkBackup(options: CheckOptions): Promise<CheckedBackup> {
  const { head, end, meta } = await readWhole(options.file);
  if (head.migrations.join() !== MIGRATION_NAMES.join()) {
    throw new StoreOpenError(
      `The backup has the tables of another version of the program (${head.migrations.at(-1)}). Restore it with that version, and update afterwards.`,
    );
  }
  const { vault, key } = fittingKey(options, meta);
  const { seal, ...facts } = end;
  if (sealOf(vault, facts) !== seal) throw notWhole(options.file);
  return { head, facts, vault, key };
}

const notWhole = (file: string, cause?: unknown): StoreOpenError =>
  new StoreOpenError(
    `${file} is no whole backup: it was cut off or altered, or is something else. Nothing was restored; take another one.`,
    { cause },
  );

/** What stands in a backup beside its rows. */
interface ReadBackup {
  readonly head: BackupHead;
  readonly end: BackupFacts & { readonly seal: string };
  readonly meta: ReadonlyMap<string, string>;
}

/**
 * Reads a backup to its end without a key.
 *
 * @throws {StoreOpenError} where something is missing, or is not as it was written.
 */
export async function readWhole(file: string): Promise<ReadBackup> {
  const hash = createHash('sha256');
  const rows = new Map<string, number>();
  const meta = new Map<string, string>();
  const count = (line: string) => {
    const [table, row] = readRow(line);
    rows.set(table, (rows.get(table) ?? 0) + 1);
    if (table === 'meta') meta.set(`${row['name']}`, `${row['value']}`);
  };
  let head: BackupHead | undefined;
  let line: string | undefined;
  try {
    for await (const next of linesOf(file)) {
      if (line !== undefined) {
        hash.update(`${line}\n`);
        if (head) count(line);
        else head = BackupHead.parse(JSON.parse(line));
      }
      line = next;
    }
    const end = BackupEnd.parse(JSON.parse(line ?? ''));
    const isWhole = end.sha256 === hash.digest('hex') && sameCounts(end.rows, rows);
    if (head && isWhole) return { head, end, meta };
    throw new TypeError('The end does not fit what comes before.');
  } catch (cause) {
    throw notWhole(file, cause);
  }
}

export const linesOf = (file: string): AsyncIterable<string> =>
  createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });

const sameCounts = (
  said: Readonly<Record<string, number>>,
  found: ReadonlyMap<string, number>,
): boolean =>
  Object.entries(said).every(([table, count]) => (found.get(table) ?? 0) === count) &&
  [...found.keys()].every((table) => table in said);

function fittingKey(
  { keys, randomBytes, cipher }: CheckOptions,
  meta: ReadonlyMap<string, string>,
): Pick<CheckedBackup, 'vault' | 'key'> {
  for (const key of keys) {
    const vault = vaultOf(meta, key.key, randomBytes, cipher);
    if (vault) return { vault, key };
  }
  throw new OtherKeyError(
    'The backup was made under another key. Set DATA_KEY, or put the key file back, as it was when the backup was made; nothing was restored.',
  );
}

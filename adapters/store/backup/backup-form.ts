import { z } from 'zod';
import type { Vault } from '../sealing.ts';

/**
 * A backup is text, one JSON value a line: a head, then every row as `[table, row]`, then an end. Bytes are in base64. What
 * is sealed in the database is sealed here as well, under the same keys: without the master key nothing of it can be read.
 */
export const BackupHead = z.strictObject({
  faceRightsBackup: z.literal(1),
  /** The tables as they were: the migrations that made them. */
  migrations: z.array(z.string()),
  /** Milliseconds since 1970. */
  madeAt: z.number(),
});
export type BackupHead = Readonly<z.infer<typeof BackupHead>>;

const Facts = {
  /** Rows of each table. */
  rows: z.record(z.string(), z.number()),
  /** The last number that was given in each table. */
  numbers: z.record(z.string(), z.number()),
  /** Of every byte before this line. */
  sha256: z.string(),
};
const BackupFacts = z.strictObject(Facts);
export type BackupFacts = Readonly<z.infer<typeof BackupFacts>>;

export const BackupEnd = z.strictObject({
  ...Facts,
  /** A keyed digest of all of the above: nobody without the master key can change a backup unseen. */
  seal: z.string(),
});

export const sealOf = (vault: Vault, { rows, numbers, sha256 }: BackupFacts): string =>
  vault.digest('backup', sha256, JSON.stringify(rows), JSON.stringify(numbers));

const Bytes = z.strictObject({ base64: z.string() });
const Value = z.union([z.string(), z.number(), z.null(), Bytes]);
const Row = z.tuple([z.string(), z.record(z.string(), Value)]);

export type Column = string | number | null | Uint8Array;
export type BackupRow = Readonly<Record<string, Column>>;

export function writeRow(table: string, row: BackupRow): string {
  const columns = Object.entries(row).map(([name, value]) => [
    name,
    value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value,
  ]);
  // Readers of lines may take these for the end of one.
  return JSON.stringify([table, Object.fromEntries(columns)])
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** @throws {z.ZodError} when it was not written by {@link writeRow}. */
export function readRow(text: string): readonly [table: string, row: BackupRow] {
  const [table, row] = Row.parse(JSON.parse(text));
  const columns = Object.entries(row).map(([name, value]): [string, Column] => [
    name,
    typeof value === 'object' && value !== null ? Buffer.from(value.base64, 'base64') : value,
  ]);
  return [table, Object.fromEntries(columns)];
}

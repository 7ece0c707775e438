import { randomBytes } from 'node:crypto';
import { StoreOpenError } from './errors.ts';
import { KEY_BYTES, parseKey, putKeyFile, readKeyFile } from './key-file.ts';
import { keysBeside, type MasterKey } from './next-key.ts';

/** Where the key comes from. */
export interface MasterKeySource {
  /** The setting DATA_KEY: 32 bytes as 64 hexadecimal digits or in base64. Empty counts as absent. */
  readonly value?: string | undefined;
  /** Read where there is no value; made, readable by its owner only, where there is no file either. */
  readonly file: string;
}

/**
 * The keys that may be the one of the database: the one that is set or lies in its file, then, after a rotation that was cut
 * short, those beside the file.
 *
 * @throws {StoreOpenError} when the value or the file holds no such key.
 */
export function masterKeys(source: MasterKeySource): readonly MasterKey[] {
  const present = { key: loadMasterKey(source), adopt: () => undefined };
  return source.value?.trim() ? [present] : [present, ...keysBeside(source.file)];
}

/**
 * The key under which everything personal is sealed. Who loses it loses the data; who has it and the database can read all.
 *
 * @throws {StoreOpenError} when the value or the file holds no such key.
 */
export function loadMasterKey({ value, file }: MasterKeySource): Uint8Array {
  if (value?.trim()) return readKeySetting('DATA_KEY', value);
  const key = parseKey(readOrExplain(file) ?? makeKeyFile(file));
  if (key) return key;
  throw new StoreOpenError(
    `The key file ${file} holds no key of 32 bytes. Put it back from a backup, or set DATA_KEY.`,
  );
}

/** @throws {StoreOpenError} which does not repeat the value. */
export function readKeySetting(name: string, value: string): Uint8Array {
  const key = parseKey(value);
  if (key) return key;
  throw new StoreOpenError(
    `${name} must be 32 bytes, as 64 hexadecimal digits or in base64. Make one with \`openssl rand -hex 32\`.`,
  );
}

function readOrExplain(file: string): string | undefined {
  try {
    return readKeyFile(file);
  } catch (cause) {
    throw new StoreOpenError(
      `The key file ${file} cannot be read. Set DATA_KEY, or let us read it.`,
      { cause },
    );
  }
}

function makeKeyFile(file: string): string {
  try {
    putKeyFile(file, randomBytes(KEY_BYTES));
    return readKeyFile(file) ?? '';
  } catch (cause) {
    throw new StoreOpenError(
      `The key file ${file} cannot be made. Set DATA_KEY, or let us write there.`,
      { cause },
    );
  }
}

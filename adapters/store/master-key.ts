import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { StoreOpenError } from './errors.ts';

const KEY_BYTES = 32;

/** Where the key comes from. */
export interface MasterKeySource {
  /** The setting DATA_KEY: 32 bytes as 64 hexadecimal digits or in base64. Empty counts as absent. */
  readonly value?: string | undefined;
  /** Read where there is no value; made, readable by its owner only, where there is no file either. */
  readonly file: string;
}

/**
 * The key under which everything personal is sealed. Who loses it loses the data; who has it and the database can read all.
 *
 * @throws {StoreOpenError} when the value or the file holds no such key.
 */
export function loadMasterKey({ value, file }: MasterKeySource): Uint8Array {
  if (value?.trim()) {
    const key = parseKey(value);
    if (key) return key;
    throw new StoreOpenError(
      'DATA_KEY must be 32 bytes, as 64 hexadecimal digits or in base64. Make one with `openssl rand -hex 32`.',
    );
  }
  const text = readKeyFile(file) ?? makeKeyFile(file);
  const key = parseKey(text);
  if (key) return key;
  throw new StoreOpenError(
    `The key file ${file} holds no key of 32 bytes. Put it back from a backup, or set DATA_KEY.`,
  );
}

function parseKey(text: string): Uint8Array | undefined {
  const trimmed = text.trim();
  if (/^[\da-f]{64}$/i.test(trimmed)) return Buffer.from(trimmed, 'hex');
  if (!/^[\w+/-]{43}=?$/.test(trimmed)) return undefined;
  const key = Buffer.from(trimmed, 'base64');
  return key.length === KEY_BYTES ? key : undefined;
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

function readKeyFile(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return undefined;
    throw new StoreOpenError(
      `The key file ${file} cannot be read. Set DATA_KEY, or let us read it.`,
      {
        cause,
      },
    );
  }
}

/** Links a finished file into place: of two processes that start at once one wins, and both read its key. */
function makeKeyFile(file: string): string {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeDurably(draft, `${randomBytes(KEY_BYTES).toString('hex')}\n`);
    linkUnlessThere(draft, file);
    syncFolder(dirname(file));
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new StoreOpenError(
      `The key file ${file} cannot be made. Set DATA_KEY, or let us write there.`,
      {
        cause,
      },
    );
  } finally {
    rmSync(draft, { force: true });
  }
}

function writeDurably(file: string, text: string): void {
  const handle = openSync(file, 'wx', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function linkUnlessThere(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

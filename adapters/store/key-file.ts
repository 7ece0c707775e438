import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchownSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

export const KEY_BYTES = 32;

/** @returns Undefined where the text is no key: 32 bytes as 64 hexadecimal digits or in base64. */
export function parseKey(text: string): Uint8Array | undefined {
  const trimmed = text.trim();
  if (/^[\da-f]{64}$/i.test(trimmed)) return Buffer.from(trimmed, 'hex');
  if (!/^[\w+/-]{43}=?$/.test(trimmed)) return undefined;
  const key = Buffer.from(trimmed, 'base64');
  return key.length === KEY_BYTES ? key : undefined;
}

export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** @returns Undefined where there is no such file. */
export function readKeyFile(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** The only one who may read it. */
interface KeyOwner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Links a finished file into place, durably. A file that is there stays as it is: of two processes that start at once one
 * wins, and both read its key.
 */
export function putKeyFile(file: string, key: Uint8Array, owner?: KeyOwner): void {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeDurably(draft, `${Buffer.from(key).toString('hex')}\n`, owner);
    linkUnlessThere(draft, file);
    syncFolder(dirname(file));
  } finally {
    rmSync(draft, { force: true });
  }
}

function writeDurably(file: string, text: string, owner: KeyOwner | undefined): void {
  const handle = openSync(file, 'wx', 0o600);
  try {
    if (owner) fchownSync(handle, owner.uid, owner.gid);
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

/** Makes what was put into a folder, moved or removed there last after a loss of power too. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

import { randomBytes } from 'node:crypto';
import { lstatSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StoreOpenError } from './errors.ts';
import { hasCode, KEY_BYTES, parseKey, putKeyFile, readKeyFile, syncFolder } from './key-file.ts';

/** A key that may be the one of the database. */
export interface MasterKey {
  readonly key: Uint8Array;
  /** Makes it the one that is found at the next start; for when it is known to fit. */
  readonly adopt: () => void;
}

/** The key that comes after the present one. */
export interface NextKey extends MasterKey {
  /**
   * Makes sure that it is not lost, whatever happens from here on. To be called while nobody else can rotate, and before
   * anything is written under it.
   */
  readonly keep: () => void;
}

/** Given by the operator, who has it, and sets it for the next start. */
export const givenKey = (key: Uint8Array): NextKey => ({
  key,
  keep: () => undefined,
  adopt: () => undefined,
});

/**
 * A new key that lies beside the file of the present one until the database is under it, and then takes its place.
 *
 * Its name is its own: a process that is late, or comes to finish what was cut short, moves this key and no other.
 *
 * @throws {StoreOpenError} where there is no key file that could be replaced.
 */
export function newKeyBeside(file: string): NextKey {
  const owner = ownerOf(file);
  const beside = `${file}${BESIDE}${randomBytes(6).toString('hex')}`;
  const key = randomBytes(KEY_BYTES);
  return {
    key,
    keep: () => {
      try {
        for (const path of leftovers(file)) if (path !== beside) rmSync(path, { force: true });
        putKeyFile(beside, key, owner);
      } catch (cause) {
        throw new StoreOpenError(
          `The new key cannot be written beside ${file}; nothing was changed. Run this as the owner of that file, and let it write in the folder.`,
          { cause },
        );
      }
    },
    adopt: () => moveTo(file, beside),
  };
}

/** What rotations have left beside the key file: at most one fits, where the last one was cut short. */
export const keysBeside = (file: string): readonly MasterKey[] =>
  leftovers(file).flatMap((path) => {
    const key = keyIn(path);
    return key ? [{ key, adopt: () => moveTo(file, path) }] : [];
  });

/** A leftover that cannot be read must not keep a key from its work that fits. */
function keyIn(path: string): Uint8Array | undefined {
  try {
    return parseKey(readKeyFile(path) ?? '');
  } catch {
    return undefined;
  }
}

const BESIDE = '.next-';
/** Drafts too: a crash leaves them. */
const LEFT = /^(?:\.next-[\da-f]{12})?(?:\.[\da-f]{12})?$/;

function leftovers(file: string): readonly string[] {
  const name = basename(file);
  return readdirSync(dirname(file))
    .filter((one) => one.startsWith(`${name}.`) && LEFT.test(one.slice(name.length)))
    .map((one) => join(dirname(file), one));
}

/** Root may run this for a server that is somebody else. */
function ownerOf(file: string) {
  const facts = lstatSync(file, { throwIfNoEntry: false });
  if (facts?.isFile()) return { uid: facts.uid, gid: facts.gid };
  throw new StoreOpenError(
    facts
      ? `The key ${file} is no file of its own, so that no other can take its place. Put the key itself there, or set DATA_KEY.`
      : `There is no key to rotate: ${file} does not exist, and DATA_KEY is not set. Set DATA_DIR as for the server.`,
  );
}

function moveTo(file: string, beside: string): void {
  try {
    renameSync(beside, file);
  } catch (cause) {
    // Another process has moved it already.
    if (!hasCode(cause, 'ENOENT')) {
      throw new StoreOpenError(
        `The data is under the new key ${beside}, which could not be moved to ${file}. Move it there.`,
        { cause },
      );
    }
  }
  syncFolder(dirname(file));
}

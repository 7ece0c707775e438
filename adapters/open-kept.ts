import { createHmac, randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { AuditHead, AuditVerdict } from '../bot/desk/audit.ts';
import type { Log } from '../bot/log.ts';
import type { Store } from '../bot/store.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { type Restored, restoreBackup } from './store/backup/restore-backup.ts';
import type { DatabaseChoice } from './store/database.ts';
import { OtherKeyError, StoreOpenError } from './store/errors.ts';
import { masterKeys, readKeySetting } from './store/master-key.ts';
import { givenKey, type MasterKey, type NextKey, newKeyBeside } from './store/next-key.ts';
import { type OpenStore, openStore } from './store/open-store.ts';
import { type Rotated, rotateKey } from './store/rotate-key.ts';
import { type BackedUp, backUp } from './store/tools/back-up.ts';
import type { Looking } from './store/tools/look-at.ts';
import { answerTools } from './store/tools/tool-socket.ts';
import { verifyAudit } from './store/tools/verify-audit.ts';

/** What outlives a process: the store, and secrets that are derived from its key. */
export interface Kept {
  readonly store: Store;
  /** The same at every start until the key is rotated, for every purpose another one. */
  readonly secretFor: (purpose: string) => string;
}

/** @throws {ConfigError} where the data folder cannot be written. @throws {StoreOpenError} where key or database do not fit. */
export async function openKept(config: Config, log: Log): Promise<Kept> {
  const { DATA_DIR, DATA_KEY, DATABASE_URL, LEASE_SECONDS } = config;
  // With a database elsewhere and a key from the settings nothing is written here.
  if (!DATABASE_URL || !DATA_KEY) makeFolder(DATA_DIR);
  const onBackgroundError = (error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown';
    log.warn({ code }, 'the store could not tidy up, or answer a tool');
  };
  const open = (masterKey: Uint8Array) =>
    openStore({
      database: databaseOf(config),
      masterKey,
      clock: Date.now,
      owner: `${hostname()}-${process.pid}-${randomUUID()}`,
      leaseMs: LEASE_SECONDS * 1000,
      onBackgroundError,
    });
  const { store, key } = await openWithOne(
    masterKeys({ value: DATA_KEY, file: keyFileOf(config) }),
    open,
  );
  return {
    store: await withTools(config, store, onBackgroundError),
    secretFor: (purpose) => createHmac('sha256', key).update(`facerights ${purpose}`).digest('hex'),
  };
}

/** Whoever has a SQLite file answers the tools that cannot open it meanwhile. Where that is not possible all else goes on. */
async function withTools(
  config: Config,
  store: OpenStore,
  report: (error: unknown) => void,
): Promise<Store> {
  if (config.DATABASE_URL) return store;
  try {
    const stop = await answerTools(socketOf(config), store, report);
    return { ...store, close: () => stop().then(() => store.close()) };
  } catch (error) {
    report(error);
    return store;
  }
}

const socketOf = ({ DATA_DIR }: Config): string => join(DATA_DIR, 'tools.sock');

const keyFileOf = ({ DATA_DIR }: Config): string => join(DATA_DIR, 'data.key');

const databaseOf = ({ DATA_DIR, DATABASE_URL }: Config): DatabaseChoice =>
  DATABASE_URL
    ? { kind: 'postgres', url: DATABASE_URL }
    : { kind: 'sqlite', path: join(DATA_DIR, 'conversations.sqlite') };

/** A rotation that was cut short is finished here: the key that fits becomes the one in the file. */
async function openWithOne(
  keys: readonly MasterKey[],
  open: (key: Uint8Array) => Promise<OpenStore>,
): Promise<{ readonly store: OpenStore; readonly key: Uint8Array }> {
  let refusal: unknown;
  for (const { key, adopt } of keys) {
    let store: OpenStore;
    try {
      store = await open(key);
    } catch (error) {
      if (!(error instanceof OtherKeyError)) throw error;
      refusal ??= error;
      continue;
    }
    try {
      adopt();
    } catch (error) {
      await store.close();
      throw error;
    }
    return { store, key };
  }
  throw refusal;
}

/** What a rotation came to, and where the new key is. */
export interface KeptRotation extends Rotated {
  /** Undefined: in the setting that was given. */
  readonly keyFile: string | undefined;
}

/**
 * Puts a new master key in the place of the one that {@link openKept} would find.
 *
 * @param newDataKey - The setting NEW_DATA_KEY, for a key that comes from DATA_KEY.
 * @throws {StoreOpenError} where the settings do not fit, or somebody uses the database.
 */
export async function rotateKept(config: Config, newDataKey?: string): Promise<KeptRotation> {
  const { DATA_KEY } = config;
  const database = databaseOf(config);
  const next = nextKey(config, newDataKey);
  if (database.kind === 'sqlite' && !existsSync(database.path)) {
    throw new StoreOpenError(
      `There is no data whose key could be rotated: ${database.path} does not exist. Set DATA_DIR or DATABASE_URL as for the server.`,
    );
  }
  const keys = masterKeys({ value: DATA_KEY, file: keyFileOf(config) });
  const rotated = await rotateKey({ database, keys, next, clock: Date.now });
  return { ...rotated, keyFile: DATA_KEY ? undefined : keyFileOf(config) };
}

/** Writes a backup of everything, while the server runs too. @throws {StoreOpenError} */
export const backUpKept = (config: Config, to: string): Promise<BackedUp> =>
  backUp(toolsOf(config), to, Date.now);

/** Looks through the audit log, while the server runs too. @throws {StoreOpenError} */
export const verifyKept = (config: Config, noted?: AuditHead): Promise<AuditVerdict> =>
  verifyAudit(toolsOf(config), noted);

/** Brings a backup into an empty database. @throws {StoreOpenError} */
export async function restoreKept(config: Config, file: string): Promise<Restored> {
  const keys = presentKeys(config);
  return await restoreBackup({ file, database: databaseOf(config), keys, clock: Date.now });
}

const toolsOf = (config: Config): Looking => ({
  database: databaseOf(config),
  keys: () => presentKeys(config),
  socket: socketOf(config),
});

/** Unlike the server a tool never makes a key. */
function presentKeys(config: Config): readonly MasterKey[] {
  const { DATA_KEY } = config;
  const file = keyFileOf(config);
  if (DATA_KEY || existsSync(file)) return masterKeys({ value: DATA_KEY, file });
  throw new StoreOpenError(
    `There is no key: ${file} does not exist, and DATA_KEY is not set. Put the key back first, as it was when the data was written.`,
  );
}

function nextKey(config: Config, newDataKey: string | undefined): NextKey {
  const { DATA_KEY } = config;
  if (!DATA_KEY) {
    if (!newDataKey) return newKeyBeside(keyFileOf(config));
    throw new StoreOpenError(
      'NEW_DATA_KEY goes with DATA_KEY, which is not set. The new key of a key file is made beside it: leave NEW_DATA_KEY out.',
    );
  }
  if (!newDataKey) {
    throw new StoreOpenError(
      'DATA_KEY is set, so the new key comes from NEW_DATA_KEY. Make one with `openssl rand -hex 32`, and keep it before you go on.',
    );
  }
  // The next start reads it as DATA_KEY, which takes fewer forms than a key file.
  const key = readKeySetting('NEW_DATA_KEY', canBeDataKey(newDataKey) ? newDataKey : '');
  if (Buffer.compare(key, readKeySetting('DATA_KEY', DATA_KEY)) !== 0) return givenKey(key);
  throw new StoreOpenError('NEW_DATA_KEY is the same key as DATA_KEY.');
}

function canBeDataKey(value: string): boolean {
  try {
    return readConfig({ DATA_KEY: value }).DATA_KEY === value;
  } catch {
    return false;
  }
}

function makeFolder(path: string): void {
  if (canWriteIn(path)) return;
  throw new ConfigError([
    'DATA_DIR: the folder cannot be written, and conversations and their key are kept there; choose another one, or set DATABASE_URL and DATA_KEY',
  ]);
}

function canWriteIn(path: string): boolean {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

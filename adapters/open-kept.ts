import { createHmac, randomUUID } from 'node:crypto';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Log } from '../bot/log.ts';
import type { Store } from '../bot/store.ts';
import { type Config, ConfigError } from './config.ts';
import { loadMasterKey } from './store/master-key.ts';
import { openStore } from './store/open-store.ts';

/** What outlives a process: the store, and secrets that are derived from its key. */
export interface Kept {
  readonly store: Store;
  /** The same at every start, for every purpose another one. */
  readonly secretFor: (purpose: string) => string;
}

/** @throws {ConfigError} where the data folder cannot be written. @throws {StoreOpenError} where key or database do not fit. */
export async function openKept(
  { DATA_DIR, DATA_KEY, DATABASE_URL, LEASE_SECONDS }: Config,
  log: Log,
): Promise<Kept> {
  // With a database elsewhere and a key from the settings nothing is written here.
  if (!DATABASE_URL || !DATA_KEY) makeFolder(DATA_DIR);
  const masterKey = loadMasterKey({
    file: join(DATA_DIR, 'data.key'),
    ...(DATA_KEY && { value: DATA_KEY }),
  });
  const store = await openStore({
    database: DATABASE_URL
      ? { kind: 'postgres', url: DATABASE_URL }
      : { kind: 'sqlite', path: join(DATA_DIR, 'conversations.sqlite') },
    masterKey,
    clock: Date.now,
    owner: `${hostname()}-${process.pid}-${randomUUID()}`,
    leaseMs: LEASE_SECONDS * 1000,
    onBackgroundError: (error) => {
      const code = error instanceof Error && 'code' in error ? error.code : 'unknown';
      log.warn({ code }, 'the store could not tidy up');
    },
  });
  return {
    store,
    secretFor: (purpose) =>
      createHmac('sha256', masterKey).update(`facerights ${purpose}`).digest('hex'),
  };
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

import { randomUUID, randomBytes as secureRandomBytes } from 'node:crypto';
import type { Platform } from '../../bot/message.ts';
import type { Store } from '../../bot/store.ts';
import { type Write, writeBackup } from './backup/write-backup.ts';
import { openCases } from './cases/open-cases.ts';
import { claimSends } from './claim-sends.ts';
import { claimTurns } from './claim-turns.ts';
import { commitTurns } from './commit-turns.ts';
import { openCredentials } from './credentials.ts';
import { type Database, type DatabaseChoice, openDatabase } from './database.ts';
import { eraseExpired } from './erase-expired.ts';
import { StoreOpenError, withoutValues } from './errors.ts';
import { figureShelf } from './figure-shelf.ts';
import { findVault } from './key-check.ts';
import { endAllLeases, holdRole, leaveRole, releaseLeases, renewLeases } from './leases.ts';
import { migrate } from './migrate.ts';
import { modelLedger } from './model-ledger.ts';
import { figures, filesOf, kept, offered, readFile, repliesTo, stateOf } from './read.ts';
import { receive } from './receive.ts';
import { startScrubbing } from './scrubbing.ts';
import { type Cipher, conversationDigest, type Vault } from './sealing.ts';
import { settleSends } from './settle-sends.ts';
import { openStaff } from './staff/open-staff.ts';
import type { StoreContext } from './store-context.ts';

/** What a store needs to know. */
export interface StoreOptions {
  readonly database: DatabaseChoice;
  /** 32 bytes, from `masterKeys`. The same for every process, and until it is rotated. */
  readonly masterKey: Uint8Array;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Unique for each process and start. */
  readonly owner: string;
  /** How long a claim holds without being renewed. */
  readonly leaseMs?: number;
  /** Where people fetch what we owe; see `Channel.delivery`. */
  readonly pullPlatforms?: readonly Platform[];
  /** Takes errors of work that nobody waits for: codes, never words. */
  readonly onBackgroundError?: (error: unknown) => void;
  readonly randomBytes?: (count: number) => Uint8Array;
  /** `none` leaves everything readable, so that tests can prove deletion without its help. */
  readonly cipher?: Cipher;
}

/** An open store, with what only tools ask for. */
export interface OpenStore extends Store {
  /** Writes all that is kept, as it is at one moment, while others go on. */
  backUp(write: Write): Promise<void>;
}

const LEASE_MS = 30_000;

/**
 * Opens the store and brings its tables up to date.
 *
 * @throws {StoreOpenError} where the operator has to do something: another process has the file, another key, a newer version.
 * @throws {DatabaseError} when PostgreSQL cannot be reached.
 */
export async function openStore(options: StoreOptions): Promise<OpenStore> {
  const report = options.onBackgroundError ?? (() => undefined);
  const database = await openDatabase(options.database, report);
  const randomBytes = options.randomBytes ?? secureRandomBytes;
  const { owner, clock, leaseMs = LEASE_MS, pullPlatforms = ['web'] } = options;
  const vault = await prepare(database, { ...options, randomBytes });
  const scrubbing = startScrubbing(database, report);
  const context: StoreContext = {
    database,
    vault,
    clock,
    newLease: () => `${owner}:${randomUUID()}`,
    owner,
    leaseMs,
    isPulled: (platform) => pullPlatforms.includes(platform),
    report,
    scrubSoon: scrubbing.soon,
  };
  return assemble(context, async () => {
    await scrubbing.finish();
    await database.sql.destroy();
  });
}

async function prepare(
  database: Database,
  {
    masterKey,
    randomBytes,
    cipher,
  }: Pick<StoreOptions, 'masterKey' | 'cipher'> & Required<Pick<StoreOptions, 'randomBytes'>>,
): Promise<Vault> {
  try {
    await migrate(database);
    const vault = await findVault(database.sql, masterKey, randomBytes, cipher);
    // The lock on the file proves that whoever had them is dead.
    if (database.kind === 'sqlite') await endAllLeases(database.sql);
    return vault;
  } catch (cause) {
    await database.sql.destroy();
    throw cause instanceof StoreOpenError ? cause : withoutValues(cause);
  }
}

function assemble(context: StoreContext, close: () => Promise<void>): OpenStore {
  return {
    receive: (incoming) => receive(context, incoming),
    claimTurns: (limit, platforms) => claimTurns(context, limit, platforms),
    commitTurns: (results) => commitTurns(context, results),
    claimSends: (platform, limit) => claimSends(context, platform, limit),
    settleSends: (results) => settleSends(context, results),
    repliesTo: (platform, deliveryId) => repliesTo(context, platform, deliveryId),
    conversationId: (platform, conversation) =>
      conversationDigest(context.vault, platform, conversation),
    stateOf: (conversation) => stateOf(context, conversation),
    offered: (code) => offered(context, code),
    readFile: (conversation, id) => readFile(context, conversation, id),
    filesOf: (conversation, purpose) => filesOf(context, conversation, purpose),
    kept: (platform, person) => kept(context, platform, person),
    renewLeases: (held) => renewLeases(context, held),
    releaseLeases: () => releaseLeases(context),
    holdRole: (role) => holdRole(context, role),
    leaveRole: (role) => leaveRole(context, role),
    eraseExpired: (limits) => eraseExpired(context, limits),
    cases: openCases(context),
    staff: openStaff(context),
    figureShelf: figureShelf(context),
    modelLedger: modelLedger(context),
    lastingSecret: (purpose) => context.vault.digest('lasting', purpose),
    credentials: openCredentials(context),
    figures: () => figures(context),
    backUp: (write) => writeBackup(context, write),
    close,
  };
}

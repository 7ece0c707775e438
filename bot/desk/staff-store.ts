import type { AuditEntry } from './audit.ts';
import type { Staff } from './staff.ts';

/** Accounts, sessions and failed attempts of staff. Records are sealed; logins and tokens are kept as keyed digests only. */
export interface StaffStore {
  list(): Promise<readonly StoredStaff[]>;
  byId(id: string): Promise<StoredStaff | undefined>;
  byLogin(login: string): Promise<StoredStaff | undefined>;
  /**
   * Writes an account with its audit lines.
   *
   * @param expects - The version that was read; 0 for a new account.
   * @returns False where it had changed meanwhile, or the login is taken.
   */
  put(staff: Staff, expects: number, audit: readonly AuditEntry[]): Promise<boolean>;

  /** @param token - Secret, kept as a digest. */
  beginSession(token: string, session: StaffSession): Promise<void>;
  session(token: string): Promise<StaffSession | undefined>;
  /** Moves `seenAt`, and whatever else changed. */
  keepSession(token: string, session: StaffSession): Promise<void>;
  endSession(token: string): Promise<void>;
  /** Those of one member of staff that have not ended, for them to look at. */
  sessionsOf(staff: string): Promise<readonly StaffSession[]>;
  /** All of one member of staff; after a new password, or when the account is closed. */
  endSessionsOf(staff: string): Promise<void>;

  /**
   * Counts one more failed attempt under each key (a login, an address: kept as digests).
   *
   * @returns How many there were under each within `windowMs`, this one included.
   */
  countFailure(keys: readonly string[], windowMs: number): Promise<readonly number[]>;
  failures(keys: readonly string[], windowMs: number): Promise<readonly number[]>;
  clearFailures(keys: readonly string[]): Promise<void>;

  /** Sessions that ended, failures that count no more. */
  tidy(): Promise<void>;
}

export interface StoredStaff {
  readonly version: number;
  readonly staff: Staff;
}

export interface StaffSession {
  readonly staff: string;
  /** `password`: the second factor is still to come, and nothing else is allowed. */
  readonly state: 'password' | 'full';
  readonly startedAt: number;
  readonly seenAt: number;
  /** When it ends however much is done. */
  readonly endsAt: number;
  /** Goes into every form, and must come back with it. */
  readonly csrf: string;
}

import type { Payload } from '../channel.ts';
import type { Address, Platform } from '../message.ts';
import type { AuditEntry } from './audit.ts';
import type { AuditLog } from './audit-log.ts';

/**
 * Cases that were sent in, sealed: file, identity and evidence each under a key of the case, wrapped by the master key. The
 * bot owns this interface, `adapters/store/` implements it in the database of the `Store`, and
 * `test/contracts/case-store.ts` runs the same tests against SQLite and PostgreSQL.
 *
 * Every change and its lines of the audit log are one transaction; all such transactions come one after the other.
 */
export interface CaseStore {
  /**
   * Writes all changes with their audit lines, or nothing.
   *
   * @returns False where a case had changed since it was read, or is gone: read it again. A new case (`expects` 0) that is
   * there already is not written, and the result is false as well.
   */
  commit(changes: readonly CaseChange[], audit: readonly AuditEntry[]): Promise<boolean>;
  read(id: string): Promise<StoredCase | undefined>;
  /** By the receipt code of the person. Unknown codes and codes of erased cases are the same. */
  byCode(code: string): Promise<StoredCase | undefined>;
  /** Cases that changed after this number, in the order of the changes, at most so many: for the index of the desk. */
  changedSince(change: number, limit: number): Promise<readonly CaseNews[]>;
  /** Who sent it, as JSON of what they filled in. Reading it is written to the audit log by `audit`, in the same transaction. */
  openIdentity(id: string, audit: AuditEntry): Promise<string | undefined>;
  readFile(id: string, file: string): Promise<Uint8Array | undefined>;
  /** Where the person of a case can be told something. */
  linked(id: string): Promise<readonly LinkedConversation[]>;
  /** Adds lines about what changed nothing: a case was looked at, somebody signed in. */
  audit(entries: readonly AuditEntry[]): Promise<void>;
  readonly auditLog: AuditLog;
  /** How many cases there are. */
  count(): Promise<number>;
}

export interface CaseChange {
  readonly id: string;
  /** The version that was read; 0 for a new case. */
  readonly expects: number;
  /** From `writeCaseFile`. Absent where the case is erased. */
  readonly file?: string;
  /** Of a new case: the receipt code, of which only a keyed digest is kept. */
  readonly code?: string;
  /** JSON; sealed under a key of its own. Takes the place of an earlier one. */
  readonly identity?: string;
  readonly files?: readonly CaseAttachment[];
  /**
   * Evidence that lies with a conversation and is copied from there, sealed anew, in the same transaction. Where one of them
   * is missing nothing is written and an error is thrown: a case is complete or not there.
   */
  readonly copies?: { readonly conversation: string; readonly files: readonly string[] };
  /** Conversations (ids of the store) in which the person is told of news; they are kept while the case is. */
  readonly links?: readonly string[];
  /** Calls owed to linked conversations because of this change. On a pull channel there are none. */
  readonly tells?: readonly Tell[];
  /** True: file, identity, evidence, code, keys and links go. The row stays as the fact that there was a case and when it went. */
  readonly erases?: boolean;
}

export interface CaseAttachment {
  readonly id: string;
  readonly bytes: Uint8Array;
}

export interface Tell {
  readonly conversation: string;
  readonly payloads: readonly Payload[];
}

export interface LinkedConversation {
  readonly conversation: string;
  readonly platform: Platform;
  readonly address: Address;
}

export interface StoredCase {
  readonly id: string;
  /** Counts the changes of this case, from 1. */
  readonly version: number;
  /** The number of its last change among all changes of all cases. */
  readonly change: number;
  readonly file: string;
}

export type CaseNews =
  | StoredCase
  | { readonly id: string; readonly change: number; readonly erasedAt: number };

import type { Generated, Kysely, Selectable } from 'kysely';

/** The tables, the same in SQLite and PostgreSQL. Times are milliseconds since 1970, yes and no are 1 and 0. */
export interface Tables {
  readonly conversation: ConversationTable;
  readonly inbox: InboxTable;
  readonly outbox: OutboxTable;
  readonly file: FileTable;
  readonly hand_over: HandOverTable;
  readonly credential: CredentialTable;
  readonly role: RoleTable;
  readonly meta: MetaTable;
  readonly case_file: CaseFileTable;
  readonly case_attachment: CaseAttachmentTable;
  readonly case_link: CaseLinkTable;
  readonly audit: AuditTable;
  readonly staff: StaffTable;
  readonly staff_session: StaffSessionTable;
  readonly staff_failure: StaffFailureTable;
  readonly model_use: ModelUseTable;
}

export type Sql = Kysely<Tables>;
export type ConversationRow = Selectable<ConversationTable>;
export type CaseRow = Selectable<CaseFileTable>;
export type AuditRow = Selectable<AuditTable>;

/** One row for everything that two processes may not do at once: whoever changes a conversation locks its row first. */
interface ConversationTable {
  /** Keyed digest of platform and conversation. */
  id: string;
  platform: string;
  /** Keyed digest of platform and person. */
  person: string;
  /** The key of everything sealed below, sealed under the master key. Without it all of that is noise. */
  wrapped_key: Uint8Array;
  address: Uint8Array;
  /** Keyed digest, by which a change is seen without opening the seal. */
  address_digest: string;
  state: Uint8Array | null;
  /** What holds of the person in all their conversations on the platform; nothing that tells who it is. */
  profile: string | null;
  /** When it was written. */
  profile_at: number | null;
  /** When what is handled next was received; null where nothing waits. */
  waiting_since: number | null;
  turn_lease: string | null;
  turn_lease_until: number | null;
  /** When the first message owed may be sent; null where nothing is, and on pull channels. */
  send_due_at: number | null;
  send_lease: string | null;
  send_lease_until: number | null;
  last_active: number;
  /** 1 after everything was erased: the row goes with the last message owed. */
  erase_when_sent: number;
  /** Until when a case is kept, and no longer; null where there is none. */
  keep_until: number | null;
}

interface InboxTable {
  id: Generated<number>;
  /** Keyed digest of platform and delivery id: all that is left of a delivery in the end. */
  delivery: string;
  conversation_id: string | null;
  person: string | null;
  sort_order: number;
  /** 1 where it counts against how much a person may send. */
  counts: number;
  content: Uint8Array | null;
  received_at: number;
  tries: number;
  done_at: number | null;
}

interface OutboxTable {
  id: Generated<number>;
  /** Null where only the reason of a failure is left. */
  conversation_id: string | null;
  /** What it answers; 0, which no delivery has, where it is news of a case that nobody asked for. */
  inbox_id: number;
  /** 1 on pull channels: it waits until it is fetched. */
  is_pulled: number;
  payload: Uint8Array | null;
  owed_since: number;
  tries: number;
  /** 1 from the start of an attempt until its end is recorded. */
  is_begun: number;
  failure: string | null;
  failed_at: number | null;
}

interface FileTable {
  number: Generated<number>;
  conversation_id: string;
  id: string;
  purpose: string;
  /** Name and media type. */
  facts: Uint8Array;
  bytes: Uint8Array;
  size: number;
  saved_at: number;
}

/** A conversation whose case another one may take. Whoever changes a row holds the conversation, unless its time has passed. */
interface HandOverTable {
  conversation_id: string;
  /** Keyed digest. */
  code: string;
  good_until: number;
}

interface CredentialTable {
  /** Keyed digest of platform and id. */
  id: string;
  secret: Uint8Array;
}

interface RoleTable {
  name: string;
  owner: string;
  held_until: number;
}

/**
 * `key-check` and `digest-key`: see `key-check.ts`. `audit-head`: the end of the audit log and the last number of a change,
 * with a keyed digest of both; whoever writes a case, an account or a line of the log locks this row first.
 */
interface MetaTable {
  name: string;
  value: string;
}

/** A case that was sent in. Of an erased one there are left: id, version, change, mark and the two times. */
interface CaseFileTable {
  id: string;
  /** The key of the file and of the attachments, sealed under the master key. */
  wrapped_key: Uint8Array | null;
  /** The key of the identity alone, sealed under the master key. */
  identity_key: Uint8Array | null;
  /** Keyed digest of the receipt code. */
  code: string | null;
  /** Sealed to its version: an earlier file that is put back does not open. */
  file: Uint8Array | null;
  identity: Uint8Array | null;
  /** Counts the changes of this case, from 1. */
  version: number;
  /** The number of the last change among those of all cases, in the order in which they were committed. */
  change: number;
  received_at: number;
  erased_at: number | null;
  /** Keyed digest of what is not sealed in this row. */
  mark: string;
}

interface CaseAttachmentTable {
  case_id: string;
  id: string;
  bytes: Uint8Array;
  size: number;
}

/** A conversation in which the person of a case is told of it. It is kept as long as this row is. */
interface CaseLinkTable {
  case_id: string;
  conversation_id: string;
}

/** Lines are added and never changed; see `audit/chain.ts`. */
interface AuditTable {
  /** From 1, without a gap. */
  no: number;
  at: number;
  actor: string;
  action: string;
  case_id: string | null;
  /** The version that the change of this line brought the case to; null where it changed nothing. */
  case_version: number | null;
  /** JSON. */
  details: string;
  hash: string;
}

interface StaffTable {
  id: string;
  /** Keyed digest. */
  login: string;
  /** The key of the record and of the sessions, sealed under the master key. */
  wrapped_key: Uint8Array;
  record: Uint8Array;
  version: number;
}

interface StaffSessionTable {
  /** Keyed digest. */
  token: string;
  staff_id: string;
  ends_at: number;
  /** Sealed under the key of the account. */
  session: Uint8Array;
}

/** One failed attempt to sign in, under one key. */
interface StaffFailureTable {
  number: Generated<number>;
  /** Keyed digest of a login or an address. */
  key: string;
  at: number;
  /** When it is of no use any more. */
  counts_until: number;
}

/** What a language model took for one question. There are no words in it, neither asked nor answered. */
export interface ModelUseTable {
  id: Generated<number>;
  /** In Korea, YYYY-MM-DD. */
  day: string;
  /** Keyed digest of day, platform and person; null once the day is over. */
  person: string | null;
  task: string;
  /** Tokens set aside: they count until it is settled. */
  reserved: number;
  at: number;
  /** This and the next six are null until it is settled. */
  model: string | null;
  input_tokens: number | null;
  output_tokens: number | null;
  micro_cost: number | null;
  ms: number | null;
  attempts: number | null;
  outcome: string | null;
  /** This and the next five are null where no text was checked. */
  sentences: number | null;
  kept: number | null;
  replaced: number | null;
  dropped: number | null;
  /** JSON: how often which. */
  faults: string | null;
  /** Why the whole text was; null where it was not. */
  refused: string | null;
}

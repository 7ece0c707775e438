import type { Payload } from './channel.ts';
import type { AuditEntry } from './desk/audit.ts';
import type { CaseChange, CaseStore } from './desk/case-store.ts';
import type { FiguresShelf } from './desk/figures.ts';
import type { StaffStore } from './desk/staff-store.ts';
import type { Address, Incoming, Platform } from './message.ts';
import type { ModelLedger } from './model/model-ledger.ts';

/**
 * What must not be lost. The bot owns this interface, `adapters/store/` implements it on SQLite and PostgreSQL,
 * and `test/contracts/store.ts` runs the same tests against both.
 *
 * Several processes may share a store on PostgreSQL. Each has an owner name of its own; what it has claimed nobody else
 * touches until its lease ends. Every method that changes something resolves when the change is durable.
 */
export interface Store {
  /** Adds deliveries to the inbox, all in one transaction; those that were seen before are left out. @returns How many were new. */
  receive(incoming: readonly Incoming[]): Promise<number>;

  /**
   * Leases conversations in which something waits, the longest waiting first, and gives the first message of each:
   * the smallest `order`, then the one received first.
   *
   * @param platforms - Those that this process serves; messages of others stay where they are until one does.
   */
  claimTurns(limit: number, platforms: readonly Platform[]): Promise<readonly Turn[]>;

  /**
   * Writes what turns came to, each whole or not at all: state, messages owed, files, erasure, and the end of the inbox row,
   * whose content is erased. Frees the conversation for its next message.
   *
   * @returns For each whether it was written. False where the lease had passed to somebody else, and where the code of
   * `takesOver` was not good any more: the message is then claimed again, and its reply made anew.
   */
  commitTurns(results: readonly TurnResult[]): Promise<readonly boolean[]>;

  /** Leases the first unsent message of conversations in which one is due, the longest due first. Push channels only. */
  claimSends(platform: Platform, limit: number): Promise<readonly Owed[]>;

  /** Records what became of attempts. What was sent or given up is erased; of the latter the reason is kept. */
  settleSends(results: readonly SendResult[]): Promise<void>;

  /** What a delivery of a pull channel was answered with; undefined while it has not been handled. Empty where nothing is kept any more. */
  repliesTo(platform: Platform, deliveryId: string): Promise<readonly Payload[] | undefined>;

  /** The id under which a conversation is kept: a keyed digest of what the platform calls it. */
  conversationId(platform: Platform, conversation: string): string;
  /** The state of a conversation as it was committed last. */
  stateOf(conversation: string): Promise<string | undefined>;
  /** What would come along with this code; undefined while the code is not good: unknown, replaced, past its time, taken. */
  offered(code: string): Promise<OfferedCase | undefined>;
  readFile(conversation: string, id: string): Promise<Uint8Array | undefined>;
  /** The files of a conversation with this purpose, oldest first. */
  filesOf(conversation: string, purpose: FilePurpose): Promise<readonly FileFacts[]>;
  /** Everything kept about a person on this platform, for the person to see: numbers, and the states as they are stored. */
  kept(platform: Platform, person: string): Promise<KeptData>;

  /**
   * Prolongs leases, and the roles of this owner. Called more often than leases last. Only what somebody works on may be
   * named: a lease that was lost on its way here must end, so that the conversation goes on.
   */
  renewLeases(held: HeldLeases): Promise<void>;
  /** Gives back every lease of this owner, so that another process need not wait for them to end. */
  releaseLeases(): Promise<void>;
  /**
   * Takes or keeps a role that only one process may have at a time, such as polling a platform.
   *
   * @returns False while somebody else has it.
   */
  holdRole(role: string): Promise<boolean>;
  leaveRole(role: string): Promise<void>;

  /** Erases what is older than it may be. */
  eraseExpired(limits: Retention): Promise<Erased>;

  /** Cases that were sent in, and who works on them. */
  readonly cases: CaseStore;
  readonly staff: StaffStore;
  readonly figureShelf: FiguresShelf;
  /** What language models took. */
  readonly modelLedger: ModelLedger;
  /** 32 bytes in hexadecimal digits: the same for ever in this database, also after its key was rotated; for every purpose another one. */
  lastingSecret(purpose: string): string;

  /** Secrets of installations, by platform and id, encrypted under the master key. */
  readonly credentials: Credentials;

  /** Cheap figures for the health page. */
  figures(): Promise<StoreFigures>;
  close(): Promise<void>;
}

/** What somebody in this process is working on. */
export interface HeldLeases {
  readonly turns: readonly Pick<Turn, 'conversation' | 'lease'>[];
  readonly sends: readonly Pick<Owed, 'conversation' | 'lease'>[];
}

/** The first waiting message of a leased conversation. */
export interface Turn {
  /** The id of the conversation in the store: a keyed digest. */
  readonly conversation: string;
  readonly inboxId: number;
  readonly incoming: Incoming;
  /** As it was committed last; undefined in a new conversation, or one whose state was erased. */
  readonly state: string | undefined;
  /** What was committed last in any conversation of this person on the platform. */
  readonly profile?: string | undefined;
  /** As it was committed last; see {@link CaseChanges}. */
  readonly keepUntil?: number | undefined;
  /** How often this message was claimed, this time included: above 1 after a crash, or a refused result. */
  readonly tries: number;
  /** Messages received from this person in the minute up to this one, this one included; home and link views do not count. */
  readonly receivedInMinute: number;
  /** When it was received, milliseconds since 1970. */
  readonly receivedAt: number;
  /** Names the lease: a commit with an old one is refused. */
  readonly lease: string;
}

/** What a turn does with the case of its conversation: the draft of a complaint, in the state, with its evidence. */
export interface CaseChanges {
  /**
   * Milliseconds since 1970. The conversation is kept until then however long nothing is said in it; after that its state
   * and files are erased however much is. Undefined: it is kept as long as any other. Every commit says it anew.
   */
  readonly keepUntil?: number | undefined;
  /** Lets another conversation, on any platform, take this one's case over, once; takes the place of an earlier offer. */
  readonly offers?: Offer | undefined;
  /**
   * The code of an offer. It is spent; the evidence comes into this conversation, before `files` and `dropFiles`; the
   * state of the other one is erased, and what is in hand there is done again without it. The state of this one is
   * whatever `TurnResult.state` says. Not together with `erasesPerson`.
   */
  readonly takesOver?: string | undefined;
  /** Cases sent in or changed by this turn, written with it or not at all. */
  readonly filed?: FiledChanges | undefined;
}

/** See `CaseStore.commit`: where that would be false the turn is claimed again. */
export interface FiledChanges {
  readonly changes: readonly CaseChange[];
  readonly audit: readonly AuditEntry[];
}

export interface Offer {
  /** Cannot be guessed, and is no other offer's. */
  readonly code: string;
  /** Milliseconds since 1970, when it is good no more. */
  readonly until: number;
}

/** What an offer holds. */
export interface OfferedCase {
  readonly state: string | undefined;
  /** The evidence, oldest first. */
  readonly files: readonly FileFacts[];
}

export interface TurnResult extends CaseChanges {
  readonly turn: Turn;
  /** The new state; undefined: nothing of it is kept, and the conversation goes with the last message owed. */
  readonly state: string | undefined;
  /** What holds of the person in their other conversations as well. Stored as it is: nothing personal may be in it. */
  readonly profile?: string | undefined;
  /** Calls owed to the person, in order. */
  readonly owed: readonly Payload[];
  readonly files: readonly NewFile[];
  /** Files of this conversation that are not wanted any more. */
  readonly dropFiles: readonly string[];
  /**
   * True: everything about the person on this platform is erased first, in all their conversations. The messages owed
   * are then kept only until they are sent, and the address goes with the last of them.
   */
  readonly erasesPerson: boolean;
}

/** `evidence` is kept for a complaint; `document` was made by us and goes once it is sent. */
export type FilePurpose = 'evidence' | 'document';

export interface NewFile {
  readonly id: string;
  readonly purpose: FilePurpose;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface FileFacts extends Omit<NewFile, 'bytes'> {
  readonly size: number;
  readonly savedAt: number;
}

/** A leased call. */
export interface Owed {
  readonly id: number;
  readonly platform: Platform;
  readonly conversation: string;
  readonly address: Address;
  readonly payload: Payload;
  /** Attempts that began before this one and whose end nobody recorded, or that failed. */
  readonly tries: number;
  /** True where an attempt began and its end is not known: it may have got through. */
  readonly mayBeRepeat: boolean;
  /** Milliseconds since 1970. */
  readonly owedSince: number;
  readonly lease: string;
}

export type SendResult =
  | { readonly owed: Owed; readonly kind: 'sent' }
  | {
      readonly owed: Owed;
      readonly kind: 'retry';
      /** Milliseconds since 1970. */
      readonly at: number;
      readonly reason: string;
      /** True where the platform may have taken it all the same: a lost answer, a time-out. */
      readonly isUncertain: boolean;
    }
  | { readonly owed: Owed; readonly kind: 'given-up'; readonly reason: string };

/** What is kept about a person on one platform. */
export interface KeptData {
  readonly conversations: number;
  readonly states: readonly string[];
  readonly messagesWaiting: number;
  readonly messagesOwed: number;
  readonly files: readonly FileFacts[];
}

/** Milliseconds since something was last of use. */
export interface Retention {
  /** A conversation after its last message, by platform. */
  readonly conversationMs: Readonly<Record<Platform, number>>;
  /** The number of a delivery, which is all that is left of it, after it came in. Longer than any platform repeats. */
  readonly deliveryMs: number;
  /** Replies that wait to be fetched on a pull channel. */
  readonly pulledReplyMs: number;
  /** Documents that were sent, or could not be. */
  readonly documentMs: number;
  /** Why a message was given up. */
  readonly failureMs: number;
}

export interface Erased {
  readonly conversations: number;
  /** Conversations that went on without what was kept until its time. */
  readonly cases: number;
  readonly deliveries: number;
  readonly replies: number;
  readonly files: number;
  readonly failures: number;
}

export interface Credentials {
  put(platform: Platform, id: string, secret: string): Promise<void>;
  get(platform: Platform, id: string): Promise<string | undefined>;
  remove(platform: Platform, id: string): Promise<void>;
}

export interface StoreFigures {
  readonly waiting: number;
  readonly owed: number;
  readonly givenUp: number;
  readonly conversations: number;
}

import type { Language } from '../knowledge/language.ts';
import type { Address, Audience, Incoming, IncomingFile, Outgoing, Platform } from './message.ts';

/** One call to a platform as it is stored until it has been made: JSON, in a form that only the channel reads. */
export type Payload = Readonly<Record<string, unknown>>;

/** Resolves when everything given is stored durably: only then may a platform be told that we have it. */
export type Receive = (incoming: readonly Incoming[]) => Promise<void>;

/** What a layout may depend on. */
export interface LayoutContext {
  readonly address: Address;
  readonly audience: Audience;
  readonly language: Language;
  /** Of a preview: an earlier attempt to answer may have left one standing. */
  readonly isRepeat?: boolean | undefined;
  /** Of the first call: what a preview left standing, which the call takes the place of. As {@link Preview.close} gave it. */
  readonly replaces?: Payload | undefined;
}

/** A message that is still being written, as the person sees it meanwhile. It may be lost: nothing is owed in it. */
export interface Preview {
  /** Shows what there is of the message so far, in place of what was shown before; skips what would come too fast. Never fails. */
  show(message: Outgoing): void;
  /** Shows nothing more. Resolves with what the message itself takes the place of; undefined where the preview goes by itself. */
  close(): Promise<Payload | undefined>;
}

/** One attempt to make a call. */
export interface Attempt {
  /** The same for every attempt of one call, and for no other. */
  readonly id: string;
  /** True where an earlier attempt may have got through although we never heard of it. */
  readonly mayBeRepeat: boolean;
  /** A file that a payload names. @throws when it is not kept any more. */
  readonly readFile: (id: string) => Promise<Uint8Array>;
}

/**
 * A place where people talk to us. The bot owns this interface, `adapters/` implements it, and
 * `test/contracts/channel.ts` runs the same tests against every implementation.
 */
export interface Channel {
  readonly platform: Platform;
  /**
   * `push`: we call the platform, in order, until each call was made or given up.
   * `pull`: the person's own request fetches what we owe, and may fetch it again.
   */
  readonly delivery: 'push' | 'pull';
  /** Turns one message into calls, in order; each is stored and made by itself. Pure. */
  layOut(message: Outgoing, context: LayoutContext): readonly Payload[];
  /**
   * Makes one call. Resolves when the platform has taken it.
   *
   * @throws {DeliveryError} when it was refused.
   */
  send(address: Address, payload: Payload, attempt: Attempt): Promise<void>;
  /** Shows that we are at work, where the platform can. Failures do not matter. */
  signalWork(address: Address): Promise<void>;
  /**
   * Opens a preview of the answer to a delivery; undefined where nothing can be shown before the message itself. Nothing is
   * called before the first {@link Preview.show}.
   *
   * @param key - The same for every attempt to answer the same message.
   */
  openPreview?(context: LayoutContext, key: string): Preview | undefined;
  /** A link by which somebody in a group goes on in private, with a command or an entry; undefined where there is none. */
  privateUrl?(address: Address, start: string): string | undefined;
  /** Gets a file from the platform. @throws {DeliveryError} when it cannot be had. */
  fetchFile(address: Address, file: IncomingFile): Promise<Uint8Array>;
  /** Begins to take deliveries. Resolves once the platform has accepted the connection. */
  start(receive: Receive): Promise<void>;
  /** Takes nothing more, finishes what is in hand. */
  stop(): Promise<void>;
}

/** Why a platform did not take a call, in the terms that decide what happens next. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly code = 'DELIVERY';
  /** A short code for the record, such as `telegram-403-blocked`; never what was said. */
  readonly reason: string;
  /** True: it will never be taken, so nobody tries again. */
  readonly isFinal: boolean;
  /** How long the platform wants us to wait; absent: it did not say. */
  readonly retryAfterMs: number | undefined;
  /** True where nobody knows whether it was taken: the connection broke, or the platform failed while it was at it. */
  readonly isUncertain: boolean;

  constructor(
    reason: string,
    {
      isFinal = false,
      isUncertain = false,
      retryAfterMs,
      cause,
    }: { isFinal?: boolean; isUncertain?: boolean; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(`The platform did not take a call: ${reason}.`, cause === undefined ? {} : { cause });
    this.reason = reason;
    this.isFinal = isFinal;
    this.retryAfterMs = retryAfterMs;
    this.isUncertain = isUncertain;
  }
}

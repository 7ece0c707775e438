import { createHash } from 'node:crypto';
import type { Api } from 'grammy';
import type { LayoutContext, Preview } from '../../bot/channel.ts';
import type { Log } from '../../bot/log.ts';
import type { Outgoing } from '../../bot/message.ts';
import { NewestWins, Pace } from '../newest-wins.ts';
import { withoutChoices } from '../without-choices.ts';
import { deliveryError } from './failures.ts';
import { TelegramAddress, type TelegramPayload } from './payload.ts';

/** Telegram documents no limit for drafts. This is about as fast as people read a sentence. */
export const DRAFT_GAP_MS = 700;

/** A draft that is late is worth nothing, and the message waits for the one under way. */
export const DRAFT_TIMEOUT_MS = 1_500;

/** Where Telegram asks us to wait and does not say for how long. */
const PAUSE_MS = 5_000;

/** Refusals that are about one chat and tell nothing of the others. */
const ONE_CHAT = /^telegram-(?:401|403|400-(?:chat-not-found|topic-gone|no-right-to-write)$)/;

export interface DraftOptions {
  /** With a time limit and without a throttle: drafts take no message's turn. */
  readonly api: Api;
  readonly layOut: (message: Outgoing, context: LayoutContext) => readonly TelegramPayload[];
  readonly log: Log;
  readonly gapMs: number;
}

/**
 * Drafts: what Telegram shows in a private chat of a message that is still being written. A draft goes by itself when the
 * message comes, or after half a minute. Of a long message its first part is shown.
 *
 * @see https://core.telegram.org/bots/api#sendmessagedraft
 */
export class Drafts {
  readonly #options: DraftOptions;
  readonly #pace: Pace;
  /** The server is too old for drafts, or does not let this bot have them. */
  #isOff = false;

  constructor(options: DraftOptions) {
    this.#options = options;
    this.#pace = new Pace(options.gapMs);
  }

  /** Undefined in groups, which have no drafts. */
  open(context: LayoutContext, key: string): Preview | undefined {
    const to = TelegramAddress.safeParse(context.address);
    const isPrivate = context.audience === 'private' && to.success && to.data.chat > 0;
    if (this.#isOff || !isPrivate) return undefined;
    const place = String(to.data.chat);
    const calls = new NewestWins<Outgoing>(this.#pace, place, async (message) => {
      try {
        await this.#draw(message, context, to.data, draftId(key));
      } catch (error) {
        if (this.#isEnd(error, place)) calls.end();
      }
    });
    return {
      show: (message) => calls.offer(message),
      // A draft that came after the message would stand there for half a minute: the one under way is waited for.
      close: async () => {
        await calls.close();
        return undefined;
      },
    };
  }

  async #draw(
    message: Outgoing,
    context: LayoutContext,
    { chat, topic }: TelegramAddress,
    draft: number,
  ): Promise<void> {
    const [first] = this.#options.layOut(withoutChoices(message), context);
    if (this.#isOff || first?.method !== 'sendMessage') return;
    await this.#options.api.raw.sendMessageDraft({
      chat_id: chat,
      draft_id: draft,
      text: first.text,
      ...(first.parse_mode && { parse_mode: first.parse_mode }),
      ...(topic !== undefined && { message_thread_id: topic }),
    });
  }

  /** Whether nothing more is to be shown of the message. */
  #isEnd(error: unknown, place: string): boolean {
    const { reason, isFinal, retryAfterMs } = deliveryError(error);
    if (reason.startsWith('telegram-429')) {
      this.#pace.hold(place, retryAfterMs ?? PAUSE_MS);
      return false;
    }
    if (ONE_CHAT.test(reason)) return true;
    if (!isFinal && reason !== 'telegram-404') return false;
    if (!this.#isOff) this.#options.log.warn({ reason }, 'Telegram shows no drafts');
    this.#isOff = true;
    return true;
  }
}

/** Drafts of one number turn into each other: 31 bits of the key, never 0. */
export const draftId = (key: string): number =>
  createHash('sha256').update(key).digest().readUInt32BE(0) >>> 1 || 1;

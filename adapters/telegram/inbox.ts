import type { Api, Bot } from 'grammy';
import type { Update } from 'grammy/types';
import type { Receive } from '../../bot/channel.ts';
import type { Log } from '../../bot/log.ts';
import type { Incoming } from '../../bot/message.ts';
import type { InlineAnswers } from './inline.ts';
import type { Me } from './me.ts';
import { parseUpdate } from './parse.ts';

interface InboxParts {
  readonly bot: Bot;
  /** For what is said to the platform. */
  readonly api: Api;
  readonly inline: InlineAnswers;
  readonly log: Log;
}

/** What becomes of an update, whichever way it came: it resolves when the update may be confirmed. */
export class Inbox {
  readonly #parts: InboxParts;
  readonly #inHand = new Set<Promise<unknown>>();
  #receive: Receive | undefined;

  constructor(parts: InboxParts) {
    this.#parts = parts;
    // One handler for every kind, so that updates of one batch reach the store in one moment and in order.
    parts.bot.use((context) => this.#take(context.update, context.me));
  }

  open(receive: Receive): void {
    this.#receive = receive;
  }

  /** Resolves when nothing is being answered any more. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#inHand);
  }

  async #take(update: Update, me: Me): Promise<void> {
    const { inline_query: query, callback_query: press } = update;
    // Nobody waits for these: by the time a store is back, the person has typed on.
    if (query) return this.#aside(this.#parts.inline.answer(query));
    const incoming = this.#parse(update, me);
    if (incoming) await this.#receive?.([incoming]);
    // Until it is answered the button shows that it is pressed. Also where nothing comes of it.
    if (press) {
      const answer = { callback_query_id: press.id };
      this.#aside(this.#parts.api.raw.answerCallbackQuery(answer).catch(() => undefined));
    }
    const { my_chat_member: change } = update;
    if (change) {
      const { status } = change.new_chat_member;
      this.#parts.log.info({ status, chat: change.chat.type }, 'Our place in a chat has changed');
    }
  }

  /** An update that trips our own code is dropped: it would come again for ever, and hold up every other. */
  #parse(update: Update, me: Me): Incoming | undefined {
    try {
      return parseUpdate(update, me);
    } catch {
      const kinds = Object.keys(update).filter((key) => key !== 'update_id');
      this.#parts.log.error({ update: update.update_id, kinds }, 'An update could not be read');
      return undefined;
    }
  }

  #aside(work: Promise<unknown>): void {
    this.#inHand.add(work);
    void work.finally(() => this.#inHand.delete(work));
  }
}

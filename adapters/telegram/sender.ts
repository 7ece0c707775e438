import { type Api, GrammyError, InputFile } from 'grammy';
import { type Attempt, DeliveryError, type Payload } from '../../bot/channel.ts';
import type { Log } from '../../bot/log.ts';
import type { Address } from '../../bot/message.ts';
import { deliveryError } from './failures.ts';
import { withoutHtml } from './html.ts';
import { type DocumentPayload, TelegramAddress, TelegramPayload } from './payload.ts';

/** Groups that became supergroups, under the number that we may still have stored; the oldest are forgotten. */
const MOST_MOVES = 1_000;

/** Makes the calls that the outbox holds. */
export class Sender {
  readonly #api: Api;
  readonly #log: Log;
  readonly #moves = new Map<number, number>();

  constructor(api: Api, log: Log) {
    this.#api = api;
    this.#log = log;
  }

  /** @throws {DeliveryError} */
  async send(address: Address, payload: Payload, attempt: Attempt): Promise<void> {
    const to = TelegramAddress.safeParse(address);
    const call = TelegramPayload.safeParse(payload);
    if (!to.success || !call.success) {
      throw new DeliveryError('telegram-unreadable-payload', { isFinal: true });
    }
    const chat = this.#moves.get(to.data.chat) ?? to.data.chat;
    try {
      await this.#followingMoves({ ...to.data, chat }, call.data, attempt);
    } catch (error) {
      // Without its cause, which holds what was said, and the token.
      throw deliveryError(error);
    }
  }

  async #followingMoves(
    to: TelegramAddress,
    payload: TelegramPayload,
    attempt: Attempt,
  ): Promise<void> {
    try {
      await this.#withoutFormIfNeeded(to, payload, attempt);
    } catch (error) {
      const movedTo = error instanceof GrammyError && error.parameters.migrate_to_chat_id;
      if (!movedTo) throw error;
      this.#remember(to.chat, movedTo);
      // Messages and topics have other numbers there.
      const { reply_parameters: _, ...rest } = payload;
      await this.#withoutFormIfNeeded({ chat: movedTo }, rest, attempt);
    }
  }

  #remember(from: number, to: number): void {
    this.#moves.set(from, to);
    const [oldest] = this.#moves.keys();
    if (this.#moves.size > MOST_MOVES && oldest !== undefined) this.#moves.delete(oldest);
  }

  /** Words without form are better than none; that it came to this is a mistake of ours. */
  async #withoutFormIfNeeded(
    to: TelegramAddress,
    payload: TelegramPayload,
    attempt: Attempt,
  ): Promise<void> {
    try {
      await this.#call(to, payload, attempt);
    } catch (error) {
      const isForm = error instanceof GrammyError && /can't parse entities/.test(error.description);
      if (!isForm || !payload.parse_mode) throw error;
      this.#log.error({ reason: 'telegram-400-entities' }, 'Telegram could not read our HTML');
      await this.#call(to, withoutForm(payload), attempt);
    }
  }

  async #call(to: TelegramAddress, payload: TelegramPayload, attempt: Attempt): Promise<void> {
    const place = {
      chat_id: to.chat,
      ...(to.topic !== undefined && { message_thread_id: to.topic }),
    };
    if (payload.method === 'sendMessage') {
      const { method: _, ...message } = payload;
      await this.#api.raw.sendMessage({ ...place, ...message });
    } else {
      const { method: _, file: __, name: ___, mediaType: ____, ...rest } = payload;
      const document = await readDocument(payload, attempt);
      await this.#api.raw.sendDocument({ ...place, ...rest, document });
    }
  }
}

async function readDocument({ file, name }: DocumentPayload, attempt: Attempt): Promise<InputFile> {
  try {
    return new InputFile(await attempt.readFile(file), name);
  } catch (error) {
    throw new DeliveryError('telegram-file-not-kept', { isFinal: true, cause: error });
  }
}

function withoutForm<T extends TelegramPayload>(payload: T): T {
  const { parse_mode: _, ...rest } = payload;
  return {
    ...rest,
    ...('text' in payload && { text: withoutHtml(payload.text) }),
    ...('caption' in payload && payload.caption && { caption: withoutHtml(payload.caption) }),
  } as T;
}

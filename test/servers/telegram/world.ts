import { badRequest } from './api-error.ts';
import type { Entity } from './html.ts';

export type Json = Readonly<Record<string, unknown>>;

export interface Button {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
}

/** A message as people see it. */
export interface SeenMessage {
  readonly id: number;
  readonly chat: number;
  /** 0: of the bot. */
  readonly from: number;
  readonly sentAt: number;
  text: string;
  entities: readonly Entity[];
  buttons: readonly (readonly Button[])[];
  edits: number;
  readonly file?: { readonly id: string; readonly name: string };
  readonly replyTo?: number;
  readonly topic?: number;
}

export interface StoredFile {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly path: string;
}

export interface Chat {
  id: number;
  readonly type: 'private' | 'group' | 'supergroup';
  readonly title: string;
  readonly isForum: boolean;
  readonly topics: Set<number>;
  readonly messages: SeenMessage[];
  /** Why the bot cannot write here any more, in Telegram's words. */
  closed?: string;
  movedTo?: number;
}

/** A message that is still being written, as people see it for half a minute. */
export interface Draft {
  readonly draft: number;
  readonly text: string;
  readonly entities: readonly Entity[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

const DRAFT_LIVES_MS = 30_000;

/** One message of the bot, for tests that count what came through and when. */
export interface SentRecord {
  readonly method: string;
  readonly chat: number;
  readonly message: number;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What became of an update. */
export interface UpdateRecord {
  readonly id: number;
  readonly at: number;
  /** When the bot confirmed it. */
  toldAt?: number;
}

/** Who the bot is here. */
export const BOT = {
  id: 777_000_1,
  username: 'facerights_test_bot',
  first_name: 'FaceRights',
} as const;

/** A measurement makes a million calls; only a test looks at them. */
const MOST_CALLS = 20_000;

/** Chats, messages and files: everything that Telegram remembers. */
export class World {
  readonly chats = new Map<number, Chat>();
  readonly files = new Map<string, StoredFile>();
  readonly sent: SentRecord[] = [];
  readonly updates = new Map<number, UpdateRecord>();
  /** The newest of each chat. */
  readonly drafts = new Map<number, Draft>();
  /** Open callback and inline queries. */
  readonly queries = new Set<string>();
  /** What was called last, getUpdates apart. */
  readonly calls: { readonly method: string; readonly payload: Json; readonly at: number }[] = [];
  #message = 0;
  #file = 0;

  note(method: string, payload: Json): void {
    if (this.calls.length > MOST_CALLS) this.calls.splice(0, MOST_CALLS / 2);
    this.calls.push({ method, payload, at: Date.now() });
  }

  nextMessageId(): number {
    this.#message += 1;
    return this.#message;
  }

  /** @throws {ApiError} where the bot knows no such chat, or may not write there. */
  openChat(id: unknown): Chat {
    const chat = this.chats.get(Number(id));
    if (!chat) throw badRequest('chat not found');
    return chat;
  }

  /** What the person sees of a message that is being written. */
  draftIn(chat: number): Draft | undefined {
    const draft = this.drafts.get(chat);
    return draft && Date.now() - draft.at < DRAFT_LIVES_MS ? draft : undefined;
  }

  keepFile(bytes: Uint8Array, name: string, folder: string): string {
    this.#file += 1;
    const id = `FILE${this.#file}`;
    this.files.set(id, { bytes, name, path: `${folder}/file_${this.#file}.${extension(name)}` });
    return id;
  }
}

const extension = (name: string): string => /\.(\w{1,8})$/.exec(name)?.[1] ?? 'dat';

/** A chat as the Bot API names it. */
export function chatJson(chat: Chat): Json {
  if (chat.type === 'private') return { id: chat.id, type: 'private', first_name: chat.title };
  return {
    id: chat.id,
    type: chat.type,
    title: chat.title,
    ...(chat.isForum && { is_forum: true }),
  };
}

/** A message of the bot as the Bot API returns it. */
export function messageJson(message: SeenMessage, chat: Chat): Json {
  const { id, text, entities, buttons, edits, file, topic, sentAt } = message;
  return {
    message_id: id,
    date: Math.floor(sentAt / 1_000),
    chat: chatJson(chat),
    from: { ...BOT, is_bot: true },
    ...(file
      ? {
          document: { file_id: file.id, file_unique_id: file.id, file_name: file.name },
          ...(text && { caption: text, caption_entities: entities }),
        }
      : { text, entities }),
    ...(buttons.length > 0 && { reply_markup: { inline_keyboard: buttons } }),
    ...(edits > 0 && { edit_date: Math.floor(sentAt / 1_000) }),
    ...(topic && { message_thread_id: topic, is_topic_message: true }),
  };
}

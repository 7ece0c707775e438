import type { UpdateQueue } from './update-queue.ts';
import { BOT, type Chat, chatJson, type Json, type SeenMessage, type World } from './world.ts';

/** What a person's client adds to a message. */
export interface MessageOptions {
  /** The number of the update, where a test wants to set it. */
  readonly updateId?: number;
  readonly replyTo?: number;
  readonly topic?: number;
}

interface Stage {
  readonly world: World;
  readonly queue: UpdateQueue;
}

/** Everything that stands before a sentence of a person. */
const isCommand = (text: string): RegExpExecArray | null => /^\/\w+(?:@\w+)?/.exec(text);

function entitiesOf(text: string): readonly Json[] {
  const command = isCommand(text);
  const mentions = [...text.matchAll(/(?<![\w/])@\w{4,}/g)].map(({ index, 0: name }) => ({
    type: 'mention',
    offset: index,
    length: name.length,
  }));
  return [
    ...(command ? [{ type: 'bot_command', offset: 0, length: command[0].length }] : []),
    ...mentions,
  ];
}

/** A person with a client: what they do becomes updates for the bot. Every method returns the number of the update. */
export class Person {
  readonly id: number;
  readonly #name: string;
  readonly #languageCode: string | undefined;
  readonly #stage: Stage;
  readonly chat: Chat;

  constructor(id: number, name: string, languageCode: string | undefined, stage: Stage) {
    this.id = id;
    this.#name = name;
    this.#languageCode = languageCode;
    this.#stage = stage;
    this.chat = stage.world.chats.get(id) ?? newChat(id, 'private', name);
    stage.world.chats.set(id, this.chat);
  }

  /** As the Bot API shows them to bots. */
  get json(): Json {
    return {
      id: this.id,
      is_bot: false,
      first_name: this.#name,
      username: `person_${this.id}`,
      ...(this.#languageCode && { language_code: this.#languageCode }),
    };
  }

  /** What they see in their chat with the bot. */
  get messages(): readonly SeenMessage[] {
    return this.chat.messages;
  }

  text(text: string, options?: MessageOptions): number {
    return this.say(this.chat, { text, entities: entitiesOf(text) }, options);
  }

  photo(bytes: Uint8Array, caption = '', options?: MessageOptions): number {
    const [small, large] = [90, 1_280].map((width) => ({
      file_id: this.#stage.world.keepFile(
        width > 90 ? bytes : bytes.slice(0, 10),
        'p.jpg',
        'photos',
      ),
      file_unique_id: `U${width}`,
      file_size: width > 90 ? bytes.length : 10,
      width,
      height: width,
    }));
    return this.say(this.chat, { photo: [small, large], ...withCaption(caption) }, options);
  }

  document(name: string, bytes: Uint8Array, mediaType: string, caption = ''): number {
    const id = this.#stage.world.keepFile(bytes, name, 'documents');
    const document = {
      file_id: id,
      file_unique_id: id,
      file_name: name,
      mime_type: mediaType,
      file_size: bytes.length,
    };
    return this.say(this.chat, { document, ...withCaption(caption) });
  }

  location(latitude: number, longitude: number): number {
    return this.say(this.chat, { location: { latitude, longitude } });
  }

  sticker(): number {
    return this.say(this.chat, {
      sticker: { file_id: 'S', file_unique_id: 'S', width: 1, height: 1, type: 'regular' },
    });
  }

  /** Mends a message that they had sent. */
  edit(message: number, text: string): number {
    const content = this.#message(this.chat, { text, edit_date: now() }, {}, message);
    return this.#push('edited_message', content, this.chat);
  }

  /** Presses a button of the newest message that has it, or of none where it is gone. */
  press(
    data: string,
    { chat = this.chat, updateId }: { chat?: Chat; updateId?: number } = {},
  ): number {
    const under = chat.messages.findLast(({ buttons }) =>
      buttons.flat().some((button) => button.callback_data === data),
    );
    const id = `CB${this.#stage.world.calls.length}-${this.#stage.world.nextMessageId()}`;
    this.#stage.world.queries.add(id);
    const message = this.#message(chat, { text: under?.text ?? '…' }, topicOf(under), under?.id);
    const content = {
      id,
      from: this.json,
      chat_instance: `${chat.id}`,
      data,
      message: { ...message, from: { ...BOT, is_bot: true } },
    };
    return this.#push('callback_query', content, chat, updateId);
  }

  /** Presses a button of an answer that was shared in a chat where the bot is not. */
  pressElsewhere(data: string): number {
    const id = `CB-elsewhere-${this.#stage.world.nextMessageId()}`;
    this.#stage.world.queries.add(id);
    const content = { id, from: this.json, chat_instance: 'x', data, inline_message_id: 'IM1' };
    return this.#push('callback_query', content, this.chat);
  }

  /** Types the name of the bot and something in another chat. @returns The id of the query. */
  inline(query: string): string {
    const id = `IQ${this.#stage.world.nextMessageId()}`;
    this.#stage.world.queries.add(id);
    this.#push('inline_query', { id, from: this.json, query, offset: '' }, this.chat);
    return id;
  }

  block(): number {
    this.chat.closed = 'bot was blocked by the user';
    return this.#membership('kicked');
  }

  unblock(): number {
    delete this.chat.closed;
    return this.#membership('member');
  }

  /** Sends a message of any content into a chat. */
  say(chat: Chat, content: Json, { updateId, ...options }: MessageOptions = {}): number {
    const message = this.#message(chat, content, options);
    chat.messages.push({
      id: Number(message['message_id']),
      chat: chat.id,
      from: this.id,
      sentAt: Date.now(),
      text: String(content['text'] ?? content['caption'] ?? ''),
      entities: [],
      buttons: [],
      edits: 0,
    });
    return this.#push('message', message, chat, updateId);
  }

  #message(chat: Chat, content: Json, options: MessageOptions, id?: number): Json {
    const { replyTo, topic } = options;
    const target = chat.messages.find((message) => message.id === replyTo);
    return {
      message_id: id ?? this.#stage.world.nextMessageId(),
      from: this.json,
      chat: chatJson(chat),
      date: now(),
      ...(topic && { message_thread_id: topic, is_topic_message: true }),
      ...(target && {
        reply_to_message: {
          message_id: target.id,
          date: now(),
          chat: chatJson(chat),
          from: target.from === 0 ? { ...BOT, is_bot: true } : { id: target.from, is_bot: false },
          text: target.text,
        },
      }),
      ...content,
    };
  }

  #membership(status: string): number {
    const member = { user: { ...BOT, is_bot: true }, status };
    const content = {
      chat: chatJson(this.chat),
      from: this.json,
      date: now(),
      old_chat_member: { ...member, status: status === 'kicked' ? 'member' : 'kicked' },
      new_chat_member: member,
    };
    return this.#push('my_chat_member', content, this.chat);
  }

  #push(type: string, content: Json, chat: Chat, updateId?: number): number {
    return this.#stage.queue.push(type, content, chat.id, updateId);
  }
}

/** A group in which people talk, and the bot reads along only where it is spoken to. */
export class Group {
  readonly chat: Chat;

  constructor(chat: Chat) {
    this.chat = chat;
  }

  get messages(): readonly SeenMessage[] {
    return this.chat.messages;
  }

  say(person: Person, text: string, options?: MessageOptions): number {
    return person.say(this.chat, { text, entities: entitiesOf(text) }, options);
  }

  mention(person: Person, text: string, options?: MessageOptions): number {
    return this.say(person, `@${BOT.username} ${text}`, options);
  }

  reply(person: Person, to: number, text: string, options?: MessageOptions): number {
    return this.say(person, text, { ...options, replyTo: to });
  }

  press(person: Person, data: string): number {
    return person.press(data, { chat: this.chat });
  }

  kickBot(): void {
    this.chat.closed = `bot was kicked from the ${this.chat.type} chat`;
  }
}

export const newChat = (
  id: number,
  type: Chat['type'],
  title: string,
  topics: readonly number[] = [],
): Chat => ({ id, type, title, isForum: topics.length > 0, topics: new Set(topics), messages: [] });

const now = (): number => Math.floor(Date.now() / 1_000);
const withCaption = (caption: string): Json => (caption ? { caption } : {});
const topicOf = (message: SeenMessage | undefined): MessageOptions =>
  message?.topic ? { topic: message.topic } : {};

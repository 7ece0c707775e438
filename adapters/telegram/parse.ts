import type { CallbackQuery, Chat, Message, Update, User } from 'grammy/types';
import type { Address, Content, Incoming } from '../../bot/message.ts';
import type { Language } from '../../knowledge/language.ts';
import type { Me } from './me.ts';
import { readContent } from './read-content.ts';

/**
 * What Telegram sends us, asked for by name: kinds that we do not read are never sent.
 * Inline queries are answered on the spot, and changes of membership only logged.
 */
export const WANTED_UPDATES = [
  'message',
  'edited_message',
  'callback_query',
  'inline_query',
  'my_chat_member',
] as const satisfies readonly (keyof Update)[];

/** A delivery out of an update; undefined for everything that is not meant for us, which is then forgotten. */
export function parseUpdate(update: Update, me: Me): Incoming | undefined {
  if (update.callback_query) return parsePress(update.callback_query, update.update_id);
  const message = update.message ?? update.edited_message;
  if (!message || !isFromPerson(message, me)) return undefined;
  const content = readContent(message, me, update.edited_message !== undefined);
  return content && incoming(update.update_id, message, message.from, content);
}

/** Without a message the button is under an answer that was shared in a chat we do not see. */
function parsePress(query: CallbackQuery, updateId: number): Incoming | undefined {
  const { message, data, from } = query;
  if (!message || !data || from.is_bot || message.chat.type === 'channel') return undefined;
  return incoming(updateId, message, from, { kind: 'choice', token: data });
}

/** Not another bot, an anonymous administrator, a post copied from a channel, or our own answer shared with us. */
function isFromPerson(message: Message, me: Me): message is Message & { from: User } {
  const isOurs = message.via_bot?.id === me.id;
  const { from, chat, is_automatic_forward: isCopied } = message;
  return from !== undefined && !from.is_bot && chat.type !== 'channel' && !isCopied && !isOurs;
}

type Origin = Pick<Message, 'message_id'> & { readonly chat: Chat } & Partial<
    Pick<Message, 'is_topic_message' | 'message_thread_id'>
  >;

function incoming(updateId: number, origin: Origin, from: User, content: Content): Incoming {
  const { chat } = origin;
  // Replies in an ordinary group carry a thread as well, which is no topic.
  const topic = origin.is_topic_message ? origin.message_thread_id : undefined;
  const isPrivate = chat.type === 'private';
  const address: Address = {
    chat: chat.id,
    ...(topic !== undefined && { topic }),
    ...(!isPrivate && { replyTo: origin.message_id }),
  };
  const language = languageOf(from.language_code);
  return {
    platform: 'telegram',
    deliveryId: String(updateId),
    conversation: [chat.id, topic ?? 0, from.id].join(':'),
    person: String(from.id),
    address,
    order: updateId,
    audience: isPrivate ? 'private' : 'group',
    ...(language && { language }),
    content,
  };
}

/** From the language of the person's client, an IETF tag: Korean for Korean, English for every other. */
export function languageOf(code: string | undefined): Language | undefined {
  if (!code) return undefined;
  return /^ko\b/i.test(code) ? 'ko' : 'en';
}

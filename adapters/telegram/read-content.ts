import type { Message, MessageEntity } from 'grammy/types';
import { isCommand } from '../../bot/commands.ts';
import type { Content } from '../../bot/message.ts';
import type { Me } from './me.ts';

/** Things that people send and we cannot read. Whatever is neither here nor read is a notice of Telegram's own. */
const UNREADABLE = [
  'animation',
  'audio',
  'checklist',
  'contact',
  'dice',
  'game',
  'paid_media',
  'poll',
  'sticker',
  'story',
  'video',
  'video_note',
  'voice',
] as const satisfies readonly (keyof Message)[];

/** What a message says to us; undefined where it says nothing, or speaks to others. */
export function readContent(message: Message, me: Me, isEdited: boolean): Content | undefined {
  const text = message.text ?? message.caption ?? '';
  const command = readOwnCommand(text, me);
  if (command === 'of another bot') return undefined;
  const isPrivate = message.chat.type === 'private';
  const words = isPrivate ? text : withoutMention(text, message, me);
  const isAddressed = isPrivate || command || words !== text || isReplyTo(message, me);
  if (!isAddressed) return undefined;
  if (message.text !== undefined) return command ?? ofText(words, isEdited);
  // A changed caption or a place that moves along says nothing new.
  return isEdited ? undefined : ofThings(message, words, isPrivate);
}

function ofText(text: string, isEdited: boolean): Content {
  // Somebody called us by name and said nothing else.
  if (!text.trim()) return { kind: 'arrival' };
  return { kind: 'text', text, ...(isEdited && { isEdited }) };
}

function ofThings(message: Message, caption: string, isPrivate: boolean): Content | undefined {
  const { location } = message;
  if (location) {
    return { kind: 'place', latitude: location.latitude, longitude: location.longitude };
  }
  if (UNREADABLE.some((kind) => message[kind] !== undefined)) {
    return isPrivate ? { kind: 'unreadable' } : undefined;
  }
  return ofFile(message, caption);
}

function ofFile({ photo, document }: Message, caption: string): Content | undefined {
  const largest = photo?.reduce((one, other) => (area(other) > area(one) ? other : one));
  const file = largest ?? document;
  if (!file) return undefined;
  // Telegram turns every photo into a JPEG.
  const mediaType = largest ? 'image/jpeg' : (document?.mime_type ?? 'application/octet-stream');
  const size = file.file_size;
  return {
    kind: 'file',
    file: { ref: file.file_id, mediaType, ...(size !== undefined && { size }) },
    caption,
  };
}

const area = ({ width, height }: { width: number; height: number }): number => width * height;

/**
 * `/law@our_bot 형법 250조`. A command that we do not have is read as text, so that it is answered;
 * in a group it may be one of another bot's.
 */
function readOwnCommand(text: string, me: Me): Content | 'of another bot' | undefined {
  const found = /^\/(\w+)(?:@(\w+))?(?:\s+([\s\S]*))?$/.exec(text);
  if (!found) return undefined;
  const [, name = '', bot, argument = ''] = found;
  if (bot && !isMyName(bot, me)) return 'of another bot';
  const command = name.toLowerCase();
  return isCommand(command) ? { kind: 'command', command, argument: argument.trim() } : undefined;
}

const isMyName = (name: string, me: Me): boolean =>
  name.toLowerCase() === me.username.toLowerCase();

/** A text without our name in it; unchanged where it is not named. */
function withoutMention(text: string, message: Message, me: Me): string {
  const entities = message.entities ?? message.caption_entities ?? [];
  const ours = entities.filter((entity) => isMention(entity, text, me));
  if (ours.length === 0) return text;
  const cut = ours.reduceRight(
    (rest, { offset, length }) => `${rest.slice(0, offset)} ${rest.slice(offset + length)}`,
    text,
  );
  return cut.replace(/ {2,}/g, ' ').trim();
}

function isMention(entity: MessageEntity, text: string, me: Me): boolean {
  if (entity.type === 'text_mention') return entity.user.id === me.id;
  const { offset, length } = entity;
  const isOurs = isMyName(text.slice(offset, offset + length).replace(/^.*@/, ''), me);
  return isOurs && (entity.type === 'mention' || entity.type === 'bot_command');
}

const isReplyTo = ({ reply_to_message: answered }: Message, me: Me): boolean =>
  answered?.from?.id === me.id;

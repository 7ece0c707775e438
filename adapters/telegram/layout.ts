import { answerBlocks } from '../../bot/answer-blocks.ts';
import type { LayoutContext } from '../../bot/channel.ts';
import type { Block, Choice, Outgoing } from '../../bot/message.ts';
import type { WordsByLanguage } from '../../bot/words.ts';
import { escapeHtml, toHtml } from './html.ts';
import { keyboard } from './keyboard.ts';
import type { DocumentPayload, MessagePayload, TelegramPayload } from './payload.ts';
import { isVisible, richText, tidyText } from './rich-text.ts';
import { MESSAGE_LIMITS, type PartLimits, split } from './split.ts';

export interface LayoutSettings {
  readonly words: WordsByLanguage;
  readonly baseUrl: string;
}

/** Of the Bot API; forms are few in a caption. */
const CAPTION_LIMITS: PartLimits = { ...MESSAGE_LIMITS, length: 1_024 };

/** Turns one message into calls of the Bot API. Home pages and previews of links are no matter of Telegram's. */
export function layOut(
  message: Outgoing,
  context: LayoutContext,
  settings: LayoutSettings,
): readonly TelegramPayload[] {
  switch (message.kind) {
    case 'message':
      return inReply(textMessages(message.blocks, message.choices, context, settings), context);
    case 'answer': {
      const blocks = answerBlocks(message.view, settings);
      return inReply(textMessages(blocks, message.choices, context, settings), context);
    }
    case 'file':
      return inReply(fileMessages(message, context, settings), context);
    case 'home':
    case 'previews':
      return [];
  }
}

/** In a group the first call answers the message that it is about; the rest follow under it. */
function inReply(
  payloads: readonly TelegramPayload[],
  { address }: LayoutContext,
): readonly TelegramPayload[] {
  const { replyTo } = address;
  if (typeof replyTo !== 'number') return payloads;
  const reply = { message_id: replyTo, allow_sending_without_reply: true };
  return payloads.map((payload, at) =>
    at === 0 ? { ...payload, reply_parameters: reply } : payload,
  );
}

/** Blocks as HTML, one string a message; parts in which nobody sees anything are left out. */
export function htmlParts(
  blocks: readonly Block[],
  limits: PartLimits = MESSAGE_LIMITS,
): readonly string[] {
  const rich = richText(blocks);
  return split(rich, limits)
    .filter(({ start, end }) => isVisible(rich.text.slice(start, end)))
    .map((part) => toHtml(rich, part));
}

function textMessages(
  blocks: readonly Block[],
  choices: readonly Choice[] | undefined,
  { language }: LayoutContext,
  { words }: LayoutSettings,
): readonly MessagePayload[] {
  const markup = keyboard(choices);
  const parts = htmlParts(blocks);
  const texts =
    parts.length === 0 && markup ? [escapeHtml(words[language].telegram.choose)] : parts;
  return texts.map((text, at) => ({
    method: 'sendMessage',
    text,
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    ...(markup && at === texts.length - 1 && { reply_markup: markup }),
  }));
}

/** What is said about a file stands under it, or before it where it is too long for that. */
function fileMessages(
  { file, name, mediaType, blocks }: Extract<Outgoing, { kind: 'file' }>,
  context: LayoutContext,
  settings: LayoutSettings,
): readonly TelegramPayload[] {
  const captions = htmlParts(blocks, CAPTION_LIMITS);
  const [caption] = captions;
  const document: DocumentPayload = {
    method: 'sendDocument',
    file,
    name: fileName(name),
    mediaType,
    ...(captions.length === 1 && caption && { caption, parse_mode: 'HTML' }),
  };
  return captions.length > 1
    ? [...textMessages(blocks, undefined, context, settings), document]
    : [document];
}

/** Names travel in a header that takes neither line breaks nor quotes. */
const fileName = (name: string): string =>
  tidyText(name)
    .replace(/[\n"';\\/]+/g, '_')
    .trim()
    .slice(0, 120)
    .toWellFormed() || 'file';

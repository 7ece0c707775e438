import { z } from 'zod';
import type { Content } from '../../bot/message.ts';
import { type Frame, NOTHING, type Parsed } from './parsed.ts';
import { orderOf, type Place } from './place.ts';
import { plainText } from './plain-text.ts';
import { incomingAt, typed } from './said.ts';

const id = z.string().min(1);

const SharedFile = z.object({
  id,
  mode: z.string().optional(),
  mimetype: z.string().default('application/octet-stream'),
  size: z.number().optional(),
  url_private_download: z.string().optional(),
});

const Message = z.object({
  subtype: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().nullish(),
  text: z.string().default(''),
  ts: id,
  thread_ts: id.optional(),
  files: z.array(SharedFile).optional(),
});

const MessageEvent = Message.extend({
  channel: id,
  channel_type: z.string().optional(),
  event_ts: id,
  message: Message.optional(),
  previous_message: Message.partial().optional(),
});

/** Kinds of message that people write; the others tell of joins, topics, bots and so on. */
const WRITTEN: readonly (string | undefined)[] = [undefined, 'file_share', 'thread_broadcast'];

/** A message in somebody's messages with the app. @throws {z.ZodError} when it is none. */
export function parseMessage(event: unknown, frame: Frame): Parsed {
  const whole = MessageEvent.parse(event);
  const isEdit = whole.subtype === 'message_changed';
  const message = isEdit ? whole.message : whole;
  if (whole.channel_type !== 'im' || !message || !isFromPerson(message, frame)) return NOTHING;
  const { user = '', thread_ts: thread } = message;
  const place = { ...frame.workspace, user, channel: whole.channel, ...(thread && { thread }) };
  const contents = isEdit ? edited(whole) : contentsOf(message);
  return said(place, frame, whole.event_ts, contents);
}

const isFromPerson = (message: z.infer<typeof Message>, { bot }: Frame): boolean =>
  Boolean(message.user) &&
  message.user !== bot &&
  !message.bot_id &&
  WRITTEN.includes(message.subtype);

/** Several files are one event; each becomes a delivery of its own, with a name that a repeated event gives it again. */
function said(
  place: Place,
  { deliveryId }: Frame,
  ts: string,
  contents: readonly Content[],
): Parsed {
  if (contents.length === 0) return NOTHING;
  const incoming = contents.map((content, at) =>
    incomingAt(place, {
      deliveryId: at === 0 ? deliveryId : `${deliveryId}:${at}`,
      order: orderOf(ts),
      content,
    }),
  );
  return { kind: 'said', incoming };
}

/** Slack reports an edit also when a link unfolds under a message or a thread grows: the words are then the same. */
function edited({
  message,
  previous_message: before,
}: z.infer<typeof MessageEvent>): readonly Content[] {
  const text = plainText(message?.text ?? '');
  const isSame = text === plainText(before?.text ?? '');
  return isSame || !text ? [] : [{ kind: 'text', text, isEdited: true }];
}

function contentsOf({ files = [], text }: z.infer<typeof Message>): readonly Content[] {
  const [first, ...others] = files.map(fileOf);
  if (!first) return [typed(text)];
  if (first.kind !== 'file') return text ? [typed(text)] : [first];
  return [{ ...first, caption: plainText(text) }, ...others];
}

/** A file that Slack keeps; files elsewhere, deleted ones and those beyond the plan's limit cannot be had. */
function fileOf(file: z.infer<typeof SharedFile>): Content {
  const { mode, mimetype: mediaType, size } = file;
  // Of files in channels shared with other workspaces Slack tells only the id.
  const ref = file.url_private_download ?? (mode === 'file_access' ? file.id : undefined);
  const isKept =
    mode === undefined || mode === 'hosted' || mode === 'snippet' || mode === 'file_access';
  if (!ref || !isKept) return { kind: 'unreadable' };
  return {
    kind: 'file',
    file: { ref, mediaType, ...(size !== undefined && { size }) },
    caption: '',
  };
}

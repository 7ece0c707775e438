import { ApiError, badRequest } from './api-error.ts';
import {
  checkCommands,
  checkHook,
  checkInlineResults,
  readButtons,
  readCaption,
  readText,
} from './checks.ts';
import type { FormattedText } from './html.ts';
import type { Call } from './read-request.ts';
import type { UpdateQueue } from './update-queue.ts';
import { BOT, type Chat, type Json, messageJson, type SeenMessage, type World } from './world.ts';

/** What the methods of the Bot API work on. */
export interface MethodContext {
  readonly world: World;
  readonly queue: UpdateQueue;
  /** Commands by language; '' for everybody else. */
  readonly commands: Map<string, unknown>;
  readonly settings: Map<string, string>;
}

type Method = (call: Call, context: MethodContext) => unknown;

/** The methods that this server knows; any other is refused as Telegram refuses an unknown one. */
export const METHODS: Readonly<Record<string, Method>> = {
  getMe: () => ({
    ...BOT,
    is_bot: true,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: true,
    can_connect_to_business: false,
    has_main_web_app: false,
  }),
  sendMessage: ({ payload }, { world }) => {
    const chat = writableChat(payload, world);
    return post('sendMessage', chat, payload, readText(payload), world);
  },
  sendMessageDraft,
  sendDocument: (call, { world }) => sendFile('sendDocument', 'document', call, world),
  sendPhoto: (call, { world }) => sendFile('sendPhoto', 'photo', call, world),
  editMessageText,
  deleteMessage: ({ payload }, { world }) => {
    const chat = world.openChat(payload['chat_id']);
    const at = chat.messages.findIndex(({ id }) => id === Number(payload['message_id']));
    if (at < 0) throw badRequest('message to delete not found');
    chat.messages.splice(at, 1);
    return true;
  },
  sendChatAction: ({ payload }, { world }) => {
    writableChat(payload, world);
    if (!ACTIONS.includes(String(payload['action']))) {
      throw badRequest('wrong parameter action in request');
    }
    return true;
  },
  answerCallbackQuery: ({ payload }, { world }) => {
    closeQuery(payload['callback_query_id'], world);
    return true;
  },
  answerInlineQuery: ({ payload }, { world }) => {
    checkInlineResults(payload);
    closeQuery(payload['inline_query_id'], world);
    return true;
  },
  getFile: ({ payload }, { world }) => {
    const id = String(payload['file_id']);
    const file = world.files.get(id);
    if (!file) throw badRequest('invalid file_id');
    if (file.bytes.length > 20 * 1024 * 1024) throw badRequest('file is too big');
    return {
      file_id: id,
      file_unique_id: id,
      file_size: file.bytes.length,
      file_path: file.path,
    };
  },
  setMyCommands: ({ payload }, { commands }) => {
    checkCommands(payload['commands']);
    commands.set(String(payload['language_code'] ?? ''), payload['commands']);
    return true;
  },
  getMyCommands: ({ payload }, { commands }) =>
    commands.get(String(payload['language_code'] ?? '')) ?? [],
  setMyDescription: ({ payload }, { settings }) => setText('description', 512, payload, settings),
  setMyShortDescription: ({ payload }, { settings }) =>
    setText('short_description', 120, payload, settings),
  setWebhook,
  deleteWebhook: ({ payload }, { queue }) => {
    queue.setHook(undefined);
    if (payload['drop_pending_updates'] === true) queue.drop();
    return true;
  },
  getWebhookInfo: (_, { queue }) => ({
    url: queue.hook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: queue.pendingCount,
    ...(queue.hook && { max_connections: queue.hook.maxConnections }),
    ...(queue.lastError && { last_error_message: queue.lastError }),
    allowed_updates: queue.allowed,
  }),
};

const ACTIONS = ['typing', 'upload_photo', 'upload_document', 'find_location'];

/** @throws {ApiError} where the bot may not write. */
function writableChat(payload: Json, world: World): Chat {
  const chat = world.openChat(payload['chat_id']);
  if (chat.movedTo !== undefined) {
    throw new ApiError(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: chat.movedTo,
    });
  }
  if (chat.closed) throw new ApiError(403, `Forbidden: ${chat.closed}`);
  const topic = payload['message_thread_id'];
  if (topic !== undefined && !chat.topics.has(Number(topic))) {
    throw badRequest('message thread not found');
  }
  return chat;
}

function replyTarget(payload: Json, chat: Chat): number | undefined {
  const reply = payload['reply_parameters'] as Json | undefined;
  if (!reply) return undefined;
  const id = Number(reply['message_id']);
  if (chat.messages.some((message) => message.id === id)) return id;
  if (reply['allow_sending_without_reply'] === true) return undefined;
  throw badRequest('message to be replied not found');
}

/** In private chats alone; no message, so that it counts for none and has no number. */
function sendMessageDraft({ payload }: Call, { world }: MethodContext): true {
  const chat = writableChat(payload, world);
  if (chat.type !== 'private') throw badRequest('TEXTDRAFT_PEER_INVALID');
  const draft = Number(payload['draft_id']);
  if (!Number.isSafeInteger(draft) || draft === 0) throw badRequest('TEXTDRAFT_ID_INVALID');
  const unknown = Object.keys(payload).find((name) => !DRAFT_FIELDS.includes(name));
  if (unknown) throw badRequest(`${unknown} is no parameter of a draft`);
  const { text, entities } = readText(payload);
  world.drafts.set(chat.id, { draft, text, entities, at: Date.now() });
  return true;
}

const DRAFT_FIELDS = ['chat_id', 'message_thread_id', 'draft_id', 'text', 'parse_mode', 'entities'];

interface Attached {
  readonly id: string;
  readonly name: string;
}

function post(
  method: string,
  chat: Chat,
  payload: Json,
  { text, entities }: FormattedText,
  world: World,
  file?: Attached,
): Json {
  const replyTo = replyTarget(payload, chat);
  const topic = payload['message_thread_id'];
  const message: SeenMessage = {
    id: world.nextMessageId(),
    chat: chat.id,
    from: 0,
    sentAt: Date.now(),
    text,
    entities,
    buttons: readButtons(payload['reply_markup']),
    edits: 0,
    ...(file && { file }),
    ...(replyTo !== undefined && { replyTo }),
    ...(topic !== undefined && { topic: Number(topic) }),
  };
  chat.messages.push(message);
  world.drafts.delete(chat.id);
  world.sent.push({ method, chat: chat.id, message: message.id, text, at: message.sentAt });
  return messageJson(message, chat);
}

function sendFile(method: string, field: string, { payload, uploads }: Call, world: World): Json {
  const chat = writableChat(payload, world);
  const named = String(payload[field] ?? '');
  const upload = uploads.get(named.replace('attach://', ''));
  if (!upload && !world.files.has(named)) throw badRequest('wrong file identifier specified');
  if (upload?.bytes.length === 0) throw badRequest('file must be non-empty');
  const name = upload?.name ?? world.files.get(named)?.name ?? '';
  const id = upload ? world.keepFile(upload.bytes, upload.name, `${field}s`) : named;
  return post(method, chat, payload, readCaption(payload), world, { id, name });
}

function editMessageText({ payload }: Call, { world }: MethodContext): Json {
  const chat = writableChat({ chat_id: payload['chat_id'] }, world);
  const message = chat.messages.find(({ id }) => id === Number(payload['message_id']));
  if (!message) throw badRequest('message to edit not found');
  if (message.from !== 0) throw badRequest("message can't be edited");
  const { text, entities } = readText(payload);
  const buttons = readButtons(payload['reply_markup']);
  const isSame =
    JSON.stringify([text, entities, buttons]) ===
    JSON.stringify([message.text, message.entities, message.buttons]);
  if (isSame) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  Object.assign(message, { text, entities, buttons, edits: message.edits + 1 });
  return messageJson(message, chat);
}

function closeQuery(id: unknown, world: World): void {
  if (!world.queries.delete(String(id))) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  }
}

function setText(field: string, most: number, payload: Json, settings: Map<string, string>): true {
  const text = String(payload[field] ?? '');
  if (text.length > most) throw badRequest(`${field} is too long`);
  settings.set(`${field} ${payload['language_code'] ?? ''}`.trim(), text);
  return true;
}

function setWebhook({ payload }: Call, { queue }: MethodContext): true {
  const url = String(payload['url'] ?? '');
  const secret = String(payload['secret_token'] ?? '');
  if (url) checkHook(url, secret);
  queue.allow(payload['allowed_updates']);
  if (payload['drop_pending_updates'] === true) queue.drop();
  const maxConnections = Number(payload['max_connections'] ?? 40);
  if (maxConnections < 1 || maxConnections > 100)
    throw badRequest('max_connections is out of range');
  queue.setHook(url ? { url, secret, maxConnections } : undefined);
  return true;
}

import { z } from 'zod';
import { HomeView, MessageBlocks, ModalView, PreviewBlocks } from './block-kit.ts';
import type { SlackChannelState, SlackMessage, SlackTeam, World } from './world.ts';

/** Refuses a call as Slack does: HTTP 200 with an error code. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export interface Caller {
  readonly world: World;
  readonly team: SlackTeam;
  /** Address of this server. */
  readonly origin: string;
}

type Method = (args: Record<string, unknown>, caller: Caller) => Record<string, unknown>;

const str = (args: Record<string, unknown>, name: string): string | undefined => {
  const value = args[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const flag = (args: Record<string, unknown>, name: string): boolean =>
  ['true', '1', true].some((yes) => args[name] === yes);

/** A channel of the caller's workspace. A user's id stands for their messages with the app. */
function channelOf(
  args: Record<string, unknown>,
  { world, team }: Caller,
  name = 'channel',
): SlackChannelState {
  const id = str(args, name);
  if (!id) throw new Refused('channel_not_found');
  if (id.startsWith('U') && world.channels.has(`D${team.id}${id}`)) {
    return world.direct(team.id, id);
  }
  const channel = world.channels.get(id);
  if (channel?.team !== team.id) throw new Refused('channel_not_found');
  if (channel.isArchived) throw new Refused('is_archived');
  return channel;
}

function checkBlocks(blocks: unknown): SlackMessage['blocks'] {
  if (blocks === undefined) return undefined;
  const parsed = MessageBlocks.safeParse(blocks);
  if (parsed.success) return parsed.data;
  const isTooLong = parsed.error.issues.some(({ message }) => message === 'msg_blocks_too_long');
  throw new Refused(isTooLong ? 'msg_blocks_too_long' : 'invalid_blocks');
}

const Metadata = z.strictObject({
  event_type: z.string().regex(/^\w{1,255}$/),
  event_payload: z.record(z.string(), z.unknown()),
});

function checkMetadata(args: Record<string, unknown>): SlackMessage['metadata'] {
  if (args['metadata'] === undefined) return undefined;
  const metadata = Metadata.safeParse(args['metadata']);
  if (!metadata.success) throw new Refused('invalid_metadata_format');
  return metadata.data;
}

function checkText(args: Record<string, unknown>): string {
  const text = str(args, 'text') ?? '';
  if (!text.trim() && args['blocks'] === undefined) throw new Refused('no_text');
  if (text.length > 4_000) throw new Refused('msg_too_long');
  return text;
}

function post(args: Record<string, unknown>, caller: Caller, ephemeralFor?: string): SlackMessage {
  const { world, team } = caller;
  const channel = channelOf(args, caller);
  if (!channel.isDirect && !channel.members.has(team.botUser)) throw new Refused('not_in_channel');
  const text = checkText(args);
  const blocks = checkBlocks(args['blocks']);
  const metadata = checkMetadata(args);
  const thread = str(args, 'thread_ts');
  if (thread && !/^\d+\.\d{6}$/.test(thread)) throw new Refused('invalid_thread_ts');
  const message: SlackMessage = {
    ts: world.ts(),
    user: team.botUser,
    bot_id: team.botId,
    text,
    ...(blocks && { blocks }),
    ...(thread && { thread_ts: thread }),
    ...(metadata && { metadata }),
    ...(ephemeralFor && { ephemeralFor }),
  };
  channel.messages.push(message);
  return message;
}

/** As `conversations.history` gives it: metadata only when asked for. */
function shown(message: SlackMessage, withMetadata: boolean): Record<string, unknown> {
  const { metadata, files, ephemeralFor: _, unfurls: __, ...rest } = message;
  return {
    type: 'message',
    ...rest,
    ...(files && { files: files.map(({ bytes: ___, ...file }) => file) }),
    ...(withMetadata && metadata && { metadata }),
  };
}

function triggered(args: Record<string, unknown>, { world }: Caller) {
  const trigger = world.triggers.get(str(args, 'trigger_id') ?? '');
  if (!trigger) throw new Refused('invalid_trigger_id');
  if (trigger.endsAt < Date.now()) throw new Refused('expired_trigger_id');
  if (trigger.isUsed) throw new Refused('exchanged_trigger_id');
  return trigger;
}

function unfurl(args: Record<string, unknown>, caller: Caller): Record<string, unknown> {
  const { world } = caller;
  const unfurls = z
    .record(z.string(), z.strictObject({ blocks: PreviewBlocks }))
    .safeParse(args['unfurls']);
  if (!unfurls.success) throw new Refused('invalid_blocks');
  const unfurlId = str(args, 'unfurl_id');
  const known = unfurlId
    ? world.unfurls.get(unfurlId)
    : [...world.unfurls.values()].find(
        ({ channel, ts }) => channel === str(args, 'channel') && ts === str(args, 'ts'),
      );
  if (unfurlId && !str(args, 'source')) throw new Refused('missing_source');
  if (!known) throw new Refused('cannot_find_message');
  if (Object.keys(unfurls.data).some((url) => !known.urls.includes(url))) {
    throw new Refused('cannot_unfurl_url');
  }
  world.unfolded.set(unfurlId ?? `${known.channel}:${known.ts}`, unfurls.data);
  const message = world.message(known.channel, known.ts);
  if (message) message.unfurls = { ...message.unfurls, ...unfurls.data };
  return {};
}

function openView(args: Record<string, unknown>, caller: Caller): Record<string, unknown> {
  const trigger = triggered(args, caller);
  const { team, user } = trigger;
  const view = ModalView.safeParse(args['view']);
  if (!view.success) {
    const isTooLarge = view.error.issues.some(({ message }) => message === 'view_too_large');
    throw new Refused(isTooLarge ? 'view_too_large' : 'invalid_arguments');
  }
  trigger.isUsed = true;
  const opened = { id: caller.world.id('V'), hash: caller.world.ts(), team, user, view: view.data };
  caller.world.views.set(opened.id, opened);
  return { view: { ...view.data, id: opened.id, hash: opened.hash } };
}

function completeUpload(args: Record<string, unknown>, caller: Caller): Record<string, unknown> {
  const { world, team } = caller;
  const parts = z
    .array(z.looseObject({ id: z.string(), title: z.string().optional() }))
    .parse(args['files']);
  const channel = channelOf(args, caller, 'channel_id');
  const files = parts.map(({ id }) => {
    const upload = world.uploads.get(id);
    if (!upload?.bytes) throw new Refused('file_not_found');
    if (upload.bytes.length !== upload.length) throw new Refused('file_upload_size_mismatch');
    const { name, bytes } = upload;
    const file = { id, name, mimetype: 'application/octet-stream', size: bytes.length, bytes };
    world.files.set(id, file);
    return file;
  });
  const thread = str(args, 'thread_ts');
  channel.messages.push({
    ts: world.ts(),
    user: team.botUser,
    bot_id: team.botId,
    text: str(args, 'initial_comment') ?? '',
    files,
    ...(thread && { thread_ts: thread }),
  });
  return { files: files.map(({ id, name }) => ({ id, title: name })) };
}

const paneOf = (args: Record<string, unknown>, caller: Caller) => {
  const channel = channelOf(args, caller, 'channel_id');
  const thread = str(args, 'thread_ts');
  if (!channel.isDirect || !thread) throw new Refused('invalid_thread_ts');
  return { channel: channel.id, thread };
};

/** Messages on a page, and where the next begins. */
function page(messages: readonly SlackMessage[], args: Record<string, unknown>) {
  const limit = Math.min(Number(args['limit'] ?? 100), 1_000);
  const from = Number(str(args, 'cursor') ?? 0);
  const next = from + limit < messages.length ? String(from + limit) : '';
  const withMetadata = flag(args, 'include_all_metadata');
  return {
    messages: messages.slice(from, from + limit).map((message) => shown(message, withMetadata)),
    has_more: next !== '',
    response_metadata: { next_cursor: next },
  };
}

/** What we use of Slack's Web API, with its checks. */
export const METHODS: Readonly<Record<string, Method>> = {
  'auth.test': (_args, { team, origin }) => ({
    url: `${origin}/`,
    team: 'A workspace',
    team_id: team.id,
    user_id: team.botUser,
    bot_id: team.botId,
  }),
  'chat.postMessage': (args, caller) => {
    const message = post(args, caller);
    return { channel: channelOf(args, caller).id, ts: message.ts, message: shown(message, true) };
  },
  'chat.postEphemeral': (args, caller) => ({
    message_ts: post(args, caller, str(args, 'user') ?? '').ts,
  }),
  'chat.update': (args, caller) => {
    const channel = channelOf(args, caller);
    const message = channel.messages.find(({ ts }) => ts === str(args, 'ts'));
    if (!message) throw new Refused('message_not_found');
    if (message.bot_id !== caller.team.botId) throw new Refused('cant_update_message');
    const text = checkText(args);
    const isBare = JSON.stringify(args['blocks']) === '[]';
    const blocks = isBare ? [] : checkBlocks(args['blocks']);
    const metadata = checkMetadata(args);
    // What a change does not name stays; an empty list takes the blocks away.
    if (blocks?.length) message.blocks = blocks;
    else if (blocks) delete message.blocks;
    if (metadata) message.metadata = metadata;
    message.text = text;
    return { channel: channel.id, ts: message.ts, text: message.text };
  },
  'chat.delete': (args, caller) => {
    const channel = channelOf(args, caller);
    const at = channel.messages.findIndex(({ ts }) => ts === str(args, 'ts'));
    if (at < 0) throw new Refused('message_not_found');
    if (channel.messages[at]?.bot_id !== caller.team.botId)
      throw new Refused('cant_delete_message');
    const [deleted] = channel.messages.splice(at, 1);
    return { channel: channel.id, ts: deleted?.ts };
  },
  'chat.unfurl': unfurl,
  'conversations.open': (args, { world, team }) => {
    const user = str(args, 'users');
    if (!user?.startsWith('U')) throw new Refused('user_not_found');
    return { channel: { id: world.direct(team.id, user).id } };
  },
  'conversations.history': (args, caller) => {
    const channel = channelOf(args, caller);
    if (!channel.isDirect) throw new Refused('missing_scope');
    const roots = channel.messages.filter(({ thread_ts, ts }) => !thread_ts || thread_ts === ts);
    return page(roots.toReversed(), args);
  },
  'conversations.replies': (args, caller) => {
    const channel = channelOf(args, caller);
    if (!channel.isDirect) throw new Refused('missing_scope');
    const root = str(args, 'ts');
    const thread = channel.messages.filter(({ thread_ts, ts }) => [thread_ts, ts].includes(root));
    if (thread.length === 0) throw new Refused('thread_not_found');
    return page(thread, args);
  },
  'views.open': openView,
  'views.update': (args, { world }) => {
    const view = ModalView.safeParse(args['view']);
    const opened = world.views.get(str(args, 'view_id') ?? '');
    if (!view.success || !opened) throw new Refused('invalid_arguments');
    opened.view = view.data;
    return { view: { ...view.data, id: opened.id } };
  },
  'views.publish': (args, { world, team }) => {
    const view = HomeView.safeParse(args['view']);
    const user = str(args, 'user_id');
    if (!user) throw new Refused('user_not_found');
    if (!view.success) throw new Refused('invalid_arguments');
    world.homes.set(`${team.id}:${user}`, view.data.blocks);
    return { view: { ...view.data, id: world.id('V') } };
  },
  'assistant.threads.setStatus': (args, caller) => {
    const { world } = caller;
    world.statuses.push({ ...paneOf(args, caller), status: str(args, 'status') ?? '' });
    return {};
  },
  'assistant.threads.setTitle': (args, caller) => {
    paneOf(args, caller);
    return {};
  },
  'assistant.threads.setSuggestedPrompts': (args, caller) => {
    const { channel, thread } = paneOf(args, caller);
    const prompts = z
      .array(z.strictObject({ title: z.string().min(1), message: z.string().min(1) }))
      .min(1)
      .max(4)
      .safeParse(args['prompts']);
    if (!prompts.success) throw new Refused('invalid_arguments');
    caller.world.prompts.set(`${channel}:${thread}`, prompts.data);
    return {};
  },
  'files.getUploadURLExternal': (args, { world, origin }) => {
    const name = str(args, 'filename');
    const length = Number(args['length']);
    if (!name || !(length > 0)) throw new Refused('invalid_arguments');
    const id = world.id('F');
    world.uploads.set(id, { name, length });
    return { upload_url: `${origin}/upload/${id}`, file_id: id };
  },
  'files.completeUploadExternal': completeUpload,
  'files.info': (args, { world, origin }) => {
    const file = world.files.get(str(args, 'file') ?? '');
    if (!file) throw new Refused('file_not_found');
    const { bytes: _, ...facts } = file;
    return { file: { ...facts, url_private_download: `${origin}/files/${file.id}` } };
  },
  'users.info': (args, { team }) => ({
    user: { id: str(args, 'user'), team_id: team.id, locale: 'ko-KR' },
  }),
};

import type { WebClient } from '@slack/web-api';
import type { Attempt, Payload } from '../../bot/channel.ts';
import { DeliveryError } from '../../bot/channel.ts';
import type { Log } from '../../bot/log.ts';
import type { Address } from '../../bot/message.ts';
import { arrivedAlready, arrivedFile, EVENT_TYPE } from './arrived.ts';
import { type MessageCall, SlackCall } from './calls.ts';
import { audienceOf, idIn, workspaceIn } from './place.ts';
import { refusal, refusalCode } from './refusal.ts';
import type { Workspaces } from './workspaces.ts';

export interface SenderOptions {
  readonly workspaces: Workspaces;
  readonly log: Log;
  /** The token comes from the settings, so that the operator can mend it. */
  readonly canMendToken: boolean;
}

export type Send = (address: Address, payload: Payload, attempt: Attempt) => Promise<void>;

/** A message to a person or a thread, where it goes resolved. */
interface Target {
  readonly web: WebClient;
  readonly channel: string;
  readonly thread: string | undefined;
  /** In their messages with us we may look what is there; in a channel we may not read. */
  readonly canLook: boolean;
}

/** Makes calls to Slack. What may have got through already is looked for first, where we may read. */
export function sender({ workspaces, log, canMendToken }: SenderOptions): Send {
  const findTarget = targetFinder();
  return async (address, payload, attempt) => {
    try {
      const call = SlackCall.parse(payload);
      const { web } = await workspaces.clientFor(workspaceIn(address));
      await make(call, web, address, attempt);
    } catch (error) {
      const refused = refusal(error, canMendToken);
      const { reason, isFinal } = refused;
      if (isFinal) log.warn({ reason, attempt: attempt.id }, 'slack: refused for good');
      throw refused;
    }
  };

  async function make(call: SlackCall, web: WebClient, address: Address, attempt: Attempt) {
    switch (call.kind) {
      case 'message':
        return sendMessage(await findTarget(web, address), call, attempt, log);
      case 'file':
        return sendFile(await findTarget(web, address), call, attempt);
      case 'home':
        await web.views.publish({ user_id: needed(address, 'user'), view: call.view });
        return;
      case 'previews':
        await web.chat.unfurl({ ...linkIn(address), unfurls: call.unfurls });
    }
  }
}

/** @throws {DeliveryError} when an address of ours is not one: it will not become one by waiting. */
function needed(address: Address, name: string): string {
  const id = idIn(address, name);
  if (!id) throw new DeliveryError(`slack-address-without-${name}`, { isFinal: true });
  return id;
}

/** A link that is still being typed is known by an id of its own, a posted one by its message too. */
function linkIn(address: Address) {
  const unfurl = idIn(address, 'unfurl');
  const source = idIn(address, 'source');
  if (unfurl && (source === 'composer' || source === 'conversations_history')) {
    return { unfurl_id: unfurl, source } as const;
  }
  return { channel: needed(address, 'channel'), ts: needed(address, 'ts') };
}

/** Finds the channel of somebody's messages with us where the address does not name one; it never changes. */
function targetFinder() {
  const channels = new Map<string, string>();
  return async (web: WebClient, address: Address): Promise<Target> => {
    const thread = idIn(address, 'thread');
    const named = idIn(address, 'channel');
    if (named) {
      const place = { team: '', user: '', channel: named };
      return { web, channel: named, thread, canLook: audienceOf(place) === 'private' };
    }
    const user = needed(address, 'user');
    const key = `${workspaceIn(address).team}:${user}`;
    const known = channels.get(key) ?? (await openMessages(web, user));
    rememberLast(channels, key, known);
    return { web, channel: known, thread, canLook: true };
  };
}

/** Ids of channels in memory, some 100 bytes each. */
const REMEMBERED = 10_000;

function rememberLast(channels: Map<string, string>, key: string, channel: string): void {
  channels.delete(key);
  channels.set(key, channel);
  const [oldest] = channels.keys();
  if (channels.size > REMEMBERED && oldest !== undefined) channels.delete(oldest);
}

async function openMessages(web: WebClient, user: string): Promise<string> {
  const { channel } = await web.conversations.open({ users: user });
  if (!channel?.id) throw new DeliveryError('slack-no-channel-opened');
  return channel.id;
}

async function sendMessage(
  target: Target,
  call: MessageCall,
  attempt: Attempt,
  log: Log,
): Promise<void> {
  const { web, channel, thread, canLook } = target;
  if (attempt.mayBeRepeat && canLook && (await arrivedAlready(target, attempt.id))) return;
  const frame = {
    channel,
    ...(thread && { thread_ts: thread }),
    // The links lead to sources; each unfolded would bury the answer.
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: EVENT_TYPE, event_payload: { id: attempt.id } },
  };
  try {
    await web.chat.postMessage({ ...frame, text: call.text, blocks: call.blocks });
  } catch (error) {
    if (!OUR_FAULT.has(refusalCode(error) ?? '')) throw error;
    // Our own mistake must not cost the person the answer: it goes out again as plain words.
    log.error({ reason: refusalCode(error), attempt: attempt.id }, 'slack: layout refused');
    await web.chat.postMessage({ ...frame, text: call.text });
  }
}

const OUR_FAULT: ReadonlySet<string> = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
]);

async function sendFile(
  target: Target,
  { file, name }: Extract<SlackCall, { kind: 'file' }>,
  attempt: Attempt,
): Promise<void> {
  const bytes = await readKept(attempt, file);
  const { web, channel, thread, canLook } = target;
  if (attempt.mayBeRepeat && canLook && (await arrivedFile(target, name, bytes.length))) return;
  await web.files.uploadV2({
    ...(thread ? { channel_id: channel, thread_ts: thread } : { channel_id: channel }),
    filename: name,
    title: name,
    file: Buffer.from(bytes),
  });
}

async function readKept(attempt: Attempt, file: string): Promise<Uint8Array> {
  try {
    return await attempt.readFile(file);
  } catch (cause) {
    throw new DeliveryError('slack-file-not-kept', { isFinal: true, cause });
  }
}

import type { WebClient } from '@slack/web-api';
import type { Attempt, Payload } from '../../bot/channel.ts';
import { DeliveryError } from '../../bot/channel.ts';
import type { Log } from '../../bot/log.ts';
import type { Address } from '../../bot/message.ts';
import { arrivedFile } from './arrived.ts';
import { SlackCall, type Standing } from './calls.ts';
import { idIn, workspaceIn } from './place.ts';
import { putMessage } from './put-message.ts';
import { refusal, refusalCode } from './refusal.ts';
import { type FindTarget, needed, type Target } from './target.ts';
import type { Workspaces } from './workspaces.ts';

export interface SenderOptions {
  readonly workspaces: Workspaces;
  readonly findTarget: FindTarget;
  readonly log: Log;
  /** The token comes from the settings, so that the operator can mend it. */
  readonly canMendToken: boolean;
}

export type Send = (address: Address, payload: Payload, attempt: Attempt) => Promise<void>;

/** Makes calls to Slack. What may have got through already is looked for first, where we may read. */
export function sender({ workspaces, findTarget, log, canMendToken }: SenderOptions): Send {
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
        return putMessage(await findTarget(web, address), call, attempt, { log, canMendToken });
      case 'withdrawal':
        return withdraw(web, call.of);
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

/** A link that is still being typed is known by an id of its own, a posted one by its message too. */
function linkIn(address: Address) {
  const unfurl = idIn(address, 'unfurl');
  const source = idIn(address, 'source');
  if (unfurl && (source === 'composer' || source === 'conversations_history')) {
    return { unfurl_id: unfurl, source } as const;
  }
  return { channel: needed(address, 'channel'), ts: needed(address, 'ts') };
}

/** Somebody else may have taken it away. */
async function withdraw(web: WebClient, standing: Standing): Promise<void> {
  try {
    await web.chat.delete(standing);
  } catch (error) {
    if (refusalCode(error) !== 'message_not_found') throw error;
  }
}

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

import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Attempt } from '../../bot/channel.ts';
import type { Log } from '../../bot/log.ts';
import { arrivedAlready, markedAs } from './arrived.ts';
import type { MessageCall, Standing } from './calls.ts';
import { refusal, refusalCode } from './refusal.ts';
import type { Target } from './target.ts';

interface PutOptions {
  readonly log: Log;
  readonly canMendToken: boolean;
}

/**
 * Puts a message where people see it: in the place of its preview, else as a new one. The first may be repeated without harm;
 * what may have been posted already is looked for, where we may read.
 */
export async function putMessage(
  target: Target,
  call: MessageCall,
  attempt: Attempt,
  options: PutOptions,
): Promise<void> {
  const { web, channel, thread, canLook } = target;
  if (call.replaces && (await tookPlace(web, call, call.replaces, attempt, options))) return;
  if (attempt.mayBeRepeat && canLook && (await arrivedAlready(target, attempt.id))) return;
  const frame = {
    channel,
    text: call.text,
    ...(thread && { thread_ts: thread }),
    // The links lead to sources; each unfolded would bury the answer.
    unfurl_links: false,
    unfurl_media: false,
    metadata: markedAs(attempt.id),
  };
  await plainIfNeeded(call.blocks, attempt, options, (blocks) =>
    web.chat.postMessage(blocks ? { ...frame, blocks } : frame),
  );
}

/** False where Slack does not let the preview be changed any more: it is gone, or too old. */
async function tookPlace(
  web: WebClient,
  { text, blocks }: MessageCall,
  standing: Standing,
  attempt: Attempt,
  options: PutOptions,
): Promise<boolean> {
  const frame = { ...standing, text, metadata: markedAs(attempt.id) };
  try {
    // Without a word of blocks Slack would keep those of the preview.
    await plainIfNeeded(blocks, attempt, options, (given) =>
      web.chat.update({ ...frame, blocks: given ?? [] }),
    );
    return true;
  } catch (error) {
    const code = refusalCode(error);
    if (code === undefined || !refusal(error, options.canMendToken).isFinal) throw error;
    options.log.info({ reason: code, attempt: attempt.id }, 'slack: preview not replaced');
    return false;
  }
}

/** Our own mistake must not cost the person the answer: it goes out again as plain words. */
async function plainIfNeeded(
  blocks: KnownBlock[],
  attempt: Attempt,
  { log }: PutOptions,
  put: (blocks: KnownBlock[] | undefined) => Promise<unknown>,
): Promise<void> {
  try {
    await put(blocks);
  } catch (error) {
    if (!OUR_FAULT.has(refusalCode(error) ?? '')) throw error;
    log.error({ reason: refusalCode(error), attempt: attempt.id }, 'slack: layout refused');
    await put(undefined);
  }
}

const OUR_FAULT: ReadonlySet<string> = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
]);

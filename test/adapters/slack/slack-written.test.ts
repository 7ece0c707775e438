import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { slackChannel } from '../../../adapters/slack/channel.ts';
import type { Attempt, LayoutContext, Payload } from '../../../bot/channel.ts';
import type { Address, Outgoing } from '../../../bot/message.ts';
import { ATTEMPT, written } from '../../contracts/channel.ts';
import type { Fault } from '../../servers/slack/slack-server.ts';
import {
  BASE_URL,
  BOT_TOKEN,
  INTERVIEW,
  MemoryLog,
  type OpenSlack,
  openSlack,
  SIGNING_SECRET,
  TEAM,
  WORDS,
} from './open-slack.ts';

const HALL = 'C00000001';
const MESSAGES: Address = { team: TEAM, user: 'U00000001' };
const MENTION: Address = { ...MESSAGES, channel: HALL, thread: '1760000009.000900' };
const { writing } = WORDS.ko.slack;
const said = (text: string): Outgoing => ({
  kind: 'message',
  blocks: [{ kind: 'paragraph', runs: [{ text }] }],
  choices: [{ label: '이어서', token: 'c:next-1' }],
});

let slack: OpenSlack;
beforeEach(async () => {
  slack = await openSlack('http');
});
afterEach(() => slack.stop());

const seen = (where = slack.person().messages) => slack.person().seen(where);
const calls = (method: string) =>
  slack.server.world.calls.filter((call) => call.method.startsWith(method));
const fault = (how: Fault['how'], method: string) => slack.server.faults.push({ how, method });
const contextOf = (address: Address): LayoutContext => ({
  address,
  audience: address['channel'] ? 'group' : 'private',
  language: 'ko',
});

/** The same app in another process, or after a new start. */
const anotherProcess = () =>
  slackChannel({
    mode: { kind: 'http', signingSecret: SIGNING_SECRET },
    auth: { kind: 'token', botToken: BOT_TOKEN },
    words: WORDS,
    baseUrl: BASE_URL,
    log: new MemoryLog(),
    ...INTERVIEW,
    slackApiUrl: slack.server.apiUrl,
    sendTimeoutMs: 1_000,
    previewGapMs: 40,
  });

/** Shows something, and waits until Slack was called for it. */
async function show(
  message: Outgoing,
  address: Address,
  { channel = slack.channel, isRepeat = false } = {},
) {
  const before = calls('chat.').length;
  const preview = channel.openPreview?.({ ...contextOf(address), isRepeat }, 'k');
  if (!preview) throw new Error('There is no preview.');
  preview.show(message);
  await vi.waitFor(() => expect(calls('chat.').length).toBeGreaterThan(before));
  return preview;
}

async function deliver(
  message: Outgoing,
  address: Address,
  replaces: Payload | undefined,
  over: Partial<Attempt> = {},
): Promise<void> {
  const laidOut = slack.channel.layOut(message, { ...contextOf(address), replaces });
  for (const payload of JSON.parse(JSON.stringify(laidOut)) as Payload[]) {
    await slack.channel.send(address, payload, { ...ATTEMPT, ...over });
  }
}

describe('an answer that is being written', () => {
  it('says so, and has no buttons yet', async () => {
    const preview = await show(said('첫 문장'), MESSAGES);
    await preview.close();
    expect(seen()).toEqual([`첫 문장\n${writing}`]);
    const [posted] = slack.server.world.channels.get(slack.person().messages)?.messages ?? [];
    expect(posted?.text).toBe(`첫 문장\n${writing}`);
    expect(posted?.blocks?.map(({ type }) => type)).not.toContain('actions');
  });

  it('to a mention stands in its thread, is read by nobody of us, and becomes the answer', async () => {
    const preview = await show(written(2), MENTION);
    const replaces = await preview.close();
    await deliver(said('끝'), MENTION, replaces);
    const messages = slack.server.world.channels.get(HALL)?.messages ?? [];
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({
      thread_ts: MENTION['thread'],
      metadata: { event_payload: { id: ATTEMPT.id } },
    });
    expect(seen(HALL)[0]).not.toContain(writing);
    expect(calls('conversations.')).toEqual([]);
  });

  it('fits into a message, however long it grows', async () => {
    const preview = await show(written(2_000), MESSAGES);
    await preview.close();
    expect(seen()).toHaveLength(1);
    expect(seen()[0]?.endsWith(writing)).toBe(true);
  });

  it('is left as it stands while Slack wants us to wait, and becomes the answer all the same', async () => {
    const preview = await show(written(1), MESSAGES);
    await vi.waitFor(() => expect(seen()).toHaveLength(1));
    fault({ kind: 'rate-limit', seconds: 60 }, 'chat.update');
    preview.show(written(2));
    await vi.waitFor(() => expect(calls('chat.update')).toHaveLength(1));
    preview.show(written(3));
    const replaces = await preview.close();
    expect(calls('chat.update')).toHaveLength(1);
    await deliver(said('끝'), MESSAGES, replaces);
    expect(seen()).toEqual([expect.stringContaining('끝')]);
  });

  it.each(['invalid_blocks', 'not_in_channel', 'restricted_action'])(
    'is not tried again where Slack refuses it (%s), and the answer is posted',
    async (error) => {
      fault({ kind: 'error', error }, 'chat.postMessage');
      const preview = await show(written(1), MESSAGES);
      preview.show(written(2));
      expect(await preview.close()).toBeUndefined();
      preview.show(written(3));
      await deliver(said('끝'), MESSAGES, undefined);
      expect(calls('chat.postMessage')).toHaveLength(2);
      expect(seen()).toHaveLength(1);
      expect(JSON.stringify(slack.log.lines)).not.toContain('문장');
    },
  );

  it('is found where nobody heard whether it was posted', async () => {
    fault({ kind: 'lost-answer' }, 'chat.postMessage');
    const preview = await show(written(1), MESSAGES);
    const replaces = await preview.close();
    expect(replaces).toBeDefined();
    await deliver(said('끝'), MESSAGES, replaces);
    expect(seen()).toHaveLength(1);
  });
});

describe('what an attempt of another process left', () => {
  beforeEach(async () => {
    const crashed = await show(written(1), MESSAGES, { channel: anotherProcess() });
    await crashed.close();
  });

  it('is taken up by the next one that is told of it', async () => {
    const preview = await show(written(2), MESSAGES, { isRepeat: true });
    await deliver(said('끝'), MESSAGES, await preview.close());
    expect(seen()).toEqual([expect.stringContaining('끝')]);
  });

  it('is given to the answer although nothing is shown of that any more', async () => {
    const context = { ...contextOf(MESSAGES), isRepeat: true };
    const preview = slack.channel.openPreview?.(context, 'k');
    await deliver(said('끝'), MESSAGES, await preview?.close());
    expect(seen()).toEqual([expect.stringContaining('끝')]);
  });

  it('is not looked for in a first attempt', async () => {
    const preview = await show(written(2), MESSAGES);
    await preview.close();
    expect(calls('conversations.history')).toEqual([]);
  });
});

describe('an answer that takes the place of its preview', () => {
  it.each(['message_not_found', 'cant_update_message', 'edit_window_closed'])(
    'is posted where Slack does not allow that (%s)',
    async (error) => {
      const preview = await show(written(1), MESSAGES);
      const replaces = await preview.close();
      fault({ kind: 'error', error }, 'chat.update');
      await deliver(said('끝'), MESSAGES, replaces);
      expect(calls('chat.postMessage')).toHaveLength(2);
      expect(seen().filter((text) => text.includes('끝'))).toHaveLength(1);
    },
  );

  it('may be sent twice', async () => {
    const preview = await show(written(1), MESSAGES);
    const replaces = await preview.close();
    await deliver(said('끝'), MESSAGES, replaces);
    await deliver(said('끝'), MESSAGES, replaces, { mayBeRepeat: true });
    expect(seen()).toHaveLength(1);
  });

  it('is not posted twice where it had to be posted and nobody heard of it', async () => {
    const preview = await show(written(1), MESSAGES);
    const replaces = await preview.close();
    const refused = { kind: 'error', error: 'edit_window_closed' } as const;
    fault(refused, 'chat.update');
    fault({ kind: 'lost-answer' }, 'chat.postMessage');
    await expect(deliver(said('끝'), MESSAGES, replaces)).rejects.toThrow('did not take');
    fault(refused, 'chat.update');
    await deliver(said('끝'), MESSAGES, replaces, { mayBeRepeat: true });
    expect(seen().filter((text) => text.includes('끝'))).toHaveLength(1);
  });

  it('stands as plain words where our layout is at fault', async () => {
    const preview = await show(written(1), MESSAGES);
    const replaces = await preview.close();
    fault({ kind: 'error', error: 'invalid_blocks' }, 'chat.update');
    await deliver(said('끝'), MESSAGES, replaces);
    expect(seen()).toEqual(['끝']);
  });

  it('waits like any other where Slack wants us to wait', async () => {
    const preview = await show(written(1), MESSAGES);
    const replaces = await preview.close();
    fault({ kind: 'rate-limit', seconds: 7 }, 'chat.update');
    await expect(deliver(said('끝'), MESSAGES, replaces)).rejects.toMatchObject({
      retryAfterMs: 7_000,
      isFinal: false,
    });
    expect(calls('chat.postMessage')).toHaveLength(1);
  });
});

describe('a message with nothing to see in it', () => {
  it('takes its preview away, and may be sent twice', async () => {
    const preview = await show(written(1), MESSAGES);
    const replaces = await preview.close();
    const nothing: Outgoing = { kind: 'message', blocks: [] };
    await deliver(nothing, MESSAGES, replaces);
    await deliver(nothing, MESSAGES, replaces, { mayBeRepeat: true });
    expect(seen()).toEqual([]);
  });
});

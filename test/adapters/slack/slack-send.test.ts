import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Attempt, DeliveryError } from '../../../bot/channel.ts';
import type { Address, Outgoing } from '../../../bot/message.ts';
import type { Fault } from '../../servers/slack/slack-server.ts';
import { BASE_URL, type OpenSlack, openSlack, TEAM } from './open-slack.ts';

const USER = 'U00000001';
const HALL = 'C00000001';
const BYTES = Buffer.from('진정서 초안');

let slack: OpenSlack;
beforeEach(async () => {
  slack = await openSlack('http', { sendTimeoutMs: 4_000 });
});
afterEach(() => slack.stop());

const attempt = (over: Partial<Attempt> = {}): Attempt => ({
  id: 'a-1',
  mayBeRepeat: false,
  readFile: async () => BYTES,
  ...over,
});
const messages: Address = { team: TEAM, user: USER };
const said = (text: string): Outgoing => ({
  kind: 'message',
  blocks: [{ kind: 'paragraph', runs: [{ text }] }],
});

/** Lays out and makes each call, with an attempt of its own, as the outbox does. */
async function deliver(
  message: Outgoing,
  address: Address,
  over: Partial<Attempt> = {},
): Promise<void> {
  const context = { address, audience: 'private', language: 'ko' } as const;
  for (const [at, payload] of slack.channel.layOut(message, context).entries()) {
    const id = over.id ?? `a-${at}`;
    await slack.channel.send(
      address,
      JSON.parse(JSON.stringify(payload)),
      attempt({ ...over, id }),
    );
  }
}
const failureOf = async (made: Promise<void>): Promise<DeliveryError> => {
  const failure = await made.catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(DeliveryError);
  return failure as DeliveryError;
};
const fault = (how: Fault['how'], method?: string) =>
  slack.server.faults.push({ how, ...(method && { method }) });
const calls = (method: string) => slack.server.world.calls.filter((call) => call.method === method);

describe('an answer', () => {
  it('goes to the messages with the app where no channel is known, which is looked up once', async () => {
    await deliver(said('하나'), messages);
    await deliver(said('둘'), messages, { id: 'a-2' });
    expect(slack.person().seen()).toEqual(['하나', '둘']);
    expect(calls('conversations.open')).toHaveLength(1);
  });

  it('to a mention stands in its thread, and its links unfold nothing', async () => {
    await deliver(said('답'), { ...messages, channel: HALL, thread: '1760000009.000900' });
    const posted = slack.server.world.channels.get(HALL)?.messages.at(-1);
    expect(posted).toMatchObject({ thread_ts: '1760000009.000900' });
    expect(calls('chat.postMessage')[0]?.args).toMatchObject({
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
  });

  it('in the pane stands in its thread, after a sign of work', async () => {
    const { thread } = await slack.person().openAssistant();
    const address = { ...messages, channel: slack.person().messages, thread };
    await slack.channel.signalWork(address);
    expect(slack.server.world.statuses).toEqual([
      { channel: slack.person().messages, thread, status: '…' },
    ]);
    await deliver(said('답'), address);
    const state = slack.server.world.channels.get(slack.person().messages);
    expect(state?.messages.at(-1)).toMatchObject({ thread_ts: thread });
  });

  it('shows no sign of work where Slack has none', async () => {
    await slack.channel.signalWork({ ...messages, channel: HALL, thread: '1760000009.000900' });
    await slack.channel.signalWork(messages);
    expect(slack.server.world.statuses).toEqual([]);
  });

  it('comes back when a button of it is pressed', async () => {
    await deliver(
      { ...said('고르세요'), choices: [{ label: '이어서', token: 'c:next' }] } as Outgoing,
      messages,
    );
    await slack.person().press('c:next');
    expect(slack.inbox.received).toMatchObject([
      { content: { kind: 'choice', token: 'c:next' }, conversation: `${TEAM}:messages::${USER}` },
    ]);
  });

  it('whose layout Slack refuses reaches the person as plain words, and the log', async () => {
    fault({ kind: 'error', error: 'invalid_blocks' }, 'chat.postMessage');
    await deliver(said('어떻게든 닿을 말'), messages);
    expect(slack.person().seen()).toEqual(['어떻게든 닿을 말']);
    expect(slack.log.lines).toMatchObject([
      { level: 'error', details: { reason: 'invalid_blocks' } },
    ]);
  });
});

describe('a call that may have got through', () => {
  it.each([
    { where: 'in the messages with the app', thread: undefined },
    { where: 'in the pane', thread: '1760000014.001400' },
  ])('is not made again where it did: $where', async ({ thread }) => {
    const address = { ...messages, ...(thread && { thread }) };
    await deliver(said('먼저'), address, { id: 'a-0' });
    fault({ kind: 'lost-answer' }, 'chat.postMessage');
    expect(await failureOf(deliver(said('한 번만'), address))).toMatchObject({
      reason: 'slack-network',
      isFinal: false,
    });
    await deliver(said('한 번만'), address, { mayBeRepeat: true });
    expect(slack.person().seen()).toEqual(['먼저', '한 번만']);
  });

  it('is made where it did not', async () => {
    fault({ kind: 'status', status: 500 }, 'chat.postMessage');
    await failureOf(deliver(said('한 번만'), messages));
    await deliver(said('한 번만'), messages, { mayBeRepeat: true });
    expect(slack.person().seen()).toEqual(['한 번만']);
  });

  it('is found on a later page of a long thread', async () => {
    const address = { ...messages, thread: '1760000014.001400' };
    for (let at = 0; at < 230; at += 1) await deliver(said(`${at}`), address, { id: `b-${at}` });
    await deliver(said('229'), address, { id: 'b-229', mayBeRepeat: true });
    expect(slack.person().seen()).toHaveLength(230);
    expect(calls('conversations.replies')).toHaveLength(2);
  });

  it('waits where Slack does not let us look', async () => {
    fault({ kind: 'rate-limit', seconds: 60 }, 'conversations.history');
    const failure = await failureOf(deliver(said('한 번만'), messages, { mayBeRepeat: true }));
    expect(failure).toMatchObject({ isFinal: false, retryAfterMs: 60_000 });
    expect(slack.person().seen()).toEqual([]);
  });

  it('is made again in a channel, which we may not read', async () => {
    const address = { ...messages, channel: HALL, thread: '1760000009.000900' };
    await deliver(said('답'), address, { mayBeRepeat: true });
    expect(calls('conversations.replies')).toEqual([]);
    expect(slack.person().seen(HALL)).toEqual(['답']);
  });
});

describe('a refusal', () => {
  it.each([
    'channel_not_found',
    'is_archived',
    'user_not_found',
    'cannot_dm_bot',
    'not_in_channel',
    'msg_too_long',
    'restricted_action',
    'missing_scope',
    'some_code_of_tomorrow',
  ])('%s is for good', async (error) => {
    fault({ kind: 'error', error }, 'chat.postMessage');
    expect(await failureOf(deliver(said('말'), messages))).toMatchObject({
      isFinal: true,
      reason: `slack-${error}`,
    });
  });

  it.each([
    'internal_error',
    'fatal_error',
    'service_unavailable',
    'request_timeout',
    'ratelimited',
  ])('%s passes', async (error) => {
    fault({ kind: 'error', error }, 'chat.postMessage');
    expect(await failureOf(deliver(said('말'), messages))).toMatchObject({ isFinal: false });
  });

  it.each(['invalid_auth', 'token_revoked', 'account_inactive'])(
    '%s of a token from the settings waits for the operator',
    async (error) => {
      fault({ kind: 'error', error }, 'chat.postMessage');
      expect(await failureOf(deliver(said('말'), messages))).toMatchObject({ isFinal: false });
    },
  );

  it('that never comes is a time-out', async () => {
    fault({ kind: 'hang' }, 'chat.postMessage');
    expect(await failureOf(deliver(said('말'), messages))).toMatchObject({
      isFinal: false,
      reason: 'slack-timeout',
    });
  });

  it('by a page instead of an answer passes, and nothing of the page is kept', async () => {
    fault({ kind: 'error', error: '<html>비밀 secret</html>' }, 'chat.postMessage');
    const failure = await failureOf(deliver(said('말'), messages));
    expect(failure).toMatchObject({ isFinal: false, reason: 'slack-unreadable_answer' });
  });

  it('of an address that is none is for good', async () => {
    expect(await failureOf(deliver(said('말'), { team: TEAM }))).toMatchObject({
      isFinal: true,
      reason: 'slack-address-without-user',
    });
  });
});

describe('a document', () => {
  const document: Outgoing = {
    kind: 'file',
    file: 'f1',
    name: '진정서.docx',
    mediaType: 'application/octet-stream',
    blocks: [{ kind: 'paragraph', runs: [{ text: '초안이에요.' }] }],
  };
  const filesSeen = () =>
    slack.server.world.channels
      .get(slack.person().messages)
      ?.messages.flatMap(({ files }) => files ?? []) ?? [];

  it('stands after what is said about it, byte for byte', async () => {
    await deliver(document, messages);
    expect(slack.person().seen()[0]).toBe('초안이에요.');
    expect(filesSeen()).toMatchObject([{ name: '진정서.docx', bytes: BYTES }]);
  });

  it('is not sent again where it may have arrived and did', async () => {
    fault({ kind: 'lost-answer' }, 'files.completeUploadExternal');
    await failureOf(deliver(document, messages));
    await deliver(document, messages, { mayBeRepeat: true });
    expect(filesSeen()).toHaveLength(1);
  });

  it('that is not kept any more is given up', async () => {
    const readFile = () => Promise.reject(new Error('gone'));
    expect(await failureOf(deliver(document, messages, { readFile }))).toMatchObject({
      isFinal: true,
      reason: 'slack-file-not-kept',
    });
  });
});

describe('the home page and previews', () => {
  it('are shown', async () => {
    await deliver(
      {
        kind: 'home',
        blocks: [{ kind: 'heading', text: '홈' }],
        choices: [{ label: '묻기', token: 'c:ask' }],
      },
      messages,
    );
    expect(slack.server.world.homes.get(`${TEAM}:${USER}`)?.map(({ type }) => type)).toEqual([
      'header',
      'actions',
    ]);
  });

  it.each([
    { where: 'under a message', isTyping: false },
    { where: 'under a link still being typed', isTyping: true },
  ])('unfold $where', async ({ isTyping }) => {
    const url = `${BASE_URL}/a/metro-live?lang=en`;
    await slack.person().shareLink([url], { channel: HALL, isTyping });
    const [shared] = slack.inbox.received;
    await deliver(
      {
        kind: 'previews',
        previews: [
          { url, title: '지하철', blocks: [{ kind: 'quote', runs: [{ text: '제23조 *' }] }] },
        ],
      },
      shared?.address ?? {},
    );
    const [unfolded] = slack.server.world.unfolded.values();
    expect(unfolded?.[url]?.blocks).toMatchObject([
      { type: 'section', text: { type: 'mrkdwn', text: `<${url}|지하철>` } },
      { type: 'section', text: { type: 'plain_text', text: '제23조 *' } },
    ]);
  });

  it('unfold by channel and time where Slack gave no id', async () => {
    const url = `${BASE_URL}/a/metro-live`;
    await slack.person().shareLink([url], { channel: HALL });
    const { unfurl: _, source: __, ...address } = slack.inbox.received[0]?.address ?? {};
    await deliver({ kind: 'previews', previews: [{ url, title: '지하철', blocks: [] }] }, address);
    expect(slack.server.world.unfolded.size).toBe(1);
  });
});

describe('a file of a person', () => {
  const photo = {
    name: 'a.jpg',
    mimetype: 'image/jpeg',
    bytes: Buffer.from([0xff, 0xd8, 0xff, 0]),
  };

  async function shared() {
    await slack.person().uploadFiles([photo]);
    const { content, address } = slack.inbox.received[0] ?? {};
    if (content?.kind !== 'file' || !address) throw new Error('no file');
    return { file: content.file, address };
  }
  const fetched = async (over: object = {}) => {
    const { file, address } = await shared();
    return slack.channel.fetchFile(address, { ...file, ...over });
  };
  const refused = async (over: object = {}) => failureOf(fetched(over).then(() => undefined));

  it('is fetched with our token, by address or by id', async () => {
    const { file, address } = await shared();
    const id = file.ref.split('/').at(-1) ?? '';
    expect(Buffer.from(await slack.channel.fetchFile(address, file))).toEqual(photo.bytes);
    expect(Buffer.from(await slack.channel.fetchFile(address, { ...file, ref: id }))).toEqual(
      photo.bytes,
    );
  });

  it('elsewhere than with Slack is not fetched: our token stays with Slack', async () => {
    expect(await refused({ ref: 'https://evil.example/a.jpg' })).toMatchObject({
      isFinal: true,
      reason: 'slack-file-elsewhere',
    });
  });

  it('that is too large is not fetched', async () => {
    expect(await refused({ size: 21 * 1024 * 1024 })).toMatchObject({
      reason: 'slack-file-too-large',
    });
  });

  it('that turns out too large is not read to the end', async () => {
    const { file, address } = await shared();
    const kept = slack.server.world.files.get(file.ref.split('/').at(-1) ?? '');
    if (kept) kept.bytes = Buffer.alloc(21 * 1024 * 1024);
    const made = slack.channel.fetchFile(address, file).then(() => undefined);
    expect(await failureOf(made)).toMatchObject({ isFinal: true, reason: 'slack-file-too-large' });
  });

  it('that is gone is given up; a failure of Slack passes', async () => {
    expect(await refused({ ref: `${slack.server.origin}/files/F-none` })).toMatchObject({
      isFinal: true,
      reason: 'slack-file-http-404',
    });
    fault({ kind: 'rate-limit', seconds: 7 }, 'files');
    expect(await refused()).toMatchObject({ isFinal: false, retryAfterMs: 7_000 });
  });

  it('behind a page to log in is not taken for a photo', async () => {
    const { file, address } = await shared();
    const team = slack.server.world.teams.get(TEAM);
    if (team) team.botToken = 'xoxb-changed';
    const made = slack.channel.fetchFile(address, file).then(() => undefined);
    expect(await failureOf(made)).toMatchObject({ isFinal: true, reason: 'slack-file-no-access' });
  });
});

describe('the log', () => {
  it('holds nothing that was said, no token and no name, whatever goes wrong', async () => {
    const secret = '비밀의 말 secret-words';
    const person = slack.person();
    await person.dm(secret);
    await person.slash(secret);
    slack.inbox.failNext(1);
    await person.dm(`${secret} 2`);
    for (const how of [
      { kind: 'error', error: 'invalid_blocks' },
      { kind: 'error', error: 'channel_not_found' },
      { kind: 'error', error: 'invalid_auth' },
      { kind: 'rate-limit', seconds: 1 },
      { kind: 'status', status: 500 },
      { kind: 'hang' },
      { kind: 'lost-answer' },
    ] as const) {
      fault(how, 'chat.postMessage');
      await deliver(said(secret), messages).catch(() => {});
    }
    await fetch(`${slack.webUrl}/slack/events`, { method: 'POST', body: secret });
    const lines = JSON.stringify(slack.log.lines);
    expect(slack.log.lines.length).toBeGreaterThan(3);
    for (const word of ['비밀', 'secret-words', 'xoxb', 'xapp', 'signing-secret', 'somebody']) {
      expect(lines).not.toContain(word);
    }
  });
});

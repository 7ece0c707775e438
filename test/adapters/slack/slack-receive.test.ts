import { afterEach, describe, expect, it } from 'vitest';
import { slackChannel } from '../../../adapters/slack/channel.ts';
import { sign } from '../../servers/slack/deliver.ts';
import {
  BASE_URL,
  BOT_TOKEN,
  INTERVIEW,
  type OpenOptions,
  type OpenSlack,
  openSlack,
  SIGNING_SECRET,
  WORDS,
} from './open-slack.ts';

const MODES = ['http', 'socket'] as const;
const HALL = 'C00000001';

let slack: OpenSlack | undefined;
afterEach(async () => {
  await slack?.stop();
  slack = undefined;
});
async function open(mode: 'http' | 'socket', options?: OpenOptions): Promise<OpenSlack> {
  slack = await openSlack(mode, options);
  return slack;
}
const contents = ({ inbox }: OpenSlack) => inbox.received.map(({ content }) => content);

const soon = async (isTrue: () => boolean): Promise<void> => {
  await expect.poll(isTrue, { timeout: 8_000, interval: 10 }).toBe(true);
};

describe.each(MODES)('over %s', (mode) => {
  it('Slack hears that we have an event only when it is stored', async () => {
    const { inbox, person } = await open(mode);
    const release = inbox.hold();
    let isTold = false;
    const told = person()
      .dm('붙잡아 둘 말')
      .then((sent) => {
        isTold = true;
        return sent;
      });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(isTold).toBe(false);
    release();
    expect(await told).toMatchObject({ isAcknowledged: true, tries: [200] });
  });

  it('an event that could not be stored comes again, and is the same delivery', async () => {
    const opened = await open(mode, { deliver: { waitMs: mode === 'http' ? 3_000 : 300 } });
    opened.inbox.failNext(2);
    const sent = await opened.person().dm('다시 올 말');
    expect(sent.isAcknowledged).toBe(true);
    expect(sent.tries).toEqual(mode === 'http' ? [503, 503, 200] : [0, 0, 200]);
    expect(opened.inbox.received).toHaveLength(1);
  });

  it('an event whose acknowledgement was lost comes again, and is dropped', async () => {
    const opened = await open(mode);
    await opened.person().dm('두 번 올 말', { eventId: 'Ev-same' });
    await opened.person().dm('두 번 올 말', { eventId: 'Ev-same' });
    expect(opened.inbox.received).toHaveLength(1);
  });

  it('a store that takes too long gets no acknowledgement, and Slack is told within its three seconds', async () => {
    const opened = await open(mode, { deliver: { retryDelaysMs: [] } });
    const release = opened.inbox.hold();
    const started = Date.now();
    const sent = await opened.person().dm('늦게 저장될 말');
    const took = Date.now() - started;
    release();
    expect(sent).toMatchObject({ isAcknowledged: false, tries: [mode === 'http' ? 503 : 0] });
    if (mode === 'http') expect(took).toBeLessThan(3_000);
  });

  it('a press that could not be stored is shown as failed, not swallowed', async () => {
    const opened = await open(mode, { deliver: { waitMs: 500 } });
    opened.inbox.failNext();
    expect(await opened.person().press('c:next')).toMatchObject({ isAcknowledged: false });
    expect(await opened.person().press('c:next')).toMatchObject({ isAcknowledged: true });
    expect(contents(opened)).toEqual([{ kind: 'choice', token: 'c:next' }]);
  });

  it('two hundred deliveries at once are all taken in time', async () => {
    const opened = await open(mode);
    const person = opened.person();
    const all = await Promise.all(Array.from({ length: 200 }, (_, at) => person.dm(`말 ${at}`)));
    expect(all.every(({ isAcknowledged, tries }) => isAcknowledged && tries.length === 1)).toBe(
      true,
    );
    expect(opened.inbox.received).toHaveLength(200);
  });

  it('a command is taken, and a line in place says where the answer will be', async () => {
    const opened = await open(mode);
    const sent = await opened.person().slash('law 형법 250조', HALL);
    expect(sent.answer).toEqual({
      response_type: 'ephemeral',
      text: '답은 저와의 메시지에서 알려 드릴게요. / You will find the answer in your messages with me.',
    });
    expect(opened.inbox.received).toMatchObject([
      {
        audience: 'private',
        content: { kind: 'command', command: 'law', argument: '형법 250조' },
      },
    ]);
    expect(opened.inbox.received[0]?.address).not.toHaveProperty('channel');
  });

  it('a message in a channel is asked about in private', async () => {
    const opened = await open(mode);
    await opened.person().shortcut('로비에 카메라를 단대요', HALL);
    expect(opened.inbox.received).toMatchObject([
      { audience: 'private', content: { kind: 'text', text: '로비에 카메라를 단대요' } },
    ]);
  });

  it('a form opens from anywhere, stays open while empty, and brings the question', async () => {
    const opened = await open(mode);
    const person = opened.person();
    expect(await person.openModal()).toMatchObject({ isAcknowledged: true });
    const [form] = opened.server.world.views.values();
    expect(form?.view.title.text).toBe('얼굴권리 / FaceRights');
    const empty = await person.submit('  ');
    expect(empty.answer).toMatchObject({
      response_action: 'errors',
      errors: { question: expect.stringContaining(WORDS.ko.reply.empty) },
    });
    expect(opened.inbox.received).toEqual([]);
    const sent = await person.submit('학교가 얼굴로 출석을 불러도 되나요?');
    expect(JSON.stringify(sent.answer ?? '')).not.toContain('errors');
    expect(contents(opened)).toEqual([
      { kind: 'text', text: '학교가 얼굴로 출석을 불러도 되나요?' },
    ]);
  });

  it('the form sent again after a failure is the same delivery', async () => {
    const opened = await open(mode, { deliver: { waitMs: 500 } });
    const person = opened.person();
    await person.openModal();
    opened.inbox.failNext();
    expect(await person.submit('물음')).toMatchObject({ isAcknowledged: false });
    expect(await person.submit('물음')).toMatchObject({ isAcknowledged: true });
    expect(opened.inbox.received).toHaveLength(1);
  });

  it('the pane opens with examples in both languages, before anything is said', async () => {
    const opened = await open(mode);
    const person = opened.person();
    const { thread } = await person.openAssistant();
    expect(contents(opened)).toEqual([{ kind: 'arrival' }]);
    const { prompts } = opened.server.world;
    await soon(() => prompts.size === 1);
    expect(prompts.get(`${person.messages}:${thread}`)?.map(({ title }) => title)).toEqual([
      WORDS.ko.web.exampleOne,
      WORDS.ko.web.exampleTwo,
      WORDS.en.web.exampleOne,
      WORDS.en.web.exampleTwo,
    ]);
  });

  it('an arrival is taken even where the examples cannot be shown', async () => {
    const opened = await open(mode);
    opened.server.faults.push({
      method: 'assistant.threads.setSuggestedPrompts',
      how: { kind: 'status', status: 500 },
    });
    expect(await opened.person().openAssistant()).toMatchObject({ isAcknowledged: true });
    await soon(() =>
      opened.log.lines.some(({ message }) => message === 'slack: no examples shown'),
    );
  });

  it('edits, unfoldings, links, the home page and files arrive as what they are', async () => {
    const opened = await open(mode);
    const person = opened.person();
    await person.dm('마트가');
    await person.unfold();
    await person.edit('백화점이');
    await person.openHome();
    await person.openHome('messages');
    await person.shareLink([`${BASE_URL}/a/metro-live`], { channel: HALL });
    await person.uploadFiles(
      [{ name: 'a.jpg', mimetype: 'image/jpeg', bytes: Buffer.from('jpeg') }],
      '이거예요',
    );
    await person.mention(HALL, '회의실은요?');
    await person.pressLink();
    await person.pressAtHome('c:ask');
    expect(contents(opened)).toMatchObject([
      { kind: 'text', text: '마트가' },
      { kind: 'text', text: '백화점이', isEdited: true },
      { kind: 'home' },
      { kind: 'links', links: [{ path: '/a/metro-live' }] },
      { kind: 'file', caption: '이거예요' },
      { kind: 'text', text: '회의실은요?' },
      { kind: 'choice', token: 'c:ask' },
    ]);
    const [talk, , home, , , , atHome] = opened.inbox.received;
    expect(home?.conversation).toBe(talk?.conversation);
    expect(atHome?.conversation).toBe(talk?.conversation);
  });
});

describe('over HTTP', () => {
  const post = ({ webUrl }: OpenSlack, body: string, headers: Record<string, string>) =>
    fetch(`${webUrl}/slack/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
  const body = JSON.stringify({
    type: 'event_callback',
    event_id: 'Ev1',
    event: { type: 'message' },
  });
  const seconds = () => Math.floor(Date.now() / 1000);

  it.each([
    { fault: 'no signature', headers: () => ({}) },
    { fault: 'another secret', headers: () => sign(body, 'other-secret') },
    { fault: 'a signature of another body', headers: () => sign(`${body} `, SIGNING_SECRET) },
    {
      fault: 'a signature of six minutes ago',
      headers: () => sign(body, SIGNING_SECRET, seconds() - 360),
    },
    {
      fault: 'a signature cut short',
      headers: () => ({ ...sign(body, SIGNING_SECRET), 'x-slack-signature': 'v0=' }),
    },
    {
      fault: 'a time that is none',
      headers: () => ({ ...sign(body, SIGNING_SECRET), 'x-slack-request-timestamp': 'now' }),
    },
  ])('$fault is turned away', async ({ headers }) => {
    const opened = await open('http');
    expect((await post(opened, body, headers())).status).toBe(401);
    expect(opened.inbox.received).toEqual([]);
  });

  it('what is unsigned is not even parsed', async () => {
    const opened = await open('http');
    expect((await post(opened, '{not json', {})).status).toBe(401);
    expect((await post(opened, '{not json', sign('{not json', SIGNING_SECRET))).status).toBe(400);
  });

  it('Slack verifies the address', async () => {
    const opened = await open('http');
    const challenge = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    const response = await post(opened, challenge, sign(challenge, SIGNING_SECRET));
    expect(await response.json()).toEqual({ challenge: 'abc' });
  });

  it('what Slack does not document is dropped, and seen in the log without its words', async () => {
    const opened = await open('http');
    const odd = JSON.stringify({
      type: 'event_callback',
      event_id: 'Ev1',
      event: { type: 'message', text: '비밀', channel: 3 },
    });
    expect((await post(opened, odd, sign(odd, SIGNING_SECRET))).status).toBe(200);
    expect(JSON.stringify(opened.log.lines)).toContain('slack: unreadable delivery');
    expect(JSON.stringify(opened.log.lines)).not.toContain('비밀');
  });

  it('nothing is taken before the start or after the stop', async () => {
    const opened = await open('http', { starts: false, deliver: { retryDelaysMs: [] } });
    expect(await opened.person().dm('이르다')).toMatchObject({ tries: [503] });
    await opened.channel.start(opened.inbox.receive);
    expect(await opened.person().dm('됐다')).toMatchObject({ tries: [200] });
    await opened.channel.stop();
    expect(await opened.person().dm('늦다')).toMatchObject({ tries: [503] });
  });

  it('stopping waits for what is in hand', async () => {
    const opened = await open('http');
    const release = opened.inbox.hold();
    const told = opened.person().dm('손에 든 말');
    await soon(() => opened.server.world.channels.size > 1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const stopped = opened.channel.stop();
    release();
    await stopped;
    expect(await told).toMatchObject({ isAcknowledged: true });
  });
});

describe('in Socket Mode', () => {
  it('a renewed connection is opened again at once, and nothing is lost', async () => {
    const opened = await open('socket', { deliver: { waitMs: 600 } });
    const [first] = opened.server.connections;
    const started = Date.now();
    opened.server.renewConnections();
    await soon(
      () => opened.server.connections.size === 1 && !opened.server.connections.has(first as never),
    );
    expect(Date.now() - started).toBeLessThan(2_000);
    expect(await opened.person().dm('새 연결로')).toMatchObject({ isAcknowledged: true });
  });

  it('a connection cut off is opened again, also when Slack is away for a while', async () => {
    const opened = await open('socket', { deliver: { waitMs: 600 } });
    for (const how of [
      { kind: 'status', status: 503 },
      { kind: 'error', error: 'internal_error' },
      { kind: 'error', error: 'invalid_auth' },
    ] as const) {
      opened.server.faults.push({ method: 'apps.connections.open', how });
    }
    opened.server.cutConnections();
    await soon(() => opened.server.connections.size === 0);
    await soon(() => opened.server.connections.size === 1);
    expect(await opened.person().dm('다시 이어져서')).toMatchObject({ isAcknowledged: true });
  });

  it('two processes share the deliveries', async () => {
    const opened = await open('socket');
    const other = slackChannel({
      mode: { kind: 'socket', appToken: opened.server.appToken },
      auth: { kind: 'token', botToken: BOT_TOKEN },
      words: WORDS,
      baseUrl: BASE_URL,
      log: opened.log,
      ...INTERVIEW,
      slackApiUrl: opened.server.apiUrl,
    });
    await other.start(opened.inbox.receive);
    expect(opened.server.connections.size).toBe(2);
    await opened.person().dm('하나');
    await other.stop();
    await opened.person().dm('둘');
    expect(opened.inbox.received).toHaveLength(2);
  });

  it('an app token that Slack does not know stops the start, naming the setting', async () => {
    const opened = await open('socket');
    const wrong = slackChannel({
      mode: { kind: 'socket', appToken: 'xapp-wrong' },
      auth: { kind: 'token', botToken: BOT_TOKEN },
      words: WORDS,
      baseUrl: '',
      log: opened.log,
      ...INTERVIEW,
      slackApiUrl: opened.server.apiUrl,
    });
    await expect(wrong.start(opened.inbox.receive)).rejects.toThrow('SLACK_APP_TOKEN');
  });

  it('stopping while Slack is away ends the trying', async () => {
    const opened = await open('socket');
    opened.server.faults.push(
      ...Array.from({ length: 50 }, () => ({
        method: 'apps.connections.open',
        how: { kind: 'status', status: 503 } as const,
      })),
    );
    opened.server.cutConnections();
    await soon(() => opened.log.lines.some(({ message }) => message === 'slack: no connection'));
    const started = Date.now();
    await opened.channel.stop();
    expect(Date.now() - started).toBeLessThan(2_500);
  });
});

describe('somebody in a channel goes on in private', () => {
  it('under an address that opens the messages with the app', async () => {
    const { channel, inbox, person } = await open('http');
    await person().mention(HALL, '진정서 쓰고 싶어요');
    const [said] = inbox.received;
    expect(channel.privateUrl?.(said?.address ?? {}, 'complaint')).toBe(
      'https://slack.com/app_redirect?app=A1&team=T00000001',
    );
  });

  it('nowhere that we know where Slack did not name the app', async () => {
    const { channel, inbox, person } = await open('http');
    await person().mention(HALL, '진정서 쓰고 싶어요');
    const { app: _, ...nameless } = inbox.received[0]?.address ?? {};
    expect(channel.privateUrl?.(nameless, 'complaint')).toBeUndefined();
  });
});

describe('a channel with a setting that is missing', () => {
  const good = {
    mode: { kind: 'http', signingSecret: 's' },
    auth: { kind: 'token', botToken: BOT_TOKEN },
    words: WORDS,
    baseUrl: '',
    log: { info: () => {}, warn: () => {}, error: () => {} },
    ...INTERVIEW,
  } as const;

  it.each([
    { name: 'SLACK_SIGNING_SECRET', over: { mode: { kind: 'http', signingSecret: ' ' } } as const },
    { name: 'SLACK_APP_TOKEN', over: { mode: { kind: 'socket', appToken: '' } } as const },
    { name: 'SLACK_BOT_TOKEN', over: { auth: { kind: 'token', botToken: '' } } as const },
  ])('refuses to be made, naming $name and the fix', ({ name, over }) => {
    expect(() => slackChannel({ ...good, ...over })).toThrow(name);
    expect(() => slackChannel({ ...good, ...over })).toThrow('https://api.slack.com/apps');
  });

  it('does not start with a token that Slack does not know, naming SLACK_BOT_TOKEN', async () => {
    const opened = await open('http');
    const wrong = slackChannel({
      ...good,
      auth: { kind: 'token', botToken: 'xoxb-wrong' },
      slackApiUrl: opened.server.apiUrl,
    });
    await expect(wrong.start(opened.inbox.receive)).rejects.toThrow('SLACK_BOT_TOKEN');
  });
});

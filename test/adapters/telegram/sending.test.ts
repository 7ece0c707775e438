import { afterEach, describe, expect, it } from 'vitest';
import { DeliveryError, type Payload } from '../../../bot/channel.ts';
import type { Address, Outgoing } from '../../../bot/message.ts';
import { ATTEMPT } from '../../contracts/channel.ts';
import { REAL_LIMITS } from '../../servers/telegram/faults.ts';
import { type OpenOptions, openTelegram, type Telegram } from './open-telegram.ts';

const said = (text: string): Outgoing => ({
  kind: 'message',
  blocks: [{ kind: 'paragraph', runs: [{ text }] }],
});

describe('sending', () => {
  let telegram: Telegram;
  afterEach(() => telegram.stop());
  const open = async (options: Partial<OpenOptions> = {}) => {
    telegram = await openTelegram({ mode: 'polling', isStarted: false, ...options });
    telegram.server.person(1, 'ko');
    return telegram;
  };
  const layOut = (message: Outgoing, address: Address = { chat: 1 }) =>
    telegram.channel.layOut(message, {
      address,
      audience: address['replyTo'] ? 'group' : 'private',
      language: 'ko',
    });
  async function send(message: Outgoing, address: Address = { chat: 1 }): Promise<void> {
    for (const payload of layOut(message, address)) {
      await telegram.channel.send(address, payload, ATTEMPT);
    }
  }
  const failure = async (made: Promise<void>): Promise<DeliveryError> => {
    const thrown = await made.catch((error: unknown) => error);
    if (thrown instanceof DeliveryError) return thrown;
    throw new Error(`No DeliveryError: ${String(thrown)}`);
  };
  const seen = (chat = 1) => telegram.server.world.openChat(chat).messages;

  it.each([
    {
      code: 403,
      description: 'Forbidden: bot was blocked by the user',
      reason: '403-blocked',
      isFinal: true,
    },
    {
      code: 403,
      description: 'Forbidden: user is deactivated',
      reason: '403-deactivated',
      isFinal: true,
    },
    {
      code: 403,
      description: 'Forbidden: bot was kicked from the supergroup chat',
      reason: '403-kicked',
      isFinal: true,
    },
    {
      code: 403,
      description: "Forbidden: bot can't initiate conversation with a user",
      reason: '403-never-started',
      isFinal: true,
    },
    { code: 403, description: 'Forbidden: something new', reason: '403', isFinal: true },
    {
      code: 400,
      description: 'Bad Request: chat not found',
      reason: '400-chat-not-found',
      isFinal: true,
    },
    {
      code: 400,
      description: 'Bad Request: message is too long',
      reason: '400-too-long',
      isFinal: true,
    },
    {
      code: 400,
      description: 'Bad Request: message thread not found',
      reason: '400-topic-gone',
      isFinal: true,
    },
    {
      code: 400,
      description: 'Bad Request: not enough rights to send text messages to the chat',
      reason: '400-no-right-to-write',
      isFinal: true,
    },
    {
      code: 400,
      description: 'Bad Request: BUTTON_DATA_INVALID',
      reason: '400-buttons',
      isFinal: true,
    },
    { code: 400, description: 'Bad Request: 처음 보는 잘못', reason: '400', isFinal: true },
    { code: 413, description: 'Request Entity Too Large', reason: '413', isFinal: true },
    { code: 401, description: 'Unauthorized', reason: '401', isFinal: false },
    { code: 404, description: 'Not Found', reason: '404', isFinal: false },
    { code: 500, description: 'Internal Server Error', reason: '500', isFinal: false },
    { code: 502, description: 'Bad Gateway', reason: '502', isFinal: false },
  ])(
    'refused with "$description" fails as telegram-$reason, final: $isFinal',
    async ({ code, description, reason, isFinal }) => {
      await open();
      telegram.server.refuseNext({ kind: 'error', code, description });
      const error = await failure(send(said('안녕')));
      expect(error).toMatchObject({ reason: `telegram-${reason}`, isFinal });
      expect(error.cause).toBeUndefined();
      expect(seen()).toEqual([]);
    },
  );

  it('keeps how long Telegram wants us to wait', async () => {
    await open();
    telegram.server.refuseNext({ kind: 'rate-limit', seconds: 35 });
    expect(await failure(send(said('안녕')))).toMatchObject({
      reason: 'telegram-429',
      isFinal: false,
      retryAfterMs: 35_000,
    });
    expect(telegram.server.callsOf('sendMessage')).toHaveLength(1);
  });

  it('waits a second by itself where that is all that Telegram wants, once', async () => {
    await open();
    telegram.server.refuseNext({ kind: 'rate-limit', seconds: 1 });
    await send(said('안녕'));
    expect(seen()).toHaveLength(1);
    telegram.server.refuseNext({ kind: 'rate-limit', seconds: 1 }, { times: 2 });
    expect(await failure(send(said('또')))).toMatchObject({ retryAfterMs: 1_000 });
  });

  it.each([
    { kind: 'never', reason: 'telegram-timeout' },
    { kind: 'drop', reason: 'telegram-network' },
    { kind: 'bad-gateway', reason: 'telegram-network' },
    { kind: 'lost-answer', reason: 'telegram-network' },
  ] as const)(
    'may be tried again after "$kind", and is not by itself',
    async ({ kind, reason }) => {
      await open();
      telegram.server.refuseNext({ kind });
      expect(await failure(send(said('안녕')))).toMatchObject({ reason, isFinal: false });
      expect(telegram.server.callsOf('sendMessage')).toHaveLength(1);
      expect(seen()).toHaveLength(kind === 'lost-answer' ? 1 : 0);
    },
  );

  it('says the words without form where Telegram cannot read the form, and logs that', async () => {
    await open();
    telegram.server.refuseNext({
      kind: 'error',
      code: 400,
      description: "Bad Request: can't parse entities: Unclosed start tag at byte offset 7",
    });
    const quote = { kind: 'quote', runs: [{ text: '제1조 <목적> & "뜻"', isBold: true }] } as const;
    await send({ kind: 'message', blocks: [quote], choices: [{ label: '예', token: 'y' }] });
    expect(seen()).toMatchObject([
      { text: '제1조 <목적> & "뜻"', entities: [], buttons: [[{ text: '예' }]] },
    ]);
    expect(telegram.lines).toMatchObject([
      { level: 'error', details: { reason: 'telegram-400-entities' } },
    ]);
  });

  it('follows a group that became a supergroup, and goes there at once the next time', async () => {
    await open();
    const group = telegram.server.group(-500);
    const moved = telegram.server.migrate(group, -1_000_500);
    await send(said('옮긴 모임에'), { chat: -500, topic: 3, replyTo: 8 });
    await send(said('또 한 번'), { chat: -500 });
    expect(moved.messages.map(({ text }) => text)).toEqual(['옮긴 모임에', '또 한 번']);
    expect(telegram.server.callsOf('sendMessage')).toHaveLength(3);
  });

  it('answers in a group under the message that it is about, once, and also where that is gone', async () => {
    await open();
    const group = telegram.server.group(-600, [4]);
    group.mention(telegram.server.person(1), '긴 물음', { topic: 4 });
    const [asked] = group.messages;
    const long = said('아주 긴 대답이에요. '.repeat(600));
    await send(long, { chat: -600, topic: 4, replyTo: asked?.id ?? 0 });
    await send(said('짧은 대답'), { chat: -600, topic: 4, replyTo: 999_999 });
    const answers = group.messages.filter(({ from }) => from === 0);
    expect(answers.map(({ replyTo }) => replyTo)).toEqual([asked?.id, undefined, undefined]);
    expect(answers.every(({ topic }) => topic === 4)).toBe(true);
  });

  it('uploads a file with its name, and what is said about it under it', async () => {
    await open();
    const blocks = [{ kind: 'paragraph' as const, runs: [{ text: '초안이에요 <1>' }] }];
    const name = '진정서 "초안"; 2026/06.txt';
    await send({ kind: 'file', file: 'f', name, mediaType: 'text/plain', blocks });
    const [message] = seen();
    expect(message).toMatchObject({
      text: '초안이에요 <1>',
      file: { name: '진정서 _초안_ 2026_06.txt' },
    });
    const stored = telegram.server.world.files.get(message?.file?.id ?? '');
    expect(new TextDecoder().decode(stored?.bytes)).toBe('진정서 초안');
  });

  it('says before a file what is too long to stand under it', async () => {
    await open();
    const text = '안내가 길어요. '.repeat(120);
    const blocks = [{ kind: 'paragraph' as const, runs: [{ text }] }];
    await send({ kind: 'file', file: 'f', name: '', mediaType: 'text/plain', blocks });
    expect(seen().map(({ text: shown, file }) => [shown.length, file?.name])).toEqual([
      [text.trim().length, undefined],
      [0, 'file'],
    ]);
  });

  it('gives a file up that is not kept any more', async () => {
    await open();
    const message: Outgoing = {
      kind: 'file',
      file: 'f',
      name: 'a.txt',
      mediaType: 'text/plain',
      blocks: [],
    };
    const [payload = {}] = layOut(message);
    const attempt = { ...ATTEMPT, readFile: () => Promise.reject(new Error('It is not kept.')) };
    const error = await failure(telegram.channel.send({ chat: 1 }, payload, attempt));
    expect(error).toMatchObject({ reason: 'telegram-file-not-kept', isFinal: true });
  });

  it.each<{ what: string; address: Address; payload: Payload }>([
    {
      what: 'a payload of another channel',
      address: { chat: 1 },
      payload: { method: 'chat.postMessage' },
    },
    {
      what: 'an address of another channel',
      address: { channel: 'C1' },
      payload: { method: 'sendMessage', text: 'x', link_preview_options: { is_disabled: true } },
    },
  ])('gives $what up', async ({ address, payload }) => {
    await open();
    const error = await failure(telegram.channel.send(address, payload, ATTEMPT));
    expect(error).toMatchObject({ reason: 'telegram-unreadable-payload', isFinal: true });
  });

  it('keeps to the limits of Telegram: an answer in parts at once, then a message a second', async () => {
    await open({ server: { limits: REAL_LIMITS }, channel: { throttle: {} } });
    const started = Date.now();
    for (const text of ['하나', '둘', '셋', '넷']) await send(said(text));
    const took = Date.now() - started;
    expect(seen().map(({ text }) => text)).toEqual(['하나', '둘', '셋', '넷']);
    expect(telegram.server.callsOf('sendMessage')).toHaveLength(4);
    expect(took).toBeGreaterThan(900);
    expect(took).toBeLessThan(2_500);
  });

  it('shows that we are at work without using up the place of a message', async () => {
    await open({ channel: { throttle: {} } });
    const group = telegram.server.group(-700, [9]);
    for (let at = 0; at < 5; at += 1) await telegram.channel.signalWork({ chat: -700, topic: 9 });
    const started = Date.now();
    await send(said('대답'), { chat: -700, topic: 9 });
    expect(Date.now() - started).toBeLessThan(500);
    expect(group.messages).toHaveLength(1);
    expect(telegram.server.callsOf('sendChatAction')[0]).toEqual({
      chat_id: -700,
      action: 'typing',
      message_thread_id: 9,
    });
  });
});

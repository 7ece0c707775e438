import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../bot/cards.ts';
import { shownCommands } from '../../../bot/commands.ts';
import type { Content, IncomingFile } from '../../../bot/message.ts';
import { until } from '../../servers/telegram/until.ts';
import { openTelegram, type Telegram, WORDS } from './open-telegram.ts';

describe.each(['polling', 'webhook'] as const)('people in Telegram, by %s:', (mode) => {
  let telegram: Telegram;
  let cards: readonly Card[] | Error;
  const asked: unknown[] = [];
  beforeEach(async () => {
    cards = [];
    asked.length = 0;
    telegram = await openTelegram({
      mode,
      channel: {
        findCards: async (...query) => {
          asked.push(query);
          if (cards instanceof Error) throw cards;
          return cards;
        },
      },
    });
  });
  afterEach(() => telegram.stop());

  const contents = (): readonly Content[] => telegram.received.map(({ content }) => content);
  const heard = async (update: number) => {
    await telegram.server.told(update);
    return contents();
  };

  it('in a group are heard where they speak to us, and nowhere else', async () => {
    const person = telegram.server.person(31, 'ko');
    const group = telegram.server.group(-801);
    group.say(person, '우리끼리 하는 말');
    group.say(person, '/weather');
    group.mention(person, '현관 얼굴 인식기');
    const last = group.say(person, '/guide');
    expect(await heard(last)).toEqual([
      { kind: 'text', text: '현관 얼굴 인식기' },
      { kind: 'command', command: 'guide', argument: '' },
    ]);
    expect(telegram.received.map(({ audience }) => audience)).toEqual(['group', 'group']);
    expect(JSON.stringify(telegram.received)).not.toContain('우리끼리');
  });

  it('of one group have a conversation each, and another one in each topic', async () => {
    const [one, other] = [telegram.server.person(31, 'ko'), telegram.server.person(32, 'en')];
    const forum = telegram.server.group(-802, [5, 6]);
    forum.mention(one, '하나', { topic: 5 });
    forum.mention(other, 'two', { topic: 5 });
    await heard(forum.mention(one, '셋', { topic: 6 }));
    const conversations = telegram.received.map(({ conversation }) => conversation);
    expect(new Set(conversations).size).toBe(3);
    expect(telegram.received.map(({ person }) => person).sort()).toEqual(['31', '31', '32']);
    expect(telegram.received.map(({ address }) => address['topic']).sort()).toEqual([5, 5, 6]);
  });

  it('press a button, and see that it was pressed', async () => {
    const person = telegram.server.person(33, 'ko');
    expect(await heard(person.press('g:gym'))).toEqual([{ kind: 'choice', token: 'g:gym' }]);
    await until(() => telegram.server.world.queries.size === 0);
  });

  it('press a button under an answer that was shared elsewhere, and are not left waiting', async () => {
    expect(await heard(telegram.server.person(33, 'ko').pressElsewhere('g:gym'))).toEqual([]);
    await until(() => telegram.server.world.queries.size === 0);
  });

  it('mend what they said', async () => {
    const person = telegram.server.person(34, 'ko');
    person.text('구청 카메라');
    const [message] = person.messages;
    const [, mended] = await heard(person.edit(message?.id ?? 0, '시청 카메라'));
    expect(mended).toEqual({ kind: 'text', text: '시청 카메라', isEdited: true });
  });

  it('send pictures, documents and places, which are fetched when they are wanted', async () => {
    const person = telegram.server.person(35, 'ko');
    const picture = new Uint8Array(50_000).fill(7);
    person.photo(picture, '안내판');
    person.document('동의서.pdf', new TextEncoder().encode('%PDF-'), 'application/pdf');
    const found = await heard(person.location(37.5, 127));
    expect(found).toMatchObject([
      { kind: 'file', caption: '안내판', file: { mediaType: 'image/jpeg', size: 50_000 } },
      { kind: 'file', caption: '', file: { mediaType: 'application/pdf' } },
      { kind: 'place', latitude: 37.5, longitude: 127 },
    ]);
    const [photo] = found.flatMap((content) => (content.kind === 'file' ? [content.file] : []));
    const { channel } = telegram;
    expect(await channel.fetchFile({ chat: 35 }, photo as IncomingFile)).toEqual(
      Buffer.from(picture),
    );
  });

  it('send what cannot be read', async () => {
    expect(await heard(telegram.server.person(36, 'ko').sticker())).toEqual([
      { kind: 'unreadable' },
    ]);
  });

  it('block us and come back: neither is a message', async () => {
    const person = telegram.server.person(37, 'ko');
    await heard(person.block());
    expect(await heard(person.unblock())).toEqual([]);
    const states = telegram.lines.flatMap(({ details }) => details['status'] ?? []);
    expect(states).toEqual(['kicked', 'member']);
  });

  it('find answers to share in other chats by typing our name', async () => {
    cards = [
      {
        id: 'entry-metro-live',
        title: '지하철 <실시간> 얼굴 대조',
        description: '금지돼요 · 설명',
        blocks: [{ kind: 'paragraph', runs: [{ text: '금지 & 예외' }] }],
        url: 'https://facerights.example/a/metro-live?lang=ko',
      },
      {
        id: 'long',
        title: '긴 답',
        description: '',
        blocks: [{ kind: 'quote', runs: [{ text: '조문이에요. '.repeat(900) }] }],
      },
      { id: 'blank', title: '빈 답', description: '', blocks: [] },
      {
        id: 'local',
        title: '주소 없음',
        description: '',
        blocks: [{ kind: 'heading', text: '가' }],
        url: 'http://localhost:1/a',
      },
    ];
    telegram.server.person(38, 'ko').inline('지하철');
    await until(() => telegram.server.callsOf('answerInlineQuery').length === 1);
    const [answer] = telegram.server.callsOf('answerInlineQuery');
    expect(asked).toEqual([['지하철', 'ko']]);
    expect(answer).toMatchObject({
      is_personal: true,
      cache_time: 60,
      button: { text: WORDS.ko.telegram.askInPrivate, start_parameter: 'ask' },
      results: [
        {
          id: 'entry-metro-live',
          title: '지하철 <실시간> 얼굴 대조',
          input_message_content: { message_text: '금지 &amp; 예외', parse_mode: 'HTML' },
          reply_markup: {
            inline_keyboard: [[{ url: 'https://facerights.example/a/metro-live?lang=ko' }]],
          },
        },
        { id: 'long', input_message_content: { message_text: expect.stringMatching(/…$/) } },
        { id: 'local', input_message_content: { message_text: '<b>가</b>' } },
      ],
    });
    expect(telegram.server.world.queries.size).toBe(0);
    expect(telegram.received).toEqual([]);
    expect(telegram.lines.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it('type our name while nothing can be found: they see nothing, and their words are in no log', async () => {
    cards = new Error('The search is away: 은밀한 말');
    telegram.server.person(39, 'en').inline('은밀한 말');
    await until(() => telegram.lines.some(({ level }) => level === 'warn'));
    expect(JSON.stringify(telegram.lines)).not.toContain('은밀한 말');
    expect(asked).toEqual([['은밀한 말', 'en']]);
  });

  it('see our commands in their own language, and in English where they have another', async () => {
    await until(() => telegram.server.commands.size === 3);
    await until(() => telegram.server.settings.size === 6);
    const shown = telegram.server.commands.get('ko') as readonly {
      command: string;
      description: string;
    }[];
    const commands = shownCommands(false);
    expect(commands).not.toContain('case');
    expect(shown).toEqual(
      commands.map((command) => ({ command, description: WORDS.ko.command[command] })),
    );
    expect(telegram.server.commands.get('')).toEqual(telegram.server.commands.get('en'));
  });
});

describe('a file from Telegram', () => {
  let telegram: Telegram;
  beforeEach(async () => {
    telegram = await openTelegram({ mode: 'polling', isStarted: false });
  });
  afterEach(() => telegram.stop());

  it.each([
    {
      file: 'that is larger than bots may fetch',
      size: 21 * 1024 * 1024,
      reason: 'telegram-file-too-large',
      isFinal: true,
    },
    {
      file: 'that is larger than it was said to be',
      bytes: 21 * 1024 * 1024,
      reason: 'telegram-400-file',
      isFinal: true,
    },
    {
      file: 'that Telegram does not know',
      ref: 'NONE',
      reason: 'telegram-400-file',
      isFinal: true,
    },
    {
      file: 'that is not there any more',
      fault: { kind: 'error', code: 404, description: 'Not Found' } as const,
      reason: 'telegram-file-404',
      isFinal: true,
    },
    {
      file: 'from a server that is broken',
      fault: { kind: 'broken' } as const,
      reason: 'telegram-file-500',
      isFinal: false,
    },
    {
      file: 'from a server that says nothing',
      fault: { kind: 'never' } as const,
      reason: 'telegram-timeout',
      isFinal: false,
    },
  ])('$file is not had: $reason', async ({ size, bytes = 10, ref, fault, reason, isFinal }) => {
    const kept = telegram.server.world.keepFile(new Uint8Array(bytes), 'a.jpg', 'photos');
    if (fault) telegram.server.refuseNext(fault, { method: 'download' });
    const file = { ref: ref ?? kept, mediaType: 'image/jpeg', ...(size && { size }) };
    const failure = await telegram.channel
      .fetchFile({ chat: 1 }, file)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'DeliveryError', reason, isFinal });
    expect(`${String(failure)} ${(failure as Error).stack}`).not.toContain(telegram.server.token);
  });
});

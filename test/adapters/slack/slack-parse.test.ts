import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ZodError } from 'zod';
import { projectRoot } from '../../../adapters/project-root.ts';
import { parse } from '../../../adapters/slack/parse.ts';
import type { Parsed } from '../../../adapters/slack/parsed.ts';
import { COMMANDS } from '../../../bot/commands.ts';
import { BASE_URL } from './open-slack.ts';

const FOLDER = join(projectRoot(), 'test/replay/slack');
const recorded = (name: string): unknown =>
  JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));

const NOW = 1_760_000_099_000;
const read = (body: unknown, baseUrl = BASE_URL): Parsed =>
  parse(body, { baseUrl, now: () => NOW });
const parsed = (name: string): Parsed => read(recorded(name));

/** Of every recorded person, channel and workspace. */
const [TEAM, USER, DIRECT, HALL] = ['T0FACE0001', 'U0ASKER001', 'D0FACE0001', 'C0HALL0001'];
const PERSON = `${TEAM}:${USER}`;
const MESSAGES = `${TEAM}:messages::${USER}`;
const PANE = '1760000014.001400';
const person = { team: TEAM, user: USER };
/** Of every payload that names the app, as Slack's menus do not. */
const here = { ...person, app: 'A0FACE0001' };

/** What every delivery from the recorded person has in common. */
const said = (over: Readonly<Record<string, unknown>>) => ({
  kind: 'said',
  incoming: [
    {
      platform: 'slack',
      person: PERSON,
      conversation: MESSAGES,
      audience: 'private',
      address: { ...here, channel: DIRECT },
      ...over,
    },
  ],
});
const text = (words: string) => ({ content: { kind: 'text', text: words } });
const choice = { content: { kind: 'choice', token: 'c:next-1' } };

const SAID: Readonly<Record<string, object>> = {
  dm: said({
    ...text('마트가 얼굴을 찍어도 되나요?'),
    deliveryId: 'Ev0FACE0001',
    order: 1_760_000_001_000_100,
  }),
  'dm-markup': said(text('<집 & 가게> 기사  #hall  desk@shop.example')),
  'dm-command': said({ content: { kind: 'command', command: 'law', argument: '형법 250조' } }),
  'dm-thread': said({
    ...text('그럼 회사는요?'),
    conversation: `${TEAM}:messages:1760000002.000200:${USER}`,
    address: { ...here, channel: DIRECT, thread: '1760000002.000200' },
  }),
  'dm-broadcast': said({
    ...text('채널에도 보내요'),
    conversation: `${TEAM}:messages:1760000002.000200:${USER}`,
    address: { ...here, channel: DIRECT, thread: '1760000002.000200' },
  }),
  'dm-only-attachment': said({ content: { kind: 'unreadable' } }),
  'dm-in-organisation': said({
    ...text('조직에서요'),
    address: { ...here, channel: DIRECT, enterprise: 'E0FACE0001' },
  }),
  edited: said({
    content: { kind: 'text', text: '백화점이 얼굴을 찍어도 되나요?', isEdited: true },
    order: 1_760_000_006_000_600,
  }),
  photo: said({
    content: {
      kind: 'file',
      caption: '이 카메라예요',
      file: {
        ref: `https://files.slack.com/files-pri/${TEAM}-F0FACE0001/download/camera.jpg`,
        mediaType: 'image/jpeg',
        size: 81_235,
      },
    },
  }),
  'deleted-file': said({ content: { kind: 'unreadable' } }),
  'photo-from-elsewhere': said({
    content: {
      kind: 'file',
      caption: '',
      file: { ref: 'F0FACE0003', mediaType: 'application/octet-stream' },
    },
  }),
  mention: said({
    ...text('회의실에 얼굴인식을 달아도 되나요?'),
    audience: 'group',
    conversation: `${TEAM}:${HALL}:1760000009.000900:${USER}`,
    address: { ...here, channel: HALL, thread: '1760000009.000900' },
  }),
  'mention-in-thread': said({
    ...text('그건요 ?'),
    audience: 'group',
    conversation: `${TEAM}:${HALL}:1760000009.000900:${USER}`,
    address: { ...here, channel: HALL, thread: '1760000009.000900' },
  }),
  'mention-bare': said({
    content: { kind: 'unreadable' },
    audience: 'group',
    conversation: `${TEAM}:${HALL}:1760000012.001200:${USER}`,
    address: { ...here, channel: HALL, thread: '1760000012.001200' },
  }),
  'mention-from-shared-channel': said({
    ...text('옆 회사예요'),
    audience: 'group',
    person: `${TEAM}:U0GUEST001`,
    conversation: `${TEAM}:${HALL}:1760000013.001300:U0GUEST001`,
    address: { ...here, user: 'U0GUEST001', channel: HALL, thread: '1760000013.001300' },
  }),
  'assistant-thread-started': {
    ...said({
      content: { kind: 'arrival' },
      conversation: `${TEAM}:messages:${PANE}:${USER}`,
      address: { ...here, channel: DIRECT, thread: PANE },
    }),
    offersExamples: { ...here, channel: DIRECT, thread: PANE },
  },
  'home-opened': said({ content: { kind: 'home' }, address: here }),
  'links-shared': said({
    audience: 'group',
    conversation: `${TEAM}:${HALL}::${USER}`,
    content: {
      kind: 'links',
      links: [
        {
          url: `${BASE_URL}/a/metro-live?lang=en`,
          path: '/a/metro-live?lang=en',
        },
        {
          url: `${BASE_URL}/law/pipa?article=23&amp;lang=ko`,
          path: '/law/pipa?article=23&lang=ko',
        },
      ],
    },
    address: {
      ...here,
      channel: HALL,
      ts: '1760000016.001600',
      unfurl: 'C0HALL0001.1760000016.001600.made-up',
      source: 'conversations_history',
    },
  }),
  'link-typed': said({
    audience: 'group',
    conversation: `${TEAM}:COMPOSER::${USER}`,
    content: { kind: 'links', links: [{ url: BASE_URL, path: '/' }] },
    address: {
      ...here,
      channel: 'COMPOSER',
      ts: 'made-up-uuid',
      unfurl: 'made-up-uuid',
      source: 'composer',
    },
  }),
  press: said({
    ...choice,
    deliveryId: `press:1111.2222.made-up:1760000020.002000:${USER}:choice:1`,
    order: 1_760_000_020_002_000,
  }),
  'press-in-pane': said({
    ...choice,
    conversation: `${TEAM}:messages:${PANE}:${USER}`,
    address: { ...here, channel: DIRECT, thread: PANE },
  }),
  'press-in-channel': said({
    ...choice,
    audience: 'group',
    conversation: `${TEAM}:${HALL}:1760000009.000900:${USER}`,
    address: { ...here, channel: HALL, thread: '1760000009.000900' },
  }),
  'press-on-home': said({ ...choice, address: here }),
  'press-only-seen-by-one': said({ ...choice, address: here }),
  'message-shortcut': said({
    ...text('로비에 얼굴인식 카메라를 단대요'),
    deliveryId: 'shortcut:3333.4444.made-up',
    address: person,
  }),
  'message-shortcut-on-command': said({ content: { kind: 'unreadable' }, address: person }),
  form: said({
    ...text('학교가 얼굴로 출석을 불러도 되나요?'),
    deliveryId: 'form:V0FACE0002:1760000022.made-up',
    order: NOW * 1000,
    address: here,
  }),
  slash: {
    ...said({
      ...text('지하철이 얼굴을 찍어도 되나요?'),
      deliveryId: 'slash:7777.8888.made-up',
      order: NOW * 1000,
      address: here,
    }),
    isAnsweredElsewhere: true,
  },
};

const OTHER: Readonly<Record<string, object>> = {
  'global-shortcut': { kind: 'form', workspace: { team: TEAM }, trigger: '3333.4444.made-up' },
  'form-empty': { kind: 'empty-form' },
  'app-uninstalled': { kind: 'removed', workspace: { team: TEAM } },
  'bot-token-revoked': { kind: 'removed', workspace: { team: TEAM } },
};

const IGNORED = [
  'dm-from-bot',
  'dm-bot-message',
  'dm-joined',
  'dm-in-channel',
  'edited-by-unfurl',
  'edited-by-us',
  'edited-away',
  'pane-root-changed',
  'deleted',
  'mention-by-bot',
  'assistant-context-changed',
  'messages-tab-opened',
  'link-elsewhere',
  'link-by-us',
  'user-token-revoked',
  'unknown-event',
  'press-link',
  'foreign-shortcut',
  'foreign-form',
  'form-closed',
  'slash-foreign',
];

describe('a recorded payload', () => {
  it.each(Object.entries(SAID))('%s becomes what the person did', (name, expected) => {
    expect(parsed(name)).toMatchObject(expected);
  });

  it.each(Object.entries(SAID))('%s leaves an address of ids, and nothing else', (name) => {
    const result = parsed(name);
    if (result.kind !== 'said') throw new Error('not said');
    for (const { address } of result.incoming) {
      expect(JSON.stringify(address)).not.toMatch(/somebody|workspace|hall"|hooks\.slack/);
      const expected = (SAID[name] as ReturnType<typeof said>).incoming[0];
      expect(address).toEqual(expected?.address);
    }
  });

  it.each(Object.entries(OTHER))('%s is no message', (name, expected) => {
    expect(parsed(name)).toMatchObject(expected);
  });

  it.each(IGNORED)('%s is nothing for us', (name) => {
    expect(parsed(name)).toEqual({ kind: 'nothing' });
  });

  it('of two photos becomes two deliveries with names that a repetition gives them again', () => {
    const results = [parsed('two-photos'), parsed('two-photos')];
    const ids = results.map((result) =>
      result.kind === 'said' ? result.incoming.map(({ deliveryId }) => deliveryId) : [],
    );
    expect(ids[0]).toHaveLength(2);
    expect(new Set(ids[0]).size).toBe(2);
    expect(ids[1]).toEqual(ids[0]);
  });

  it('is in the tables above, each of them', () => {
    const files = readdirSync(FOLDER).map((name) => name.replace('.json', ''));
    const known = [...Object.keys(SAID), ...Object.keys(OTHER), ...IGNORED, 'two-photos'];
    expect(files.sort()).toEqual(known.sort());
  });

  it('that lacks what Slack documents is refused, with no word of it in the error', () => {
    const { event, ...rest } = recorded('dm') as { event: object };
    const body = { ...rest, event: { ...event, ts: 17 } };
    expect(() => read(body)).toThrow(ZodError);
    expect(() => read(body)).not.toThrow('마트');
  });

  it('with links is nothing for us where our pages have no address', () => {
    expect(read(recorded('links-shared'), '')).toEqual({ kind: 'nothing' });
  });

  it('with links under a path takes only those below it', () => {
    const result = read(recorded('links-shared'), `${BASE_URL}/a/`);
    expect(result).toMatchObject({
      incoming: [{ content: { links: [{ path: '/metro-live?lang=en' }] } }],
    });
  });
});

describe('the slash command', () => {
  const slash = (words: string) => {
    const result = read({ ...(recorded('slash') as object), text: words });
    return result.kind === 'said' ? result.incoming[0]?.content : undefined;
  };

  it.each(COMMANDS)('takes the command %s', (command) => {
    expect(slash(command)).toEqual({ kind: 'command', command, argument: '' });
    expect(slash(`/${command.toUpperCase()} `)).toEqual({ kind: 'command', command, argument: '' });
  });

  it.each([
    { typed: 'law 형법 250조', command: 'law', argument: '형법 250조' },
    { typed: 'ask  두 줄\n물음', command: 'ask', argument: '두 줄\n물음' },
    { typed: 'language en', command: 'language', argument: 'en' },
    { typed: '', command: 'help', argument: '' },
    { typed: '   ', command: 'help', argument: '' },
  ])('reads "$typed" as $command', ({ typed, command, argument }) => {
    expect(slash(typed)).toEqual({ kind: 'command', command, argument });
  });

  it.each([
    'help me with a camera in the lobby',
    'guide dogs and cameras',
    'start-ups and faces',
    '법 조문',
    'a &lt; b',
  ])('reads "%s" as a question', (typed) => {
    expect(slash(typed)).toMatchObject({ kind: 'text' });
  });
});

import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type Bot, textSettings } from '../../../adapters/open-bot.ts';
import { openEngine } from '../../../adapters/open-engine.ts';
import { projectRoot } from '../../../adapters/project-root.ts';
import { tokenOf } from '../../../bot/choices.ts';
import type { Content, Incoming } from '../../../bot/message.ts';
import { pdf } from '../../evidence/making.ts';
import { memoryChannel, recordingLog } from '../../memory-channel.ts';
import { openRealBot } from '../../real-bot.ts';
import { realMakers } from '../../real-makers.ts';
import { incoming, sentWords, storePlace, untilSent, WAIT } from '../../run-engine.ts';

/** Words that nobody else writes, one for each way in. */
const PLANTED = {
  question: '초록코끼리',
  mended: '보라기린',
  caption: '노란고래',
  photo: 'PINK-OCTOPUS',
  latitude: '37.123987',
  address: 'SILVER-ADDRESS',
  elsewhere: '주황펭귄',
  person: 'GOLDEN-PERSON',
  wrong: '빨간두더지',
} as const;

let bot: Bot;
beforeAll(async () => {
  bot = await openRealBot();
});

/** Files of a folder in which the bytes of a word stand; by another process, which takes no locks away. */
const filesWith = (folder: string, word: string): string =>
  spawnSync('grep', ['-rlaF', '--', word, folder], { encoding: 'utf8' }).stdout;

async function world() {
  const place = storePlace({ cipher: 'none' });
  const store = await place.open();
  const telegram = memoryChannel();
  const { log, lines } = recordingLog();
  const settings = textSettings(bot);
  const engine = openEngine({
    bot,
    settings,
    root: projectRoot(),
    store,
    channels: [telegram],
    log,
    retentionDays: 30,
    ...realMakers(),
    leaseMs: 30_000,
    messagesPerMinute: 1000,
  });
  await engine.start();
  telegram.putFile('photo-1', pdf(`3 0 obj\n(${PLANTED.photo})\nendobj`));
  let answers = 0;
  return {
    place,
    store,
    telegram,
    lines,
    chat: settings.words.ko.chat,
    /** Says one thing and waits until everything owed for it was taken. */
    say: async (content: Content | string, over: Partial<Incoming> = {}) => {
      await telegram.deliver(
        incoming(content, {
          person: PLANTED.person,
          address: { chat: PLANTED.address },
          language: 'ko',
          ...over,
        }),
      );
      answers += 1;
      await untilSent(telegram, answers);
      await vi.waitFor(
        async () => expect(await store.figures()).toMatchObject({ waiting: 0, owed: 0 }),
        WAIT,
      );
      answers = telegram.sent.length;
    },
    close: async () => {
      telegram.release();
      await engine.stop();
      await store.close();
    },
  };
}

const photo = (caption: string) =>
  ({ kind: 'file', file: { ref: 'photo-1', mediaType: 'image/jpeg' }, caption }) as const;

/** A person who has left traces of every kind. */
async function withTraces() {
  const made = await world();
  const { say } = made;
  await say(`${PLANTED.question} 헬스장이 얼굴 등록을 강요해요`);
  await say({
    kind: 'text',
    text: `${PLANTED.mended} 헬스장이 얼굴 등록을 강요해요`,
    isEdited: true,
  });
  await say(photo(`${PLANTED.caption} 회사가 얼굴로만 출퇴근을 찍으래요`));
  await say({ kind: 'place', latitude: Number(PLANTED.latitude), longitude: 127 });
  await say('네');
  const other = { conversation: 'chat-2', address: { chat: `${PLANTED.address}-2` } };
  await say(`${PLANTED.elsewhere} 아파트가 얼굴을 찍어요`, other);
  await say({ kind: 'choice', token: tokenOf({ do: 'export' }) });
  return made;
}

describe('/forget', () => {
  it('leaves not a word in the files of the store or in the log, and still says goodbye', async () => {
    const { place, store, telegram, lines, say, close, chat } = await withTraces();
    // The proof would be worth nothing if the words had never been there.
    for (const word of [
      PLANTED.mended,
      PLANTED.photo,
      PLANTED.latitude,
      PLANTED.address,
      PLANTED.elsewhere,
    ]) {
      expect(filesWith(place.folder, word), word).not.toBe('');
    }
    const before = await store.kept('telegram', PLANTED.person);
    expect(before).toMatchObject({ conversations: 2 });
    expect(before.files.filter(({ purpose }) => purpose === 'evidence')).toHaveLength(2);

    await say('/forget');
    await say('네');
    expect(sentWords(telegram).at(-1)).toContain(
      chat.forgetDone
        .replace('{conversations}', '2')
        .replace('{waiting}', '0')
        .replace('{files}', '2'),
    );
    await vi.waitFor(async () => {
      expect(await store.kept('telegram', PLANTED.person)).toEqual({
        conversations: 0,
        states: [],
        messagesWaiting: 0,
        messagesOwed: 0,
        files: [],
      });
      expect(await store.figures()).toEqual({ waiting: 0, owed: 0, givenUp: 0, conversations: 0 });
    }, WAIT);
    const isGone = () => {
      for (const word of Object.values(PLANTED))
        expect(filesWith(place.folder, word), word).toBe('');
    };
    await vi.waitFor(isGone, WAIT);
    await close();
    isGone();
    for (const word of Object.values(PLANTED)) expect(JSON.stringify(lines)).not.toContain(word);
    expect(lines.length).toBeGreaterThan(5);
  });

  it('keeps the address until the farewell was taken, and nothing else', async () => {
    const { place, store, telegram, say, close } = await world();
    await say(`${PLANTED.question} 헬스장이 얼굴 등록을 강요해요`);
    await say('/forget');
    telegram.answerNext({ kind: 'hang' });
    await telegram.deliver(
      incoming('네', { person: PLANTED.person, address: { chat: PLANTED.address } }),
    );
    await vi.waitFor(
      async () =>
        expect(await store.kept('telegram', PLANTED.person)).toMatchObject({
          conversations: 1,
          states: [],
          messagesOwed: 1,
        }),
      WAIT,
    );
    await vi.waitFor(() => expect(filesWith(place.folder, PLANTED.question)).toBe(''), WAIT);
    expect(filesWith(place.folder, PLANTED.address)).not.toBe('');
    telegram.release();
    await vi.waitFor(async () => expect((await store.figures()).conversations).toBe(0), WAIT);
    await vi.waitFor(() => expect(filesWith(place.folder, PLANTED.address)).toBe(''), WAIT);
    await close();
  });

  it('lets the address go where the farewell cannot be sent at all', async () => {
    const { place, store, telegram, say, close } = await world();
    await say(`${PLANTED.question} 헬스장이 얼굴 등록을 강요해요`);
    await say('/forget');
    telegram.answerNext({ kind: 'final', reason: 'memory-403-blocked' });
    await telegram.deliver(
      incoming('네', { person: PLANTED.person, address: { chat: PLANTED.address } }),
    );
    await vi.waitFor(
      async () => expect(await store.figures()).toMatchObject({ conversations: 0, owed: 0 }),
      WAIT,
    );
    await vi.waitFor(() => {
      for (const word of [PLANTED.question, PLANTED.address])
        expect(filesWith(place.folder, word), word).toBe('');
    }, WAIT);
    await close();
  });

  it('begins anew with whatever is said next', async () => {
    const { store, telegram, say, close, chat } = await world();
    await say('헬스장이 얼굴 등록을 강요해요');
    await say('/forget');
    await say('네');
    await say('회사가 얼굴로만 출퇴근을 찍으래요');
    expect(sentWords(telegram).at(-1)).toContain(chat.firstNote.slice(0, 10));
    const [state = '{}'] = (await store.kept('telegram', PLANTED.person)).states;
    expect(JSON.parse(state)).toMatchObject({ history: ['회사가 얼굴로만 출퇴근을 찍으래요'] });
    await close();
  });

  it('touches nobody else', async () => {
    const { store, say, close } = await world();
    const other = { conversation: 'chat-9', person: 'somebody else', address: { chat: 9 } };
    await say('헬스장이 얼굴 등록을 강요해요', other);
    await say('/forget');
    await say('네');
    expect(await store.kept('telegram', 'somebody else')).toMatchObject({ conversations: 1 });
    await close();
  });
});

describe('an apology', () => {
  it('is in the language that was chosen, with a number to find it by', async () => {
    const { telegram, lines, say, close } = await world();
    await say({ kind: 'choice', token: tokenOf({ do: 'language', language: 'en' }) });
    telegram.putFile('photo-1', new TypeError('a bug'));
    await say(photo(''));
    await say('yes');
    const { id } = lines.find(({ level }) => level === 'error')?.details ?? {};
    expect(id).toMatch(/^\d{9}$/);
    expect(sentWords(telegram).at(-1)).toBe(
      textSettings(bot).words.en.chat.failed.replace('{id}', String(id)),
    );
    await close();
  });
});

describe('the log', () => {
  it('has no word of anybody, whatever goes wrong', async () => {
    const { store, telegram, lines, say, close } = await world();
    telegram.putFile('photo-1', new TypeError(`a bug that quotes ${PLANTED.wrong}`));
    await say(photo(`${PLANTED.caption}?`));
    telegram.answerNext({ kind: 'retry', retryAfterMs: 0 }, { kind: 'bug' });
    await say('네');
    await say({ kind: 'choice', token: PLANTED.wrong });
    const links = [{ url: PLANTED.wrong, path: `/a/${PLANTED.wrong}` }];
    await telegram.deliver(incoming({ kind: 'links', links }));
    await vi.waitFor(async () => expect((await store.figures()).waiting).toBe(0), WAIT);
    expect(lines.some(({ level }) => level === 'error')).toBe(true);
    for (const word of Object.values(PLANTED)) expect(JSON.stringify(lines)).not.toContain(word);
    await close();
  });
});

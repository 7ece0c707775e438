import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needsOfficialText } from '../official-text.ts';
import { TelegramServer } from '../servers/telegram/server.ts';
import { until } from '../servers/telegram/until.ts';
import { type App, BASE_URL, openApp } from './open-app.ts';
import { TelegramTalker } from './telegram-talker.ts';

let server: TelegramServer;
let app: App;
let people = 200;
beforeAll(async () => {
  server = await TelegramServer.start();
  app = await openApp({
    env: () => ({ TELEGRAM_BOT_TOKEN: server.token, TELEGRAM_API_URL: server.url }),
  });
});
afterAll(async () => {
  await app?.stop();
  await server?.stop();
});

function somebody(language: 'ko' | 'en' = 'ko'): TelegramTalker {
  people += 1;
  return new TelegramTalker(app, server, server.person(people, language));
}

describe.concurrent('in a group in Telegram, the bot', () => {
  it('answers who calls it, under their message, and nobody else', async () => {
    const talker = somebody();
    const group = server.group(-901);
    await talker.does(() => group.say(talker.person, '헬스장이 얼굴을 찍는대'), group.chat, 0);
    await talker.does(() => group.say(talker.person, '/weather'), group.chat, 0);
    expect(group.messages.filter(({ from }) => from === 0)).toEqual([]);
    const heard = await talker.mentions(group, '헬스장이 얼굴 등록을 강요해요');
    expect(heard.text).toContain(app.entry('gym-face-only').answer.ko);
    expect(heard.messages[0]?.answers).toContain('헬스장이 얼굴 등록을 강요해요');
    // What is kept is told in private, not before everybody.
    expect(heard.text).not.toContain('처음 오셨네요');
  });

  it('goes on with whoever answers it, and lets others press its buttons', async (context) => {
    needsOfficialText(context);
    const [talker, other] = [somebody(), somebody()];
    const group = server.group(-902);
    await talker.mentions(group, '헬스장이 얼굴 등록을 강요해요');
    const last = group.messages.at(-1)?.id ?? 0;
    const followUp = await talker.does(
      () => group.reply(talker.person, last, '그럼 학교는?'),
      group.chat,
    );
    expect(followUp.text).toContain(app.entry('school-attendance-face').answer.ko);
    const law = await other.presses(app.words.ko.chat.official, group.chat);
    expect(law.text).toContain('개인정보 보호법 제23조');
  });

  it.each([
    { said: '진정서를 쓰고 싶어요', start: 'complaint' },
    { said: '/privacy', start: 'privacy' },
    { said: '/forget', start: 'forget' },
  ])('moves $said to where nobody else reads it, by a link', async ({ said, start }) => {
    const talker = somebody();
    const group = server.group(-910 - people);
    const heard = said.startsWith('/')
      ? await talker.does(() => group.say(talker.person, said), group.chat)
      : await talker.mentions(group, said);
    expect(heard.text).toBe(app.words.ko.chat.privateOnly);
    expect(heard.urlOf(app.words.ko.chat.privateButton)).toBe(
      `https://t.me/facerights_test_bot?start=${start}`,
    );
    const inPrivate = await talker.says(`/start ${start}`);
    expect(inPrivate.text).not.toContain(app.words.ko.chat.noSuchAnswer);
    expect(inPrivate.messages.length).toBeGreaterThan(0);
  });

  it('answers in the topic in which it was asked', async () => {
    const talker = somebody('en');
    const forum = server.group(-903, [5, 6]);
    await talker.mentions(forum, 'May my gym insist on my face?', { topic: 6 });
    const answers = forum.messages.filter(({ from }) => from === 0);
    expect(answers.map(({ topic }) => topic)).toEqual(answers.map(() => 6));
    expect(answers[0]?.text).toContain(app.entry('gym-face-only').answer.en);
  });

  it('offers answers to share where its name is typed, and a way to ask it in private', async () => {
    const talker = somebody();
    const before = server.callsOf('answerInlineQuery').length;
    const query = talker.person.inline('헬스장 얼굴 등록');
    // The loopback server takes the query away only for results that Telegram would take.
    await until(() => !server.world.queries.has(query), 8_000);
    const [answer] = server.callsOf('answerInlineQuery').slice(before);
    expect(answer).toMatchObject({
      results: expect.arrayContaining([
        expect.objectContaining({
          title: app.entry('gym-face-only').title.ko,
          input_message_content: expect.objectContaining({
            message_text: expect.stringContaining('헬스장'),
          }),
        }),
      ]),
      button: { text: app.words.ko.telegram.askInPrivate, start_parameter: 'ask' },
    });
    expect(JSON.stringify(answer)).toContain(`${BASE_URL}/a/gym-face-only?lang=ko`);
    expect((await talker.says('/start ask')).texts[0]).toBe(app.words.ko.chat.askWhat);
    expect((await app.store.kept('telegram', String(talker.person.id))).conversations).toBe(1);
  });
});

describe('by webhook', () => {
  it('a conversation is the same', async (context) => {
    needsOfficialText(context);
    const telegram = await TelegramServer.start({ webhookDelayMs: 20 });
    const hooked = await openApp({
      env: (url) => ({
        TELEGRAM_BOT_TOKEN: telegram.token,
        TELEGRAM_API_URL: telegram.url,
        PUBLIC_URL: url,
      }),
    });
    try {
      expect(telegram.queue.hook?.url).toMatch(new RegExp(`^${hooked.url}/`));
      const talker = new TelegramTalker(hooked, telegram, telegram.person(1, 'en'));
      const answer = await talker.says('May my gym insist on my face?');
      expect(answer.text).toContain(hooked.entry('gym-face-only').answer.en);
      const law = await talker.presses(hooked.words.en.chat.official);
      expect(law.text).toContain('Personal Information Protection Act, Article 23');
      await talker.says('/forget');
      const farewell = await talker.presses(hooked.words.en.chat.forgetYes);
      expect(farewell.text).toContain('Everything is erased');
      expect((await hooked.store.kept('telegram', '1')).states).toEqual([]);
    } finally {
      await hooked.stop();
      await telegram.stop();
    }
  });
});

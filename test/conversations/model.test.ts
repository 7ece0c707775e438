import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportModelUse } from '../../adapters/open-model.ts';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import { recordingLog } from '../memory-channel.ts';
import { type LanguageModelServer, openLanguageModel } from '../servers/language-model.ts';
import { AS_SLACK, Courier } from '../servers/slack/deliver.ts';
import { SlackServer } from '../servers/slack/slack-server.ts';
import { TelegramServer } from '../servers/telegram/server.ts';
import { cardsIn } from './html-words.ts';
import { type App, openApp } from './open-app.ts';
import { SlackTalker } from './slack-talker.ts';
import { TelegramTalker } from './telegram-talker.ts';
import { WebTalker } from './web-talker.ts';

const TEAM = 'T00000001';
const SIGNING_SECRET = 'signing-secret-of-a-test';
const BOT_TOKEN = 'xoxb-test-token';
/** Of each request to the model. */
const SECONDS = 2;

let model: LanguageModelServer;
let telegram: TelegramServer;
let slack: SlackServer;
let app: App;
let courier: Courier;
let people = 500;
beforeAll(async () => {
  model = await openLanguageModel({ msPerPiece: 12 });
  telegram = await TelegramServer.start();
  slack = await new SlackServer().listen();
  slack.world.addTeam(TEAM, BOT_TOKEN);
  app = await openApp({
    env: () => ({
      CHAT_MODEL: 'openai:loopback',
      CHAT_MODEL_URL: model.url,
      CHAT_MODEL_SECONDS: String(SECONDS),
      CHAT_MODEL_PRICE: '1/2',
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_URL: telegram.url,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_API_URL: slack.apiUrl,
    }),
  });
  const url = `${app.url}/slack/events`;
  courier = new Courier(slack, { kind: 'http', url, signingSecret: SIGNING_SECRET }, AS_SLACK);
});
afterAll(async () => {
  await app?.stop();
  await telegram?.stop();
  await slack?.close();
  await model?.close();
});

const label = (language: 'ko' | 'en' = 'ko') => app.words[language].model.label;
const GYM = '헬스장이 얼굴로만 입장하래요. 괜찮나요?';

/** Somebody in Telegram who was told of the model. */
async function inTelegram(): Promise<TelegramTalker> {
  people += 1;
  const talker = new TelegramTalker(app, telegram, telegram.person(people, 'ko'));
  expect((await talker.says('/start')).text).toContain(app.words.ko.model.noticeLocal);
  return talker;
}

describe('with a language model that words honestly', () => {
  it('an answer in Telegram grows in a draft, sentence by sentence, and is then sent once', async () => {
    model.behaviour = 'honest';
    const talker = await inTelegram();
    const heard = await talker.says(GYM);
    const drafts = telegram
      .callsOf('sendMessageDraft')
      .filter((call) => call['chat_id'] === talker.person.id)
      .map(({ text }) => String(text));
    expect(drafts.length).toBeGreaterThan(0);
    expect(drafts[0]).toContain(label());
    expect(heard.text).toContain(label());
    expect(heard.text).toContain(app.words.ko.verdict.conditional);
    expect(telegram.world.draftIn(talker.person.id)).toBeUndefined();
  });

  it('an answer in Slack stands in the message in which it was written', async () => {
    model.behaviour = 'honest';
    people += 1;
    const talker = new SlackTalker(app, slack, courier, TEAM, `U${people}`);
    await talker.says('/start');
    const before = slack.world.calls.length;
    const heard = await talker.says(GYM);
    const calls = slack.world.calls.slice(before).map(({ method }) => method);
    expect(heard.text).toContain(label());
    expect(heard.text).not.toContain(app.words.ko.slack.writing);
    expect(calls.filter((method) => method === 'chat.postMessage').length).toBeGreaterThan(0);
    expect(calls).toContain('chat.update');
  });

  it('an answer on the web arrives in pieces, and without a script as a page', async () => {
    model.behaviour = 'honest';
    const page = await new WebTalker(app.url).opens();
    expect(page.page).toContain(app.words.ko.model.noticeLocal);
    const response = await fetch(`${app.url}/ask?lang=ko`, {
      method: 'POST',
      headers: { accept: 'text/html; stream=1' },
      body: new URLSearchParams({ ...page.form, question: GYM }),
    });
    const lines = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.slice(0, -1).every(({ soFar }) => soFar.includes('aria-busy'))).toBe(true);
    const [card] = cardsIn(lines.at(-1).turn);
    expect(card?.text).toContain(label());
    const plain = await (await new WebTalker(app.url, 'en').opens()).says(
      'My gym only lets me in by face scan. Is that allowed?',
    );
    expect(plain.text).toContain(label('en'));
  });

  it('what it took is counted, and nobody is named in it', async () => {
    const figures = await app.store.modelLedger.figures(koreanDay(new Date()));
    const word = figures.find(({ task }) => task === 'word');
    expect(word).toMatchObject({ model: 'openai:loopback' });
    expect(word?.done).toBeGreaterThan(2);
    expect(word?.kept).toBeGreaterThan(6);
    expect(word?.microCost).toBeGreaterThan(0);
    const { log, lines } = recordingLog();
    await reportModelUse({ bot: app.bot, kept: { store: app.store }, log });
    expect(lines.map(({ details }) => details)).toContainEqual(word);
  });
});

describe('with a language model that', () => {
  it.each([
    'silent',
    'stalling',
    'cutting',
    'error-500',
    'rate-limited',
    'malformed',
    'lying',
    'obedient',
  ] as const)('is %s, the answer comes in our own words and in time', async (behaviour) => {
    const talker = await inTelegram();
    model.behaviour = behaviour;
    const begun = Date.now();
    const heard = await talker.says(GYM);
    expect(heard.text).not.toContain(label());
    expect(heard.text).toContain(app.entry('gym-face-only').answer.ko.slice(0, 20));
    // Four times the limit: other tests share the machine.
    expect(Date.now() - begun).toBeLessThan(SECONDS * 4000);
  });

  it('does not answer, a vague question is not said to have no answer', async () => {
    const talker = await inTelegram();
    model.behaviour = 'error-500';
    expect((await talker.says('입구 단말기 앞에 꼭 서야 하나요')).text).toContain(
      app.words.ko.model.away,
    );
  });

  it('is silent, the next question is answered at once, and so is the one before', async () => {
    const talker = await inTelegram();
    model.behaviour = 'silent';
    const begun = Date.now();
    const heard = await talker.does(
      () => {
        talker.person.text(GYM);
        setTimeout(() => {
          model.behaviour = 'honest';
        }, 300);
        return talker.person.text('지하철에서 실시간 얼굴인식 해도 되나요?');
      },
      talker.person.chat,
      2,
    );
    expect(heard.text).toContain(app.entry('gym-face-only').answer.ko.slice(0, 20));
    expect(Date.now() - begun).toBeLessThan(SECONDS * 4000);
  });
});

it('no word of what people asked, and no key, is in the log', () => {
  expect(JSON.stringify(app.log)).not.toMatch(/헬스장|단말기|You sent/);
});

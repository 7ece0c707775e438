import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLANTED, withMetadata } from '../evidence/making.ts';
import { needsOfficialText } from '../official-text.ts';
import { AS_SLACK, Courier } from '../servers/slack/deliver.ts';
import { SlackServer } from '../servers/slack/slack-server.ts';
import { type App, BASE_URL, eventually, openApp } from './open-app.ts';
import { SlackTalker, seenBlocks } from './slack-talker.ts';

const TEAM = 'T00000001';
const HALL = 'C00000001';
const SIGNING_SECRET = 'signing-secret-of-a-test';
const BOT_TOKEN = 'xoxb-test-token';

let server: SlackServer;
let app: App;
let courier: Courier;
let people = 100;
beforeAll(async () => {
  server = await new SlackServer().listen();
  const { botUser } = server.world.addTeam(TEAM, BOT_TOKEN);
  server.world.addChannel(TEAM, HALL, [botUser]);
  app = await openApp({
    env: () => ({
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_API_URL: server.apiUrl,
    }),
  });
  const address = {
    kind: 'http',
    url: `${app.url}/slack/events`,
    signingSecret: SIGNING_SECRET,
  } as const;
  courier = new Courier(server, address, AS_SLACK);
});
afterAll(async () => {
  await app?.stop();
  await server?.close();
});

function somebody(): SlackTalker {
  people += 1;
  return new SlackTalker(app, server, courier, TEAM, `U${people}`);
}

describe.concurrent('in Slack, a person', () => {
  it('writes to the app, asks on, reads the law and goes to a related answer', async (context) => {
    needsOfficialText(context);
    const talker = somebody();
    const answer = await talker.says('헬스장이 얼굴 등록을 강요해요');
    expect(answer.text).toContain(app.words.ko.verdict[app.entry('gym-face-only').verdict]);
    expect(answer.text).toContain(app.entry('gym-face-only').answer.ko);
    expect(answer.text).toMatch(/\[법령\]/);
    expect(answer.text).toMatch(/\[개인정보위\]/);
    expect(answer.text).toContain('30일');
    for (const { url } of answer.links) expect(url.startsWith(`${BASE_URL}/`)).toBe(true);
    const followUp = await talker.says('그럼 학교는?');
    expect(followUp.text).toContain(app.entry('school-attendance-face').answer.ko);
    expect(followUp.text).not.toContain('처음 오셨네요');
    const law = await talker.presses(app.words.ko.chat.official);
    expect(law.text).toContain('개인정보 보호법 제23조제1항');
    const [related = ''] = app.entry('school-attendance-face').related;
    const next = await talker.presses(app.entry(related).title.ko);
    expect(next.text).toContain(app.entry(related).answer.ko);
    expect(talker.transcript()).not.toMatch(/undefined|\[object|NaN/);
  });

  it('calls the app in a channel and is answered in a thread, private matters elsewhere', async () => {
    const talker = somebody();
    const answer = await talker.mentions(HALL, 'May my gym insist on my face?');
    const [question] =
      server.world.channels.get(HALL)?.messages.filter(({ user }) => user === talker.person.user) ??
      [];
    expect(answer.text).toContain(app.entry('gym-face-only').answer.en);
    expect(answer.messages.map(({ answers }) => answers)).toEqual(
      answer.messages.map(() => question?.ts),
    );
    const moved = await talker.mentions(HALL, 'I want to write a complaint', question?.ts);
    expect(moved.urlOf(app.words.en.chat.privateButton)).toBe(
      `https://slack.com/app_redirect?app=A1&team=${TEAM}`,
    );
  });

  it('types /facerights in a channel and reads the answer in their messages', async () => {
    const talker = somebody();
    expect((await talker.does(() => talker.person.slash('', HALL))).text).toContain('/forget');
    const law = await talker.does(() => talker.person.slash('law 개인정보 보호법 23조', HALL));
    expect(law.text).toContain('개인정보 보호법 제23조');
    const answer = await talker.does(() => talker.person.slash('헬스장이 얼굴 등록을 강요해요'));
    expect(answer.text).toContain(app.entry('gym-face-only').answer.ko);
  });

  it('asks about the message of somebody else, alone', async () => {
    const talker = somebody();
    const answer = await talker.does(() =>
      talker.person.shortcut('학교가 얼굴로 출석을 부른대요. 그래도 되나요?', HALL),
    );
    expect(answer.text).toContain(app.entry('school-attendance-face').answer.ko);
  });

  it('asks in a form that opens from anywhere', async () => {
    const talker = somebody();
    await talker.person.openModal();
    const answer = await talker.does(() => talker.person.submit('May my gym insist on my face?'));
    expect(answer.text).toContain(app.entry('gym-face-only').answer.en);
  });

  it('opens the assistant, is greeted there and takes an example', async () => {
    const talker = somebody();
    let thread = '';
    const greeting = await talker.does(async () => {
      const opened = await talker.person.openAssistant();
      thread = opened.thread;
      return opened;
    });
    expect(greeting.text).toContain(app.words.ko.chat.welcome);
    const { prompts } = server.world;
    await eventually(() => prompts.has(`${talker.person.messages}:${thread}`));
    const [first] = prompts.get(`${talker.person.messages}:${thread}`) ?? [];
    const answer = await talker.says(first?.message ?? '', thread);
    expect(answer.text).toContain(`[${app.words.ko.basis.recommendation}]`);
    expect(answer.messages.every(({ answers }) => answers === thread)).toBe(true);
  });

  it('opens the home page and asks from there', async () => {
    const talker = somebody();
    await talker.person.openHome();
    await talker.settled();
    const key = `${TEAM}:${talker.person.user}`;
    await eventually(() => server.world.homes.has(key));
    const home = seenBlocks(server.world.homes.get(key) ?? []);
    expect(home.text).toContain(app.words.ko.chat.homeIntro);
    const privacy = home.buttons?.find(({ label }) => label === app.words.ko.chat.privacyTitle);
    const told = await talker.does(() => talker.person.pressAtHome(privacy?.token ?? ''));
    expect(told.text).toContain('워크스페이스의 소유자');
  });

  it.each(['ko', 'en'] as const)(
    'shares a link to an answer in %s, and it unfolds',
    async (language) => {
      const talker = somebody();
      const url = `${BASE_URL}/a/subway-live?lang=${language}`;
      await talker.person.shareLink([url, 'https://example.com/'], { channel: HALL });
      await talker.settled();
      const shared = () =>
        server.world.channels.get(HALL)?.messages.find(({ user }) => user === talker.person.user);
      await eventually(() => shared()?.unfurls !== undefined);
      const unfurls = shared()?.unfurls ?? {};
      expect(Object.keys(unfurls)).toEqual([url]);
      const preview = seenBlocks(unfurls[url]?.blocks ?? []).text;
      expect(preview).toContain(app.entry('subway-live').title[language]);
      expect(preview).toContain(app.entry('subway-live').answer[language].slice(0, 60));
    },
  );

  it('sends a photo, which is kept, encrypted, once they agree', async () => {
    const { chat } = app.words.ko;
    const talker = somebody();
    const file = {
      name: 'lobby.jpg',
      mimetype: 'image/jpeg',
      bytes: await withMetadata().jpeg().toBuffer(),
    };
    await talker.does(() => talker.person.uploadFiles([file]));
    expect((await talker.presses(chat.evidenceKeep)).text).toContain('1개');
    const [photo] = await app.store.filesOf(talker.conversation, 'evidence');
    const bytes = await app.store.readFile(talker.conversation, photo?.id ?? '');
    const copy = Buffer.from(bytes ?? []);
    expect(copy.length).toBeGreaterThan(100);
    expect(file.bytes.includes(PLANTED)).toBe(true);
    expect(copy.includes(PLANTED)).toBe(false);
    expect(app.stored().includes(copy.subarray(-80))).toBe(false);
  });

  it('takes along what is kept, and types that it be forgotten', async () => {
    const { chat } = app.words.ko;
    const talker = somebody();
    await talker.says('은평구 헬스장이 얼굴 등록을 강요해요');
    await talker.says('/privacy');
    const exported = await talker.presses(chat.exportButton);
    const kept = server.world.files.get(exported.file?.id ?? '')?.bytes.toString() ?? '';
    expect(JSON.parse(kept)).toMatchObject({ conversations: 1 });
    expect(kept).toContain('은평구 헬스장이 얼굴 등록을 강요해요');
    expect((await talker.says('/forget')).text).toBe(chat.forgetAsk);
    expect((await talker.says(chat.forgetYes)).text).toContain('대화 1개');
    const left = await app.store.kept('slack', `${TEAM}:${talker.person.user}`);
    expect(left).toMatchObject({ states: [], files: [] });
  });
});

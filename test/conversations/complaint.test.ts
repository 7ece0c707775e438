import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readState } from '../../bot/state.ts';
import { readPdf, squeezed } from '../documents/readers.ts';
import { PLANTED, withMetadata } from '../evidence/making.ts';
import { AS_SLACK, Courier } from '../servers/slack/deliver.ts';
import { SlackServer } from '../servers/slack/slack-server.ts';
import { TelegramServer } from '../servers/telegram/server.ts';
import type { Heard } from './heard.ts';
import { type App, openApp } from './open-app.ts';
import { SlackTalker } from './slack-talker.ts';
import { TelegramTalker } from './telegram-talker.ts';

/** A messenger takes little more than a message a second from us, and an interview has many. */
vi.setConfig({ testTimeout: 120_000 });

const TEAM = 'T00000001';
const SLACK_TOKEN = 'xoxb-test-token';
const STORY = '주황색 개찰구에서 화면에 제 얼굴이 떴고, 직원이 저를 불러 세웠어요. 😡';

let telegram: TelegramServer;
let slack: SlackServer;
let courier: Courier;
let app: App;
let people = 700;
beforeAll(async () => {
  telegram = await TelegramServer.start();
  slack = await new SlackServer().listen();
  slack.world.addTeam(TEAM, SLACK_TOKEN);
  app = await openApp({
    env: () => ({
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_URL: telegram.url,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_BOT_TOKEN: SLACK_TOKEN,
      SLACK_API_URL: slack.apiUrl,
    }),
  });
  courier = new Courier(slack, { kind: 'socket' }, AS_SLACK);
});
afterAll(async () => {
  await app?.stop();
  await telegram?.stop();
  await slack?.close();
});

function inTelegram(language: 'ko' | 'en' = 'ko'): TelegramTalker {
  people += 1;
  return new TelegramTalker(app, telegram, telegram.person(people, language));
}
function inSlack(): SlackTalker {
  people += 1;
  return new SlackTalker(app, slack, courier, TEAM, `U${people}`);
}
const interview = () => app.words.ko.interview;

interface Talker {
  says(text: string): Promise<Heard>;
  presses(label: string): Promise<Heard>;
}

/** From the first word to where to go, by buttons and by typing. */
async function interviewed(talker: Talker): Promise<Heard> {
  expect((await talker.says('/complaint')).text).toContain(interview().consentTitle);
  await talker.presses(interview().consentAll);
  await talker.presses('지하철');
  await talker.says('서울교통공사');
  await talker.presses('카메라');
  await talker.presses('사람 얼굴이 뜨는 화면');
  await talker.presses(interview().done);
  await talker.says('지나가는 사람 모두');
  await talker.presses('그 자리에서 바로');
  await talker.presses('바로 알아보고 부르거나 막음');
  expect((await talker.presses('아무 안내도 없었음')).text).toContain('언제 있었던 일인가요?');
  expect((await talker.says('어제')).text).toMatch(/\d{4}년 \d+월 \d+일\([일월화수목금토]\)/);
  await talker.presses(interview().dateYes);
  await talker.says('나');
  await talker.presses('아직 없음');
  await talker.says(STORY);
  return talker.says('중지, 삭제');
}

const kept = async ({ conversation }: TelegramTalker) =>
  readState(await app.store.stateOf(conversation));

describe('a complaint in Telegram', () => {
  it('goes from /complaint to a PDF with the words of the person', async () => {
    const talker = inTelegram();
    const routes = await interviewed(talker);
    expect(routes.text).toContain('실시간 원격 얼굴인식의 뚜렷한 단서가 있어요');
    expect(routes.text).toContain(interview().routesTitle);
    const draft = await talker.presses('국가인권위원회 진정 초안');
    expect(draft.text).toContain(STORY);
    const sent = await talker.presses('PDF');
    expect(sent.file?.name).toBe('facerights-nhrck.pdf');
    const bytes = telegram.world.files.get(sent.file?.id ?? '')?.bytes ?? new Uint8Array();
    const read = squeezed(await readPdf(new Uint8Array(bytes)));
    expect(read).toContain(squeezed('주황색 개찰구에서 화면에 제 얼굴이 떴고'));
    expect(read).toContain(squeezed('국가인권위원회'));
    // On the disk nobody can read it.
    expect(app.stored().includes('주황색')).toBe(false);
    expect((await kept(talker)).case?.answers['story']).toEqual([STORY]);
    expect(talker.transcript()).not.toMatch(/undefined|\[object|NaN/);
  });

  it('takes a photo in the middle, clean, and is destroyed with it', async () => {
    const { chat } = app.words.ko;
    const talker = inTelegram();
    await talker.says('/complaint');
    await talker.presses(interview().consentAll);
    await talker.presses('지하철');
    const photo = await withMetadata().jpeg().toBuffer();
    await talker.does(() => talker.person.photo(photo, '개찰구 카메라'));
    const asked = await talker.presses(chat.evidenceKeep);
    expect(asked.text).toContain('2026-05-01 20:22');
    await talker.presses(interview().notedUse);
    expect((await talker.presses(chat.resume)).text).toContain('누가 운영하나요?');
    await talker.presses(app.words.ko.chat.guideStop);
    await talker.says('/complaint');
    expect((await talker.presses(interview().goOn)).text).toContain('누가 운영하나요?');
    const [exhibit] = (await kept(talker)).exhibits ?? [];
    expect(exhibit).toMatchObject({ caption: '개찰구 카메라', usesNoted: true });
    const [file] = await app.store.filesOf(talker.conversation, 'evidence');
    const copy = await app.store.readFile(talker.conversation, file?.id ?? '');
    expect(copy?.length).toBeGreaterThan(100);
    expect(Buffer.from(copy ?? []).includes(PLANTED)).toBe(false);
    await talker.presses(interview().destroy);
    expect((await talker.presses(interview().destroySure)).text).toBe(interview().destroyed);
    expect((await kept(talker)).case).toBeUndefined();
    expect(await app.store.filesOf(talker.conversation, 'evidence')).toEqual([]);
  });

  it('in English, refused, keeps nothing', async () => {
    const talker = inTelegram('en');
    await talker.says('/complaint');
    const left = await talker.presses(app.words.en.interview.consentNo);
    expect(left.text).toBe(app.words.en.interview.refused);
    expect(await kept(talker)).not.toHaveProperty('case');
  });
});

describe('a complaint in Slack', () => {
  it('is the same, message by message, from /complaint to a file', async () => {
    const talker = inSlack();
    const routes = await interviewed(talker);
    expect(routes.text).toContain('실시간 원격 얼굴인식의 뚜렷한 단서가 있어요');
    const draft = await talker.presses('국가인권위원회 진정 초안');
    expect(draft.text).toContain(STORY);
    const sent = await talker.presses('PDF');
    expect(sent.file?.name).toBe('facerights-nhrck.pdf');
    const bytes = slack.world.files.get(sent.file?.id ?? '')?.bytes ?? new Uint8Array();
    expect(squeezed(await readPdf(new Uint8Array(bytes)))).toContain(
      squeezed('직원이 저를 불러 세웠어요.'),
    );
    expect(talker.transcript()).not.toMatch(/undefined|\[object|NaN/);
  });
});

describe('in the log', () => {
  it('nobody finds what was told', () => {
    expect(JSON.stringify(app.log)).not.toMatch(/주황색|개찰구|지하철|subway/);
    expect(app.log.filter(({ level }) => level !== 'info')).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { verifyReceipt } from '../../adapters/receipt-keys.ts';
import { caseReference, readCaseFile } from '../../bot/desk/case-file.ts';
import { checkReceipt } from '../../bot/desk/receipt.ts';
import { formatReceiptCode, readReceiptCode } from '../../bot/desk/receipt-code.ts';
import { readState } from '../../bot/state.ts';
import { fill } from '../../bot/words.ts';
import { FiledVisitor } from '../adapters/web/filed-visitor.ts';
import { picture } from '../evidence/making.ts';
import { staffWrites } from '../filing-app.ts';
import { INSTITUTION } from '../filing-parts.ts';
import { AS_SLACK, Courier } from '../servers/slack/deliver.ts';
import { SlackServer } from '../servers/slack/slack-server.ts';
import { TelegramServer } from '../servers/telegram/server.ts';
import type { Heard } from './heard.ts';
import { type App, eventually, openApp } from './open-app.ts';
import { SlackTalker } from './slack-talker.ts';
import { TelegramTalker } from './telegram-talker.ts';

/** A messenger takes little more than a message a second from us, and an interview has many. */
vi.setConfig({ testTimeout: 240_000 });

const TEAM = 'T00000001';
const SLACK_TOKEN = 'xoxb-test-token';
const STORY = '주황색 개찰구에서 화면에 제 얼굴이 떴고, 직원이 저를 불러 세웠어요.';

let telegram: TelegramServer;
let slack: SlackServer;
let courier: Courier;
let app: App;
let people = 900;
beforeAll(async () => {
  telegram = await TelegramServer.start();
  slack = await new SlackServer().listen();
  slack.world.addTeam(TEAM, SLACK_TOKEN);
  app = await openApp({
    isReceiving: true,
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
type Language = 'ko' | 'en';
const filing = (language: Language = 'ko') => app.words[language].filing;

interface Talker {
  says(text: string): Promise<Heard>;
  presses(label: string): Promise<Heard>;
}

/** A short interview: everything that may be left open is. */
async function drafted(talker: Talker, language: Language): Promise<Heard> {
  const { interview, chat } = app.words[language];
  await talker.says('/complaint');
  let heard = await talker.presses(interview.consentAll);
  const given = language === 'ko' ? ['지하철', '서울교통공사'] : ['subway', 'public corporation'];
  for (const answer of given) heard = await talker.says(answer);
  for (let asked = 0; asked < 14 && !heard.text.includes(interview.routesTitle); asked += 1) {
    const isStory = heard.labels.includes(interview.skip);
    heard = isStory ? await talker.says(STORY) : await talker.presses(chat.guideUnknown);
  }
  const draft = heard.labels.find((label) =>
    /국가인권위원회 진정 초안|Draft: .*Human Rights Commission/.test(label),
  );
  return talker.presses(draft ?? 'no draft');
}

/** Submits what was drafted. @returns The code that was said. */
async function submitted(
  talker: Talker,
  language: Language,
): Promise<{ code: string; heard: Heard }> {
  const words = filing(language);
  const preview = await talker.presses(fill(words.submit, { institution: INSTITUTION }));
  expect(preview.text).toContain(STORY);
  expect(preview.text).toContain(words.consentPurpose);
  const heard = await talker.presses(fill(words.agree, { label: words.submitHere }));
  const line = heard.text.split('\n').find((one) => /^\d{3}(?: \d{3}){6}$/.test(one.trim()));
  const read = readReceiptCode(line ?? '');
  if (read?.kind !== 'code') throw new Error(`No code was said:\n${heard.text}`);
  return { code: read.code, heard };
}

const fileBy = async (code: string) => {
  const stored = await app.store.cases.byCode(code);
  if (!stored) throw new Error('There is no such case.');
  return readCaseFile(stored.file);
};

describe.concurrent('a case that is submitted in Telegram', () => {
  it('is seen, answered and withdrawn from Telegram, Slack and the web', async () => {
    const talker = inTelegram();
    await drafted(talker, 'ko');
    const photo = await picture().jpeg().toBuffer();
    await talker.does(() => talker.person.photo(photo, '개찰구 카메라'));
    await talker.presses(app.words.ko.chat.evidenceKeep);
    await talker.says('/complaint');
    await talker.presses(app.words.ko.interview.goOn);
    await talker.presses('국가인권위원회 진정 초안');
    const { code, heard } = await submitted(talker, 'ko');
    const file = await fileBy(code);
    const reference = caseReference(file);

    // The receipt came as a file, the evidence lies with the case.
    const bytes = telegram.world.files.get(heard.file?.id ?? '')?.bytes ?? new Uint8Array();
    const receipt = checkReceipt(new TextDecoder().decode(bytes), verifyReceipt, undefined);
    expect(receipt).toMatchObject({ isSound: true, receipt: { reference, case: file.id } });
    const copy = await app.store.cases.readFile(file.id, file.exhibits[0]?.file ?? '');
    expect(copy?.length).toBe(file.exhibits[0]?.size);

    // Pressed once more it is the same case.
    const again = await talker.presses(fill(filing().agree, { label: filing().submitHere }));
    expect(again.text).toContain(filing().alreadySubmitted);

    // The staff write: here it is said that they did, and no more.
    await staffWrites(app.desk, file.id, '날짜를 알려 주세요.');
    const news = fill(filing().newsMessage, { reference });
    await eventually(() => talker.transcript().includes(news));
    expect(talker.transcript()).not.toContain('날짜를 알려 주세요.');
    expect((await talker.presses(filing().open)).text).toContain('날짜를 알려 주세요.');

    // With the code from Slack, however it is typed.
    const colleague = inSlack();
    const opened = await colleague.says(`코드: ${formatReceiptCode(code).replaceAll(' ', '-')}`);
    expect(opened.text).toContain(reference);
    await colleague.presses(filing().reply);
    expect((await colleague.says('어제였어요.')).text).toContain(filing().replySent);

    // And on the web.
    const browser = new FiledVisitor(app.url, code);
    await browser.posts('/case');
    expect(browser.page).toContain('어제였어요.');
    await browser.posts('/case/act', { do: 'withdraw-sure' });
    expect(await fileBy(code)).toMatchObject({ status: 'withdrawn' });
    expect((await talker.says('/case')).text).toContain(
      app.desk.triage.statuses.get('withdrawn')?.name.ko,
    );
  });

  it('in English is the same, and is not sent by whoever refuses', async () => {
    const talker = inTelegram('en');
    await drafted(talker, 'en');
    const words = filing('en');
    await talker.presses(fill(words.submit, { institution: INSTITUTION }));
    const before = await app.store.cases.count();
    expect((await talker.presses(words.notSubmit)).text).toContain(words.notSubmitted);
    expect(await app.store.cases.count()).toBe(before);
    const { code } = await submitted(talker, 'en');
    expect(await fileBy(code)).toMatchObject({ language: 'en', hasIdentity: false });
    const state = readState(await app.store.stateOf(talker.conversation));
    expect(state.filed).toHaveLength(1);
    expect(JSON.stringify(state)).not.toContain(code);
    await talker.says('/forget');
    await talker.presses(app.words.en.chat.forgetYes);
    expect((await talker.says(formatReceiptCode(code))).text).toContain(
      caseReference(await fileBy(code)),
    );
  });
});

describe('in the log and on the disk', () => {
  it('nobody finds a code, or what was told', () => {
    const log = JSON.stringify(app.log);
    expect(log).not.toMatch(/주황색|개찰구|어제였어요|날짜를/);
    expect(log).not.toMatch(/\d{3}(?: \d{3}){6}|\d{21}/);
    expect(app.log.filter(({ level }) => level !== 'info')).toEqual([]);
    expect(app.stored().includes('주황색')).toBe(false);
  });
});

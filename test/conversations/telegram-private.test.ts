import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textSettings } from '../../adapters/open-bot.ts';
import { answerBlocks, blocksAsText } from '../../bot/answer-blocks.ts';
import { answerView } from '../../bot/answer-view.ts';
import { tokenOf } from '../../bot/choices.ts';
import type { Answer } from '../../knowledge/answer/answer.ts';
import { PLANTED, withMetadata } from '../evidence/making.ts';
import { needsOfficialText } from '../official-text.ts';
import { TelegramServer } from '../servers/telegram/server.ts';
import { type App, BASE_URL, openApp } from './open-app.ts';
import { TelegramTalker } from './telegram-talker.ts';

let PHOTO: Buffer;
let server: TelegramServer;
let app: App;
let people = 100;
beforeAll(async () => {
  PHOTO = await withMetadata().jpeg().toBuffer();
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
/** What the button for the text of the law is answered with. */
function officialView({ bot, entry }: App, id: string, language: 'ko' | 'en') {
  const settings = textSettings(bot, BASE_URL);
  const of: Answer = {
    outcome: 'answered',
    kind: 'answer',
    language,
    subject: { type: 'entry', entry: entry(id) },
    confidence: 1,
    masked: [],
    choices: [],
    question: '',
  };
  const answer: Answer = {
    ...of,
    outcome: 'official-text',
    subject: { type: 'official-text', of },
  };
  return { settings, view: answerView(answer, settings) };
}
const verdictOf = (id: string, language: 'ko' | 'en') =>
  app.words[language].verdict[app.entry(id).verdict];

/** Side by side: the bot keeps to Telegram's pauses between messages to one person. */
describe.concurrent('in Telegram, a person alone with the bot', () => {
  it('follows a link to an answer, and learns once what is kept', async () => {
    const talker = somebody();
    const first = await talker.says('/start gym-face-only');
    expect(first.texts[0]).toContain(verdictOf('gym-face-only', 'ko'));
    expect(first.texts[0]).toContain(app.entry('gym-face-only').answer.ko);
    expect(first.texts[1]).toContain('30일');
    expect(first.labels).toContain(app.words.ko.chat.eraseButton);
    const second = await talker.says('/start right-refuse-enrolment');
    expect(second.texts.join()).not.toContain('처음 오셨네요');
  });

  it.each(['ask', 'complaint', 'guide'])(
    'follows a link with "%s" to something that we can do',
    async (start) => {
      const heard = await somebody().says(`/start ${start}`);
      expect(heard.text).not.toContain(app.words.ko.chat.noSuchAnswer);
    },
  );

  it('follows a link to an answer that is gone, and is greeted all the same', async () => {
    const heard = await somebody('en').says('/start gone-long-ago');
    expect(heard.texts[0]).toBe(app.words.en.chat.noSuchAnswer);
    expect(heard.texts[1]).toContain(app.words.en.chat.welcome);
    expect(heard.labels).toContain(app.words.en.web.exampleFour);
  });

  it('asks, asks on, reads the law and goes to a related answer', async (context) => {
    needsOfficialText(context);
    const talker = somebody();
    const answer = await talker.says('헬스장이 얼굴 등록을 강요해요');
    expect(answer.text).toContain(verdictOf('gym-face-only', 'ko'));
    expect(answer.text).toMatch(/\[법령\].*개인정보 보호법 제23조/);
    expect(answer.text).toMatch(/\[개인정보위\].*가이드라인/);
    for (const { url } of answer.links) expect(url).toMatch(/^https:\/\/facerights\.example\//);
    expect(answer.links.map(({ text }) => text)).toContain('개인정보 보호법 제16조제3항');
    expect(answer.urlOf(app.words.ko.chat.openPage)).toBe(`${BASE_URL}/a/gym-face-only?lang=ko`);

    const followUp = await talker.says('그럼 학교는?');
    expect(followUp.text).toContain(app.entry('school-attendance-face').answer.ko);
    expect(followUp.text).toMatch(/\[인권위 권고·의견\]/);

    const law = await talker.presses(app.words.ko.chat.official);
    expect(law.text).toContain('개인정보 보호법 제23조제1항');
    if (app.bot.laws) expect(law.text).toContain('민감정보');

    const [related] = app.entry('school-attendance-face').related;
    const next = await talker.presses(app.entry(related ?? '').title.ko);
    expect(next.text).toContain(app.entry(related ?? '').answer.ko);
    expect(talker.transcript()).not.toMatch(/undefined|\[object|NaN/);
  });

  it('tells law from recommendation in English too', async () => {
    const heard = await somebody('en').says(app.words.en.web.exampleOne);
    expect(heard.text).toMatch(/\[Law\]/);
    expect(heard.text).toContain(`[${app.words.en.basis.recommendation}]`);
    expect(heard.text).toContain(`${app.words.en.web.verdictLabel}: `);
  });

  it('presses a button of a version that is gone, and one of an answer that is there', async () => {
    const talker = somebody();
    const old = await talker.does(() => talker.person.press('q1w2e3r4t5'));
    expect(old.text).toBe(app.words.ko.chat.oldButton);
    const token = tokenOf({ do: 'entry', id: 'gym-face-only' });
    const kept = await talker.does(() => talker.person.press(token));
    expect(kept.text).toContain(app.entry('gym-face-only').answer.ko);
  });

  it('is guided to an answer by buttons alone', async () => {
    const talker = somebody();
    const { web, interview } = app.words.ko;
    expect((await talker.says('/guide')).text).toContain('어디에서 있었던 일인가요?');
    expect((await talker.presses('지하철')).text).toContain('누가 운영하나요?');
    expect((await talker.presses('경찰')).text).toContain('무엇을 보셨어요?');
    expect((await talker.presses('카메라')).labels).toContain('✓ 카메라');
    expect((await talker.presses(interview.done)).text).toContain('누구의 얼굴을');
    expect((await talker.presses('지나가는 사람 모두')).text).toContain('그 자리에서 바로');
    await talker.presses('그 자리에서 바로');
    await talker.presses('그런 표시는 없었음');
    const answer = await talker.presses('아무 안내도 없었음');
    expect(answer.text).toContain('이렇게 찾아봤어요');
    expect(answer.text).toContain(`${web.verdictLabel}: `);
    expect(answer.labels).toContain(interview.writeDocument);
  });

  it('looks up an article, after being asked which one', async () => {
    const talker = somebody('en');
    expect((await talker.says('/law')).text).toBe(app.words.en.chat.lawWhat);
    const law = await talker.says('/law PIPA art. 23');
    expect(law.text).toContain('Personal Information Protection Act, Article 23');
    expect(law.links.length).toBeGreaterThan(0);
    const other = await talker.says('/law 형법 9999조');
    expect(other.text).not.toContain('Article 23');
  });

  it('changes the language in the middle, and the answers change with it', async () => {
    const talker = somebody();
    await talker.says('헬스장이 얼굴 등록을 강요해요');
    await talker.says('/language');
    expect((await talker.presses('English')).text).toBe(app.words.en.chat.languageSet);
    const answer = await talker.says('학교가 얼굴로 출석을 불러도 되나요?');
    expect(answer.text).toContain(app.entry('school-attendance-face').answer.en);
  });

  it('sees what is kept and takes it along as a file', async () => {
    const talker = somebody();
    await talker.says('우리 헬스장이 얼굴 등록을 강요해요');
    const privacy = await talker.says('/privacy');
    expect(privacy.text).toContain('대화 1개, 아직 답하지 않은 메시지 0개');
    const exported = await talker.presses(app.words.ko.chat.exportButton);
    expect(exported.file?.name).toBe('facerights-kept.json');
    const bytes = server.world.files.get(exported.file?.id ?? '')?.bytes ?? new Uint8Array();
    expect(JSON.parse(Buffer.from(bytes).toString())).toMatchObject({
      conversations: 1,
      states: [{ history: ['우리 헬스장이 얼굴 등록을 강요해요'] }],
    });
  });

  it('sends a photo and a place: both are kept, encrypted, once they agree', async () => {
    const { chat } = app.words.ko;
    const talker = somebody();
    const asked = await talker.does(() => talker.person.photo(PHOTO));
    expect(asked.labels).toEqual([chat.evidenceKeep, chat.evidenceDrop]);
    expect(await app.store.filesOf(talker.conversation, 'evidence')).toEqual([]);
    expect((await talker.presses(chat.evidenceKeep)).text).toContain('1개');
    await talker.does(() => talker.person.location(37.5, 127));
    expect((await talker.presses(chat.evidenceKeep)).text).toContain('2개');
    const [photo, place] = await app.store.filesOf(talker.conversation, 'evidence');
    expect(photo).toMatchObject({ mediaType: 'image/jpeg' });
    const bytes = await app.store.readFile(talker.conversation, photo?.id ?? '');
    const copy = Buffer.from(bytes ?? []);
    expect(copy.length).toBeGreaterThan(100);
    expect(PHOTO.includes(PLANTED)).toBe(true);
    expect(copy.includes(PLANTED)).toBe(false);
    const where = await app.store.readFile(talker.conversation, place?.id ?? '');
    expect(JSON.parse(Buffer.from(where ?? []).toString())).toEqual({
      latitude: 37.5,
      longitude: 127,
    });
    expect(app.stored().includes(copy.subarray(-80))).toBe(false);
    expect(app.stored().includes(PLANTED)).toBe(false);
  });

  it('does not agree, and nothing is kept', async () => {
    const talker = somebody('en');
    await talker.does(() => talker.person.photo(PHOTO));
    const left = await talker.presses(app.words.en.chat.evidenceDrop);
    expect(left.text).toBe(app.words.en.chat.evidenceDropped);
    expect(await app.store.filesOf(talker.conversation, 'evidence')).toEqual([]);
  });

  it('mends a question and is answered anew', async () => {
    const talker = somebody();
    await talker.says('헬스장이 얼굴 등록을 강요해요');
    const [question] = talker.person.messages;
    const mended = await talker.does(() =>
      talker.person.edit(question?.id ?? 0, '학교가 얼굴로 출석을 불러도 되나요?'),
    );
    expect(mended.texts[0]).toBe(app.words.ko.chat.edited);
    expect(mended.text).toContain(app.entry('school-attendance-face').answer.ko);
  });

  it('is forgotten everywhere after saying so twice, and is told before all is gone', async () => {
    const { chat } = app.words.ko;
    const talker = somebody();
    await talker.mentions(server.group(-700), '학교가 얼굴로 출석을 불러도 되나요?');
    await talker.says('은평구 헬스장이 얼굴 등록을 강요해요');
    await talker.does(() => talker.person.photo(PHOTO));
    await talker.presses(chat.evidenceKeep);
    await talker.says('/forget');
    expect((await talker.presses(chat.forgetNo)).text).toBe(chat.forgetKept);
    await talker.says('/forget');
    const farewell = await talker.presses(chat.forgetYes);
    expect(farewell.text).toContain('대화 2개, 기다리던 메시지 0개, 사진과 위치 1개');
    expect(await app.store.filesOf(talker.conversation, 'evidence')).toEqual([]);
    expect(await app.store.kept('telegram', String(talker.person.id))).toMatchObject({
      states: [],
      messagesWaiting: 0,
      messagesOwed: 0,
      files: [],
    });
    expect((await talker.says('/start')).text).toContain('처음 오셨네요');
  });

  it('reads the longest text of the law that there is, whole', async (context) => {
    needsOfficialText(context);
    const talker = somebody('en');
    await talker.says('/start route-nhrck-outcomes');
    const heard = await talker.presses(app.words.en.chat.official);
    const { settings, view } = officialView(app, 'route-nhrck-outcomes', 'en');
    const squeezed = (text: string) => text.replace(/[\s•-]/g, '');
    expect(squeezed(heard.texts.join(''))).toBe(
      squeezed(blocksAsText(answerBlocks(view, settings))),
    );
  });
});

describe('in the log', () => {
  it('nobody finds what was said', () => {
    expect(JSON.stringify(app.log)).not.toMatch(/헬스장|은평구|gym-face|학교/);
    expect(app.log.filter(({ level }) => level !== 'info')).toEqual([]);
  });
});

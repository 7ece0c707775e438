import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebChat } from '../../adapters/web/context.ts';
import { cardsIn, hiddenField } from './html-words.ts';
import { type App, openApp } from './open-app.ts';
import { WebTalker } from './web-talker.ts';

let app: App;
/** How long a page waits for its answer; absent: as long as it does for people. */
let patienceMs: number | undefined;
const hurried = (real: WebChat): WebChat => ({
  ...real,
  repliesTo: (deliveryId, ms) => real.repliesTo(deliveryId, patienceMs ?? ms),
});
beforeAll(async () => {
  app = await openApp({ chat: hurried });
});
afterAll(() => app?.stop());

const somebody = (language: 'ko' | 'en' = 'ko') => new WebTalker(app.url, language).opens();
const timesAnswered = () => app.log.filter(({ message }) => message === 'answered').length;

describe('on the web, without scripts, a person', () => {
  it('asks and asks on', async () => {
    const talker = await somebody();
    const { conversation, delivery } = talker.form;
    const answer = await talker.says('헬스장이 얼굴 등록을 강요해요');
    expect(answer.text).toContain(app.words.ko.verdict[app.entry('gym-face-only').verdict]);
    expect(answer.text).toContain(app.entry('gym-face-only').answer.ko);
    expect(answer.text).toContain('법령');
    expect(answer.text).toContain('개인정보위');
    expect(answer.links.map(({ url }) => url).join()).toContain('/p/pipa/');
    expect(talker.form.conversation).toBe(conversation);
    expect(talker.form.delivery).not.toBe(delivery);
    const followUp = await talker.says('그럼 학교는?');
    expect(followUp.text).toContain(app.entry('school-attendance-face').answer.ko);
    expect(talker.transcript()).not.toMatch(/undefined|\[object|NaN/);
  });

  it('is guided to an answer by buttons, and changes the language by one', async () => {
    const talker = await somebody('en');
    const { verdict } = app.words.en;
    expect((await talker.says('/guide')).text).toContain('Where was it?');
    expect((await talker.presses('subway')).text).toContain('Who runs it?');
    expect((await talker.presses('police')).text).toContain('What did you see?');
    expect((await talker.presses('Nothing in particular')).text).toContain('Whose faces are used?');
    await talker.presses('Everyone who passes');
    await talker.presses('On the spot');
    await talker.presses('No sign of that');
    const answer = await talker.presses('No notice at all');
    expect(answer.text).toContain('This is what I looked up');
    expect(Object.values(verdict).some((label) => answer.text.includes(label))).toBe(true);
    await talker.says('/language');
    expect((await talker.presses('한국어')).text).toContain(app.words.ko.chat.languageSet);
  });

  it('sends the same form twice: it is handled once, and answered the same', async () => {
    const talker = await somebody();
    const fields = { ...talker.form, question: '헬스장이 얼굴 등록을 강요해요' };
    const before = timesAnswered();
    const pages = await Promise.all([talker.posts('/ask', fields), talker.posts('/ask', fields)]);
    const later = await talker.posts('/ask', fields);
    const shown = await Promise.all(
      [...pages, later].map(async (one) => cardsIn(await one.text())),
    );
    expect(shown[0]?.[0]?.text).toContain(app.entry('gym-face-only').answer.ko);
    expect(shown[1]).toEqual(shown[0]);
    expect(shown[2]).toEqual(shown[0]);
    expect(timesAnswered()).toBe(before + 1);
  });

  it('takes along what is kept; nobody else gets that file', async () => {
    const talker = await somebody();
    await talker.says('우리 헬스장이 얼굴 등록을 강요해요');
    expect((await talker.says('/privacy')).text).toContain(app.words.ko.chat.readersWeb);
    const exported = await talker.presses(app.words.ko.chat.exportButton);
    const file = exported.file?.id ?? '';
    const { conversation } = talker.form;
    const kept = await talker.posts('/kept', { conversation, file });
    expect(kept.headers.get('content-disposition')).toContain('facerights-kept.json');
    expect(await kept.json()).toMatchObject({
      conversations: 1,
      states: [{ history: ['우리 헬스장이 얼굴 등록을 강요해요'] }],
    });
    const stranger = await somebody();
    for (const other of [stranger.form.conversation, '', 'x'.repeat(24), "' or 1=1 --"]) {
      const refused = await stranger.posts('/kept', { conversation: other, file });
      expect(refused.status).toBe(404);
      expect(await refused.text()).not.toContain('헬스장');
    }
    expect((await talker.posts('/kept', { conversation, file: 'x' })).status).toBe(404);
  });

  it('is forgotten after saying so twice', async () => {
    const { chat } = app.words.ko;
    const talker = await somebody();
    await talker.says('우리 헬스장이 얼굴 등록을 강요해요');
    expect((await talker.says('/forget')).text).toContain(chat.forgetAsk);
    expect((await talker.presses(chat.forgetYes)).text).toContain('대화 1개');
    const left = await app.store.kept('web', talker.form.conversation);
    expect(left).toMatchObject({ states: [], files: [] });
    expect((await talker.says('그럼 학교는?')).text).not.toContain(
      app.entry('school-attendance-face').answer.ko,
    );
  });

  it('cannot lean on what somebody else asked', async () => {
    const talker = await somebody();
    await talker.says('헬스장이 얼굴 등록을 강요해요');
    const stranger = await somebody();
    expect(stranger.form.conversation).not.toBe(talker.form.conversation);
    expect((await stranger.says('그럼 학교는?')).text).not.toContain(
      app.entry('school-attendance-face').answer.ko,
    );
  });

  it.each(['', 'short', 'x'.repeat(23), `${'x'.repeat(23)}<`, 'ㄱ'.repeat(24)])(
    'with the secret "%s", which is none, begins a new conversation',
    async (conversation) => {
      const talker = await somebody();
      const answered = await talker.posts('/ask', {
        conversation,
        delivery: conversation,
        question: '헬스장이 얼굴 등록을 강요해요',
      });
      const page = await answered.text();
      expect(cardsIn(page)[0]?.text).toContain(app.entry('gym-face-only').answer.ko);
      expect(hiddenField(page, 'conversation')).toMatch(/^[\w-]{24}$/);
      expect(hiddenField(page, 'conversation')).not.toBe(conversation);
    },
  );

  it('whose answer is late is told so, and gets it with the same form', async () => {
    const talker = await somebody('en');
    const before = timesAnswered();
    patienceMs = 0;
    const late = await talker.says('May my gym insist on my face?');
    patienceMs = undefined;
    expect(talker.status).toBe(503);
    expect(late.messages).toEqual([]);
    expect(talker.page).toContain(app.words.en.web.slow);
    const answer = await talker.says('May my gym insist on my face?');
    expect(talker.status).toBe(200);
    expect(answer.text).toContain(app.entry('gym-face-only').answer.en);
    expect(timesAnswered()).toBe(before + 1);
  });
});

describe('on the web, with scripts, a person', () => {
  it('is sent the turn alone, with what the next one needs', async () => {
    const { form } = await somebody();
    const response = await fetch(`${app.url}/ask?lang=ko`, {
      method: 'POST',
      headers: { accept: 'text/html; fragment=1' },
      body: new URLSearchParams({ ...form, question: '헬스장이 얼굴 등록을 강요해요' }),
    });
    const fragment = await response.text();
    expect(fragment).not.toContain('<html');
    expect(cardsIn(fragment)[0]?.text).toContain(app.entry('gym-face-only').answer.ko);
    expect(hiddenField(fragment, 'conversation')).toBe(form.conversation);
    expect(hiddenField(fragment, 'delivery')).not.toBe(form.delivery);
  });
});

describe('in the log', () => {
  it('nobody finds what was said', () => {
    expect(JSON.stringify(app.log)).not.toMatch(/헬스장|gym/);
  });
});

import { request } from 'node:http';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { tokenOf } from '../../bot/choices.ts';
import { readState } from '../../bot/state.ts';
import { CaseVisitor, STORY, SUBWAY, withDraft } from '../adapters/web/case-visitor.ts';
import { readPdf, squeezed } from '../documents/readers.ts';
import { TelegramServer } from '../servers/telegram/server.ts';
import { cardsIn } from './html-words.ts';
import { type App, BASE_URL, openApp } from './open-app.ts';
import { TelegramTalker } from './telegram-talker.ts';
import { WebTalker } from './web-talker.ts';

let server: TelegramServer;
let app: App;
beforeAll(async () => {
  server = await TelegramServer.start();
  app = await openApp({
    env: () => ({ TELEGRAM_BOT_TOKEN: server.token, TELEGRAM_API_URL: server.url }),
  });
}, 120_000);
afterAll(async () => {
  await app?.stop();
  await server?.stop();
});

const idOf = ({ form }: Pick<CaseVisitor, 'form'>) =>
  app.store.conversationId('web', form.conversation);
const stateOf = async (visitor: Pick<CaseVisitor, 'form'>) =>
  readState(await app.store.stateOf(idOf(visitor)));
const interview = () => app.words.ko.interview;

/** The page that a button of the chat opens. */
const pageOf = (page: string, label: string): string =>
  new RegExp(`formaction="([^"]+)lang=ko" formnovalidate>${label}<`).exec(page)?.[1] ?? '';

const photo = async (colour: string): Promise<Blob> => {
  const image = sharp({ create: { width: 64, height: 48, channels: 3, background: colour } });
  const bytes = await image
    .withExif({ IFD0: { Artist: 'planted-camera-owner' } })
    .jpeg()
    .toBuffer();
  return new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' });
};

describe('a person without scripts', () => {
  it('writes a complaint from the first button to a PDF with their name', async () => {
    const talker = await new WebTalker(app.url).opens();
    const token = /value="(\S+) 진정서·신고서 쓰기"/.exec(talker.page)?.[1] ?? '';
    const { conversation } = talker.form;
    const asked = await talker.posts('/ask', { ...talker.form, choice: `${token} 쓰기` });
    const visitor = new CaseVisitor(app.url);
    visitor.page = await asked.text();
    visitor.form = { ...talker.form };
    expect(cardsIn(visitor.page)[0]?.text).toContain(interview().consentTitle);
    const press = async (label: string) => {
      const found = new RegExp(`name="choice" value="(\\S+) ${label}"`).exec(visitor.page)?.[1];
      if (!found) throw new Error(`No button says "${label}".`);
      return visitor.sends('/ask', { form: [], choice: `${found} ${label}` });
    };
    await press(interview().consentAll);
    await visitor.sends('/complaint', { form: [] });
    await visitor.sends('/complaint/answers', SUBWAY);
    expect(cardsIn(visitor.page).at(-1)?.text).toContain(interview().routesTitle);
    await press('국가인권위원회 진정 초안');
    expect(cardsIn(visitor.page)[0]?.text).toContain(STORY.split('\n')[0] ?? '');
    const path = pageOf(visitor.page, interview().complete).replaceAll('&amp;', '&');
    expect(path).toBe('/document?document=nhrck&');
    await visitor.sends('/document?document=nhrck');
    const file = await visitor.fetches('/document/file?document=nhrck', {
      'identity-name': '제갈다솜별',
      format: 'pdf',
    });
    const text = squeezed(await readPdf(new Uint8Array(await file.arrayBuffer())));
    expect(text).toContain('제갈다솜별');
    expect(text).toContain(squeezed(STORY));
    expect(visitor.form.conversation).toBe(conversation);
    const kept = await app.store.kept('web', conversation);
    expect(kept.states).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain('제갈다솜별');
    expect(JSON.stringify(kept)).toContain('시청역');
  });

  it('takes a file out of the chat under its own name and type', async () => {
    const visitor = await withDraft(app.url);
    const draft = /name="choice" value="(\S+) 국가인권위원회 진정 초안"/.exec(visitor.page)?.[1];
    await visitor.sends('/ask', { form: [], choice: `${draft} 초안` });
    const docx = /name="choice" value="(\S+) DOCX"/.exec(visitor.page)?.[1];
    await visitor.sends('/ask', { form: [], choice: `${docx} DOCX` });
    const file = cardsIn(visitor.page)[0]?.file?.id ?? '';
    const response = await visitor.fetches('/kept', { file });
    expect(response.headers.get('content-disposition')).toContain('facerights-nhrck.docx');
    expect(response.headers.get('content-type')).toContain('wordprocessingml');
    const start = new Uint8Array(await response.arrayBuffer()).subarray(0, 2);
    expect(new TextDecoder().decode(start)).toBe('PK');
  });
});

describe('the link to come back', () => {
  const linkIn = (page: string) =>
    /<a href="([^"]+\/continue\?lang=ko#r\.[\w-]{24})">/.exec(page)?.[1] ?? '';

  it('is there once there is a draft, and leads to it in another browser', async () => {
    const nobody = await new CaseVisitor(app.url).opens('/');
    expect(linkIn(nobody.page)).toBe('');
    await nobody.sends('/ask', { form: [], question: '헬스장이 얼굴 등록을 강요해요' });
    expect(linkIn(nobody.page)).toBe('');
    const visitor = await withDraft(app.url);
    const link = linkIn(visitor.page);
    expect(link).toBe(`${BASE_URL}/continue?lang=ko#r.${visitor.form.conversation}`);
    const elsewhere = await new CaseVisitor(app.url).opens('/continue');
    await elsewhere.sends('/continue', { code: link });
    expect(elsewhere.status).toBe(200);
    expect(cardsIn(elsewhere.page)[0]?.text).toContain('쓰던 초안이 있어요');
    expect(elsewhere.form.conversation).toBe(visitor.form.conversation);
  });

  it('in the other language is answered in that language', async () => {
    const visitor = await new CaseVisitor(app.url).opens('/');
    await visitor.sends('/ask', { form: [], question: '헬스장이 얼굴 등록을 강요해요' });
    await visitor.sends('/complaint/answers', SUBWAY);
    const code = `r.${visitor.form.conversation}`;
    const elsewhere = await new CaseVisitor(app.url, 'en').opens('/continue');
    await elsewhere.sends('/continue', { code });
    expect(cardsIn(elsewhere.page)[0]?.text).toContain('You have a draft already');
  });

  it('leads nowhere once the draft is destroyed, and begins no conversation under its secret', async () => {
    const visitor = await withDraft(app.url);
    const code = `r.${visitor.form.conversation}`;
    await visitor.sends('/ask', { form: [], question: '/forget' });
    await visitor.sends('/ask', { form: [], question: '네' });
    const elsewhere = await new CaseVisitor(app.url).opens('/continue');
    await elsewhere.sends('/continue', { code });
    expect(elsewhere.status).toBe(422);
    expect(elsewhere.page).toContain(app.words.ko.web.continueGone);
    expect(elsewhere.form.conversation).not.toBe(visitor.form.conversation);
  });

  it.each(['', 'x', 'r.short', `r.${'x'.repeat(25)}`, '<script>', "' or 1=1 --"])(
    'that says "%s" is no code',
    async (code) => {
      const visitor = await new CaseVisitor(app.url).opens('/continue');
      await visitor.sends('/continue', { code });
      expect(visitor.status).toBe(422);
      expect(visitor.page).toContain(app.words.ko.web.continueWrong);
    },
  );
});

it('what was begun in Telegram goes on here, and is there no more', async () => {
  const talker = new TelegramTalker(app, server, server.person(701, 'ko'));
  await talker.says('/complaint');
  await talker.presses(interview().consentAll);
  await talker.says('지하철');
  const state = async () => readState(await app.store.stateOf(talker.conversation));
  expect((await state()).case?.answers['place']).toEqual(['subway']);
  const heard = await talker.does(() =>
    talker.person.press(tokenOf({ do: 'case', to: 'to-web' }), { chat: talker.person.chat }),
  );
  const url = heard.buttons.find((one) => one.url)?.url ?? '';
  expect(url).toMatch(/^https:\/\/facerights\.example\/continue\?lang=ko#[\w-]{24}$/);
  const visitor = await new CaseVisitor(app.url).opens('/continue');
  const { form } = visitor;
  await visitor.sends('/continue', { code: url });
  expect(cardsIn(visitor.page)[0]?.text).toContain(interview().takenOver);
  expect((await stateOf(visitor)).case?.answers['place']).toEqual(['subway']);
  expect(await state()).not.toHaveProperty('case');
  // A page that is loaded again shows the same; the code is spent for everybody else.
  visitor.form = form;
  await visitor.sends('/continue', { code: url });
  expect(cardsIn(visitor.page)[0]?.text).toContain(interview().takenOver);
  const stranger = await new CaseVisitor(app.url).opens('/continue');
  await stranger.sends('/continue', { code: url });
  expect(cardsIn(stranger.page)[0]?.text).toContain(interview().offerGone);
});

describe('photos', () => {
  it('are kept without what the camera noted, and stand in the list of exhibits', async () => {
    const visitor = await withDraft(app.url);
    await visitor.uploads([await photo('#a33'), await photo('#3a3')], { caption: '개찰구 카메라' });
    expect(visitor.status).toBe(200);
    expect(cardsIn(visitor.page)[0]?.text).toContain('보관 중인 사진과 위치는 2개');
    const { exhibits } = await stateOf(visitor);
    expect(exhibits?.map(({ caption }) => caption)).toEqual(['개찰구 카메라', '개찰구 카메라']);
    for (const { file } of exhibits ?? []) {
      const bytes = Buffer.from((await app.store.readFile(idOf(visitor), file)) ?? []);
      expect(bytes.length).toBeGreaterThan(100);
      expect(bytes.includes('planted-camera-owner')).toBe(false);
    }
    await visitor.sends('/document?document=nhrck');
    expect(visitor.page).toContain('증 제2호증');
    expect(visitor.page).toContain(exhibits?.[0]?.sha256);
  });

  it('that are sent twice with the same form are kept once', async () => {
    const visitor = await withDraft(app.url);
    const { form } = visitor;
    await visitor.uploads([await photo('#a33')]);
    visitor.form = form;
    await visitor.uploads([await photo('#a33')]);
    expect((await stateOf(visitor)).exhibits).toHaveLength(1);
  });

  it.each([
    { what: 'without agreement', fields: { agree: '' }, files: 1, says: 'evidenceNotAgreed' },
    { what: 'that were not chosen', fields: {}, files: 0, says: 'evidenceNone' },
    { what: 'that are too many', fields: {}, files: 6, says: 'evidenceAtOnce' },
  ] as const)('$what are not kept, and the person is told', async ({ fields, files, says }) => {
    const visitor = await withDraft(app.url);
    const one = await photo('#a33');
    await visitor.uploads(
      Array.from({ length: files }, () => one),
      fields,
    );
    expect(visitor.status).toBeGreaterThanOrEqual(413);
    expect(visitor.page).toContain(app.words.ko.web[says].split(/[{.]/).at(-2)?.slice(-12));
    expect(await app.store.filesOf(idOf(visitor), 'evidence')).toEqual([]);
  });

  it('that are no photos are refused by their content', async () => {
    const visitor = await withDraft(app.url);
    await visitor.uploads([new Blob(['<html>'], { type: 'image/jpeg' })]);
    expect(cardsIn(visitor.page)[0]?.text).toContain(app.words.ko.chat.evidenceRefused);
    expect((await stateOf(visitor)).exhibits ?? []).toEqual([]);
  });

  it('larger than a photo gets are not kept', async () => {
    const visitor = await withDraft(app.url);
    await visitor.uploads([new Blob([new Uint8Array(15_000_001)])]);
    expect(visitor.status).toBe(413);
    expect(await app.store.filesOf(idOf(visitor), 'evidence')).toEqual([]);
  });

  it('of somebody without a draft are not taken', async () => {
    const stranger = await new CaseVisitor(app.url).opens('/');
    await stranger.uploads([await photo('#a33')]);
    expect(stranger.status).toBe(404);
  });

  it('with a caption that is a command or a registration number do neither', async () => {
    const visitor = await withDraft(app.url);
    await visitor.uploads([await photo('#a33')], { caption: '/forget 900101-1234567' });
    const { exhibits } = await stateOf(visitor);
    expect(exhibits).toHaveLength(1);
    expect(exhibits?.[0]?.caption).not.toContain('1234567');
  });

  it.each(['multipart/form-data', 'multipart/form-data; boundary=x', 'text/plain'])(
    'in a body of %s that is no form end in a page',
    async (type) => {
      const response = await fetch(`${app.url}/evidence?lang=ko`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: 'nothing of the kind',
      });
      expect(response.status).toBe(400);
    },
  );

  it('whose connections break leave room for others', async () => {
    const visitor = await withDraft(app.url);
    const head = `--x\r\ncontent-disposition: form-data; name="conversation"\r\n\r\n${visitor.form.conversation}\r\n--x\r\ncontent-disposition: form-data; name="files"; filename="a"\r\n\r\nhalf of a file`;
    for (let round = 0; round < 4; round += 1) {
      await new Promise<void>((resolve) => {
        const sending = request(`${app.url}/evidence`, {
          method: 'POST',
          headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': '5000' },
        });
        sending.on('error', () => resolve());
        sending.on('close', () => resolve());
        sending.write(head, () => sending.destroy());
      });
    }
    await vi.waitFor(async () => {
      await visitor.uploads([await photo('#a33')]);
      expect(visitor.status).toBe(200);
    });
    expect((await stateOf(visitor)).exhibits).toHaveLength(1);
  });

  it('are taken again after forms that failed: none holds its place', async () => {
    const visitor = await withDraft(app.url);
    for (let round = 0; round < 5; round += 1) {
      await visitor.uploads([await photo('#a33')], { agree: '' });
    }
    await visitor.uploads([await photo('#a33')]);
    expect((await stateOf(visitor)).exhibits).toHaveLength(1);
  });
});

it('nothing of all this is in the log', () => {
  expect(JSON.stringify(app.log)).not.toMatch(/개찰구|제갈다솜별|planted|시청역|r\.[\w-]{24}/);
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bot } from '../../../adapters/open-bot.ts';
import { readState } from '../../../bot/state.ts';
import { UNKNOWN } from '../../../knowledge/casework/facts.ts';
import { LANGUAGES } from '../../../knowledge/language.ts';
import { type App, openApp } from '../../conversations/open-app.ts';
import { CaseVisitor, STORY, SUBWAY, withDraft } from './case-visitor.ts';

let app: App;
let bot: Bot;
beforeAll(async () => {
  app = await openApp();
  bot = app.bot;
}, 120_000);
afterAll(() => app?.stop());

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const stateOf = async ({ form }: CaseVisitor) =>
  readState(await app.store.stateOf(app.store.conversationId('web', form.conversation)));

const timesAnswered = () => app.log.filter(({ message }) => message === 'answered').length;

describe.each(LANGUAGES.map((language) => ({ language })))('the form in $language', (options) => {
  const { language } = options;

  it('asks for consent first, then every question, with why and on which article', async () => {
    const { page } = await new CaseVisitor(app.url, language).opens('/complaint');
    const { interview } = app.words[language];
    let at = page.indexOf(escaped(interview.consentRefusal));
    expect(at).toBeGreaterThan(0);
    for (const { id, ask, why, options: values } of bot.casework.questions) {
      const next = page.indexOf(`id="q-${id}"`);
      expect(next, id).toBeGreaterThan(at);
      at = next;
      expect(page).toContain(`<legend>${escaped(ask[language])}</legend>`);
      expect(page).toContain(`<p>${escaped(why[language])}</p>`);
      for (const value of values) {
        expect(page, `${id} ${value.id}`).toContain(`value="${value.id}"`);
        expect(page).toContain(escaped(value.label[language]));
      }
      expect(page.slice(at).split('</fieldset>')[0]).toMatch(/href="\/[ps]\/[^"]+\?lang=/);
    }
    expect(page).not.toMatch(/\bundefined\b|\[object Object\]|\{\w+\}/);
  });

  it('is answered by where to go, in the language of the page', async () => {
    const visitor = await withDraft(app.url, language);
    expect(visitor.status).toBe(200);
    expect(visitor.page).toContain(`<html lang="${language}">`);
    expect(visitor.page).toContain(escaped(app.words[language].interview.routesTitle));
    expect((await stateOf(visitor)).case).toMatchObject({
      consent: 'all',
      answers: {
        place: ['subway'],
        operator: ['public-corporation'],
        seen: ['camera', 'staff'],
        when: ['2026-11-20T19:10'],
        story: [STORY],
        wish: ['stop', 'delete'],
        respondent: ['서울교통공사'],
      },
    });
  });
});

it('keeps to the language of the page also where another was spoken before', async () => {
  const visitor = await new CaseVisitor(app.url).opens('/');
  await visitor.sends('/ask', { question: '헬스장이 얼굴 등록을 강요해요' });
  expect((await stateOf(visitor)).lastLanguage).toBe('ko');
  await visitor.sends('/complaint', { form: [] }, 'en');
  expect(visitor.page).toContain('<html lang="en">');
  await visitor.sends('/complaint/answers', SUBWAY, 'en');
  expect(visitor.page).toContain(app.words.en.interview.routesTitle);
  expect((await stateOf(visitor)).language).toBe('en');
});

it('says without scripts when a question is to be answered', async () => {
  const { page } = await new CaseVisitor(app.url).opens('/complaint');
  const { questions } = bot.casework;
  for (const { id, when } of questions) {
    const box = page.split(`id="q-${id}"`)[1]?.split('</fieldset>')[0] ?? '';
    expect(box.includes('only-if'), id).toBe(when !== undefined);
  }
  expect(page).toContain(
    '이럴 때만 답하세요: 대상 — 얼굴을 등록한 사람만, 신분증·휴대폰과 본인 얼굴만',
  );
  expect(page).toContain('이럴 때만 답하세요: 운영하는 쪽 — 민간');
});

describe('what was typed', () => {
  const { 'consent-sensitive': _more, consent: _consent, ...unasked } = SUBWAY;

  it.each([
    { what: 'without consent', changed: {}, base: unasked, says: () => 'formConsentMissing' },
    { what: 'with a day to come', changed: { 'q-when': '2999-01-01' }, says: () => 'dateFuture' },
    { what: 'with no such day', changed: { 'q-when': '2026-02-30' }, says: () => 'dateImpossible' },
    { what: 'with a day that is none', changed: { 'q-when': '언젠가' }, says: () => 'formDate' },
    { what: 'with a time alone', changed: { 'q-when': '' }, says: () => 'formDayMissing' },
  ])('$what is neither stored nor lost', async ({ changed, says, base = SUBWAY }) => {
    const visitor = await new CaseVisitor(app.url).opens('/complaint');
    const { conversation } = visitor.form;
    const before = timesAnswered();
    await visitor.sends('/complaint/answers', { ...base, ...changed });
    expect(visitor.status).toBe(422);
    const { web, interview } = app.words.ko;
    const lines: Readonly<Record<string, string>> = { ...interview, ...web };
    expect(visitor.page).toContain(escaped(lines[says()] ?? 'no such line'));
    expect(visitor.page).toContain(`>${STORY}</textarea>`);
    expect(visitor.page).toContain('value="시청역 3번 출구 개찰구"');
    expect(visitor.page).toMatch(/<option value="subway" selected>/);
    expect(visitor.page).toMatch(/id="q-seen-staff"[^>]* checked>/);
    expect(visitor.page).toContain('value="19:10"');
    expect(visitor.form.conversation).toBe(conversation);
    expect(timesAnswered()).toBe(before);
    expect(await stateOf(visitor)).not.toHaveProperty('case');
    expect(app.stored().includes('개찰구')).toBe(false);
  });

  it('that is longer than a draft can hold is shown again, with its length', async () => {
    const visitor = await new CaseVisitor(app.url).opens('/complaint');
    const story = '가'.repeat(10_001);
    await visitor.sends('/complaint/answers', { ...SUBWAY, 'q-story': story });
    expect(visitor.status).toBe(422);
    expect(visitor.page).toContain(`>${story}</textarea>`);
    expect(visitor.page).toContain('10001자');
  });

  it('is text and never markup', async () => {
    const visitor = await new CaseVisitor(app.url).opens('/complaint');
    const evil = '"><script>alert(1)</script>';
    await visitor.sends('/complaint', { 'q-story': evil, 'q-respondent': evil, 'q-when': evil });
    expect(visitor.page).not.toContain('<script>alert');
    expect(visitor.page.split('&quot;&gt;&lt;script&gt;')).toHaveLength(4);
  });

  it('goes along to the page in the other language', async () => {
    const visitor = await new CaseVisitor(app.url).opens('/complaint');
    await visitor.sends('/complaint', { ...SUBWAY, 'q-wish': 'apology' }, 'en');
    expect(visitor.status).toBe(200);
    expect(visitor.page).toContain('<html lang="en">');
    expect(visitor.page).toContain(`>${STORY}</textarea>`);
    expect(visitor.page).toMatch(/id="q-wish-apology"[^>]* checked>/);
    expect(visitor.page).toMatch(/id="consent"[^>]* checked>/);
  });
});

describe('a form that was sent', () => {
  it('is shown filled in with what is kept, and asks for no consent again', async () => {
    const visitor = await withDraft(app.url);
    await visitor.sends('/complaint', { form: [] });
    expect(visitor.page).not.toContain('name="consent"');
    expect(visitor.page).toContain(`>${STORY}</textarea>`);
    expect(visitor.page).toContain('value="2026-11-20"');
    expect(visitor.page).toContain('value="19:10"');
    expect(visitor.page).toMatch(/id="q-people-passers-by"[^>]* checked>/);
  });

  it('and is sent once more as it is, is handled once; changed, it counts again', async () => {
    const visitor = await new CaseVisitor(app.url).opens('/complaint');
    const { form } = visitor;
    const before = timesAnswered();
    await visitor.sends('/complaint/answers', SUBWAY);
    const first = visitor.page.split('<section class="turn">')[1]?.split('</section>')[0];
    visitor.form = form;
    await visitor.sends('/complaint/answers', SUBWAY);
    const second = visitor.page.split('<section class="turn">')[1]?.split('</section>')[0];
    expect(second).toBe(first);
    expect(timesAnswered()).toBe(before + 1);
    visitor.form = form;
    await visitor.sends('/complaint/answers', { ...SUBWAY, 'q-victim': 'child' });
    expect((await stateOf(visitor)).case?.answers['victim']).toEqual(['child']);
  });

  it('takes back what was cleared', async () => {
    const visitor = await withDraft(app.url);
    await visitor.sends('/complaint/answers', {
      ...SUBWAY,
      'q-wish': [],
      'q-when': [],
      'q-when-time': '',
    });
    const { answers } = (await stateOf(visitor)).case ?? {};
    expect(answers?.['wish']).toEqual([UNKNOWN]);
    expect(answers?.['when']).toEqual([UNKNOWN]);
  });

  it('leaves what was blank to the chat', async () => {
    const visitor = await new CaseVisitor(app.url).opens('/complaint');
    await visitor.sends('/complaint/answers', { ...SUBWAY, 'q-story': '' });
    const story = bot.casework.questions.find(({ id }) => id === 'story');
    expect(visitor.page).toContain(escaped(story?.ask.ko ?? 'no such question'));
  });

  it('keeps nothing sensitive without the separate consent', async () => {
    const visitor = await new CaseVisitor(app.url).opens('/complaint');
    const { 'consent-sensitive': _more, ...basic } = SUBWAY;
    const shop = { ...basic, 'q-operator': 'private-business', 'q-matter': ['disability'] };
    await visitor.sends('/complaint/answers', shop);
    const { consent, answers } = (await stateOf(visitor)).case ?? {};
    expect(consent).toBe('basic');
    expect(JSON.stringify(answers)).not.toContain('disability');
    await visitor.sends('/complaint', { form: [] });
    expect(visitor.page).not.toContain('id="q-matter"');
  });
});

it.each(['/complaint/answers', '/document', '/document/file', '/evidence', '/kept', '/ask'])(
  'GET %s, as by a reload, leads to a page that is there',
  async (path) => {
    const visitor = await new CaseVisitor(app.url).opens(path);
    expect(visitor.status).toBe(200);
  },
);

it('a form too large for anybody is refused with a reason', async () => {
  const visitor = await new CaseVisitor(app.url).opens('/complaint');
  await visitor.sends('/complaint/answers', { ...SUBWAY, 'q-story': 'x'.repeat(1_100_000) });
  expect(visitor.status).toBe(413);
  expect(visitor.page).toContain(app.words.ko.web.tooLargeForm);
});

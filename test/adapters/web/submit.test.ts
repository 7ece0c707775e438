import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bot } from '../../../adapters/open-bot.ts';
import { statementOf } from '../../../bot/desk/case-file.ts';
import { LANGUAGES } from '../../../knowledge/language.ts';
import { hiddenField } from '../../conversations/html-words.ts';
import { type FilingApp, startFilingApp } from '../../filing-app.ts';
import { INSTITUTION } from '../../filing-parts.ts';
import { openRealBot } from '../../real-bot.ts';
import { CaseVisitor, STORY, SUBWAY, withDraft } from './case-visitor.ts';
import { codeOn, IDENTITY, onSubmitPage, PLANTED, sends } from './filed-visitor.ts';

let bot: Bot;
let off: FilingApp;
beforeAll(async () => {
  bot = await openRealBot();
  off = await startFilingApp(bot, false);
}, 120_000);
afterAll(() => off?.stop());

/** A store of its own for each, so that there is one case or none. */
async function withApp(work: (app: FilingApp) => Promise<void>): Promise<void> {
  const app = await startFilingApp(bot);
  try {
    await work(app);
  } finally {
    await app.stop();
  }
}
const words = () => bot.words.ko.filing;
const unescaped = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
const sentText = (page: string): string =>
  unescaped(/<pre class="sent"[^>]*>([\s\S]*?)<\/pre>/.exec(page)?.[1] ?? '');

describe('where nothing is received', () => {
  it.each(['/submit', '/submit/send', '/case', '/case/act', '/case/evidence', '/case/receipt'])(
    '%s is no page',
    async (path) => {
      expect((await fetch(`${off.url}${path}`)).status).toBe(404);
      const body = new URLSearchParams({ code: '123' });
      expect((await fetch(`${off.url}${path}`, { method: 'POST', body })).status).toBe(404);
    },
  );

  it('the receipt pages are none either, and no draft offers to be sent', async () => {
    expect((await fetch(`${off.url}/receipt`)).status).toBe(404);
    expect((await fetch(`${off.url}/receipt/key`)).status).toBe(404);
    const visitor = await withDraft(off.url);
    await visitor.sends('/document?document=nhrck');
    expect(visitor.page).not.toContain('/submit');
  });
});

describe('the page before sending', () => {
  it.each(LANGUAGES)('shows the document word for word, with its hash, in %s', async (language) => {
    await withApp(async ({ url }) => {
      const visitor = await onSubmitPage(url, language);
      expect(visitor.status).toBe(200);
      const text = sentText(visitor.page);
      expect(text).toContain(STORY);
      const sha256 = createHash('sha256').update(text).digest('hex');
      expect(visitor.page).toContain(sha256);
      expect(hiddenField(visitor.page, 'shown')).toBe(sha256);
      const { filing } = bot.words[language];
      expect(unescaped(visitor.page)).toContain(filing.consentPurpose);
      expect(visitor.page).toContain(INSTITUTION);
      expect(visitor.page).toContain(language === 'ko' ? '제32조제1항제6호' : 'Article 32(1)');
    });
  });

  it('is kept by no cache, and needs no script', async () => {
    await withApp(async ({ url }) => {
      const visitor = await withDraft(url);
      const response = await visitor.fetches('/submit?document=nhrck');
      expect(response.headers.get('cache-control')).toBe('no-store');
      const page = await response.text();
      expect(page).not.toMatch(/<script(?![^>]*src=)|style="| on\w+="/);
      expect((await fetch(`${url}/submit`, { redirect: 'manual' })).status).toBe(303);
    });
  });

  it('is not there without a draft', async () => {
    await withApp(async ({ url }) => {
      const stranger = await new CaseVisitor(url).opens('/');
      await stranger.sends('/submit?document=nhrck');
      expect(stranger.status).toBe(404);
      const visitor = await withDraft(url);
      await visitor.sends('/submit?document=no-such');
      expect(visitor.status).toBe(404);
    });
  });
});

describe('sending from the page', () => {
  it('makes a case with name, document and receipt; the name lies nowhere but sealed beside it', async () => {
    await withApp(async (app) => {
      const visitor = await sends(await onSubmitPage(app.url), IDENTITY);
      expect(visitor.status).toBe(200);
      const code = codeOn(visitor.page);
      const stored = await app.store.cases.byCode(code);
      const file = await app.onlyCase();
      expect(stored?.id).toBe(file.id);
      expect(file).toMatchObject({ hasIdentity: true, platform: 'web', language: 'ko' });
      const entry = { at: 0, actor: 'test', action: 'identity-opened', case: file.id, details: {} };
      const identity = await app.store.cases.openIdentity(file.id, entry);
      expect(JSON.parse(identity ?? '')).toMatchObject({ name: IDENTITY['identity-name'] });
      const kept = [
        visitor.page,
        JSON.stringify(file),
        app.log.join('\n'),
        app.stored().toString('utf8'),
        (await app.store.stateOf(app.store.conversationId('web', visitor.form.conversation))) ?? '',
      ];
      for (const one of kept) for (const word of PLANTED) expect(one).not.toContain(word);
      expect(app.log.join('\n')).not.toContain(code);
      expect(app.stored().includes(Buffer.from(code))).toBe(false);
    });
  });

  it('without a name takes a tick that says so', async () => {
    await withApp(async (app) => {
      const visitor = await onSubmitPage(app.url);
      await sends(visitor);
      expect(visitor.status).toBe(422);
      expect(visitor.page).toContain('id="q-identity-name-field"');
      expect(unescaped(visitor.page)).toContain(
        words().pageNamelessMissing.replace('{label}', '성명'),
      );
      await sends(visitor, { nameless: 'yes' });
      expect(visitor.status).toBe(200);
      expect((await app.onlyCase()).hasIdentity).toBe(false);
      expect(visitor.page).toContain('제32조제1항제6호');
    });
  });

  it('without consent sends nothing, and what was typed stays', async () => {
    await withApp(async (app) => {
      const visitor = await onSubmitPage(app.url);
      await sends(visitor, { ...IDENTITY, agree: '' });
      expect(visitor.status).toBe(422);
      expect(visitor.page).toContain(IDENTITY['identity-name']);
      expect(await app.store.cases.count()).toBe(0);
    });
  });

  it.each(['900101-1234567', '900101-1******'])(
    'with %s in a field sends nothing',
    async (number) => {
      await withApp(async (app) => {
        const visitor = await onSubmitPage(app.url);
        await sends(visitor, { ...IDENTITY, 'identity-phone': number });
        expect(visitor.status).toBe(422);
        expect(visitor.page).not.toContain(number);
        expect(await app.store.cases.count()).toBe(0);
      });
    },
  );

  it('the same form twice, or two forms of one page, make one case', async () => {
    await withApp(async (app) => {
      const visitor = await onSubmitPage(app.url);
      const { form, page } = visitor;
      await sends(visitor, IDENTITY);
      const first = codeOn(visitor.page);
      const file = await app.onlyCase();
      visitor.form = form;
      visitor.page = page;
      await sends(visitor, IDENTITY);
      expect(codeOn(visitor.page)).toBe(first);
      visitor.page = page;
      visitor.form = { ...form, delivery: 'x'.repeat(24) };
      await sends(visitor, IDENTITY);
      expect(unescaped(visitor.page)).toContain(words().alreadySubmitted);
      expect(await app.onlyCase()).toEqual(file);
    });
  });

  it('after the draft has changed shows it once more', async () => {
    await withApp(async (app) => {
      const visitor = await onSubmitPage(app.url);
      const shown = hiddenField(visitor.page, 'shown');
      await visitor.sends('/complaint/answers', { ...SUBWAY, 'q-respondent': '다른 공사' });
      await sends(visitor, { ...IDENTITY, shown });
      expect(unescaped(visitor.page)).toContain(words().changedSince);
      expect(await app.store.cases.count()).toBe(0);
    });
  });

  it('after it was sent goes as a correction of the same case', async () => {
    await withApp(async (app) => {
      const visitor = await sends(await onSubmitPage(app.url), IDENTITY);
      await visitor.sends('/complaint/answers', { ...SUBWAY, 'q-respondent': '다른 공사' });
      await visitor.sends('/submit?document=nhrck');
      expect(unescaped(visitor.page)).toContain(words().pageOnlyCorrection);
      expect(visitor.page).not.toContain('id="identity-name"');
      await sends(visitor);
      const file = await app.onlyCase();
      expect(file.statements).toHaveLength(2);
      expect(statementOf(file).answers['respondent']).toEqual(['다른 공사']);
      expect(file.hasIdentity).toBe(true);
    });
  });
});

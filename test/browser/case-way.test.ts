import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bot } from '../../adapters/open-bot.ts';
import { applicable } from '../../knowledge/casework/interview.ts';
import { LANGUAGES, type Language } from '../../knowledge/language.ts';
import { STORY } from '../adapters/web/case-visitor.ts';
import { readPdf, squeezed } from '../documents/readers.ts';
import { type RunningApp, startApp } from '../real-app.ts';
import { openRealBot } from '../real-bot.ts';
import { openBrowser } from './open-browser.ts';

/** The narrowest screen that WCAG 2.2 (1.4.10, reflow) asks for. */
const NARROW = { width: 320, height: 640 };
const WITHOUT_SCRIPTS = { javaScriptEnabled: false };

const browser = await openBrowser();
let bot: Bot;
let app: RunningApp;
beforeAll(async () => {
  bot = await openRealBot();
  app = await startApp(bot);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

/** Runs a visit in a window of its own, and expects no error and no foreign request in it. */
async function visit(
  path: string,
  steps: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  if (!browser) throw new Error('These tests need a browser.');
  const context = await browser.newContext({ locale: 'ko-KR', ...options });
  try {
    const page = await context.newPage();
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (line) => {
      // A form that has to be mended comes with 422, which Chromium counts as an error.
      if (line.type() === 'error' && !line.text().includes('422')) troubles.push(line.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(app.url)) troubles.push(`asked ${request.url()}`);
    });
    await page.goto(`${app.url}${path}`);
    await steps(page);
    expect(troubles).toEqual([]);
  } finally {
    await context.close();
  }
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const interview = (language: Language = 'ko') => bot.words[language].interview;
const web = (language: Language = 'ko') => bot.words[language].web;

async function faults(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`,
  );
}

/** Fills the form in as somebody would who met a camera at the gates of the subway. */
async function fillForm(page: Page): Promise<void> {
  await page.selectOption('[name="q-place"]', 'subway');
  await page.selectOption('[name="q-operator"]', 'public-corporation');
  await page.check('#q-seen-camera');
  await page.check('#q-people-passers-by');
  await page.check('#q-timing-live');
  await page.check('#q-list-alert');
  await page.check('#q-told-nothing');
  await page.fill('#q-when-day', '2026-11-20');
  await page.fill('#q-when-time', '19:10');
  await page.check('#q-victim-self');
  await page.check('#q-elsewhere-none');
  await page.fill('[name="q-story"]', STORY);
  await page.check('#q-wish-stop');
  await page.fill('[name="q-respondent"]', '서울교통공사');
}

async function sendForm(page: Page, language: Language = 'ko'): Promise<void> {
  await page.check('#consent');
  await fillForm(page);
  await button(page, web(language).formSend).click();
  await page.getByRole('heading', { name: interview(language).routesTitle }).waitFor();
}

async function openDocument(page: Page, language: Language = 'ko'): Promise<void> {
  const title = bot.casework.routes.find(({ id }) => id === 'nhrck')?.title[language] ?? '';
  await button(page, interview(language).draftButton.replace('{title}', title)).click();
  await button(page, interview(language).complete).click();
  await page.locator('#identity-name').waitFor();
}

describe.each([{ javaScriptEnabled: true }, WITHOUT_SCRIPTS])(
  'somebody with $javaScriptEnabled for JavaScript',
  (options) => {
    it.skipIf(!browser)('writes a complaint from the first page to a PDF', async () => {
      await visit(
        '/?lang=ko',
        async (page) => {
          await button(page, web().wayComplaint).click();
          await page.getByRole('heading', { name: interview().consentTitle }).waitFor();
          await button(page, interview().consentAll).click();
          await page.getByText(bot.casework.questions[0]?.ask.ko ?? '').waitFor();
          await page.getByRole('link', { name: web().newChat }).click();
          await page.getByRole('link', { name: web().wayForm }).click();
          await sendForm(page);
          await openDocument(page);
          await page.fill('#identity-name', '제갈다솜별');
          const [download] = await Promise.all([
            page.waitForEvent('download'),
            button(page, 'PDF').click(),
          ]);
          expect(download.suggestedFilename()).toBe('facerights-nhrck.pdf');
          const text = squeezed(await readPdf(new Uint8Array(readFileSync(await download.path()))));
          expect(text).toContain('제갈다솜별');
          expect(text).toContain(squeezed(STORY));
          await page.fill('#most', '600');
          await button(page, web().pasteShow).click();
          await page.locator('#part-1').waitFor();
          expect(await page.inputValue('#part-0')).toContain('제갈다솜별');
          expect(await page.inputValue('#identity-name')).toBe('제갈다솜별');
        },
        options,
      );
    });

    it.skipIf(!browser)('goes on with the form from the chat, and back', async () => {
      await visit(
        '/complaint?lang=ko',
        async (page) => {
          await sendForm(page);
          await button(page, interview().openForm).click();
          await page.waitForURL('**/complaint?lang=ko');
          expect(await page.inputValue('[name="q-story"]')).toBe(STORY);
          expect(await page.locator('#consent').count()).toBe(0);
          await page.check('#q-victim-child');
          await button(page, web().formSend).click();
          await button(page, interview().toReview).click();
          await page
            .getByText(/내 자녀/)
            .first()
            .waitFor();
        },
        options,
      );
    });

    it.skipIf(!browser)('comes back by the link, and adds a photo', async () => {
      await visit(
        '/complaint?lang=ko',
        async (page) => {
          await sendForm(page);
          await page.locator('summary', { hasText: web().returnLater }).click();
          const link = (await page.locator('.address a').getAttribute('href')) ?? '';
          expect(link).toContain('/continue?lang=ko#r.');
          await page.goto('about:blank');
          await page.goto(link);
          if (!options.javaScriptEnabled) {
            await page.fill('#code', link);
            await button(page, web().continueButton).click();
          }
          await button(page, interview().goOn).waitFor();
          expect(page.url()).toBe(`${app.url}/continue?lang=ko`);
          await page.locator('summary', { hasText: web().evidenceTitle }).click();
          const [, pixel = ''] = PNG.split(',');
          const file = { name: 'gate.png', mimeType: 'image/png' };
          await page.setInputFiles('#evidence-files', {
            ...file,
            buffer: Buffer.from(pixel, 'base64'),
          });
          await page.check('#evidence-agree');
          await button(page, web().evidenceSend).click();
          await page.getByText('보관했어요').waitFor();
        },
        options,
      );
    });
  },
);

const PNG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe.skipIf(!browser)('with JavaScript', () => {
  it('the form shows only the questions that apply', async () => {
    await visit('/complaint?lang=ko', async (page) => {
      const shown = (id: string) => page.locator(`#q-${id}`).isVisible();
      expect(await shown('timing')).toBe(false);
      expect(await shown('alternative')).toBe(false);
      expect(await shown('matter')).toBe(false);
      await page.selectOption('[name="q-operator"]', 'police');
      await page.check('#q-people-passers-by');
      expect(await shown('timing')).toBe(true);
      expect(await shown('list')).toBe(true);
      await page.check('#q-timing-live');
      await page.check('#q-people-enrolled');
      expect(await shown('timing')).toBe(false);
      expect(await shown('alternative')).toBe(true);
      await page.selectOption('[name="q-operator"]', 'private-business');
      expect(await shown('matter')).toBe(false);
      await page.check('#consent-sensitive');
      expect(await shown('matter')).toBe(true);
      expect(await page.locator('.only-if:visible').count()).toBe(0);
    });
  });

  it('the form shows what the conversation would ask, whatever is chosen', async () => {
    await visit('/complaint?lang=ko', async (page) => {
      await page.check('#consent-sensitive');
      for (const people of ['passers-by', 'enrolled', 'filming', 'planned', 'unknown']) {
        for (const operator of ['police', 'private-business', 'facility', 'unknown']) {
          await page.check(`#q-people-${people}`);
          await page.selectOption('[name="q-operator"]', operator);
          const shown = await page
            .locator('fieldset[data-question]:visible')
            .evaluateAll((boxes) => boxes.map((box) => box.getAttribute('data-question')));
          const answers = { people: [people], operator: [operator] };
          const rules = bot.casework.interview('2026-11-28');
          const asked = applicable('complaint', answers, rules).map(({ id }) => id);
          const extra = bot.casework.questions.filter(({ flow }) => flow === 'extra');
          expect(shown).toEqual([...asked, ...extra.map(({ id }) => id)]);
        }
      }
    });
  });

  it('a link of a messenger is sent off by itself, and its code leaves the address', async () => {
    await visit('/continue?lang=ko#0123456789abcdefghijklmn', async (page) => {
      await page.getByText(interview().offerGone).waitFor();
      expect(page.url()).toBe(`${app.url}/continue?lang=ko`);
      await page.goBack();
      expect(page.url()).not.toContain('#');
      expect(app.log.join('\n')).not.toContain('0123456789abcdef');
    });
  });

  it('an answer in the chat brings the link to come back', async () => {
    await visit('/?lang=ko', async (page) => {
      await button(page, web().wayComplaint).click();
      expect(await page.locator('.case-tools').count()).toBe(0);
      await button(page, interview().consentAll).click();
      await page.locator('.case-tools').waitFor();
      expect(await page.locator('form.ask input[name="conversation"]').count()).toBe(1);
      expect(await page.locator('form.ask input[name="delivery"]').count()).toBe(1);
      expect(await page.locator('.starter').count()).toBe(0);
      await button(page, web().myDraft).click();
      await page.locator('.turn').nth(2).waitFor();
    });
  });

  it('Enter in a box sends the form, and never opens it in the other language', async () => {
    await visit('/complaint?lang=ko', async (page) => {
      await page.focus('#consent');
      await page.keyboard.press('Space');
      await fillForm(page);
      await page.focus('[name="q-respondent"]');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: interview().routesTitle }).waitFor();
    });
  });
});

describe.skipIf(!browser)('every page of a draft', () => {
  it.each(LANGUAGES.map((language) => ({ language })))(
    'has no fault that axe knows and fits 320 pixels, in $language',
    async ({ language }) => {
      const troubles: Record<string, unknown> = {};
      const look = async (page: Page, name: string) => {
        const found = await faults(page);
        const width = await page.evaluate<number>('document.documentElement.scrollWidth');
        if (found.length > 0 || width > NARROW.width) troubles[name] = { found, width };
      };
      await visit(
        `/complaint?lang=${language}`,
        async (page) => {
          await look(page, 'form');
          await page.fill('#q-when-day', '2999-01-01');
          await page.check('#consent');
          await button(page, web(language).formSend).click();
          await page.locator('.problems').waitFor();
          await look(page, 'form with a problem');
          await sendForm(page, language);
          for (const tool of await page.locator('.tool > summary').all()) await tool.click();
          await look(page, 'chat');
          await openDocument(page, language);
          await page.locator('.tool > summary').click();
          await look(page, 'document');
          await page.fill('#identity-name', '900101-1234567');
          await button(page, 'PDF').click();
          await page.locator('.problems').waitFor();
          await look(page, 'document with a problem');
          await page.fill('#identity-name', '제갈다솜별');
          await page.fill('#most', '600');
          await button(page, web(language).pasteShow).click();
          await page.locator('#part-1').waitFor();
          await look(page, 'text');
          await page.goto(`${app.url}/continue?lang=${language}`);
          await page.fill('#code', 'x');
          await button(page, web(language).continueButton).click();
          await page.locator('#code-problem').waitFor();
          await look(page, 'continue');
          await page.goto(`${app.url}/?lang=${language}`);
          await look(page, 'home');
        },
        { viewport: NARROW },
      );
      expect(troubles).toEqual({});
    },
    120_000,
  );

  it('has buttons and boxes large enough for a thumb', async () => {
    await visit(
      '/complaint?lang=ko',
      async (page) => {
        await sendForm(page);
        await openDocument(page);
        const small: string[] = [];
        for (const control of await page.locator('button, select, .field input, summary').all()) {
          const box = await control.boundingBox();
          if (box && box.height < 44) small.push(await control.evaluate((one) => one.outerHTML));
        }
        expect(small).toEqual([]);
      },
      { viewport: NARROW },
    );
  });
});

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bot } from '../../adapters/open-bot.ts';
import { LANGUAGES } from '../../knowledge/language.ts';
import { withDraft } from '../adapters/web/case-visitor.ts';
import { codeOn } from '../adapters/web/filed-visitor.ts';
import { type FilingApp, startFilingApp } from '../filing-app.ts';
import { openRealBot } from '../real-bot.ts';
import { openBrowser } from './open-browser.ts';

/** The narrowest screen that WCAG 2.2 (1.4.10, reflow) asks for. */
const NARROW = { width: 320, height: 640 };

const browser = await openBrowser();
let bot: Bot;
let app: FilingApp;
beforeAll(async () => {
  bot = await openRealBot();
  app = await startFilingApp(bot);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

/** No barrier that the rules of axe know, and nothing to scroll sideways for. */
async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
  expect(found, page.url()).toEqual([]);
  const width = await page.locator('html').evaluate((root) => root.scrollWidth);
  expect(width).toBeLessThanOrEqual(NARROW.width);
}

describe.skipIf(!browser)('the person’s side, on a narrow screen without scripts', () => {
  it.each(LANGUAGES)(
    'from the draft to the withdrawal has no barrier, in %s',
    async (language) => {
      const { filing } = bot.words[language];
      // Axe needs scripts in the page; ours are kept away.
      const context = await browser?.newContext({ viewport: NARROW });
      if (!context) throw new Error('These tests need a browser.');
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      await page.route('**/static/*.js', (route) => route.abort());
      try {
        const { form } = await withDraft(app.url, language);
        await page.goto(`${app.url}/continue?lang=${language}`);
        await page.locator('#code').fill(`r.${form.conversation}`);
        await page.getByRole('button', { name: bot.words[language].web.continueButton }).click();
        await page
          .getByRole('button', { name: bot.words[language].interview.goOn, exact: true })
          .click();
        await page
          .getByRole('button', { name: /국가인권위원회 진정 초안|Draft: .*Human Rights/ })
          .click();
        await page
          .getByRole('button', { name: filing.submit.split('{')[0]?.trim() || /제출하기/ })
          .click();
        await page.getByRole('button', { name: filing.toPreview }).click();
        await expectAccessible(page);
        await page.getByLabel(filing.pageNameless).check();
        await page.getByLabel(filing.pageAgree).check();
        await page.getByRole('button', { name: filing.pageSubmit, exact: true }).click();
        await expectAccessible(page);
        const code = codeOn(await page.content());

        await page.goto(`${app.url}/case?lang=${language}`);
        await expectAccessible(page);
        await page.getByLabel(filing.codeField).fill(code);
        await page.getByRole('button', { name: filing.codeOpen }).click();
        await expectAccessible(page);
        expect(page.url()).not.toContain(code);
        await page.getByLabel(filing.pageText).fill('언제 되나요?');
        await page.getByRole('button', { name: filing.pageSend }).click();
        await page.locator('summary', { hasText: filing.addEvidence }).click();
        await page.locator('summary', { hasText: filing.pageName }).click();
        await expectAccessible(page);
        await page.getByRole('button', { name: filing.withdraw }).click();
        await expectAccessible(page);
        await page.getByRole('button', { name: filing.withdrawSure }).click();
        await expectAccessible(page);

        await page.goto(`${app.url}/receipt?lang=${language}`);
        await page.getByLabel(filing.checkText).fill('-');
        await page.getByRole('button', { name: filing.checkButton, exact: true }).click();
        await expectAccessible(page);
      } finally {
        await context.close();
      }
    },
    120_000,
  );
});

import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCaseFile } from '../../bot/desk/case-file.ts';
import { startQueueApp } from '../adapters/desk/queue-desk.ts';
import type { DeskApp, SignedInVisitor } from '../desk-app.ts';
import { madeCases } from '../desk-cases.ts';
import { openBrowser } from './open-browser.ts';

const NARROW = { width: 320, height: 640 };

const browser = await openBrowser();
let app: DeskApp;
let officer: SignedInVisitor;

beforeAll(async () => {
  app = await startQueueApp(
    madeCases(110).map(({ assignee: _a, restrictedTo: _r, snoozedUntil: _s, ...file }) => file),
  );
  officer = await app.signIn('officer');
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await app.stop();
});

/** A window of somebody who has signed in. */
async function atDesk(
  steps: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
  who = officer,
): Promise<void> {
  const context = await browser?.newContext({ baseURL: app.url, ...options });
  if (!context) throw new Error('These tests need a browser.');
  const cookies = [...who.visitor.cookies].map(([name, value]) => ({ name, value, url: app.url }));
  await context.addCookies(cookies);
  try {
    const page = await context.newPage();
    await page.goto('/desk/queue?sort=received');
    await steps(page);
  } finally {
    await context.close();
  }
}

const focused = (page: Page) =>
  page.evaluate(
    'document.activeElement.closest("tr[data-case]")?.dataset.case ?? document.activeElement.id',
  );
const rows = (page: Page) =>
  page
    .locator('tr[data-case]')
    .evaluateAll((all) => all.map((row) => row.getAttribute('data-case') ?? ''));
const assigneeOf = async (id: string) => {
  const stored = await app.store.cases.read(id);
  return stored && readCaseFile(stored.file).assignee;
};

describe.skipIf(!browser)('the queue by keyboard', () => {
  it('moves from case to case, stops at both ends, and opens the case', () =>
    atDesk(async (page) => {
      const [first, second] = await rows(page);
      for (const key of ['j', 'j', 'k', 'k']) await page.keyboard.press(key);
      expect(await focused(page)).toBe(first);
      await page.keyboard.press('j');
      expect(await focused(page)).toBe(second);
      await page.keyboard.press('Enter');
      await page.waitForURL(new RegExp(`/desk/cases/${second}\\?from=`));
    }));

  it('selects cases, says how many, and takes them all', () =>
    atDesk(async (page) => {
      const [first = '', second = '', third = ''] = await rows(page);
      for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key);
      expect(await page.locator('#queue-says').textContent()).toContain('모두 2건');
      await page.keyboard.press('a');
      await page.waitForURL(/did=take&count=2/);
      expect(await focused(page)).toBe(second);
      const taken = await Promise.all([first, second, third].map(assigneeOf));
      expect(taken).toEqual([officer.staff.id, officer.staff.id, undefined]);
    }));

  it('snoozes the case that has the focus, and begins at the top again', () =>
    atDesk(async (page) => {
      const [, second, third] = await rows(page);
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await page.keyboard.press('s');
      await page.waitForURL(/did=snooze&count=1/);
      expect((await rows(page)).slice(1, 2)).toEqual([third]);
      expect(await rows(page)).not.toContain(second);
      expect(await focused(page)).toBe((await rows(page))[0]);
    }));

  it('goes to the search, the filters, the next page and other places', () =>
    atDesk(async (page) => {
      await page.keyboard.press('/');
      expect(await focused(page)).toBe('q');
      await page.keyboard.type('jxa?');
      expect(await page.inputValue('#q')).toBe('jxa?');
      await page.evaluate('document.activeElement.blur()');
      await page.keyboard.press('f');
      expect(await page.locator('#queue-filters').getAttribute('open')).not.toBeNull();
      await page.keyboard.press('n');
      await page.waitForURL(/page=2/);
      await page.keyboard.press('p');
      await page.waitForURL((url) => !url.search.includes('page=2'));
      await page.keyboard.press('g');
      await page.keyboard.press('f');
      await page.waitForURL(/\/desk\/figures$/);
    }));

  it('understands the keys of a Hangul keyboard', () =>
    atDesk(async (page) => {
      await page.evaluate(
        "document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ㅓ', code: 'KeyJ', bubbles: true }))",
      );
      expect(await focused(page)).toBe((await rows(page))[0]);
    }));

  it('leaves keys with Ctrl to the browser, and keys in a list of choices to the list', () =>
    atDesk(async (page) => {
      await page.keyboard.press('Control+j');
      expect(await focused(page)).toBe('');
      await page.focus('#sort');
      await page.keyboard.press('j');
      expect(await focused(page)).toBe('sort');
    }));

  it('shows its list, and can be switched off for good', () =>
    atDesk(async (page) => {
      await page.keyboard.press('?');
      expect(await page.locator('dialog#keyboard').isVisible()).toBe(true);
      await page.uncheck('#shortcuts-on');
      await page.keyboard.press('Escape');
      await page.reload();
      await page.keyboard.press('j');
      expect(await focused(page)).toBe('');
      await page.click('[data-opens-shortcuts]');
      await page.check('#shortcuts-on');
      await page.keyboard.press('Escape');
      await page.evaluate('document.activeElement.blur()');
      await page.keyboard.press('j');
      expect(await focused(page)).toBe((await rows(page))[0]);
    }));
});

describe.skipIf(!browser)('the pages of the queue', () => {
  it.each([
    '/desk/queue',
    '/desk/queue?operator=police&q=%EC%B9%B4%EB%A9%94%EB%9D%BC',
    '/desk/queue?q=%EB%B7%81',
    '/desk/shortcuts',
  ])('have no barrier that axe finds, light or dark: %s', async (address) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await atDesk(
        async (page) => {
          await page.goto(address);
          if (await page.locator('#keyboard').count()) await page.keyboard.press('?');
          const open = await new AxeBuilder({ page }).analyze();
          await page.keyboard.press('Escape');
          for (const details of await page.locator('main details').all()) {
            await details.evaluate((one) => one.setAttribute('open', ''));
          }
          const { violations } = await new AxeBuilder({ page }).analyze();
          const found = [...open.violations, ...violations];
          expect(found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
        },
        { colorScheme },
      );
    }
  });

  it('need no scrolling sideways at 320 pixels, but for the table within its frame', () =>
    atDesk(
      async (page) => {
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(NARROW.width);
      },
      { viewport: NARROW },
    ));

  it('work without any script', () =>
    atDesk(
      async (page) => {
        await page.locator('#queue-filters summary').first().click();
        await page.locator('#queue-filters summary', { hasText: '장소' }).click();
        await page.check('#f-place-gym');
        await page.click('#queue-search button[type="submit"]');
        await page.waitForURL(/place=gym/);
        await page.locator('input[name="case"]').first().check();
        await page.click('button[value="take"]');
        await page.waitForURL(/did=take&count=1/);
        await page.click('a[href="/desk/shortcuts"]');
        expect(await page.locator('kbd').count()).toBeGreaterThan(10);
      },
      { javaScriptEnabled: false },
    ));
});

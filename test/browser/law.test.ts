import { rmSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../knowledge/language.ts';
import { madeUpLaw, newLawFolder, startLawApp, TOY_LAWS } from '../law-app.ts';
import type { RunningApp } from '../real-app.ts';
import { openBrowser } from './open-browser.ts';

/** The narrowest screen that WCAG 2.2 (1.4.10, reflow) asks for. */
const NARROW = { width: 320, height: 640 };

const GYM = '헬스장이 얼굴 등록을 강제해도 되나요?';

const browser = await openBrowser();
let toy: RunningApp;
let real: RunningApp;
const folders: string[] = [];
beforeAll(async () => {
  toy = await startLawApp({ folder: folderOf(TOY_LAWS) });
  const pipa = madeUpLaw('개인정보 보호법', '011357');
  real = await startLawApp({
    folder: folderOf({ '개인정보보호법/법률.md': pipa }),
    isRealCorpus: true,
  });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await toy?.stop();
  await real?.stop();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = newLawFolder(files);
  folders.push(folder);
  return folder;
}

async function visit(
  address: string,
  steps: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  if (!browser) throw new Error('These tests need a browser.');
  const context = await browser.newContext({ locale: 'ko-KR', ...options });
  try {
    const page = await context.newPage();
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(error.message));
    await page.goto(address);
    await steps(page);
    expect(troubles).toEqual([]);
  } finally {
    await context.close();
  }
}

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`,
  );
}

const WORDING = encodeURIComponent('생체정보');
const PAGES = [
  '/law?',
  `/law?q=${WORDING}&`,
  `/law?q=${WORDING}&exact=1&`,
  `/law?q=${encodeURIComponent('헬리콥터')}&`,
  '/law/장난감보호법?',
  '/law/장난감보호법/제1조?',
  '/law/장난감보호법/제2조?',
  '/law/장난감보호법/제3조?',
  '/law/장난감보호법/제99조?',
  '/law/구슬관리법/제4조?',
  '/law/딱지법?',
  '/law/깨진법?',
  '/law/없는법?',
  '/p/toy-law/1?',
  '/s/toy-law?',
  '/a/shop-camera?',
];

const openDetails = async (page: Page): Promise<void> => {
  for (const summary of await page.locator('details > summary').all()) await summary.click();
};

describe.skipIf(!browser)('the pages of the law', () => {
  it.each(LANGUAGES.map((language) => ({ language })))(
    'have no fault that axe knows, and one heading of the first level, in $language',
    async ({ language }) => {
      const faults: Record<string, string[]> = {};
      await visit(toy.url, async (page) => {
        for (const path of PAGES) {
          await page.goto(`${toy.url}${path}lang=${language}`);
          await openDetails(page);
          const found = await violations(page);
          if (found.length > 0) faults[path] = found;
          expect(await page.locator('h1').count(), path).toBe(1);
        }
      });
      expect(faults).toEqual({});
    },
    90_000,
  );

  it('need no scrolling sideways on a screen of 320 pixels', async () => {
    const tooWide: string[] = [];
    await visit(
      toy.url,
      async (page) => {
        for (const language of LANGUAGES) {
          for (const path of PAGES) {
            await page.goto(`${toy.url}${path}lang=${language}`);
            await openDetails(page);
            const width = await page.evaluate<number>('document.documentElement.scrollWidth');
            if (width > NARROW.width) tooWide.push(`${width} px: ${path}lang=${language}`);
          }
        }
      },
      { viewport: NARROW },
    );
    expect(tooWide).toEqual([]);
  }, 60_000);

  it('lead from a search to an article, to the next one, and to the law', async () => {
    await visit(`${toy.url}/law?lang=ko`, async (page) => {
      await page.fill('#q', '생체정보');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/law\?lang=ko&q=/);
      await page.locator('ol.found a').first().click();
      await page.waitForURL(/\/law\/[^/]+\/[^/]+\?lang=ko$/);
      await page.locator('nav.neighbours a[rel="up"]').click();
      await page.waitForURL(/\/law\/[^/]+\?lang=ko$/);
      await page.locator('ul.articles a').first().click();
      expect(await page.locator('.statute').count()).toBe(1);
    });
  });

  it('go straight to an article that is asked for by name', async () => {
    await visit(`${toy.url}/law?lang=ko`, async (page) => {
      await page.fill('#q', '장난감 보호법 2조의2');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/law\/[^/]+\/[^/]+\?lang=ko$/);
      expect(await page.locator('h1').textContent()).toBe('장난감 보호법 제2조의2(구슬)');
    });
  });
});

describe.skipIf(!browser)('the official text under a citation', () => {
  const textOf = async (page: Page): Promise<string> =>
    (await page.locator('details.official[open] .statute p').allTextContents()).join('\n');

  it.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])(
    'opens with the keyboard and is closed at first ($javaScriptEnabled)',
    async (options) => {
      await visit(
        `${toy.url}/a/shop-camera?lang=ko`,
        async (page) => {
          const summary = page.locator('details.official > summary');
          expect(await page.locator('details.official .statute').isVisible()).toBe(false);
          await summary.focus();
          await page.keyboard.press('Enter');
          expect(await page.locator('details.official .statute').isVisible()).toBe(true);
          expect(await textOf(page)).toBe(
            '1. 나무토막. 다만, 다음 각 목의 것은 제외한다.\n가. 색을 칠한 나무토막',
          );
          await page.keyboard.press('Enter');
          expect(await page.locator('details.official .statute').isVisible()).toBe(false);
        },
        options,
      );
    },
  );

  it('does not move when it is opened, and is large enough to be hit', async () => {
    await visit(
      `${toy.url}/a/shop-camera?lang=ko`,
      async (page) => {
        const summary = page.locator('details.official > summary');
        const before = await summary.boundingBox();
        await summary.click();
        const after = await summary.boundingBox();
        expect({ x: after?.x, y: after?.y }).toEqual({ x: before?.x, y: before?.y });
        expect(before?.height).toBeGreaterThanOrEqual(24);
      },
      { viewport: NARROW },
    );
  });

  it('opens in an answer that was added to the chat', async () => {
    await visit(`${real.url}/?lang=ko`, async (page) => {
      await page.fill('#question', GYM);
      await page.click('button.primary');
      const summary = page.locator('.turn details.official > summary').first();
      await summary.waitFor();
      await openDetails(page);
      expect(await textOf(page)).toContain('지어낸');
      expect(await violations(page)).toEqual([]);
    });
  }, 60_000);
});

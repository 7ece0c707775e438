import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bot } from '../../adapters/open-bot.ts';
import { LANGUAGES } from '../../knowledge/language.ts';
import { type RunningApp, startApp } from '../real-app.ts';
import { openRealBot } from '../real-bot.ts';
import { openBrowser } from './open-browser.ts';

/** The narrowest screen that WCAG 2.2 (1.4.10, reflow) asks for; 1280 pixels at 400 % zoom are as many. */
const NARROW = { width: 320, height: 640 };

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

async function withPage(
  steps: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const context = await browser?.newContext(options);
  if (!context) throw new Error('These tests need a browser.');
  try {
    await steps(await context.newPage());
  } finally {
    await context.close();
  }
}

const question = (text: string) => `/?q=${encodeURIComponent(text)}&`;

/** One address of every kind of page; each ends where `lang=` can be added. */
function addresses(): string[] {
  const { entries, provisions, sources } = bot.knowledge.corpus;
  const ofVerdicts = Object.keys(bot.words.ko.verdict).flatMap((verdict) => {
    const entry = [...entries.values()].find((candidate) => candidate.verdict === verdict);
    return entry ? [`/a/${entry.id}?`] : [];
  });
  const split = provisions.find((row, at) => provisions[at + 1]?.article === row.article);
  const article = split ?? provisions[0];
  const kinds = new Set([...sources.values()].map(({ kind }) => kind));
  const ofSources = [...kinds].flatMap((kind) => {
    const source = [...sources.values()].find((candidate) => candidate.kind === kind);
    return source ? [`/s/${source.id}?`] : [];
  });
  return [
    '/?',
    question('헬스장이 얼굴 등록을 강제해도 되나요?'),
    question('Can my school scan my face?'),
    question('얼굴인식 해도 돼요?'),
    question('개인정보 보호법 제23조'),
    question('김치찌개 끓이는 법'),
    question('제 번호는 010-1234-5678이고 지금 누가 따라와요'),
    ...ofVerdicts,
    `/p/${article?.source}/${article?.article}?`,
    ...ofSources.slice(0, 3),
    '/entries?',
    `/entries?q=${encodeURIComponent('학교 얼굴')}&`,
    '/sources?',
    '/no-such-page?',
  ];
}

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`,
  );
}

async function openAll(page: Page, language: string, look: (path: string) => Promise<void>) {
  for (const path of addresses()) {
    await page.goto(`${app.url}${path}lang=${language}`);
    await look(path);
  }
}

describe.skipIf(!browser)('every kind of page', () => {
  it.each(LANGUAGES.map((language) => ({ language })))(
    'has no fault that axe knows, in $language',
    async ({ language }) => {
      await withPage(async (page) => {
        const faults: Record<string, string[]> = {};
        await openAll(page, language, async (path) => {
          const found = await violations(page);
          if (found.length > 0) faults[path] = found;
        });
        expect(faults).toEqual({});
      });
    },
    120_000,
  );

  it.each([
    { what: 'on a screen of 320 pixels', options: { viewport: NARROW } },
    {
      what: 'at 400 % zoom',
      options: { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 },
    },
  ])(
    'needs no scrolling sideways $what',
    async ({ options }) => {
      await withPage(async (page) => {
        const tooWide: string[] = [];
        for (const language of LANGUAGES) {
          await openAll(page, language, async (path) => {
            const width = await page.evaluate<number>('document.documentElement.scrollWidth');
            if (width > NARROW.width) tooWide.push(`${width} px: ${path}lang=${language}`);
          });
        }
        expect(tooWide).toEqual([]);
      }, options);
    },
    90_000,
  );

  it('has one heading of the first level and a name of its own', async () => {
    await withPage(async (page) => {
      await openAll(page, 'ko', async (path) => {
        expect(await page.locator('h1').count(), path).toBe(1);
        expect(await page.title(), path).toContain(bot.words.ko.web.title);
      });
    });
  }, 60_000);

  it('keeps buttons and boxes large enough for a thumb on a phone', async () => {
    await withPage(
      async (page) => {
        await page.goto(`${app.url}/?lang=ko`);
        for (const control of await page
          .locator('nav a, .logo, button, textarea, .chips a')
          .all()) {
          const box = await control.boundingBox();
          expect(box?.height).toBeGreaterThanOrEqual(44);
        }
      },
      { viewport: NARROW },
    );
  });
});

it.skipIf(!browser)(
  'an answer that was added to the chat has no fault that axe knows',
  async () => {
    await withPage(async (page) => {
      await page.goto(`${app.url}/?lang=ko`);
      for (const text of ['헬스장이 얼굴 등록을 강제해도 되나요?', 'Can my school scan my face?']) {
        await page.fill('#question', text);
        await page.click('button.primary');
        await page.locator('.mine', { hasText: text }).waitFor();
      }
      expect(await page.locator('.turn').count()).toBe(2);
      expect(await violations(page)).toEqual([]);
    });
  },
  60_000,
);

import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bot } from '../../adapters/open-bot.ts';
import { type RunningApp, startApp } from '../real-app.ts';
import { openRealBot } from '../real-bot.ts';
import { openBrowser } from './open-browser.ts';

const GYM = '헬스장이 얼굴 등록을 강제해도 되나요?';

/** Any of these may be clear enough one day; the corpus grows. */
const VAGUE = [
  '얼굴인식 써도 되나요?',
  '얼굴인식 해도 돼요?',
  '얼굴 찍어도 되나요?',
  '얼굴 등록 해도 되나요?',
  '카메라 달아도 되나요?',
  '이거 불법인가요?',
];

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
    page.on('console', (line) => line.type() === 'error' && troubles.push(line.text()));
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

async function ask(page: Page, question: string): Promise<void> {
  const turns = await page.locator('.turn').count();
  await page.fill('#question', question);
  await page.click('button.primary');
  await page.locator('.turn').nth(turns).waitFor();
}

const hasFocus = async (page: Page, selector: string): Promise<boolean> =>
  (await page.locator(`${selector}:focus`).count()) > 0;

/** Presses Tab until the selector has the focus; a person gives up sooner than this. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if (await hasFocus(page, selector)) return;
  }
  throw new Error(`Tab never reaches ${selector}.`);
}

async function vagueQuestion(): Promise<string> {
  for (const text of VAGUE) {
    const { outcome } = await bot.pipeline.answer({ text });
    if (outcome === 'asked-back') return text;
  }
  throw new Error('None of the vague questions is asked back about.');
}

describe.skipIf(!browser)('the chat', () => {
  it('answers without loading the page again, and moves the focus to the answer', async () => {
    await visit('/?lang=ko', async (page) => {
      await page.evaluate("document.body.dataset.samePage = 'yes'");
      await ask(page, GYM);
      expect(await page.locator('body').getAttribute('data-same-page')).toBe('yes');
      expect(await page.locator('.turn .mine').textContent()).toContain(GYM);
      expect(await page.locator('.turn .verdict').textContent()).toContain(
        bot.words.ko.verdict.conditional,
      );
      expect(await page.locator('.turn .cites a').count()).toBeGreaterThan(0);
      expect(await hasFocus(page, '.turn .answer')).toBe(true);
      expect(await page.inputValue('#question')).toBe('');
      expect(await page.locator('#examples').count()).toBe(0);
    });
  });

  it('understands a follow-up', async () => {
    await visit('/?lang=ko', async (page) => {
      await ask(page, GYM);
      await ask(page, '그럼 학교는?');
      expect(await page.locator('.turn').count()).toBe(2);
      expect(await page.locator('.turn').nth(1).locator('.lead').textContent()).toContain('학교');
    });
  });

  it('asks back with choices that lead to answers', async () => {
    await visit('/?lang=ko', async (page) => {
      await ask(page, await vagueQuestion());
      const choices = page.locator('.turn .chips a');
      expect(await choices.count()).toBeGreaterThan(1);
      await choices.first().click();
      await page.waitForURL(/\/a\/[\w-]+\?lang=ko$/);
      expect(await page.locator('.answer .verdict').count()).toBe(1);
    });
  });

  it('answers an example with one press', async () => {
    await visit(
      '/?lang=en',
      async (page) => {
        await page.click('#examples a');
        await page.locator('.turn .verdict').waitFor();
      },
      { locale: 'en-GB' },
    );
  });

  it('loads the page anew when the answer does not arrive', async () => {
    await visit('/?lang=ko', async (page) => {
      // Before its script runs the form would be sent by the browser itself, and be given the empty page.
      await page.waitForLoadState('networkidle');
      await page.route('**/ask?*', (route) => route.fulfill({ body: '' }), { times: 1 });
      await ask(page, GYM);
      expect(page.url()).toContain('/ask?lang=ko');
      expect(await page.locator('.turn .mine').textContent()).toContain(GYM);
    });
  });

  it('lets a person start anew after an answer', async () => {
    await visit('/?lang=ko', async (page) => {
      await ask(page, GYM);
      await page.getByRole('link', { name: bot.words.ko.web.newChat }).click();
      await page.locator('#examples').waitFor();
      expect(await page.locator('.turn').count()).toBe(0);
    });
  });
});

describe.skipIf(!browser)('an entry', () => {
  it('is kept when the language is switched', async () => {
    await visit('/a/gym-face-only?lang=ko', async (page) => {
      await page.getByRole('link', { name: 'English' }).click();
      await page.waitForURL('**/a/gym-face-only?lang=en');
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      await page.getByRole('link', { name: '한국어' }).click();
      await page.waitForURL('**/a/gym-face-only?lang=ko');
    });
  });

  it('gives away its whole address', async () => {
    const permissions = ['clipboard-read', 'clipboard-write'];
    await visit(
      '/a/gym-face-only?lang=en',
      async (page) => {
        await page.click('button[data-copy]');
        await page.getByRole('button', { name: bot.words.en.web.copied }).waitFor();
        expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
          `${app.url}/a/gym-face-only?lang=en`,
        );
      },
      { permissions },
    );
  });

  it('leads from a citation to the article, and from there to the official text', async () => {
    await visit('/a/gym-face-only?lang=ko', async (page) => {
      await page.locator('.cites a').first().click();
      await page.waitForURL('**/p/**');
      expect(await page.locator('a[href^="https://www.law.go.kr/"]').count()).toBeGreaterThan(0);
    });
  });
});

it.skipIf(!browser)('the keyboard alone is enough', async () => {
  await visit('/?lang=ko', async (page) => {
    await page.keyboard.press('Tab');
    expect(await hasFocus(page, 'a.skip')).toBe(true);
    await page.keyboard.press('Enter');
    await tabTo(page, '#question');
    await page.keyboard.type(GYM);
    await page.keyboard.press('Enter');
    await page.locator('.turn .verdict').waitFor();
    expect(await hasFocus(page, '.turn .answer')).toBe(true);
    await tabTo(page, '.turn .cites a');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/p/**');
  });
});

it.skipIf(!browser)(
  'Shift and Enter make a new line, Enter during composition sends nothing',
  async () => {
    await visit('/?lang=ko', async (page) => {
      await page.focus('#question');
      await page.keyboard.type('첫 줄');
      await page.keyboard.press('Shift+Enter');
      await page.keyboard.type('둘째 줄');
      expect(await page.inputValue('#question')).toBe('첫 줄\n둘째 줄');
      await page.dispatchEvent('#question', 'keydown', { key: 'Enter', isComposing: true });
      expect(await page.locator('.turn').count()).toBe(0);
      expect(await page.locator('button.primary').isEnabled()).toBe(true);
    });
  },
);

it.skipIf(!browser)(
  'without JavaScript questions are answered and followed up all the same',
  async () => {
    await visit(
      '/?lang=ko',
      async (page) => {
        await ask(page, GYM);
        expect(page.url()).toContain('/ask?lang=ko');
        expect(await page.locator('.turn .verdict').textContent()).toContain(
          bot.words.ko.verdict.conditional,
        );
        await page.fill('#question', '그럼 학교는?');
        await page.click('button.primary');
        await page.getByText('그럼 학교는?').waitFor();
        expect(await page.locator('.turn .lead').textContent()).toContain('학교');
        expect(await page.locator('input[name="conversation"]').count()).toBe(1);
        await page.getByRole('link', { name: 'English' }).click();
        expect(await page.locator('html').getAttribute('lang')).toBe('en');
        await page.goto(`${app.url}/a/gym-face-only?lang=ko`);
        // What only works with JavaScript is not offered.
        expect(await page.locator('button[data-copy]').isVisible()).toBe(false);
      },
      { javaScriptEnabled: false },
    );
  },
);

describe.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])(
  'buttons of the bot, with $javaScriptEnabled for JavaScript',
  (options) => {
    it.skipIf(!browser)('lead from question to question, and to an answer', async () => {
      const { verdict } = bot.words.ko;
      await visit(
        '/?lang=ko',
        async (page) => {
          await page.fill('#question', '/guide');
          await page.click('button.primary');
          for (const [asked, chosen] of [
            ['어디에서 있었던 일인가요?', '헬스장·운동시설'],
            ['누가 운영하나요?', '가게·업체'],
            ['무엇을 보셨어요?', '뚜렷하게 본 것은 없음'],
            ['누구의 얼굴을 다루나요?', '얼굴을 등록한 사람만'],
            ['미리 알리고 동의를 물었나요?', '안내만 있었고 묻지 않음'],
            ['얼굴 말고 다른 방법', '얼굴만 됐음'],
          ] as const) {
            await page.getByText(asked).first().waitFor();
            await page.getByRole('button', { name: chosen }).first().click();
          }
          await page.getByText(verdict.conditional).waitFor();
        },
        options,
      );
    });
  },
);

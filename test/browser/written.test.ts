import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { webChannel } from '../../adapters/web/channel.ts';
import type { Payload, Preview } from '../../bot/channel.ts';
import type { Incoming } from '../../bot/message.ts';
import { render, startPages } from '../adapters/web/open-pages.ts';
import { written } from '../contracts/channel.ts';
import { openRealBot } from '../real-bot.ts';
import { openBrowser } from './open-browser.ts';

const PRIVATE = { address: {}, audience: 'private', language: 'ko' } as const;

const browser = await openBrowser();
const bot = await openRealBot();
const channel = webChannel(render, bot.words);
const received: Incoming[] = [];
let answer: (replies: readonly Payload[] | undefined) => void = () => undefined;
let pages: Awaited<ReturnType<typeof startPages>>;

beforeAll(async () => {
  await channel.start(async (incoming) => void received.push(...incoming));
  pages = await startPages(
    bot,
    channel,
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
});
afterAll(async () => {
  await browser?.close();
  await pages.stop();
});

/** Asks in a new window, and opens the preview of the answer. */
async function ask(): Promise<{ readonly page: Page; readonly preview: Preview }> {
  const page = await browser?.newPage({ locale: 'ko-KR' });
  if (!page) throw new Error('These tests need a browser.');
  const before = received.length;
  await page.goto(`${pages.url}/?lang=ko`);
  await page.fill('#question', '얼굴을 찍어도 되나요?');
  await page.click('button.primary');
  await vi.waitFor(() => expect(received.length).toBeGreaterThan(before), { timeout: 10_000 });
  const preview = channel.openPreview?.(PRIVATE, received.at(-1)?.deliveryId ?? '');
  if (!preview) throw new Error('Nothing can be shown.');
  return { page, preview };
}

const words = (page: Page) => page.locator('.turn .answer').textContent();

describe.skipIf(!browser)('an answer that is being written', () => {
  it('grows on the page without being read out, and takes the focus when it is whole', async () => {
    const { page, preview } = await ask();
    const turn = page.locator('.turn');
    for (const sentences of [1, 2]) {
      preview.show(written(sentences));
      await page.getByText(`문장 ${sentences}번이에요.`).waitFor();
      expect(await turn.count()).toBe(1);
      expect(await turn.getAttribute('aria-busy')).toBe('true');
      expect(await turn.textContent()).toContain(bot.words.ko.web.writing);
      // Nothing around it would be read out at each change.
      expect(await page.locator(':is([aria-live], [role=status]):has(.turn)').count()).toBe(0);
      expect(await page.locator('.answer:focus').count()).toBe(0);
    }
    await preview.close();
    answer(channel.layOut(written(3), PRIVATE));
    await page.locator('.turn:not([aria-busy]) .answer:focus').waitFor();
    expect(await turn.count()).toBe(1);
    expect(await words(page)).toContain('문장 3번이에요.');
    expect(await turn.textContent()).not.toContain(bot.words.ko.web.writing);
    expect(await page.locator('#status').textContent()).toBe('');
    expect(await page.inputValue('#question')).toBe('');
    await page.close();
  });

  it('whose end does not come is asked for again under the same number, by the whole page', async () => {
    const { page, preview } = await ask();
    const first = received.at(-1)?.deliveryId;
    preview.show(written(1));
    await page.getByText('문장 1번이에요.').waitFor();
    const before = received.length;
    answer(undefined);
    await vi.waitFor(() => expect(received.length).toBeGreaterThan(before), { timeout: 10_000 });
    expect(received.at(-1)?.deliveryId).toBe(first);
    answer(channel.layOut(written(2), PRIVATE));
    await page.getByText('문장 2번이에요.').waitFor();
    expect(await page.locator('.turn').count()).toBe(1);
    await page.close();
  });
});

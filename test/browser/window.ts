import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';

const WIDE = { width: 1280, height: 900 };
/** The narrowest screen that WCAG 2.2 (1.4.10, reflow) asks for. */
const NARROW = { width: 320, height: 640 };

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Run in the page. A click that a key makes has no detail; one that a script makes is not trusted. */
const NOTES_POINTERS = `
  for (const kind of ['pointerdown', 'mousedown', 'touchstart', 'wheel', 'click', 'auxclick']) {
    addEventListener(kind, (event) => {
      const isKey = kind === 'click' && event.detail === 0;
      if (event.isTrusted && !isKey) pointerWasUsed(kind);
    }, { capture: true, passive: true });
  }`;
const UNFOLD = "for (const one of document.querySelectorAll('details')) one.open = true";
const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** A window of somebody's own browser. */
export interface Window {
  readonly page: Page;
  /** Everything that a page complained of in the console, threw, or asked another site for. */
  readonly troubles: readonly string[];
  /** What was done with a mouse or a finger since the window was opened. */
  readonly pointers: readonly string[];
}

export async function openWindow(browser: Browser | undefined, url: string): Promise<Window> {
  const context = await browser?.newContext({ baseURL: url, locale: 'ko-KR', viewport: WIDE });
  if (!context) throw new Error('These tests need a browser.');
  const [troubles, pointers]: [string[], string[]] = [[], []];
  await context.exposeBinding('pointerWasUsed', (_, kind: string) => void pointers.push(kind));
  await context.addInitScript({ content: NOTES_POINTERS });
  const page = await context.newPage();
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (line) => {
    // A form that has to be mended comes with 422, which Chromium counts as an error.
    const isMended = line.text().includes('422');
    if (line.type() === 'error' && !isMended) troubles.push(`${line.text()} (${page.url()})`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) troubles.push(`asked ${request.url()}`);
  });
  return { page, troubles, pointers };
}

/** What axe finds wrong with the page that is open, and how far it has to be scrolled sideways, on a wide and a narrow screen. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const size of [NARROW, WIDE]) {
    await page.setViewportSize(size);
    const { violations } = await new AxeBuilder({ page })
      .options({ resultTypes: ['violations'] })
      .withTags(RULES)
      .setLegacyMode(true)
      .analyze();
    const overflow = await page.evaluate<number>(OVERFLOW);
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    const tooWide = overflow > 0 ? [`${overflow} pixels to scroll sideways`] : [];
    faults.push(...[...found, ...tooWide].map((fault) => `at ${size.width}: ${fault}`));
  }
  return faults;
}

/** Faults of the pages that were looked at, everything unfolded, by a name for each page. */
export class Looked {
  readonly faults: Record<string, readonly string[]> = {};

  async at({ page }: Window, name: string): Promise<void> {
    await page.evaluate(UNFOLD);
    const found = await faultsOf(page);
    if (found.length > 0) this.faults[name] = found;
  }

  async along(window: Window, paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      await window.page.goto(path);
      await this.at(window, path);
    }
  }
}

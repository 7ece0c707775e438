import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Staff } from '../../../bot/desk/staff.ts';
import { LANGUAGES, type Language } from '../../../knowledge/language.ts';
import { openBrowser } from '../../browser/open-browser.ts';
import type { DeskVisitor } from '../../desk-visitor.ts';
import { type CaseSite, fillsIn, startCaseSite } from './case-site.ts';

/** The narrowest screen that WCAG 2.2 (1.4.10, reflow) asks for. */
const NARROW = { width: 320, height: 640 };
/** The page is long, and axe looks at every element. */
const SLOW_MS = 120_000;
/** Run in the page. */
const UNFOLD = `for (const one of document.querySelectorAll('details')) one.open = true`;
const OVERFLOW = `document.documentElement.scrollWidth - document.documentElement.clientWidth`;
const LONG_WORD = '가나다라'.repeat(60);

type Found = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'][number];

const browser = await openBrowser();
let site: CaseSite;
beforeAll(async () => {
  site = await startCaseSite();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

let seed = 600;

/** A case with something in every section. */
async function fullCase(staff: Staff) {
  seed += 1;
  const line = { at: 1, by: staff.id };
  const place = { latitude: 37.5657, longitude: 126.9769 };
  const file = { caption: LONG_WORD, mediaType: 'image/png', size: 9, sha256: 'ab'.repeat(32) };
  const { statements } = await site.put({ seed: seed + 300, document: 'nhrck' });
  const [first] = statements;
  const corrected = {
    at: 2,
    answers: { ...first?.answers, story: [LONG_WORD], told: ['unknown'] },
    documentSha256: 'cd'.repeat(32),
  };
  return site.put({
    seed,
    document: 'nhrck',
    statements: [...statements, corrected],
    exhibits: [
      { ...file, file: 'one', isStripped: false, takenAt: '2026-11-20T19:10', place, addedAt: 1 },
    ],
    messages: [
      { no: 1, at: 1, from: 'person', text: LONG_WORD },
      { no: 2, at: 2, from: 'staff', by: staff.id, text: '고마워요' },
    ],
    notes: [{ ...line, no: 1, text: LONG_WORD, mentions: [staff.id] }],
    tasks: [{ ...line, no: 1, text: LONG_WORD, owner: staff.id, due: '2026-01-01' }],
    letters: [{ ...line, no: 1, letter: 'dismissal', ground: 'nhrck-facility', text: LONG_WORD }],
    recused: [{ ...line, staff: 'x', reason: LONG_WORD }],
    restrictedTo: [staff.id],
    hasIdentity: true,
    identityRequests: [{ no: 1, at: 1, by: 'x', reason: LONG_WORD, openedAt: [] }],
  });
}

async function pageOf(visitor: DeskVisitor): Promise<Page> {
  const context = await browser?.newContext();
  if (!context) throw new Error('These tests need a browser.');
  await context.addCookies(
    [...visitor.cookies].map(([name, value]) => ({ name, value, url: site.url })),
  );
  return context.newPage();
}

async function opened(language: Language) {
  const { visitor, staff } = await site.signIn('supervisor', { language });
  const { id } = await fullCase(staff);
  const page = await pageOf(visitor);
  await page.goto(`${site.url}/desk/cases/${id}`);
  return { page, id, visitor, staff };
}

const overflow = (page: Page) => page.evaluate<number>(OVERFLOW);

describe.skipIf(!browser)('in a browser', () => {
  it.each(LANGUAGES)(
    'the page (%s) has nothing that axe finds, everything unfolded',
    async (language) => {
      const { page } = await opened(language);
      await page.evaluate(UNFOLD);
      const named = ({ id, nodes }: Found) => [id, nodes.map(({ html }) => html)];
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(named)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      const dark = await new AxeBuilder({ page }).withRules('color-contrast').analyze();
      expect(dark.violations.map(named)).toEqual([]);
      await page.context().close();
    },
  );

  it('the page fits into 320 pixels, however long the words are', async () => {
    const { page } = await opened('ko');
    await page.evaluate(UNFOLD);
    await page.setViewportSize(NARROW);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  it('the pages beside it have nothing that axe finds, and fit into 320 pixels', {
    timeout: SLOW_MS,
  }, async () => {
    const { page, id, visitor } = await opened('ko');
    await page.setViewportSize(NARROW);
    const looksWell = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map((violation) => violation.id)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    };
    await page.locator('#form-compose button').click();
    await page.waitForSelector('#letter-text');
    await looksWell();
    await page.goto(`${site.url}/desk/cases/${id}`);
    await page.locator('#form-message button').click();
    await page.waitForSelector('#case-problem');
    expect(await page.evaluate('document.activeElement.id')).toBe('case-problem');
    await looksWell();
    await visitor.opens(`/desk/cases/${id}`);
    await fillsIn(visitor, 'recuse', { reason: '친족' });
    await page.goto(`${site.url}/desk/cases/${id}`);
    await looksWell();
    await page.context().close();
  });

  it('keys lead to the parts of the page, but not while somebody types, and can be switched off', async () => {
    const { page } = await opened('ko');
    const at = () => page.evaluate<string>('document.activeElement.id');
    for (const [key, id] of [
      ['r', 'message-text'],
      ['n', 'note-text'],
      ['t', 'task-text'],
    ] as const) {
      await page.locator('body').press(key);
      expect(await at()).toBe(id);
      await page.keyboard.type('rnt');
      expect(await at()).toBe(id);
      expect(await page.locator(`#${id}`).inputValue()).toBe('rnt');
      await page.evaluate('document.activeElement.blur()');
    }
    await page.keyboard.press('m');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('SUMMARY');
    await page.keyboard.press('?');
    expect(await page.locator('#keyboard').getAttribute('open')).not.toBeNull();
    await page.locator('#keyboard-on').uncheck();
    await page.keyboard.press('Escape');
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('r');
    expect(await at()).not.toBe('message-text');
    await page.reload();
    await page.keyboard.press('r');
    expect(await at()).not.toBe('message-text');
    await page.locator('#keyboard-help').click();
    await page.locator('#keyboard-on').check();
    await page.keyboard.press('Escape');
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('.');
    await page.waitForURL(/did=assign/);
    await page.context().close();
  });
});

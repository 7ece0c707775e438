import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOidc } from '../../adapters/desk/oidc.ts';
import { hashPassword } from '../../adapters/staff-accounts.ts';
import type { Staff } from '../../bot/desk/staff.ts';
import { codeAt, type DeskApp, PASSWORD, SECRET, startDeskApp } from '../desk-app.ts';
import { CLIENT, type OpenIdProvider, startOpenIdProvider } from '../servers/openid-provider.ts';
import { openBrowser } from './open-browser.ts';

const NARROW = { width: 320, height: 640 };
const ONE_TIME = 'k3fh-9mpq-x7tz-4bwn-2cdy';
const CALLBACK = '/desk/sign-in/oidc/callback';

const browser = await openBrowser();
let app: DeskApp;
let provider: OpenIdProvider;
/** Another site: for a browser, `localhost` is none of ours. */
let elsewhere: Server;
let pageElsewhere = '';

beforeAll(async () => {
  app = await startDeskApp({
    oidc: async (url) => {
      const redirectUri = `${url}${CALLBACK}`;
      provider = await startOpenIdProvider(redirectUri);
      return openOidc({ issuer: provider.issuer, redirectUri, ...CLIENT });
    },
  });
  elsewhere = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end(pageElsewhere);
  });
  await new Promise<void>((resolve) => {
    elsewhere.listen(0, 'localhost', resolve);
  });
});
afterAll(async () => {
  await browser?.close();
  elsewhere?.close();
  await app?.stop();
  await provider?.stop();
});

async function withPage(
  steps: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const context = await browser?.newContext({ locale: 'ko-KR', ...options });
  if (!context) throw new Error('These tests need a browser.');
  try {
    await steps(await context.newPage());
  } finally {
    await context.close();
  }
}

async function signIn(page: Page, { login }: Staff): Promise<void> {
  await page.goto(`${app.url}/desk/sign-in?next=/desk/account`);
  await page.fill('#login', login);
  await page.fill('#password', PASSWORD);
  await page.click('main button.primary');
  await page.fill('#code', await codeAt(app.clock.now));
  await page.click('main button.primary');
  await page.waitForURL('**/desk/account');
}

const newcomer = async (): Promise<Staff> =>
  app.account('officer', {
    passwordHash: await hashPassword(ONE_TIME),
    passwordUntil: app.clock.now + 60_000,
    totpSecret: undefined,
    mustChangePassword: true,
  } as Partial<Staff>);

const elsewhereAt = (): string => `http://localhost:${(elsewhere.address() as AddressInfo).port}/`;

async function faultsOf(page: Page): Promise<readonly string[]> {
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  const faults = found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  const isTooWide = width > (page.viewportSize()?.width ?? 0);
  return isTooWide ? [...faults, `${width} pixels wide`] : faults;
}

describe.skipIf(!browser)('the door of the desk in a browser', () => {
  it('leads from a one-time password to a session, and no step breaks a rule of the page', async () => {
    const staff = await newcomer();
    await withPage(async (page) => {
      const refused: string[] = [];
      page.on('console', (line) => {
        if (line.type() === 'error') refused.push(line.text());
      });
      await page.goto(`${app.url}/desk/sign-in?next=/desk/account`);
      await page.fill('#login', staff.login);
      await page.fill('#password', ONE_TIME);
      await page.click('main button.primary');
      await page.fill('#fresh', 'marmot river 48 lantern');
      await page.fill('#again', 'marmot river 48 lantern');
      await page.click('main button.primary');
      await page.waitForSelector('img.qr');
      const width = await page.evaluate<number>("document.querySelector('img.qr').naturalWidth");
      expect(width).toBeGreaterThan(0);
      const secret = (await page.textContent('code.secret'))?.replaceAll(' ', '');
      await page.fill('#code', await codeAt(app.clock.now, secret));
      await page.click('main button.primary');
      expect(await page.locator('.codes code').count()).toBe(8);
      await page.click('main a.primary');
      await page.waitForURL('**/desk/account');
      expect(refused).toEqual([]);
    });
  });

  it('lets in whom the institution sends, though the way began on its site', async () => {
    const staff = await app.account('officer');
    provider.person = { subject: 'b-1', email: staff.login, isVerified: true, amr: ['mfa'] };
    await withPage(async (page) => {
      await page.goto(`${app.url}/desk/sign-in?next=/desk/account`);
      await page.click('a[href^="/desk/sign-in/oidc"]');
      await page.waitForURL('**/desk/account');
      expect(await page.textContent('main')).toContain(staff.login);
    });
  });

  it('knows whoever is signed in when they come by a link of another site', async () => {
    const staff = await app.account('officer');
    await withPage(async (page) => {
      await signIn(page, staff);
      pageElsewhere = `<a id="go" href="${app.url}/desk/account">open</a>`;
      await page.goto(elsewhereAt());
      await page.click('#go');
      await page.waitForURL('**/desk/account');
      await page.waitForSelector('dl.facts');
      expect(await page.textContent('main')).toContain(staff.login);
    });
  });

  it('takes no form of another site, though its maker knows a token', async () => {
    const staff = await app.account('officer');
    await withPage(async (page) => {
      await signIn(page, staff);
      const csrf = await page.inputValue('main input[name="csrf"] >> nth=0');
      pageElsewhere = `<form method="post" action="${app.url}/desk/account/language">
        <input name="csrf" value="${csrf}"><input name="language" value="en"><button id="go">go</button></form>`;
      await page.goto(elsewhereAt());
      const answer = page.waitForResponse('**/desk/account/language');
      await page.click('#go');
      expect((await answer).status()).toBe(403);
      const now = await app.store.staff.byId(staff.id);
      expect(now?.staff.language).toBe('ko');
    });
  });

  it.each([
    { what: 'light, wide, Korean', options: { colorScheme: 'light' }, language: 'ko' },
    {
      what: 'dark, 320 pixels, Korean',
      options: { colorScheme: 'dark', viewport: NARROW },
      language: 'ko',
    },
    {
      what: 'light, 320 pixels, English',
      options: { colorScheme: 'light', viewport: NARROW },
      language: 'en',
    },
  ] as const)(
    'has no fault that axe knows, and fits: $what',
    async ({ options, language }) => {
      const half = await app.account('officer', { language });
      const setting = await app.account('officer', {
        language,
        totpSecret: undefined,
      } as Partial<Staff>);
      const administrator = await app.account('administrator', { language, totpSecret: SECRET });
      const other = await app.account('supervisor', { name: '가'.repeat(40) });
      const faults: Record<string, readonly string[]> = {};
      const look = async (page: Page, name: string) => {
        const found = await faultsOf(page);
        if (found.length > 0) faults[name] = found;
      };
      await withPage(async (page) => {
        await page.goto(`${app.url}/desk/sign-in?lang=${language}`);
        await look(page, 'sign-in');
        await page.fill('#login', half.login);
        await page.fill('#password', 'a wrong password');
        await page.click('main button.primary');
        await look(page, 'refused');
        await page.fill('#login', half.login);
        await page.fill('#password', PASSWORD);
        await page.click('main button.primary');
        await page.click('summary');
        await look(page, 'code');
      }, options);
      await withPage(async (page) => {
        await page.goto(`${app.url}/desk/sign-in`);
        await page.fill('#login', setting.login);
        await page.fill('#password', PASSWORD);
        await page.click('main button.primary');
        await page.waitForSelector('img.qr');
        await look(page, 'set-up');
      }, options);
      await withPage(async (page) => {
        await signIn(page, administrator);
        for (const path of [
          'account',
          'account/second-factor',
          'staff',
          'staff/new',
          `staff/${other.id}`,
          `staff/${administrator.id}`,
          'nothing-here',
        ]) {
          await page.goto(`${app.url}/desk/${path}`);
          await look(page, path);
        }
        await page.goto(`${app.url}/desk/account`);
        await page.fill('#recovery-present', PASSWORD);
        await page.click('form[action$="/recovery"] button');
        await page.waitForSelector('.codes');
        await look(page, 'recovery codes');
      }, options);
      expect(faults).toEqual({});
    },
    120_000,
  );
});

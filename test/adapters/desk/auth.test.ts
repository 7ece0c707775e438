import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Staff } from '../../../bot/desk/staff.ts';
import { codeAt, type DeskApp, PASSWORD, startDeskApp, throughTheDoor } from '../../desk-app.ts';
import type { DeskVisitor } from '../../desk-visitor.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ONE_TIME = 'k3fh-9mpq-x7tz-4bwn-2cdy';

let app: DeskApp;
let oneTimeHash: string;

beforeAll(async () => {
  app = await startDeskApp();
  const { hashPassword } = await import('../../../adapters/staff-accounts.ts');
  oneTimeHash = await hashPassword(ONE_TIME);
});
afterAll(() => app.stop());

const auditLines = () => app.store.cases.auditLog.list({ limit: 500 });
const stored = async (staff: Staff): Promise<Staff> =>
  (await app.store.staff.byId(staff.id))?.staff ?? staff;

/** An address that nobody else in this file comes from. */
let addresses = 0;
const stranger = (): DeskVisitor => {
  const visitor = app.visitor();
  addresses += 1;
  visitor.headers = { 'x-forwarded-for': `198.51.100.${addresses}` };
  return visitor;
};

/** Next step of the clock of codes, so that a new one can be used. */
const nextCode = () => {
  app.clock.now += 30_000;
};

/** Somebody who has shown their password, before the page that asks for the code. */
const beforeCode = async ({ login }: Staff, query = ''): Promise<DeskVisitor> => {
  const visitor = await stranger().opens(`/desk/sign-in${query}`);
  await visitor.sends(`/desk/sign-in${query}`, { login, password: PASSWORD });
  return visitor.follows();
};

const newcomer = (over: Partial<Staff> = {}): Promise<Staff> =>
  app.account('officer', {
    passwordHash: oneTimeHash,
    passwordUntil: app.clock.now + 24 * HOUR,
    totpSecret: undefined,
    mustChangePassword: true,
    ...over,
  } as Partial<Staff>);

describe('login and password', () => {
  it('are answered alike, whoever is refused and why, and the audit log says why', async () => {
    const open = await app.account('viewer');
    const closed = await app.account('viewer', { isActive: false });
    const late = await newcomer({ passwordUntil: app.clock.now - 1 });
    const byOidcOnly = await app.account('viewer', { passwordHash: undefined } as Partial<Staff>);
    const pages: string[] = [];
    for (const [login, password] of [
      ['nobody-of-that-name', PASSWORD],
      [open.login, 'not the password at all'],
      [closed.login, PASSWORD],
      [late.login, ONE_TIME],
      [byOidcOnly.login, PASSWORD],
    ] as const) {
      const visitor = await stranger().opens('/desk/sign-in');
      await visitor.sends('/desk/sign-in', { login, password });
      expect(visitor.status, login).toBe(422);
      expect(visitor.cookies.has('desk'), login).toBe(false);
      pages.push(visitor.page.replace(/name="csrf" value="[^"]+"/, ''));
    }
    expect(new Set(pages).size).toBe(1);
    const refused = (await auditLines()).slice(0, 5);
    expect(refused.map(({ action }) => action)).toEqual(Array(5).fill('sign-in-refused'));
    expect(refused.map(({ details }) => details['staff'])).toEqual([
      byOidcOnly.id,
      late.id,
      closed.id,
      open.id,
      undefined,
    ]);
  });

  it('that a stranger types stand neither in the log nor in the audit log', async () => {
    const visitor = await stranger().opens('/desk/sign-in');
    await visitor.sends('/desk/sign-in', { login: 'secretly@typed.example', password: 'geheim' });
    const written = JSON.stringify([app.log, await auditLines()]);
    expect(written).not.toMatch(/secretly|geheim|198\.51\.100/);
  });

  it('are found however the letters of the login are written', async () => {
    const { login } = await app.account('viewer', { login: 'kim@example.org' });
    const visitor = await stranger().opens('/desk/sign-in');
    await visitor.sends('/desk/sign-in', { login: ' ＫIM@Example.org ', password: PASSWORD });
    expect([visitor.status, login]).toEqual([303, 'kim@example.org']);
  });

  it('open nothing yet: whoever has shown them alone is sent to the next step from everywhere', async () => {
    const { login } = await app.account('administrator');
    const visitor = await stranger().opens('/desk/sign-in');
    await visitor.sends('/desk/sign-in', { login, password: PASSWORD });
    for (const path of [
      '/desk/account',
      '/desk/staff',
      '/desk/queue',
      '/desk/cases/1',
      '/desk/x',
    ]) {
      await visitor.opens(path);
      expect([visitor.status, visitor.location.split('?')[0]], path).toEqual([
        303,
        '/desk/sign-in/code',
      ]);
    }
    for (const step of ['password', 'set-up', 'set-up/picture.svg']) {
      await visitor.opens(`/desk/sign-in/${step}`);
      expect(visitor.location, step).toBe('/desk/sign-in/code');
    }
  });

  it('are hashed anew at the next sign-in where the hash was made at a lower cost', async () => {
    const { hash } = await import('@node-rs/argon2');
    const weak = await hash(PASSWORD, { memoryCost: 8192, timeCost: 2, parallelism: 1 });
    const staff = await app.account('viewer', { passwordHash: weak });
    await throughTheDoor(stranger(), staff, app.clock.now);
    const { passwordHash } = await stored(staff);
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
    nextCode();
    await throughTheDoor(stranger(), staff, app.clock.now);
  });
});

describe('a one-time password', () => {
  it('leads to a password of one’s own, a second factor, recovery codes, and in', async () => {
    const staff = await newcomer();
    const visitor = await stranger().opens('/desk/sign-in?next=/desk/account');
    await visitor.sends('/desk/sign-in?next=/desk/account', {
      login: staff.login,
      password: ONE_TIME,
    });
    expect(visitor.location).toBe('/desk/sign-in/password?next=%2Fdesk%2Faccount');
    await visitor.follows();
    const fresh = 'marmot river 48 lantern';
    for (const [typed, again] of [
      ['short pass', 'short pass'],
      [fresh, `${fresh}!`],
      ['Password2026!!', 'Password2026!!'],
      [`${staff.login} x`, `${staff.login} x`],
    ] as const) {
      await visitor.sends('/desk/sign-in/password', { fresh: typed, again });
      expect([visitor.status, typed]).toEqual([422, typed]);
    }
    await visitor.sends('/desk/sign-in/password?next=/desk/account', { fresh, again: fresh });
    expect(visitor.location).toBe('/desk/sign-in/set-up?next=%2Fdesk%2Faccount');
    await visitor.follows();
    const secret = /class="secret"[^>]*>([A-Z2-7 ]+)</.exec(visitor.page)?.[1]?.replace(/ /g, '');
    const picture = await visitor.fetches('/desk/sign-in/set-up/picture.svg');
    expect(picture.headers.get('content-type')).toContain('image/svg+xml');
    expect(await picture.text()).toMatch(/^<svg/);
    await visitor.sends('/desk/sign-in/set-up', { code: '000000' });
    expect(visitor.status).toBe(422);
    await visitor.sends('/desk/sign-in/set-up?next=/desk/account', {
      code: await codeAt(app.clock.now, secret),
    });
    expect(visitor.status).toBe(200);
    const codes = [...visitor.page.matchAll(/<li><code>([\w-]+)<\/code>/g)].map(([, code]) => code);
    expect(new Set(codes).size).toBe(8);
    expect(visitor.page).toContain('href="/desk/account"');
    const { totpSecret, recovery, mustChangePassword } = await stored(staff);
    expect({ totpSecret, mustChangePassword }).toEqual({
      totpSecret: secret,
      mustChangePassword: false,
    });
    expect(recovery.filter((digest) => codes.includes(digest))).toEqual([]);
    expect((await visitor.opens('/desk/account')).status).toBe(200);
    expect(visitor.page).not.toContain(codes[0]);
  });

  it('works once, also when two send it in the same moment', async () => {
    const staff = await newcomer();
    const two = await Promise.all([0, 1].map(() => stranger().opens('/desk/sign-in')));
    await Promise.all(
      two.map((one) => one.sends('/desk/sign-in', { login: staff.login, password: ONE_TIME })),
    );
    expect(two.map(({ status }) => status).sort()).toEqual([303, 422]);
    const later = await stranger().opens('/desk/sign-in');
    await later.sends('/desk/sign-in', { login: staff.login, password: ONE_TIME });
    expect(later.status).toBe(422);
  });

  it('of somebody who has a second factor asks for that before the new password', async () => {
    const staff = await newcomer({ totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' });
    const visitor = await stranger().opens('/desk/sign-in');
    await visitor.sends('/desk/sign-in', { login: staff.login, password: ONE_TIME });
    expect(visitor.location).toBe('/desk/sign-in/code');
    await visitor.follows();
    await visitor.sends('/desk/sign-in/code', { code: await codeAt(app.clock.now) });
    expect(visitor.location).toBe('/desk/sign-in/password');
    expect((await visitor.opens('/desk/account')).status).toBe(303);
  });
});

describe('a code of the second factor', () => {
  it.each([
    { seconds: -60, isTaken: false },
    { seconds: -30, isTaken: true },
    { seconds: 0, isTaken: true },
    { seconds: 30, isTaken: true },
    { seconds: 60, isTaken: false },
  ])('of $seconds seconds from now is taken: $isTaken', async ({ seconds, isTaken }) => {
    const visitor = await beforeCode(await app.account('viewer'));
    const code = await codeAt(app.clock.now + seconds * 1000);
    await visitor.sends('/desk/sign-in/code', { code: `${code.slice(0, 3)} ${code.slice(3)}` });
    expect(visitor.status).toBe(isTaken ? 303 : 422);
  });

  it('is not taken again, nor one before it, nor twice at once', async () => {
    const staff = await app.account('viewer');
    const [one, other, third] = [
      await beforeCode(staff),
      await beforeCode(staff),
      await beforeCode(staff),
    ];
    const code = await codeAt(app.clock.now);
    await Promise.all([one, other].map((each) => each.sends('/desk/sign-in/code', { code })));
    expect([one.status, other.status].sort()).toEqual([303, 422]);
    const earlier = await codeAt(app.clock.now - 30_000);
    expect((await third.sends('/desk/sign-in/code', { code: earlier })).status).toBe(422);
    nextCode();
    const next = await codeAt(app.clock.now);
    expect((await third.sends('/desk/sign-in/code', { code: next })).status).toBe(303);
  });

  it('is replaced by a recovery code, each of which works once', async () => {
    const { newRecoveryCodes } = await import('../../../adapters/desk/second-factor.ts');
    const id = 'staff-who-lost-the-phone';
    const { codes, digests } = newRecoveryCodes(id);
    const staff = await app.account('viewer', { id, recovery: [...digests] });
    const use = async (recovery = '') => {
      const visitor = await beforeCode(staff);
      return (await visitor.sends('/desk/sign-in/code', { recovery })).status;
    };
    expect(await use(codes[0]?.toUpperCase())).toBe(303);
    expect(await use(codes[0])).toBe(422);
    expect(await use(codes[1]?.replaceAll('-', ' '))).toBe(303);
    expect((await stored(staff)).recovery).toHaveLength(6);
    const { newRecoveryCodes: again } = await import('../../../adapters/desk/second-factor.ts');
    expect(await use(again('somebody else').codes[0])).toBe(422);
  });
});

describe('a session', () => {
  it('gets a new token at each step, and the earlier ones are worth nothing', async () => {
    const { login } = await app.account('officer');
    const visitor = await stranger().opens('/desk/sign-in');
    await visitor.sends('/desk/sign-in', { login, password: PASSWORD });
    const half = visitor.cookies.get('desk') ?? '';
    await visitor.follows();
    await visitor.sends('/desk/sign-in/code', { code: await codeAt(app.clock.now) });
    const full = visitor.cookies.get('desk') ?? '';
    expect(half).not.toBe(full);
    expect(Buffer.from(full, 'base64url')).toHaveLength(32);
    const thief = app.visitor();
    thief.cookies.set('desk', half);
    expect((await thief.opens('/desk/account')).location).toMatch(/^\/desk\/sign-in\?/);
  });

  it('is never begun under a token that somebody planted', async () => {
    const { login } = await app.account('officer');
    const victim = stranger();
    victim.cookies.set('desk', 'planted-planted-planted-planted-planted-123');
    await victim.opens('/desk/sign-in');
    await victim.sends('/desk/sign-in', { login, password: PASSWORD });
    expect(victim.cookies.get('desk')).not.toContain('planted');
  });

  it('lies in a cookie that no script reads and no other site sends', async () => {
    const { login } = await app.account('officer');
    const visitor = await stranger().opens('/desk/sign-in');
    await visitor.sends('/desk/sign-in', { login, password: PASSWORD });
    const [line = ''] = visitor.answered.getSetCookie();
    expect(line).toMatch(/^desk=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  it('ends after half an hour of silence, for good', async () => {
    const { visitor } = await app.signIn('officer');
    app.clock.now += 30 * MINUTE;
    expect((await visitor.opens('/desk/account')).status).toBe(200);
    app.clock.now += 30 * MINUTE + 1;
    expect((await visitor.opens('/desk/account')).status).toBe(303);
    app.clock.now -= 20 * MINUTE;
    expect((await visitor.opens('/desk/account')).status).toBe(303);
  });

  it('ends after twelve hours, however busy it is', async () => {
    const { visitor } = await app.signIn('officer');
    const end = app.clock.now + 12 * HOUR;
    while (app.clock.now + 29 * MINUTE < end) {
      app.clock.now += 29 * MINUTE;
      expect((await visitor.opens('/desk/account/awake')).status).toBe(204);
    }
    app.clock.now = end;
    expect((await visitor.opens('/desk/account/awake')).status).toBe(303);
  });

  it('that waits for a code ends after twenty minutes', async () => {
    const visitor = await beforeCode(await app.account('officer'));
    app.clock.now += 20 * MINUTE;
    expect((await visitor.opens('/desk/sign-in/code')).location).toBe('/desk/sign-in');
  });

  it('is over in the store once somebody has signed out', async () => {
    const { visitor, staff } = await app.signIn('officer');
    const token = visitor.cookies.get('desk') ?? '';
    await visitor.sends('/desk/sign-out');
    expect(visitor.cookies.has('desk')).toBe(false);
    expect(await app.store.staff.session(token)).toBeUndefined();
    const [last] = await auditLines();
    expect(last).toMatchObject({ action: 'signed-out', actor: staff.id });
  });

  it('ends with the account', async () => {
    const { visitor, staff } = await app.signIn('officer');
    const now = await app.store.staff.byId(staff.id);
    await app.store.staff.put({ ...staff, isActive: false }, now?.version ?? 0, []);
    expect((await visitor.opens('/desk/account')).status).toBe(303);
  });
});

describe('a form', () => {
  const evil = { origin: 'https://evil.example' };
  it.each([
    { what: 'without a token', fields: { csrf: '' } },
    { what: 'with a made-up token', fields: { csrf: 'x'.repeat(43) } },
    { what: 'from another site', headers: { ...evil, 'sec-fetch-site': 'cross-site' } },
    { what: 'with the origin of another site', headers: evil },
    { what: 'from a page that hides its origin', headers: { origin: 'null' } },
    { what: 'from a neighbour under the same domain', headers: { 'sec-fetch-site': 'same-site' } },
  ])('$what changes nothing', async ({ fields = {}, headers = {} }) => {
    const { visitor, staff } = await app.signIn('officer');
    await visitor.sends('/desk/account/language', { language: 'en', ...fields }, headers);
    expect(visitor.status).toBe(403);
    expect((await stored(staff)).language).toBe('ko');
  });

  it('with the token of another session changes nothing', async () => {
    const { visitor, staff } = await app.signIn('officer');
    const { visitor: other } = await app.signIn('officer');
    await visitor.sends('/desk/account/language', { language: 'en', csrf: other.csrf });
    expect([visitor.status, (await stored(staff)).language]).toEqual([403, 'ko']);
  });

  it('of which the browser says nothing changes nothing', async () => {
    const { visitor, staff } = await app.signIn('officer');
    const body = new URLSearchParams({ language: 'en', csrf: visitor.csrf });
    const answer = await visitor.fetches('/desk/account/language', { method: 'POST', body });
    expect([answer.status, (await stored(staff)).language]).toEqual([403, 'ko']);
  });

  it('to sign in must be one of ours, too: nobody is signed in as somebody else unawares', async () => {
    const { login } = await app.account('officer');
    const visitor = stranger();
    await visitor.sends('/desk/sign-in', { login, password: PASSWORD });
    expect([visitor.status, visitor.cookies.has('desk')]).toEqual([403, false]);
  });

  it('that is too large, cookies and addresses that are too long are refused', async () => {
    const { visitor } = await app.signIn('officer');
    await visitor.sends('/desk/account/language', { language: 'x'.repeat(300_000) });
    expect(visitor.status).toBe(413);
    expect((await visitor.opens(`/desk/account?x=${'y'.repeat(4001)}`)).status).toBe(431);
    visitor.cookies.set('junk', 'z'.repeat(5000));
    expect((await visitor.opens('/desk/account')).status).toBe(431);
  });
});

describe('pages of the desk', () => {
  it('are kept by no cache, found by no search engine, and tell other sites nothing', async () => {
    const { visitor } = await app.signIn('officer');
    for (const path of ['/desk/account', '/desk/sign-in', '/desk/nothing-here']) {
      await visitor.opens(path);
      const { answered } = visitor;
      expect(answered.get('cache-control'), path).toBe('no-store');
      expect(answered.get('x-robots-tag'), path).toBe('noindex, nofollow');
      expect(answered.get('referrer-policy'), path).toBe('same-origin');
      expect(answered.get('content-security-policy'), path).toContain("script-src 'self'");
    }
  });

  it.each([
    { next: '/desk/cases/12ab?tab=notes', leads: '/desk/cases/12ab?tab=notes' },
    { next: '//evil.example', leads: '/desk/queue' },
    { next: '/desk//evil.example', leads: '/desk/queue' },
    { next: 'https://evil.example/desk/x', leads: '/desk/queue' },
    { next: '/desk/\\evil.example', leads: '/desk/queue' },
    { next: '/desk/sign-in', leads: '/desk/queue' },
    { next: '/', leads: '/desk/queue' },
  ])('lead back to $next by $leads', async ({ next, leads }) => {
    const query = `?next=${encodeURIComponent(next)}`;
    const visitor = await beforeCode(await app.account('viewer'), query);
    await visitor.sends(visitor.at, { code: await codeAt(app.clock.now) });
    expect(visitor.location).toBe(leads);
  });

  it('are reached by a link on another site, with which browsers send no cookie of ours', async () => {
    const visitor = await stranger().opens('/desk/cases/7', { 'sec-fetch-site': 'cross-site' });
    expect(visitor.status).toBe(200);
    expect(visitor.page).toContain('http-equiv="refresh" content="0; url=/desk/cases/7"');
    await visitor.opens('/desk/cases/7', { 'sec-fetch-site': 'same-origin' });
    expect(visitor.location).toBe('/desk/sign-in?next=%2Fdesk%2Fcases%2F7');
  });

  it('speak the language of the account, and before that the one of the browser', async () => {
    const visitor = stranger();
    await visitor.opens('/desk/sign-in', { 'accept-language': 'en' });
    expect(visitor.page).toContain('<html lang="en">');
    await visitor.opens('/desk/sign-in?lang=ko', { 'accept-language': 'en' });
    expect(visitor.page).toContain('<html lang="ko">');
    const { visitor: english } = await app.signIn('viewer', { language: 'en' });
    await english.opens('/desk/account', { 'accept-language': 'ko' });
    expect(english.page).toContain('My account');
  });

  it('say nothing that a name could make them do', async () => {
    const name = '<script>alert(1)</script>"\'';
    const { visitor } = await app.signIn('administrator', { name });
    for (const path of ['/desk/account', '/desk/staff']) {
      await visitor.opens(path);
      expect(visitor.page, path).not.toContain('<script>alert');
      expect(visitor.page, path).toContain('&lt;script&gt;');
    }
  });

  it('that are not there say so within the desk, and only to who is in', async () => {
    const { visitor } = await app.signIn('viewer');
    expect((await visitor.opens('/desk/nothing')).status).toBe(404);
    expect((await stranger().opens('/desk/nothing')).status).toBe(303);
  });
});

describe('over https', () => {
  it('cookies are bound to the host and never sent in the clear', async () => {
    const secure = await startDeskApp({ baseUrl: 'https://desk.example' });
    try {
      const { login } = await secure.account('viewer');
      const visitor = await secure.visitor().opens('/desk/sign-in');
      const origin = { origin: 'https://desk.example' };
      await visitor.sends('/desk/sign-in', { login, password: PASSWORD });
      expect(visitor.status, 'from the address behind the proxy').toBe(403);
      await visitor.opens('/desk/sign-in');
      await visitor.sends('/desk/sign-in', { login, password: PASSWORD }, origin);
      const [line = ''] = visitor.answered.getSetCookie();
      expect(line).toMatch(/^__Host-desk=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
      const code = await codeAt(secure.clock.now);
      await visitor.follows();
      await visitor.sends('/desk/sign-in/code', { code }, origin);
      expect([...visitor.cookies.keys()].every((name) => name.startsWith('__Host-'))).toBe(true);
    } finally {
      await secure.stop();
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Oidc, openOidc, personOf } from '../../../adapters/desk/oidc.ts';
import type { Staff } from '../../../bot/desk/staff.ts';
import { codeAt, type DeskApp, startDeskApp } from '../../desk-app.ts';
import { DeskVisitor } from '../../desk-visitor.ts';
import {
  CLIENT,
  type InstitutionPerson,
  type OpenIdProvider,
  startOpenIdProvider,
} from '../../servers/openid-provider.ts';

const CALLBACK = '/desk/sign-in/oidc/callback';

let app: DeskApp;
let provider: OpenIdProvider;
let oidc: Oidc;

beforeAll(async () => {
  app = await startDeskApp({
    oidc: async (url) => {
      const redirectUri = `${url}${CALLBACK}`;
      provider = await startOpenIdProvider(redirectUri);
      oidc = openOidc({ issuer: provider.issuer, redirectUri, ...CLIENT });
      return oidc;
    },
  });
});
afterAll(async () => {
  await app.stop();
  await provider.stop();
});

let subjects = 0;
const person = (staff: Pick<Staff, 'login'>, over: Partial<InstitutionPerson> = {}) => {
  subjects += 1;
  return { subject: `subject-${subjects}`, email: staff.login, isVerified: true, ...over };
};

/** Goes to the provider and through it, as a browser would. @returns The address on which it sends people back to us. */
async function throughProvider(url: string, who: InstitutionPerson): Promise<string> {
  provider.person = who;
  const browser = new DeskVisitor(provider.issuer);
  await browser.opens(url);
  for (let hops = 0; hops < 6 && !browser.location.includes(CALLBACK); hops += 1) {
    await browser.follows();
  }
  return browser.location;
}

interface Come {
  readonly visitor: DeskVisitor;
  /** The address that led back. */
  readonly address: string;
}

async function comes(who: InstitutionPerson, visitor = app.visitor()): Promise<Come> {
  await visitor.opens('/desk/sign-in/oidc?next=/desk/account');
  const address = await throughProvider(visitor.location, who);
  await visitor.opens(address);
  return { visitor, address };
}

const withoutPassword = { passwordHash: undefined, totpSecret: undefined } as Partial<Staff>;
const stored = async ({ id }: Staff) => (await app.store.staff.byId(id))?.staff;
const lastKind = async () => {
  const [last] = await app.store.cases.auditLog.list({ limit: 1 });
  return last && { action: last.action, kind: last.details['kind'] };
};
const refused = (kind: string) => ({ action: 'sign-in-refused', kind });

describe('somebody whom the institution’s provider sends', () => {
  it('is known at first by a verified address, and from then on by issuer and subject', async () => {
    const staff = await app.account('officer', withoutPassword);
    const who = person(staff, { email: staff.login.toUpperCase(), amr: ['pwd', 'mfa'] });
    const { visitor } = await comes(who);
    expect(visitor.page).toContain('http-equiv="refresh" content="0; url=/desk/account"');
    expect((await visitor.opens('/desk/account')).status).toBe(200);
    expect((await stored(staff))?.oidc).toEqual({ issuer: provider.issuer, subject: who.subject });
    const [signedIn, linked] = await app.store.cases.auditLog.list({ limit: 2 });
    expect(signedIn).toMatchObject({ action: 'signed-in', details: { way: 'oidc' } });
    expect(linked).toMatchObject({ action: 'oidc-linked', actor: staff.id });
    const { visitor: again } = await comes({
      ...who,
      email: 'new@name.example',
      isVerified: false,
    });
    expect((await again.opens('/desk/account')).page).toContain(staff.login);
  });

  it('shows our second factor as well where the provider asked for one only', async () => {
    const staff = await app.account('officer');
    const { visitor } = await comes(person(staff, { amr: ['pwd'] }));
    await visitor.opens('/desk/account');
    expect(visitor.location).toBe('/desk/sign-in/code?next=%2Fdesk%2Faccount');
    await visitor.follows();
    await visitor.sends(visitor.at, { code: await codeAt(app.clock.now) });
    expect(visitor.location).toBe('/desk/account');
  });

  it('sets up a second factor where they have none', async () => {
    const { visitor } = await comes(person(await app.account('officer', withoutPassword)));
    expect((await visitor.opens('/desk/account')).location).toContain('/desk/sign-in/set-up');
  });

  it('needs the one-time password no more that they were given', async () => {
    const staff = await app.account('officer', {
      totpSecret: undefined,
      passwordUntil: app.clock.now + 1000,
      mustChangePassword: true,
    } as Partial<Staff>);
    const { visitor } = await comes(person(staff, { amr: ['mfa'] }));
    expect((await visitor.opens('/desk/account')).status).toBe(200);
    expect((await stored(staff))?.passwordHash).toBeUndefined();
  });

  it('keeps their role, whatever the provider says', async () => {
    const staff = await app.account('viewer');
    const who = person(staff, { amr: ['mfa'], role: 'administrator' });
    const { visitor } = await comes(who);
    expect((await visitor.opens('/desk/staff')).status).toBe(403);
  });
});

describe('nobody comes in', () => {
  it.each([
    { what: 'without an account', over: { email: 'stranger@example.org' }, kind: 'oidc-unknown' },
    {
      what: 'by an address that was not verified',
      over: { isVerified: false },
      kind: 'oidc-unknown',
    },
  ])('$what', async ({ over, kind }) => {
    const before = await app.store.staff.list();
    const { visitor } = await comes(
      person(await app.account('officer'), { ...over, amr: ['mfa'] }),
    );
    expect([visitor.status, visitor.cookies.has('desk')]).toEqual([403, false]);
    expect(await lastKind()).toEqual(refused(kind));
    expect(await app.store.staff.list()).toHaveLength(before.length + 1);
  });

  it.each([
    { what: 'of another issuer', issuer: () => 'https://other.example' },
    { what: 'of another subject', issuer: () => provider.issuer },
  ])('by the address of an account $what', async ({ issuer }) => {
    const link = { issuer: issuer(), subject: 'somebody-else' };
    const staff = await app.account('officer', { oidc: link });
    const { visitor } = await comes(person(staff, { amr: ['mfa'] }));
    expect([visitor.status, await lastKind()]).toEqual([403, refused('oidc-other')]);
    expect((await stored(staff))?.oidc).toEqual(link);
  });

  it('by the subject of another issuer', async () => {
    const staff = await app.account('officer', {
      oidc: { issuer: 'https://other.example', subject: 'the-same-subject' },
    });
    const who = person({ login: 'not@example.org' }, { subject: 'the-same-subject' });
    await comes(who);
    expect([await lastKind(), (await stored(staff))?.oidc?.issuer]).toEqual([
      refused('oidc-unknown'),
      'https://other.example',
    ]);
  });

  it('into an account that is closed, linked or not', async () => {
    const who = person(await app.account('officer', { isActive: false }), { amr: ['mfa'] });
    const { visitor } = await comes(who);
    expect([visitor.status, await lastKind()]).toEqual([403, refused('inactive')]);
    const oidcLink = { issuer: provider.issuer, subject: 'closed-later' };
    const linked = await app.account('officer', { isActive: false, oidc: oidcLink });
    await comes(person(linked, { subject: 'closed-later', amr: ['mfa'] }));
    expect(await lastKind()).toEqual(refused('inactive'));
  });

  it('twice by one answer', async () => {
    const staff = await app.account('officer');
    const visitor = app.visitor();
    await visitor.opens('/desk/sign-in/oidc');
    const away = visitor.cookies.get('desk-oidc') ?? '';
    const address = await throughProvider(visitor.location, person(staff, { amr: ['mfa'] }));
    expect((await visitor.opens(address)).status).toBe(200);
    expect((await visitor.opens(address)).status).toBe(403);
    expect(await lastKind()).toEqual(refused('oidc-state'));
    const thief = app.visitor();
    thief.cookies.set('desk-oidc', away);
    expect([(await thief.opens(address)).status, await lastKind()]).toEqual([
      403,
      refused('oidc-answer'),
    ]);
  });

  it('by an answer that another browser asked for', async () => {
    const { address } = await comes(person(await app.account('officer'), { amr: ['mfa'] }));
    const victim = app.visitor();
    expect([(await victim.opens(address)).status, await lastKind()]).toEqual([
      403,
      refused('oidc-state'),
    ]);
    await victim.opens('/desk/sign-in/oidc');
    expect([(await victim.opens(address)).status, await lastKind()]).toEqual([
      403,
      refused('oidc-answer'),
    ]);
  });

  it('with a cookie that was changed, or is from an hour ago', async () => {
    const staff = await app.account('officer');
    const visitor = app.visitor();
    await visitor.opens('/desk/sign-in/oidc');
    const away = visitor.cookies.get('desk-oidc') ?? '';
    const address = await throughProvider(visitor.location, person(staff));
    visitor.cookies.set(
      'desk-oidc',
      away.replace(/^./, (letter) => (letter === 'e' ? 'f' : 'e')),
    );
    expect([(await visitor.opens(address)).status, await lastKind()]).toEqual([
      403,
      refused('oidc-state'),
    ]);
    visitor.cookies.set('desk-oidc', away);
    app.clock.now += 60 * 60_000;
    expect([(await visitor.opens(address)).status, await lastKind()]).toEqual([
      403,
      refused('oidc-state'),
    ]);
  });

  it('where the person said no at the provider', async () => {
    const visitor = app.visitor();
    await visitor.opens('/desk/sign-in/oidc');
    const state = new URL(visitor.location).searchParams.get('state');
    await visitor.opens(`${CALLBACK}?error=access_denied&state=${state}`);
    expect([visitor.status, await lastKind()]).toEqual([403, refused('oidc-answer')]);
    expect(visitor.page).toContain('action="/desk/sign-in?');
  });
});

describe('an answer of the provider', () => {
  const CHANGES = {
    state: { state: 'of another request' },
    nonce: { nonce: 'of another request' },
    verifier: { verifier: 'v'.repeat(43) },
  };
  it.each(Object.entries(CHANGES))('with another %s is refused', async (_what, change) => {
    const { url, checks } = await oidc.begin();
    const address = await throughProvider(url, person({ login: 'kim@example.org' }));
    const whole = new URL(address, app.url);
    await expect(oidc.finish(whole, { ...checks, ...change })).rejects.toThrow();
  });

  it('that says it is of another issuer is refused', async () => {
    const { url, checks } = await oidc.begin();
    const whole = new URL(await throughProvider(url, person({ login: 'a@b.example' })), app.url);
    expect(whole.searchParams.get('iss')).toBe(provider.issuer);
    whole.searchParams.set('iss', 'https://other.example');
    await expect(oidc.finish(whole, checks)).rejects.toThrow();
  });

  it('that fits says who it is', async () => {
    const { url, checks } = await oidc.begin();
    const who = person({ login: 'kim@example.org' });
    const address = await throughProvider(url, who);
    expect(await oidc.finish(new URL(address, app.url), checks)).toEqual({
      issuer: provider.issuer,
      subject: who.subject,
      email: 'kim@example.org',
      hasManyFactors: false,
    });
  });

  it('asks for PKCE with a digest, state and nonce', async () => {
    const { url } = await oidc.begin();
    const { searchParams } = new URL(url);
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(searchParams.get(name)?.length, name).toBeGreaterThanOrEqual(43);
    }
  });
});

describe('what the claims say', () => {
  const base = { iss: 'https://id.example', sub: '1', email: 'Kim@Example.org' };
  it.each([
    { claims: { email_verified: true }, email: 'kim@example.org', many: false },
    { claims: { email_verified: 'true' }, email: undefined, many: false },
    { claims: { email_verified: false }, email: undefined, many: false },
    { claims: {}, email: undefined, many: false },
    { claims: { amr: ['pwd', 'otp'] }, email: undefined, many: false },
    { claims: { amr: ['mfa'] }, email: undefined, many: true },
    { claims: { amr: 'mfa' }, email: undefined, many: false },
    { claims: { acr: 'https://refeds.org/profile/mfa' }, email: undefined, many: true },
    { claims: { acr: 'urn:example:multi-factor' }, email: undefined, many: true },
    { claims: { acr: 'urn:example:not-mfa-yet' }, email: undefined, many: false },
    { claims: { acr: '1' }, email: undefined, many: false },
  ])('$claims: address $email, many factors $many', ({ claims, email, many }) => {
    const read = personOf({ ...base, ...claims });
    expect([read.email, read.hasManyFactors]).toEqual([email, many]);
  });
});

it('a provider that is away leaves the password as a way in', async () => {
  const away = await startDeskApp({
    oidc: async (url) =>
      openOidc({ issuer: 'http://127.0.0.1:9', redirectUri: `${url}${CALLBACK}`, ...CLIENT }),
  });
  try {
    const visitor = await away.visitor().opens('/desk/sign-in/oidc');
    expect(visitor.status).toBe(502);
    expect(visitor.page).toContain('name="password"');
  } finally {
    await away.stop();
  }
});

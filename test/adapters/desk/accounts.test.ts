import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { may } from '../../../bot/desk/permissions.ts';
import { ROLES, type Staff } from '../../../bot/desk/staff.ts';
import { codeAt, type DeskApp, PASSWORD, startDeskApp, throughTheDoor } from '../../desk-app.ts';
import type { DeskVisitor } from '../../desk-visitor.ts';

let app: DeskApp;
beforeAll(async () => {
  app = await startDeskApp();
});
afterAll(() => app.stop());

const stored = async ({ id }: Pick<Staff, 'id'>): Promise<Staff> => {
  const found = await app.store.staff.byId(id);
  if (!found) throw new Error(`There is no account ${id}.`);
  return found.staff;
};
const lastLine = async () => (await app.store.cases.auditLog.list({ limit: 1 }))[0];
const secretOn = (page: string): string =>
  /class="secret"[^>]*>([A-Z2-7 ]+)</.exec(page)?.[1]?.replaceAll(' ', '') ?? '';
const isIn = async (visitor: DeskVisitor): Promise<boolean> =>
  (await visitor.opens('/desk/account/awake')).status === 204;

/** A second browser of the same person. */
const elsewhere = (staff: Staff): Promise<DeskVisitor> => {
  app.clock.now += 30_000;
  return throughTheDoor(app.visitor(), staff, app.clock.now);
};

describe('one’s own account', () => {
  const fresh = 'marmot river 48 lantern';

  it('gets a new password for the present one, and every other session ends', async () => {
    const { visitor, staff } = await app.signIn('officer');
    const other = await elsewhere(staff);
    const before = visitor.cookies.get('desk');
    await visitor.sends('/desk/account/password', { present: PASSWORD, fresh, again: fresh });
    expect(visitor.location).toBe('/desk/account?done=passwordChanged');
    expect(visitor.cookies.get('desk')).not.toBe(before);
    expect([await isIn(visitor), await isIn(other)]).toEqual([true, false]);
    expect(await lastLine()).toMatchObject({ action: 'password-changed', actor: staff.id });
    await other.opens('/desk/sign-in');
    await other.sends('/desk/sign-in', { login: staff.login, password: PASSWORD });
    expect(other.status).toBe(422);
    await other.sends('/desk/sign-in', { login: staff.login, password: fresh });
    expect(other.status).toBe(303);
  });

  it.each([
    { what: 'a wrong present one', fields: { present: 'wrong', fresh, again: fresh } },
    { what: 'a short one', fields: { present: PASSWORD, fresh: 'short', again: 'short' } },
    { what: 'two that differ', fields: { present: PASSWORD, fresh, again: `${fresh}r` } },
  ])('keeps its password for $what', async ({ fields }) => {
    const { visitor, staff } = await app.signIn('officer');
    const { passwordHash } = await stored(staff);
    await visitor.sends('/desk/account/password', fields);
    expect(visitor.status).toBe(422);
    expect(visitor.page).toContain('role="alert"');
    expect((await stored(staff)).passwordHash).toBe(passwordHash);
  });

  it('lets nobody guess the present password without end', async () => {
    const owner = await app.account('officer');
    const visitor = await throughTheDoor(app.visitor(), owner, app.clock.now);
    await visitor.opens('/desk/account');
    const answers: number[] = [];
    for (let tried = 0; tried < 11; tried += 1) {
      await visitor.sends('/desk/account/recovery', { present: `guess ${tried}` });
      answers.push(visitor.status);
    }
    expect(answers).toEqual([...Array(10).fill(422), 429]);
  });

  it('gets another app for the present password and a code of the new app', async () => {
    const { visitor, staff } = await app.signIn('officer');
    const other = await elsewhere(staff);
    await visitor.opens('/desk/account/second-factor');
    const secret = secretOn(visitor.page);
    const code = await codeAt(app.clock.now, secret);
    const picture = await visitor.fetches('/desk/account/second-factor/picture.svg');
    expect(await picture.text()).toMatch(/^<svg/);
    await visitor.sends('/desk/account/second-factor', { present: 'wrong', code });
    expect([visitor.status, (await stored(staff)).totpSecret]).toEqual([422, staff.totpSecret]);
    await visitor.sends('/desk/account/second-factor', { present: PASSWORD, code: '000000' });
    expect([visitor.status, (await stored(staff)).totpSecret]).toEqual([422, staff.totpSecret]);
    await visitor.sends('/desk/account/second-factor', { present: PASSWORD, code });
    expect([visitor.status, (await stored(staff)).totpSecret]).toEqual([200, secret]);
    expect((await stored(staff)).recovery).toHaveLength(8);
    expect([await isIn(visitor), await isIn(other)]).toEqual([true, false]);
    await visitor.opens('/desk/account/second-factor');
    expect(secretOn(visitor.page)).not.toBe(secret);
  });

  it('gets new recovery codes, shown once, and the earlier ones end', async () => {
    const { visitor, staff } = await app.signIn('officer', { recovery: ['earlier'] });
    await visitor.sends('/desk/account/recovery', { present: PASSWORD });
    expect([...visitor.page.matchAll(/<li><code>/g)]).toHaveLength(8);
    expect((await stored(staff)).recovery).not.toContain('earlier');
  });

  it('shows its sessions, and ends the others', async () => {
    const { visitor, staff } = await app.signIn('officer');
    const other = await elsewhere(staff);
    await visitor.opens('/desk/account');
    expect([...visitor.page.matchAll(/<th scope="row">(.*?)<\/th>/g)].map(([, it]) => it)).toEqual(
      expect.arrayContaining(['지금 여기', '다른 곳']),
    );
    await visitor.sends('/desk/account/sessions');
    expect([await isIn(visitor), await isIn(other)]).toEqual([true, false]);
  });

  it('changes its language, and leads back to where it was', async () => {
    const { visitor } = await app.signIn('officer');
    const next = '/desk/cases/12?tab=notes';
    await visitor.sends('/desk/account/language', { language: 'en', next });
    expect(visitor.location).toBe(next);
    await visitor.sends('/desk/account/language', { language: 'fr', next: '//evil.example' });
    expect(visitor.location).toBe('/desk/queue');
    expect((await visitor.opens('/desk/account')).page).toContain('<html lang="en">');
  });

  it('names one person in Slack whom no other account names', async () => {
    const { visitor, staff } = await app.signIn('officer');
    const name = (slackUser: string, present = PASSWORD) =>
      visitor.sends('/desk/account/slack', { slackUser, present });
    expect((await name('U0123ABCD', 'wrong')).status).toBe(422);
    expect((await name('kim')).status).toBe(422);
    expect((await name('U0123ABCD')).status).toBe(303);
    expect((await stored(staff)).slackUser).toBe('U0123ABCD');
    const { visitor: other } = await app.signIn('officer');
    await other.sends('/desk/account/slack', { slackUser: 'U0123ABCD', present: PASSWORD });
    expect(other.status).toBe(422);
    expect((await name('')).status).toBe(303);
    expect((await stored(staff)).slackUser).toBeUndefined();
  });

  it('without password and app is changed only by who has just come from the institution', async () => {
    const { visitor, staff } = await app.signIn('officer');
    const { passwordHash: _one, totpSecret: _two, ...bare } = await stored(staff);
    const version = (await app.store.staff.byId(staff.id))?.version ?? 0;
    await app.store.staff.put(bare, version, []);
    await visitor.sends('/desk/account/password', { present: '', fresh, again: fresh });
    expect((await stored(staff)).passwordHash).toBeUndefined();
    app.clock.now += 11 * 60_000;
    await visitor.sends('/desk/account/slack', { slackUser: 'U0SOMEBODY', present: '' });
    expect(visitor.status).toBe(422);
    app.clock.now -= 10 * 60_000;
    await visitor.sends('/desk/account/slack', { slackUser: 'U0SOMEBODY', present: '' });
    expect(visitor.status).toBe(303);
  });
});

/** What every role finds: a page, or that it may not. */
const ROUTES = [
  { method: 'GET', path: '/desk/account', needs: undefined },
  { method: 'GET', path: '/desk/account/second-factor', needs: undefined },
  { method: 'GET', path: '/desk/account/second-factor/picture.svg', needs: undefined },
  { method: 'POST', path: '/desk/account/language', needs: undefined },
  { method: 'GET', path: '/desk/staff', needs: 'manage-staff' },
  { method: 'GET', path: '/desk/staff/new', needs: 'manage-staff' },
  { method: 'POST', path: '/desk/staff', needs: 'manage-staff' },
  { method: 'GET', path: '/desk/staff/:id', needs: 'manage-staff' },
  { method: 'POST', path: '/desk/staff/:id/role', needs: 'manage-staff' },
  { method: 'POST', path: '/desk/staff/:id/close', needs: 'manage-staff' },
  { method: 'POST', path: '/desk/staff/:id/open', needs: 'manage-staff' },
  { method: 'POST', path: '/desk/staff/:id/reset-second-factor', needs: 'manage-staff' },
  { method: 'POST', path: '/desk/staff/:id/new-password', needs: 'manage-staff' },
] as const;

describe.each(ROLES)('a member of staff who is %s', (role) => {
  it('finds exactly the pages of their role', async () => {
    const { visitor, staff } = await app.signIn(role, { language: 'en' });
    const other = await app.account('officer');
    for (const { method, path, needs } of ROUTES) {
      const at = path.replace(':id', other.id);
      if (method === 'GET') await visitor.opens(at);
      else await visitor.sends(at);
      const isAllowed = needs === undefined || may(staff, needs);
      expect(visitor.status === 403, `${method} ${path}`).toBe(!isAllowed);
      if (!isAllowed) expect(visitor.page).toContain('You may not open this');
    }
    if (!may(staff, 'manage-staff')) expect(await stored(other)).toEqual(other);
  });

  it('is offered in the menu what they may open', async () => {
    const { visitor, staff } = await app.signIn(role);
    await visitor.opens('/desk/account');
    const menu = { queue: 'see-queue', figures: 'see-figures', audit: 'see-audit' } as const;
    for (const [page, needs] of Object.entries({ ...menu, staff: 'manage-staff' } as const)) {
      expect(visitor.page.includes(`href="/desk/${page}"`), page).toBe(may(staff, needs));
    }
  });
});

describe('an administrator', () => {
  const added = {
    login: 'New.Person@example.org',
    name: '새 사람',
    role: 'officer',
    language: 'en',
  };

  it('adds somebody, whose one-time password is shown this once', async () => {
    const { visitor, staff: by } = await app.signIn('administrator');
    await visitor.sends('/desk/staff', added);
    const password = /class="secret">([\w-]+)</.exec(visitor.page)?.[1] ?? '';
    const account = await app.store.staff.byLogin('new.person@example.org');
    expect(account?.staff).toMatchObject({ role: 'officer', language: 'en', name: '새 사람' });
    expect(await lastLine()).toMatchObject({
      actor: by.id,
      action: 'staff-added',
      details: { staff: account?.staff.id, role: 'officer' },
    });
    await visitor.opens(`/desk/staff/${account?.staff.id}`);
    expect(visitor.page).not.toContain(password);
    const newcomer = await app.visitor().opens('/desk/sign-in');
    await newcomer.sends('/desk/sign-in', { login: added.login, password });
    expect(newcomer.location).toBe('/desk/sign-in/password');
  });

  it.each([
    { what: 'a login that is taken', fields: { login: 'TAKEN@example.org' } },
    { what: 'no login', fields: { login: '' } },
    { what: 'a login with spaces', fields: { login: 'kim ha neul' } },
    { what: 'no name', fields: { name: ' ' } },
    { what: 'a role that there is not', fields: { role: 'emperor' } },
  ])('adds nobody with $what', async ({ fields }) => {
    await app.account('viewer', { login: 'taken@example.org' }).catch(() => undefined);
    const { visitor } = await app.signIn('administrator');
    const before = (await app.store.staff.list()).length;
    await visitor.sends('/desk/staff', { ...added, login: 'fresh@example.org', ...fields });
    expect(visitor.status).toBe(422);
    expect(await app.store.staff.list()).toHaveLength(before);
  });

  it('changes a role, which ends the sessions under the earlier one', async () => {
    const { visitor } = await app.signIn('administrator');
    const { visitor: other, staff } = await app.signIn('supervisor');
    await visitor.sends(`/desk/staff/${staff.id}/role`, { role: 'viewer' });
    expect(visitor.status).toBe(303);
    expect([(await stored(staff)).role, await isIn(other)]).toEqual(['viewer', false]);
  });

  it('closes an account at once, and opens it again', async () => {
    const { visitor } = await app.signIn('administrator');
    const { visitor: other, staff } = await app.signIn('officer');
    await visitor.sends(`/desk/staff/${staff.id}/close`);
    expect(await isIn(other)).toBe(false);
    await other.opens('/desk/sign-in');
    await other.sends('/desk/sign-in', { login: staff.login, password: PASSWORD });
    expect(other.status).toBe(422);
    await visitor.sends(`/desk/staff/${staff.id}/open`);
    await elsewhere(staff);
  });

  it('resets the second factor of who lost it: they set up another one', async () => {
    const { visitor } = await app.signIn('administrator');
    const { visitor: other, staff } = await app.signIn('officer', { recovery: ['one'] });
    await visitor.sends(`/desk/staff/${staff.id}/reset-second-factor`);
    expect(await isIn(other)).toBe(false);
    const { totpSecret, totpStep, recovery } = await stored(staff);
    expect([totpSecret, totpStep, recovery]).toEqual([undefined, undefined, []]);
    await other.opens('/desk/sign-in');
    await other.sends('/desk/sign-in', { login: staff.login, password: PASSWORD });
    expect(other.location).toBe('/desk/sign-in/set-up');
  });

  it('gives a new one-time password, with which the earlier one ends', async () => {
    const { visitor } = await app.signIn('administrator');
    const { visitor: other, staff } = await app.signIn('officer');
    await visitor.sends(`/desk/staff/${staff.id}/new-password`);
    const password = /class="secret">([\w-]+)</.exec(visitor.page)?.[1] ?? '';
    expect(await isIn(other)).toBe(false);
    await other.opens('/desk/sign-in');
    await other.sends('/desk/sign-in', { login: staff.login, password: PASSWORD });
    expect(other.status).toBe(422);
    await other.sends('/desk/sign-in', { login: staff.login, password });
    expect(other.location).toBe('/desk/sign-in/code');
  });

  it('changes nothing about themselves', async () => {
    const { visitor, staff } = await app.signIn('administrator');
    const before = await stored(staff);
    for (const change of ['role', 'close', 'reset-second-factor', 'new-password']) {
      await visitor.sends(`/desk/staff/${staff.id}/${change}`, { role: 'viewer' });
      expect([visitor.status, change]).toEqual([422, change]);
    }
    expect(await stored(staff)).toEqual(before);
  });

  it('finds nothing at accounts and changes that there are not', async () => {
    const { visitor, staff } = await app.signIn('administrator');
    const other = await app.account('viewer');
    for (const path of ['nobody/close', `${other.id}/promote`, `${other.id}/toString`]) {
      await visitor.sends(`/desk/staff/${path}`);
      expect([visitor.status, path]).toEqual([404, path]);
    }
    expect((await visitor.opens('/desk/staff/nobody')).status).toBe(404);
    expect((await visitor.opens(`/desk/staff/${staff.id}`)).page).not.toContain(
      'method="post" action="/desk/staff',
    );
  });

  it('remains, also where two take the role from each other in one moment', async () => {
    const alone = await startDeskApp();
    try {
      const [one, other] = [
        await alone.signIn('administrator'),
        await alone.signIn('administrator'),
      ];
      await Promise.all([
        one.visitor.sends(`/desk/staff/${other.staff.id}/role`, { role: 'viewer' }),
        other.visitor.sends(`/desk/staff/${one.staff.id}/role`, { role: 'viewer' }),
      ]);
      const roles = (await alone.store.staff.list()).map(({ staff }) => staff.role);
      expect(roles.toSorted()).toEqual(['administrator', 'viewer']);
    } finally {
      await alone.stop();
    }
  });
});

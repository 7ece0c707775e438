import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressDigest, PATIENCE, waitAfter } from '../../../adapters/desk/lock-out.ts';
import { codeAt, type DeskApp, PASSWORD, startDeskApp, throughTheDoor } from '../../desk-app.ts';
import type { DeskVisitor } from '../../desk-visitor.ts';

const MINUTE = 60_000;

describe('the wait after failures', () => {
  it.each([
    { counted: 'pair', failures: 4, minutes: 0 },
    { counted: 'pair', failures: 5, minutes: 1 },
    { counted: 'pair', failures: 6, minutes: 2 },
    { counted: 'pair', failures: 10, minutes: 32 },
    { counted: 'pair', failures: 11, minutes: 60 },
    { counted: 'pair', failures: 2000, minutes: 60 },
    { counted: 'address', failures: 19, minutes: 0 },
    { counted: 'address', failures: 20, minutes: 1 },
    { counted: 'address', failures: 40, minutes: 60 },
    { counted: 'account', failures: 19, minutes: 0 },
    { counted: 'account', failures: 20, minutes: 1 },
    { counted: 'account', failures: 40, minutes: 15 },
    { counted: 'device', failures: 9, minutes: 0 },
    { counted: 'device', failures: 10, minutes: 0.5 },
    { counted: 'device', failures: 40, minutes: 10 },
  ] as const)('$failures of one $counted is $minutes min', ({ counted, failures, minutes }) => {
    expect(waitAfter(PATIENCE[counted], failures)).toBe(minutes * MINUTE);
  });
});

describe('the digest of an address', () => {
  it.each([
    { one: '203.0.113.7', other: '203.0.113.8', isSame: false },
    { one: '203.0.113.7', other: '::ffff:203.0.113.7', isSame: true },
    { one: '2001:db8:1:2:3:4:5:6', other: '2001:db8:1:2:ffff::1', isSame: true },
    { one: '2001:db8:1:2::1', other: '2001:0db8:0001:0002::2', isSame: true },
    { one: '2001:db8:1:2::1', other: '2001:db8:1:3::1', isSame: false },
    { one: 'fe80::1%eth0', other: 'fe80::2', isSame: true },
    { one: '::1', other: '2001:db8::1', isSame: false },
  ])('is the same of $one and $other: $isSame', ({ one, other, isSame }) => {
    expect(addressDigest('key', one) === addressDigest('key', other)).toBe(isSame);
  });

  it('is another one under another key, and does not hold the address', () => {
    expect(addressDigest('key', '203.0.113.7')).not.toBe(addressDigest('other', '203.0.113.7'));
    expect(addressDigest('key', '203.0.113.7')).not.toContain('203');
  });
});

describe('somebody who guesses', () => {
  let app: DeskApp;
  beforeAll(async () => {
    app = await startDeskApp();
  });
  afterAll(() => app.stop());

  const from = (address: string): DeskVisitor => {
    const visitor = app.visitor();
    visitor.headers = { 'x-forwarded-for': address };
    return visitor;
  };
  const guess = async (visitor: DeskVisitor, login: string, password = 'a wrong guess') => {
    await visitor.opens('/desk/sign-in');
    await visitor.sends('/desk/sign-in', { login, password });
    return visitor.status;
  };

  it('waits longer each time, and finds the right password worth nothing meanwhile', async () => {
    const { login } = await app.account('viewer');
    const visitor = from('192.0.2.1');
    for (let tried = 1; tried <= 5; tried += 1) expect(await guess(visitor, login)).toBe(422);
    expect(await guess(visitor, login, PASSWORD)).toBe(429);
    expect(visitor.answered.get('retry-after')).toBe('60');
    app.clock.now += MINUTE;
    expect(await guess(visitor, login)).toBe(422);
    app.clock.now += MINUTE;
    expect(await guess(visitor, login, PASSWORD)).toBe(429);
    app.clock.now += MINUTE;
    expect(await guess(visitor, login, PASSWORD)).toBe(303);
  });

  it('learns from the wait not whether there is such an account', async () => {
    const visitor = from('192.0.2.2');
    for (let tried = 1; tried <= 5; tried += 1) await guess(visitor, 'nobody-at-all');
    expect(await guess(visitor, 'nobody-at-all')).toBe(429);
  });

  it('gains nothing by sending all guesses in one moment', async () => {
    const { login } = await app.account('viewer');
    const visitors = await Promise.all(
      Array.from({ length: 20 }, () => from('192.0.2.3').opens('/desk/sign-in')),
    );
    await Promise.all(
      visitors.map((one) => one.sends('/desk/sign-in', { login, password: 'a wrong guess' })),
    );
    const looked = visitors.filter(({ status }) => status === 422);
    // As many as cost nothing, and one that was looked at beside the last of them.
    expect(looked.length).toBeLessThanOrEqual(6);
  });

  it('from many addresses is slowed down, and the owner comes in all the same where they were before', async () => {
    const staff = await app.account('officer');
    const own = await throughTheDoor(app.visitor(), staff, app.clock.now);
    await own.sends('/desk/sign-out');
    const answers: number[] = [];
    for (let at = 0; at < 21; at += 1) {
      answers.push(await guess(from(`198.51.100.${at + 1}`), staff.login));
    }
    expect(answers).toEqual([...Array(20).fill(422), 429]);
    expect(await guess(from('192.0.2.9'), staff.login, PASSWORD)).toBe(429);
    expect(await guess(own, staff.login, PASSWORD)).toBe(303);
    app.clock.now += 30_000;
    await own.follows();
    await own.sends('/desk/sign-in/code', { code: await codeAt(app.clock.now) });
    expect(own.location).toBe('/desk/queue');
  });

  it('tries many accounts from one address no faster', async () => {
    const visitor = from('192.0.2.4');
    const answers: number[] = [];
    for (let at = 0; at < 21; at += 1) answers.push(await guess(visitor, `guessed-${at}`));
    expect(answers).toEqual([...Array(20).fill(422), 429]);
  });

  it('buys no attempts at others with an account of their own', async () => {
    const visitor = from('192.0.2.5');
    const { login } = await app.account('viewer');
    for (let at = 0; at < 19; at += 1) await guess(visitor, `other-${at}`);
    expect(await guess(visitor, login, PASSWORD)).toBe(303);
    visitor.cookies.clear();
    expect(await guess(visitor, 'other-20')).toBe(422);
    expect(await guess(visitor, 'other-21')).toBe(429);
  });

  it('with a device cookie of another account, or one they made up or changed, is a stranger', async () => {
    const { visitor: other } = await app.signIn('officer');
    const { visitor: own, staff } = await app.signIn('officer');
    const { login } = staff;
    const [until, , ...rest] = (own.cookies.get('desk-device') ?? '').split('.');
    for (const value of [
      other.cookies.get('desk-device') ?? '',
      'zzzz.id.account.signature',
      // With another number they would begin to count anew.
      [until, 'another-number', ...rest].join('.'),
    ]) {
      const visitor = from('192.0.2.6');
      visitor.cookies.set('desk-device', value);
      for (let tried = 1; tried <= 5; tried += 1) await guess(visitor, login);
      expect(await guess(visitor, login, PASSWORD)).toBe(429);
      app.clock.now += 13 * 60 * MINUTE;
    }
  });

  it('of codes waits as well, though they know the password', async () => {
    const { login } = await app.account('viewer');
    const visitor = await from('192.0.2.7').opens('/desk/sign-in');
    await visitor.sends('/desk/sign-in', { login, password: PASSWORD });
    await visitor.follows();
    for (let tried = 1; tried <= 5; tried += 1) {
      await visitor.sends('/desk/sign-in/code', { code: '000000' });
      expect(visitor.status).toBe(422);
    }
    await visitor.sends('/desk/sign-in/code', { code: await codeAt(app.clock.now) });
    expect(visitor.status).toBe(429);
  });

  it('fills the audit log with waiting once a minute only', async () => {
    const { login, id } = await app.account('viewer');
    const visitor = from('192.0.2.8');
    for (let tried = 1; tried <= 9; tried += 1) await guess(visitor, login);
    const lines = await app.store.cases.auditLog.list({ limit: 20 });
    const own = lines.filter(({ details }) => details['staff'] === id);
    expect(own.map(({ details }) => details['kind'])).toEqual([
      'waiting',
      ...Array(5).fill('wrong-password'),
    ]);
  });
});

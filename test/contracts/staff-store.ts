import { describe, expect, it } from 'vitest';
import type { Store } from '../../bot/store.ts';
import { type DeskOpened, line, openedAt, staffMember, staffSession } from './desk-samples.ts';
import type { StorePlace } from './store.ts';
import { START } from './store-samples.ts';

const MINUTE_MS = 60_000;

/** What every store of staff must do. */
export function describeStaffStore(name: string, place: StorePlace): void {
  describe(name, () => {
    const opened = openedAt(place);
    describeAccounts(opened);
    describeSessions(opened);
    describeFailures(opened);
    if (place.isShared) describeStaffSharing(opened);
  });
}

const made = line(undefined, { actor: 'system', action: 'staff-added' });

function describeAccounts(opened: DeskOpened): void {
  describe('an account', () => {
    it('is found by id and login as it was written, with its line of the log', async () => {
      const { home, store } = await opened();
      const staff = staffMember('s1', {
        passwordHash: '$argon2id$',
        totpSecret: 'ABC',
        totpStep: 7,
        recovery: ['r'],
        oidc: { issuer: 'https://idp', subject: 's' },
        views: [{ name: '보기', query: 'q' }],
      });
      expect(await store.staff.put(staff, 0, [made])).toBe(true);
      await store.close();
      const reopened = await home.open();
      expect(await reopened.staff.byId('s1')).toEqual({ version: 1, staff });
      expect(await reopened.staff.byLogin('s1@example.org')).toEqual({ version: 1, staff });
      expect(await reopened.staff.byLogin('s2@example.org')).toBeUndefined();
      expect(await reopened.staff.byId('s2')).toBeUndefined();
      expect(await reopened.cases.auditLog.list({ limit: 9 })).toMatchObject([made]);
    });

    it('is written in the version that was read, or not at all', async () => {
      const { store } = await opened();
      await store.staff.put(staffMember('s1'), 0, [made]);
      for (const expects of [0, 2]) {
        expect(await store.staff.put(staffMember('s1', { name: 'lost' }), expects, [made])).toBe(
          false,
        );
      }
      expect(await store.staff.put(staffMember('s1', { name: 'new' }), 1, [])).toBe(true);
      expect(await store.staff.put(staffMember('s9'), 1, [made])).toBe(false);
      expect(await store.staff.byId('s1')).toMatchObject({ version: 2, staff: { name: 'new' } });
      expect(await store.cases.auditLog.head()).toMatchObject({ no: 1 });
    });

    it('has a login of its own, which is free again when it took another', async () => {
      const { store } = await opened();
      await store.staff.put(staffMember('s1', { login: 'a' }), 0, []);
      await store.staff.put(staffMember('s2', { login: 'b' }), 0, []);
      expect(await store.staff.put(staffMember('s3', { login: 'a' }), 0, [])).toBe(false);
      expect(await store.staff.put(staffMember('s2', { login: 'a' }), 1, [])).toBe(false);
      expect(await store.staff.put(staffMember('s1', { login: 'c' }), 1, [])).toBe(true);
      expect(await store.staff.put(staffMember('s2', { login: 'a' }), 1, [])).toBe(true);
      expect(await store.staff.byLogin('a')).toMatchObject({ staff: { id: 's2' } });
    });

    it('stands in the list, the oldest first', async () => {
      const { store } = await opened();
      expect(await store.staff.list()).toEqual([]);
      for (const [index, id] of ['z', 'm', 'a'].entries()) {
        await store.staff.put(staffMember(id, { createdAt: START + index }), 0, []);
      }
      expect((await store.staff.list()).map(({ staff }) => staff.id)).toEqual(['z', 'm', 'a']);
    });
  });
}

async function withAccounts(store: Store, ...ids: readonly string[]): Promise<void> {
  for (const id of ids) await store.staff.put(staffMember(id), 0, []);
}

function describeSessions(opened: DeskOpened): void {
  describe('a session', () => {
    it('is found by its token until it is ended', async () => {
      const { store } = await opened();
      await withAccounts(store, 's1');
      await store.staff.beginSession('t1', staffSession('s1', { state: 'password' }));
      await store.staff.beginSession('t2', staffSession('s1'));
      expect(await store.staff.session('t1')).toEqual(staffSession('s1', { state: 'password' }));
      expect(await store.staff.session('t3')).toBeUndefined();
      await store.staff.endSession('t1');
      expect(await store.staff.session('t1')).toBeUndefined();
      expect(await store.staff.session('t2')).toEqual(staffSession('s1'));
    });

    it('goes on with what is kept of it, and one that was ended does not come back', async () => {
      const { home, store } = await opened();
      await withAccounts(store, 's1');
      await store.staff.beginSession('t1', staffSession('s1', { state: 'password' }));
      const kept = staffSession('s1', { seenAt: START + 5, endsAt: START + 2 * MINUTE_MS });
      await store.staff.keepSession('t1', kept);
      expect(await store.staff.session('t1')).toEqual(kept);
      home.clock.now = kept.endsAt - 1;
      expect(await store.staff.session('t1')).toEqual(kept);
      await store.staff.endSession('t1');
      await store.staff.keepSession('t1', kept);
      expect(await store.staff.session('t1')).toBeUndefined();
    });

    it('whose end has come is none, and is tidied away', async () => {
      const { home, store } = await opened();
      await withAccounts(store, 's1');
      await store.staff.beginSession('t1', staffSession('s1'));
      await store.staff.beginSession('t2', staffSession('s1', { endsAt: START + MINUTE_MS + 1 }));
      home.clock.now = START + MINUTE_MS;
      expect(await store.staff.session('t1')).toBeUndefined();
      expect(await store.staff.sessionsOf('s1')).toHaveLength(1);
      await store.staff.tidy();
      expect(await store.staff.session('t2')).toBeDefined();
      await store.close();
      const rows = await home.past((sql) => sql.selectFrom('staff_session').selectAll().execute());
      expect(rows).toHaveLength(1);
    });

    it('is shown to its member of staff and ends with all of theirs, and of nobody else', async () => {
      const { store } = await opened();
      await withAccounts(store, 's1', 's2');
      await store.staff.beginSession('t1', staffSession('s1'));
      await store.staff.beginSession('t2', staffSession('s1', { startedAt: START + 1 }));
      await store.staff.beginSession('t3', staffSession('s2'));
      const starts = (await store.staff.sessionsOf('s1')).map(({ startedAt }) => startedAt);
      expect(starts).toEqual([START + 1, START]);
      await store.staff.endSessionsOf('s1');
      expect(await store.staff.sessionsOf('s1')).toEqual([]);
      expect(await store.staff.session('t2')).toBeUndefined();
      expect(await store.staff.session('t3')).toBeDefined();
    });

    it('of nobody is refused', async () => {
      const { store } = await opened();
      await expect(store.staff.beginSession('t', staffSession('s1'))).rejects.toThrow(/account/);
    });

    it('leaves no token, csrf token, login or name in the tables', async () => {
      const { home, store } = await opened();
      await withAccounts(store, 's1');
      await store.staff.beginSession('secret-token', staffSession('s1', { csrf: 'secret-csrf' }));
      await store.staff.countFailure(['s1@example.org'], MINUTE_MS);
      await store.close();
      const rows = await home.past(async (sql) => [
        ...(await sql.selectFrom('staff').selectAll().execute()),
        ...(await sql.selectFrom('staff_session').selectAll().execute()),
        ...(await sql.selectFrom('staff_failure').selectAll().execute()),
      ]);
      const all = rows
        .flatMap((row) => Object.values(row))
        .map((value) =>
          value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
        )
        .join();
      expect(rows).toHaveLength(3);
      expect(all).not.toMatch(/secret|example|Name of/);
    });
  });
}

function describeFailures(opened: DeskOpened): void {
  describe('failed attempts', () => {
    it('are counted under each key within the window, this one included', async () => {
      const { home, store } = await opened();
      expect(await store.staff.countFailure(['a', 'ip'], MINUTE_MS)).toEqual([1, 1]);
      expect(await store.staff.countFailure(['b', 'ip'], MINUTE_MS)).toEqual([1, 2]);
      expect(await store.staff.failures(['ip', 'c', 'a'], MINUTE_MS)).toEqual([2, 0, 1]);
      home.clock.now += MINUTE_MS - 1;
      expect(await store.staff.countFailure(['ip', 'ip'], MINUTE_MS)).toEqual([3, 3]);
      home.clock.now += 1;
      expect(await store.staff.failures(['ip', 'a'], MINUTE_MS)).toEqual([1, 0]);
      expect(await store.staff.countFailure([], MINUTE_MS)).toEqual([]);
    });

    it('are cleared under one key and stay under the others; old ones are tidied away', async () => {
      const { home, store } = await opened();
      await store.staff.countFailure(['a', 'ip'], MINUTE_MS);
      await store.staff.clearFailures(['a']);
      expect(await store.staff.failures(['a', 'ip'], MINUTE_MS)).toEqual([0, 1]);
      home.clock.now += MINUTE_MS;
      await store.staff.countFailure(['b'], MINUTE_MS);
      await store.staff.tidy();
      // The window is wide, and still only what is of use is there.
      expect(await store.staff.failures(['ip', 'b'], 60 * MINUTE_MS)).toEqual([0, 1]);
    });
  });
}

function describeStaffSharing(opened: DeskOpened): void {
  describe('two replicas', () => {
    it('count attempts made at once one after the other: none is told too few', async () => {
      const { home, store } = await opened();
      const other = await home.open({ owner: 'second' });
      const counts = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          [store, other][index % 2]?.staff.countFailure(
            index % 3 === 0 ? ['ip', 'login'] : ['login', 'ip'],
            MINUTE_MS,
          ),
        ),
      );
      const ofLogin = counts.map((pair, index) => pair?.[index % 3 === 0 ? 1 : 0] ?? 0);
      expect(ofLogin.toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: 20 }, (_, i) => i + 1),
      );
    });

    it('give one login to one account', async () => {
      const { home, store } = await opened();
      const other = await home.open({ owner: 'second' });
      const written = await Promise.all([
        store.staff.put(staffMember('s1', { login: 'a' }), 0, [made]),
        other.staff.put(staffMember('s2', { login: 'a' }), 0, [made]),
      ]);
      expect(written.toSorted()).toEqual([false, true]);
      expect(await store.staff.list()).toHaveLength(1);
    });
  });
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { doCaseChores } from '../../../bot/desk/case-chores.ts';
import type { CaseDesk } from '../../../bot/desk/case-desk.ts';
import { type CaseFile, readCaseFile } from '../../../bot/desk/case-file.ts';
import type { DeskParts } from '../../../bot/desk/desk-parts.ts';
import { openCaseDesk } from '../../../bot/desk/open-desk.ts';
import type { Role, Staff } from '../../../bot/desk/staff.ts';
import { say } from '../../../bot/talk.ts';
import { MADE_NOW, madeCase } from '../../desk-cases.ts';
import {
  type CaseWorld,
  keepCases,
  openCaseWorld,
  RULES,
  staffMember,
} from '../../open-case-index.ts';
import { realParts } from '../../talking.ts';

const DAY_MS = 86_400_000;
const LIMITS = { silentDays: 7, retentionDays: 100 };

let world: CaseWorld;
let parts: DeskParts;
let desk: CaseDesk;
let people: Readonly<Record<'kim' | 'lee' | 'seo' | 'vi', Staff>>;
let keys = 0;
const key = (): string => {
  keys += 1;
  return `key-${keys}`;
};

beforeEach(async () => {
  world = await openCaseWorld([]);
  parts = {
    cases: world.store.cases,
    staff: world.store.staff,
    index: world.index,
    triage: RULES.triage,
    casework: RULES.casework,
    settings: (await realParts()).settings,
    clock: () => world.clock.now,
    institution: '시험위원회',
    needsSecondPerson: true,
    channels: [],
    newsFor: () => say('news'),
  };
  desk = openCaseDesk(parts);
  people = {
    kim: await account('kim', 'officer'),
    lee: await account('lee', 'officer'),
    seo: await account('seo', 'supervisor'),
    vi: await account('vi', 'viewer'),
  };
});
afterEach(() => world.stop());

async function account(id: string, role: Role): Promise<Staff> {
  const staff = staffMember({ id, login: id, role });
  const line = { at: MADE_NOW, actor: 'system', action: 'staff-added', details: { staff: id } };
  await world.store.staff.put(staff, 0, [line]);
  return staff;
}

const made = (seed: number, more: Partial<CaseFile> = {}): CaseFile =>
  madeCase({ seed, document: 'nhrck', receivedAt: MADE_NOW - DAY_MS, ...more });

async function fileOf(id: string): Promise<CaseFile> {
  const stored = await world.store.cases.read(id);
  if (!stored) throw new Error(`There is no case ${id}.`);
  return readCaseFile(stored.file);
}

const actions = async (id: string): Promise<readonly string[]> =>
  (await world.store.cases.auditLog.list({ limit: 50, case: id })).map(({ action }) => action);

describe('cases that are gathered', () => {
  it('keep everything, follow one decision, and can be split again', async () => {
    const [first, second, third] = [made(1), made(2), made(3)];
    await keepCases(world.store, [first, second, third]);
    const merged = await desk.merge(people.kim, first.id, [second.id, third.id], key());
    expect(merged).toMatchObject({ isDone: true, value: { merged: [second.id, third.id] } });
    const inside = await fileOf(second.id);
    expect(inside.mergedInto).toBe(first.id);
    expect(inside.statements).toEqual(second.statements);
    const status = { do: 'status', to: 'investigating' } as const;
    expect(await desk.act(people.kim, second.id, status, key())).toEqual({
      isDone: false,
      why: 'merged',
    });
    expect((await desk.act(people.kim, first.id, status, key())).isDone).toBe(true);
    expect((await fileOf(third.id)).status).toBe('investigating');
    expect((await desk.split(people.kim, second.id, key())).isDone).toBe(true);
    expect((await fileOf(second.id)).mergedInto).toBeUndefined();
    expect((await fileOf(first.id)).merged).toEqual([third.id]);
    expect((await world.store.cases.auditLog.verify()).problems).toEqual([]);
  });

  it.each([
    { into: 1, ids: [1], why: 'merged' },
    { into: 1, ids: [] as number[], why: 'not-there' },
    { into: 1, ids: [9], why: 'no-such-case' },
  ])('are not gathered as $ids into $into: $why', async ({ into, ids, why }) => {
    await keepCases(world.store, [made(1), made(2)]);
    const outcome = await desk.merge(
      people.kim,
      made(into).id,
      ids.map((seed) => made(seed).id),
      key(),
    );
    expect(outcome.isDone ? 'done' : outcome.why).toBe(
      ids.length === 1 && ids[0] === into ? 'not-there' : why,
    );
  });

  it('are gathered once where the form is sent twice', async () => {
    await keepCases(world.store, [made(1), made(2)]);
    const once = await desk.merge(people.kim, made(1).id, [made(2).id], 'same');
    const twice = await desk.merge(people.kim, made(1).id, [made(2).id], 'same');
    expect([once.isDone, twice.isDone]).toEqual([true, true]);
    expect((await fileOf(made(1).id)).merged).toEqual([made(2).id]);
  });
});

describe('two people at one case', () => {
  it('lose nothing of each other', async () => {
    const file = made(1);
    await keepCases(world.store, [file]);
    const texts = Array.from({ length: 6 }, (_, at) => `note ${at}`);
    const done = await Promise.all(
      texts.map((text, at) =>
        desk.act(
          at % 2 ? people.kim : people.lee,
          file.id,
          { do: 'note', text, mentions: [] },
          key(),
        ),
      ),
    );
    expect(done.every(({ isDone }) => isDone)).toBe(true);
    expect((await fileOf(file.id)).notes.map(({ text }) => text).sort()).toEqual(texts);
  });
});

describe('who sent a case', () => {
  const withIdentity = async () => {
    const file = made(1, { hasIdentity: true });
    const identity = JSON.stringify({ 'identity-name': '제갈시험' });
    await world.store.cases.commit(
      [{ id: file.id, expects: 0, file: JSON.stringify(file), identity }],
      [{ at: MADE_NOW, actor: 'person', action: 'case-received', case: file.id, details: {} }],
    );
    await desk.act(people.kim, file.id, { do: 'ask-identity', reason: '통지' }, key());
    return file.id;
  };

  it('is shown to whoever asked, after another supervisor agreed, for a day, and each time is in the log', async () => {
    const id = await withIdentity();
    expect(await desk.identity(people.kim, id, 1)).toMatchObject({ why: 'needs-second-person' });
    await desk.act(people.seo, id, { do: 'approve-identity', no: 1 }, key());
    expect(await desk.identity(people.lee, id, 1)).toMatchObject({ why: 'not-there' });
    expect(await desk.identity(people.vi, id, 1)).toMatchObject({ why: 'not-allowed' });
    expect(await desk.identity(people.kim, id, 1)).toEqual({
      isDone: true,
      value: { 'identity-name': '제갈시험' },
    });
    world.clock.now += DAY_MS + 1;
    expect(await desk.identity(people.kim, id, 1)).toMatchObject({ why: 'not-there' });
    expect((await actions(id)).filter((action) => action === 'identity-opened')).toHaveLength(1);
    expect((await fileOf(id)).identityRequests[0]?.openedAt).toHaveLength(1);
  });
});

describe('what the desk does by itself', () => {
  it('gives a case back to the queue when its assignee was silent, once', async () => {
    const file = made(1);
    await keepCases(world.store, [file]);
    await desk.act(people.kim, file.id, { do: 'assign', to: 'kim' }, key());
    world.clock.now += 6 * DAY_MS;
    expect((await doCaseChores(parts, LIMITS)).returned).toEqual([]);
    world.clock.now += DAY_MS;
    expect((await doCaseChores(parts, LIMITS)).returned).toEqual([file.id]);
    expect((await doCaseChores(parts, LIMITS)).returned).toEqual([]);
    expect((await fileOf(file.id)).assignee).toBeUndefined();
    expect(await actions(file.id)).toContain('case-returned');
  });

  it('erases a case on time after its end, and keeps that there was one', async () => {
    const ended = made(1, { status: 'closed', closedAt: MADE_NOW });
    const open = made(2);
    await keepCases(world.store, [ended, open]);
    world.clock.now = MADE_NOW + 100 * DAY_MS - 1;
    expect((await doCaseChores(parts, LIMITS)).erased).toBe(0);
    world.clock.now += 1;
    expect((await doCaseChores(parts, LIMITS)).erased).toBe(1);
    expect(await world.store.cases.read(ended.id)).toBeUndefined();
    expect(await world.store.cases.byCode(`code ${ended.id}`)).toBeUndefined();
    expect(await desk.open(people.kim, ended.id)).toBeUndefined();
    expect(await world.store.cases.read(open.id)).toBeDefined();
    const news = await world.store.cases.changedSince(0, 10);
    expect(news.find(({ id }) => id === ended.id)).toMatchObject({ erasedAt: world.clock.now });
    expect(await actions(ended.id)).toContain('case-erased');
    expect((await world.store.cases.auditLog.verify()).problems).toEqual([]);
  });
});

describe('a look at a case', () => {
  it('is in the audit log, and once where the page is sent again right after', async () => {
    await keepCases(world.store, [made(1)]);
    await desk.open(people.kim, made(1).id);
    await desk.open(people.kim, made(1).id);
    world.clock.now += 61_000;
    await desk.open(people.kim, made(1).id);
    const looks = (await actions(made(1).id)).filter((action) => action === 'case-opened');
    expect(looks).toHaveLength(2);
  });

  it('shows that it exists and no more to whoever is recused', async () => {
    const recused = [{ staff: 'kim', by: 'seo', at: 1, reason: 'x' }];
    await keepCases(world.store, [made(1, { recused })]);
    const seen = await desk.open(people.kim, made(1).id);
    expect(Object.keys(seen?.head ?? {}).sort()).toEqual([
      'id',
      'receivedOn',
      'reference',
      'status',
    ]);
    expect(seen?.access).toBe('exists');
    expect(await desk.similar(people.kim, made(1).id)).toEqual([]);
  });

  it('of somebody whose account was closed meanwhile changes nothing', async () => {
    await keepCases(world.store, [made(1)]);
    const closed = { ...people.kim, isActive: false };
    await world.store.staff.put(closed, 1, [
      { at: MADE_NOW, actor: 'seo', action: 'staff-closed', details: { staff: 'kim' } },
    ]);
    const action = { do: 'message', text: '안녕하세요' } as const;
    expect(await desk.act(people.kim, made(1).id, action, key())).toMatchObject({
      why: 'not-allowed',
    });
  });
});

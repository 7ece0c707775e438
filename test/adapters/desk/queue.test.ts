import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CaseFile, readCaseFile } from '../../../bot/desk/case-file.ts';
import type { DeskApp, SignedInVisitor } from '../../desk-app.ts';
import { MADE_NOW, type MadeCase, madeCase, madeCases } from '../../desk-cases.ts';
import { startQueueApp } from './queue-desk.ts';

let app: DeskApp;
let officer: SignedInVisitor;

const SECRET = '아무도안쓰는낱말';
const TAKEN = [901, 902, 903].map((seed) => madeCase({ seed, status: 'investigating' }));

const told = (seed: number, over: MadeCase): CaseFile => madeCase({ seed, ...over });

beforeAll(async () => {
  app = await startQueueApp([
    ...madeCases(120).map(({ restrictedTo: _r, snoozedUntil: _s, ...file }) => file),
    ...TAKEN,
    told(801, {
      answers: { story: [`${SECRET} <script>alert(1)</script>`], place: ['gym'] },
      status: 'supplement',
      messages: [{ no: 1, at: MADE_NOW, from: 'person', text: '새 글' }],
    }),
    told(802, { restrictedTo: ['somebody-else'], status: 'rejected' }),
  ]);
  officer = await app.signIn('officer');
}, 60_000);

afterAll(async () => {
  await app.stop();
});

const opened = async (address: string, who = officer) => (await who.visitor.opens(address)).page;
const rowsIn = (page: string): readonly string[] =>
  [...page.matchAll(/<tr data-case="([^"]+)"/g)].map(([, id = '']) => id);
const fileOf = async (id: string): Promise<CaseFile> => {
  const stored = await app.store.cases.read(id);
  if (!stored) throw new Error('no such case');
  return readCaseFile(stored.file);
};

describe('the queue in the browser', () => {
  it('shows fifty cases a page, with links that keep the query', async () => {
    const page = await opened('/desk/queue?sort=received&language=ko&language=en');
    expect(rowsIn(page)).toHaveLength(50);
    const next = /rel="next" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(next).toBe('/desk/queue?language=en&language=ko&sort=received&page=2');
    const second = await opened(next);
    expect(rowsIn(second)).toHaveLength(50);
    expect(rowsIn(second)).not.toEqual(expect.arrayContaining(rowsIn(page).slice(0, 1)));
    expect(second).toContain('rel="prev"');
  });

  it('finds by words and filters, and says how many there are', async () => {
    const page = await opened(`/desk/queue?q=${encodeURIComponent(SECRET)}&place=gym`);
    expect(rowsIn(page)).toEqual([madeCase({ seed: 801 }).id]);
    expect(page).toContain('모두 1건');
    expect(page).toMatch(/name="place" value="gym" checked/);
  });

  it('shows place, operator, status and new messages in words, and nothing that the person typed', async () => {
    const page = await opened(`/desk/queue?q=${encodeURIComponent(SECRET)}`);
    const table = page.slice(page.indexOf('<table'), page.indexOf('</table>'));
    for (const word of ['헬스장·운동시설', '보완요구', '1건']) expect(table).toContain(word);
    expect(table).not.toContain(SECRET);
    expect(page).not.toContain('<script>alert');
  });

  it('puts what somebody searched back into the field as text, never as markup', async () => {
    const page = await opened(`/desk/queue?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('&quot;&gt;&lt;script');
  });

  it('explains each priority', async () => {
    const page = await opened('/desk/queue');
    const details = page.match(
      /<details><summary><span class="badge [^"]*">[^<]+<\/span><\/summary><ul><li>/g,
    );
    expect(details).toHaveLength(50);
  });

  it('shows of a case without a right to it that it exists and no more', async () => {
    const { id } = madeCase({ seed: 802 });
    const page = await opened('/desk/queue?kind=closed');
    const row =
      page
        .split('<tr ')
        .find((part) => part.includes(id))
        ?.split('</tr>')[0] ?? '';
    expect(row).toContain('볼 권한이 없는 사건');
    expect(row).not.toMatch(/type="checkbox"|<details>/);
    const supervisor = await app.signIn('supervisor');
    expect(await opened('/desk/queue?kind=closed', supervisor)).toMatch(
      new RegExp(`name="case" value="${id}"`),
    );
  });

  it('says so when nothing fits', async () => {
    const page = await opened('/desk/queue?q=%EC%97%86%EB%8A%94%EB%82%B1%EB%A7%90');
    expect(rowsIn(page)).toEqual([]);
    expect(page).toContain('맞는 사건이 없어요');
  });

  it('understands an address that nobody would write', async () => {
    await officer.visitor.opens('/desk/queue?page=1e9&sort=%00&place=%3Cb%3E&kind=x&%E0%A4%A');
    expect(officer.visitor.status).toBe(200);
    expect(rowsIn(officer.visitor.page)).toHaveLength(50);
  });

  it('speaks English to whoever reads English', async () => {
    const reader = await app.signIn('viewer', { language: 'en' });
    const page = await opened('/desk/queue', reader);
    expect(page).toContain('<h1>Case queue</h1>');
    expect(page).not.toContain('name="case"');
  });

  it('lists the shortcuts on a page of its own, without any script', async () => {
    const page = await opened('/desk/shortcuts');
    expect(page).toContain('<kbd>j</kbd>');
    expect(page.match(/<tr>/g)).toHaveLength(14);
  });
});

describe('selected cases', () => {
  it('are taken by whoever asks, each once, and the page says how many', async () => {
    const { visitor, staff } = officer;
    await visitor.opens('/desk/queue?status=investigating');
    const ids = TAKEN.map(({ id }) => id);
    const form = { case: ids, do: 'take', key: 'k1', query: 'status=investigating' };
    await visitor.sends('/desk/queue/act', form);
    expect(visitor.location).toBe('/desk/queue?status=investigating&did=take&count=3');
    expect((await fileOf(ids[0] ?? '')).assignee).toBe(staff.id);
    const versions = await Promise.all(ids.map((id) => app.store.cases.read(id)));
    await visitor.sends('/desk/queue/act', form);
    const again = await Promise.all(ids.map((id) => app.store.cases.read(id)));
    expect(again.map((one) => one?.version)).toEqual(versions.map((one) => one?.version));
    expect((await visitor.opens('/desk/queue?did=take&count=3')).page).toContain('3건을 맡았어요');
  });

  it('sleep until the morning of a Korean day', async () => {
    const { visitor } = officer;
    const [one] = TAKEN;
    await visitor.opens('/desk/queue');
    await visitor.sends('/desk/queue/act', { case: one?.id ?? '', do: 'snooze', days: '3' });
    const { snoozedUntil = 0 } = await fileOf(one?.id ?? '');
    expect(new Date(snoozedUntil).toISOString()).toBe('2026-11-30T15:00:00.000Z');
    expect(rowsIn(await opened('/desk/queue?status=investigating'))).not.toContain(one?.id);
  });

  it('that may not be worked on are counted apart and left as they are', async () => {
    const { visitor } = officer;
    const hidden = madeCase({ seed: 802 }).id;
    await visitor.opens('/desk/queue');
    await visitor.sends('/desk/queue/act', {
      case: [hidden, 'no-such-case'],
      do: 'take',
      key: 'k2',
    });
    expect(visitor.location).toBe('/desk/queue?did=take&count=0&not=2');
    expect((await fileOf(hidden)).assignee).toBeUndefined();
  });

  it.each([
    { fields: { do: 'take' }, did: 'none-selected', why: 'none' },
    { fields: { do: 'snooze', case: 'a', days: '999' }, did: 'none-selected', why: 'no such time' },
    { fields: { do: 'erase', case: 'a' }, did: 'none-selected', why: 'no such action' },
    {
      fields: { do: 'take', case: Array.from({ length: 51 }, (_, at) => `c${at}`) },
      did: 'too-many-selected',
      why: 'more than a page',
    },
  ])('are refused: $why', async ({ fields, did }) => {
    const { visitor } = officer;
    await visitor.opens('/desk/queue');
    await visitor.sends('/desk/queue/act', fields);
    expect(visitor.location).toBe(`/desk/queue?did=${did}`);
  });

  it('cannot be taken by somebody who only reads', async () => {
    const viewer = await app.signIn('viewer');
    const { id } = madeCases(1)[0] ?? { id: '' };
    const before = await app.store.cases.read(id);
    await viewer.visitor.opens('/desk/queue');
    await viewer.visitor.sends('/desk/queue/act', { case: id, do: 'take' });
    expect(viewer.visitor.location).toContain('count=0&not=1');
    expect(await app.store.cases.read(id)).toEqual(before);
  });

  it('cannot be touched by a form of another page', async () => {
    await officer.visitor.opens('/desk/queue');
    const id = madeCases(1)[0]?.id ?? '';
    await officer.visitor.sends('/desk/queue/act', { csrf: 'x', case: id, do: 'take' });
    expect(officer.visitor.status).toBe(403);
  });
});

describe('saved views', () => {
  it('are kept with the account, replaced by name, and deleted', async () => {
    const { visitor, staff } = await app.signIn('officer');
    const views = async () => (await app.store.staff.byId(staff.id))?.staff.views;
    await visitor.opens('/desk/queue?place=gym&page=2');
    await visitor.sends('/desk/queue/views', { name: ' 헬스장 <b> ', query: 'place=gym&page=2' });
    expect(await views()).toEqual([{ name: '헬스장 <b>', query: 'place=gym' }]);
    await visitor.opens('/desk/queue?place=gym');
    expect(visitor.page).toContain('헬스장 &lt;b&gt;');
    expect(visitor.page).toMatch(/href="\/desk\/queue\?place=gym" aria-current="page"/);
    await visitor.sends('/desk/queue/views', { name: '헬스장 <b>', query: 'place=school' });
    expect(await views()).toEqual([{ name: '헬스장 <b>', query: 'place=school' }]);
    await visitor.sends('/desk/queue/views/delete', { name: '헬스장 <b>', query: '' });
    expect(await views()).toEqual([]);
  });

  it('leave a line in the audit log without the name that somebody gave', async () => {
    const { visitor, staff } = await app.signIn('officer');
    await visitor.opens('/desk/queue');
    await visitor.sends('/desk/queue/views', { name: '남몰래', query: '' });
    const lines = await app.store.cases.auditLog.list({ limit: 5, actor: staff.id });
    expect(lines[0]?.action).toBe('view-saved');
    expect(JSON.stringify(lines)).not.toContain('남몰래');
  });

  it.each([
    { name: '   ', did: 'view-needs-name' },
    { name: '\u200b\u202e', did: 'view-needs-name' },
  ])('need a name that can be read', async ({ name, did }) => {
    await officer.visitor.opens('/desk/queue');
    await officer.visitor.sends('/desk/queue/views', { name, query: 'place=gym' });
    expect(officer.visitor.location).toBe(`/desk/queue?place=gym&did=${did}`);
  });

  it('are no more than twenty', async () => {
    const full = Array.from({ length: 20 }, (_, at) => ({ name: `보기 ${at}`, query: '' }));
    const { visitor, staff } = await app.signIn('officer', { views: full });
    await visitor.opens('/desk/queue');
    await visitor.sends('/desk/queue/views', { name: '하나 더', query: '' });
    expect(visitor.location).toBe('/desk/queue?did=too-many-views');
    expect((await app.store.staff.byId(staff.id))?.staff.views).toHaveLength(20);
  });
});

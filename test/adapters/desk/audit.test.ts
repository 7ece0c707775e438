import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseReference } from '../../../bot/desk/case-file.ts';
import type { DeskApp } from '../../desk-app.ts';
import { MADE_NOW, madeCase } from '../../desk-cases.ts';
import { startFiguresDesk } from './figures-desk.ts';

const FIRST = madeCase({ seed: 1 });
const SECOND = madeCase({ seed: 2 });

describe('the audit page', () => {
  let app: DeskApp;
  beforeAll(async () => {
    app = await startFiguresDesk([FIRST, SECOND]);
    const { cases } = app.store;
    await cases.audit([
      {
        at: MADE_NOW,
        actor: 'system',
        action: 'moon-landed',
        details: { note: '<script>alert(1)</script>' },
      },
      { at: MADE_NOW, actor: 'person', action: 'person-withdraw', case: SECOND.id, details: {} },
    ]);
  });
  afterAll(() => app.stop());

  const numbers = (page: string) =>
    [...page.matchAll(/<th scope="row">(\d+)<\/th>/g)].map(([, no]) => Number(no));
  const headOn = (page: string) => /<code>(\d+:[0-9a-f]+)<\/code>/.exec(page)?.[1] ?? '';

  it.each([
    { role: 'viewer', status: 403 },
    { role: 'officer', status: 403 },
    { role: 'supervisor', status: 200 },
    { role: 'administrator', status: 200 },
  ] as const)('answers a $role with $status, the same for verifying', async ({ role, status }) => {
    const { visitor } = await app.signIn(role);
    await visitor.opens('/desk/audit');
    expect(visitor.status).toBe(status);
    await visitor.sends('/desk/audit/verify');
    expect(visitor.status).toBe(status);
  });

  it('shows the newest line first, in words, with unknown actions as they are', async () => {
    const { visitor } = await app.signIn('supervisor');
    await visitor.opens('/desk/audit');
    const shown = numbers(visitor.page);
    expect(shown).toEqual([...shown].sort((a, b) => b - a));
    expect(visitor.page).toContain('접수 <code>case-received</code>');
    expect(visitor.page).toContain('<td>moon-landed</td>');
    expect(visitor.page).toContain('<td>신고한 사람</td>');
    expect(visitor.page).not.toContain('<script>alert');
  });

  it('names cases by their reference, and leads there only who may read them', async () => {
    const supervisor = (await app.signIn('supervisor')).visitor;
    await supervisor.opens('/desk/audit');
    expect(supervisor.page).toContain(
      `<a href="/desk/cases/${FIRST.id}">${caseReference(FIRST)}</a>`,
    );
    const administrator = (await app.signIn('administrator')).visitor;
    await administrator.opens('/desk/audit');
    expect(administrator.page).toContain(caseReference(FIRST));
    expect(administrator.page).not.toContain('/desk/cases/');
  });

  it('is filtered by case and by who did it', async () => {
    const { visitor } = await app.signIn('supervisor');
    await visitor.opens(`/desk/audit?case=${caseReference(SECOND)}`);
    expect(numbers(visitor.page)).toHaveLength(2);
    await visitor.opens(`/desk/audit?case=${caseReference(SECOND)}&actor=person`);
    expect(numbers(visitor.page)).toHaveLength(2);
    await visitor.opens('/desk/audit?actor=nobody');
    expect(numbers(visitor.page)).toEqual([]);
    expect(visitor.page).toContain('기록이 없어요.');
  });

  it('says where there is no such case, instead of showing every line', async () => {
    const { visitor } = await app.signIn('supervisor');
    await visitor.opens('/desk/audit?case=2020-AAAAA-BBBBB');
    expect(visitor.page).toContain('그런 사건이 없어요: 2020-AAAAA-BBBBB');
    expect(numbers(visitor.page)).toEqual([]);
  });

  it('goes on to older lines, a page at a time, and keeps the filter', async () => {
    const { visitor } = await app.signIn('supervisor');
    const actor = 'busy-robot';
    await app.store.cases.audit(
      Array.from({ length: 230 }, () => ({
        at: MADE_NOW,
        actor,
        action: 'case-read',
        details: {},
      })),
    );
    const seen: number[] = [];
    await visitor.opens(`/desk/audit?actor=${actor}`);
    for (;;) {
      seen.push(...numbers(visitor.page));
      const [, older] = /<a href="([^"]+)" rel="next">/.exec(visitor.page) ?? [];
      if (!older) break;
      await visitor.opens(older.replaceAll('&amp;', '&'));
    }
    expect(seen).toHaveLength(230);
    expect(new Set(seen).size).toBe(230);
    expect(visitor.page).toContain('가장 새로운 기록');
  });

  it('says that a whole log is sound, and writes down that it was verified', async () => {
    const { visitor, staff } = await app.signIn('administrator', { language: 'en' });
    await visitor.opens('/desk/audit');
    const noted = headOn(visitor.page);
    expect(noted).toMatch(/^\d+:[0-9a-f]{20,}$/);
    await visitor.sends('/desk/audit/verify', { noted });
    expect(visitor.page).toMatch(/Sound: all \d+ lines were checked\./);
    const [last] = await app.context.auditLog.list({ limit: 1 });
    expect(last).toMatchObject({
      actor: staff.id,
      action: 'audit-verified',
      details: { problems: 0 },
    });
  });

  it.each(['12', 'x:abc', '12:', '12:zz', '-1:ab'])(
    'verifies nothing when the noted value is %j',
    async (noted) => {
      const { visitor } = await app.signIn('administrator');
      await visitor.opens('/desk/audit');
      await visitor.sends('/desk/audit/verify', { noted });
      expect(visitor.page).toContain('적어 둔 값을 읽을 수 없어서');
    },
  );

  it('says that the log differs from what was noted', async () => {
    const { visitor } = await app.signIn('administrator', { language: 'en' });
    await visitor.opens('/desk/audit');
    const [no, hash = ''] = headOn(visitor.page).split(':');
    await visitor.sends('/desk/audit/verify', { noted: `${no}:${'0'.repeat(hash.length)}` });
    expect(visitor.page).toContain(`Line ${no}: differs from the noted value`);
    await visitor.sends('/desk/audit/verify', { noted: '999999:abcdef' });
    expect(visitor.page).toContain('Line 999999: the noted line is missing');
  });

  it('does not verify for a form of somewhere else', async () => {
    const { visitor } = await app.signIn('administrator');
    await visitor.opens('/desk/audit');
    await visitor.sends('/desk/audit/verify', { csrf: 'guessed' });
    expect(visitor.status).toBe(403);
  });
});

import { Readable } from 'node:stream';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseReference } from '../../../bot/desk/case-file.ts';
import type { Role, Staff } from '../../../bot/desk/staff.ts';
import { weekStart } from '../../../knowledge/triage/periods.ts';
import type { DeskApp } from '../../desk-app.ts';
import { madeCase, madeCases } from '../../desk-cases.ts';
import { keepCases } from '../../open-case-index.ts';
import { startFiguresDesk } from './figures-desk.ts';

/** The third quarter of weeks is over on {@link MADE_NOW}; the fourth goes on. */
const OVER = '2026-Q3';
const RUNNING = '2026-Q4';
const SECRET_WORDS = '=HYPERLINK("http://evil.example")';

const recused = madeCase({
  seed: 77,
  receivedAt: Date.parse('2026-08-20T03:00:00Z'),
  recused: [{ staff: 'supervisor-a', by: 'x', at: 1, reason: SECRET_WORDS }],
  answers: { account: [SECRET_WORDS], respondent: [SECRET_WORDS] },
});

describe('figures at the desk', () => {
  let app: DeskApp;
  beforeAll(async () => {
    app = await startFiguresDesk([
      ...madeCases(120, 1, ['received', 'investigating', 'dismissed']),
      recused,
    ]);
  });
  afterAll(() => app.stop());

  const cells = (page: string) =>
    [...page.matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, text]) => text);

  it('show the newest quarter that is over, with its days', async () => {
    const { visitor } = await app.signIn('viewer');
    await visitor.opens('/desk/figures');
    expect(visitor.status).toBe(200);
    expect(visitor.page).toContain('2026년 3분기 (2026-06-29 ~ 2026-09-27)');
    expect(visitor.page).not.toContain('figures-running');
  });

  it('warn of the quarter that goes on', async () => {
    const { visitor } = await app.signIn('viewer', { language: 'en' });
    await visitor.opens(`/desk/figures?period=${RUNNING}`);
    expect(visitor.page).toContain('figures-running');
    expect(visitor.page).toContain('do not publish');
  });

  it.each(['viewer', 'officer', 'supervisor', 'administrator'] as const)(
    'hold no number below five for a %s',
    async (role) => {
      const { visitor } = await app.signIn(role);
      await visitor.opens(`/desk/figures?period=${OVER}`);
      const numbers = cells(visitor.page).filter((text) => /^\d+$/.test(text ?? ''));
      expect(numbers.length).toBeGreaterThan(5);
      expect(numbers.filter((text) => Number(text) < 5)).toEqual([]);
      expect(cells(visitor.page)).toContain('5 미만');
    },
  );

  it('have a picture of every table, with a text for those who do not see it', async () => {
    const { visitor } = await app.signIn('officer');
    await visitor.opens(`/desk/figures?period=${OVER}`);
    const sources = [...visitor.page.matchAll(/<img src="([^"]+)" alt="([^"]+)"/g)];
    expect(sources).toHaveLength(7);
    for (const [, src = '', alt] of sources) {
      expect(alt).toContain('그래프');
      await visitor.opens(src.replace('&amp;', '&'));
      expect(visitor.answered.get('content-type')).toContain('image/svg+xml');
      expect(visitor.answered.get('content-security-policy')).toBe("default-src 'none'; sandbox");
      expect(visitor.page).toMatch(/^<svg /);
    }
  });

  it.each([
    '/desk/figures?period=1999-Q1',
    '/desk/figures?period=2026-Q9',
    '/desk/figures?period=a&period=b',
    '/desk/figures/secrets.svg',
    '/desk/export.exe',
    '/desk/export.csv?what=identities',
    '/desk/export.csv?period=1999-Q1',
  ])('are not found at %s', async (path) => {
    const { visitor } = await app.signIn('supervisor');
    await visitor.opens(path);
    expect(visitor.status).toBe(404);
  });

  it('stay as they were when a case turns up late, and when it is erased', async () => {
    const { visitor } = await app.signIn('viewer');
    await visitor.opens(`/desk/export.json?period=${OVER}`);
    const before = visitor.page;
    const { cases } = app.store;
    const extra = madeCase({
      seed: 4242,
      receivedAt: Date.parse(`${weekStart('2026-W30')}T03:00:00Z`),
    });
    await keepCases(app.store, [extra]);
    await visitor.opens(`/desk/export.json?period=${OVER}`);
    expect(visitor.page).toBe(before);
    const [at, entry] = [app.clock.now, { actor: 'system', action: 'case-erased', details: {} }];
    await cases.commit(
      [{ id: extra.id, expects: 1, erases: true }],
      [{ ...entry, at, case: extra.id }],
    );
    await visitor.opens(`/desk/export.json?period=${OVER}`);
    expect(visitor.page).toBe(before);
  });

  it('have the deadlines of today in the quarter that goes on, and not in a file of one that is over', async () => {
    const { visitor } = await app.signIn('viewer');
    await visitor.opens(`/desk/export.json?period=${RUNNING}`);
    expect(visitor.page).toContain('"figure":"clock"');
    await visitor.opens(`/desk/export.json?period=${OVER}`);
    expect(visitor.page).not.toContain('"figure":"clock"');
  });

  describe('saved as a file', () => {
    const exported = async () =>
      (await app.context.auditLog.list({ limit: 50 })).filter(
        ({ action }) => action === 'exported',
      );

    const casesFor = async (over: Partial<Staff>) => {
      const { visitor } = await app.signIn('supervisor', over);
      await visitor.opens('/desk/export.json?what=cases');
      const rows: readonly Record<string, string>[] = JSON.parse(visitor.page);
      return rows;
    };

    it('are the same numbers, with a line in the audit log before they leave', async () => {
      const { visitor, staff } = await app.signIn('viewer');
      const before = (await exported()).length;
      await visitor.opens(`/desk/export.json?period=${OVER}`);
      const rows = JSON.parse(visitor.page);
      expect(visitor.answered.get('content-disposition')).toContain(
        'facerights-figures-2026-Q3.json',
      );
      const counts = rows.map((row: { cases: unknown }) => row.cases);
      expect(counts.some((one: unknown) => typeof one === 'number')).toBe(true);
      expect(counts.filter((one: unknown) => typeof one === 'number' && one < 5)).toEqual([]);
      const lines = await exported();
      expect(lines).toHaveLength(before + 1);
      expect(lines[0]).toMatchObject({
        actor: staff.id,
        details: { what: 'figures', format: 'json', leaf: OVER, rows: rows.length },
      });
    });

    it('open in Excel', async () => {
      const { visitor } = await app.signIn('viewer', { language: 'en' });
      const response = await visitor.fetches(`/desk/export.xlsx?period=${OVER}`);
      const bytes = Buffer.from(await response.arrayBuffer());
      const [leaf] = await readExcelFile(Readable.from([bytes]));
      expect(leaf?.data[0]).toContain('Cases');
      expect(leaf?.data.length).toBeGreaterThan(60);
    });

    it.each([
      { role: 'viewer', status: 403 },
      { role: 'officer', status: 403 },
      { role: 'administrator', status: 403 },
      { role: 'supervisor', status: 200 },
    ] as const satisfies readonly { role: Role; status: number }[])(
      'are the list of cases for a supervisor alone: a $role gets $status',
      async ({ role, status }) => {
        const { visitor } = await app.signIn(role);
        const before = (await exported()).length;
        await visitor.opens('/desk/export.csv?what=cases');
        expect(visitor.status).toBe(status);
        expect((await exported()).length - before).toBe(status === 200 ? 1 : 0);
      },
    );

    it('hold heads of cases and not a word that anybody typed', async () => {
      const rows = await casesFor({});
      expect(rows).toHaveLength(121);
      expect(JSON.stringify(rows)).not.toContain('HYPERLINK');
      expect(rows[0]).toMatchObject({ kind: '처리 중', routeName: expect.stringMatching(/\S/) });
    });

    it('say of a case from which the supervisor is recused only that it is there', async () => {
      const rows = await casesFor({ id: 'supervisor-a' });
      const row = rows.find(({ reference }) => reference === caseReference(recused));
      expect(Object.entries(row ?? {}).filter(([, value]) => value !== '')).toEqual([
        ['reference', caseReference(recused)],
        ['receivedOn', '2026-08-20'],
        ['status', 'received'],
        ['statusName', '접수'],
      ]);
    });
  });
});

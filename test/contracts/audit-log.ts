import { sql as raw } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Sql } from '../../adapters/store/schema.ts';
import type { AuditHead, AuditVerdict } from '../../bot/desk/audit.ts';
import type { Store } from '../../bot/store.ts';
import {
  commit,
  type DeskHome,
  type DeskOpened,
  erased,
  line,
  openedAt,
  staffMember,
} from './desk-samples.ts';
import type { StorePlace } from './store.ts';
import { START } from './store-samples.ts';

/** What every audit log must do, and what nobody may do to it unseen. */
export function describeAuditLog(name: string, place: StorePlace): void {
  describe(name, () => {
    const opened = openedAt(place);
    describeLines(opened);
    describeTampering(opened, place);
    describeNoting(opened);
    describeBroken(opened);
  });
}

function describeLines(opened: DeskOpened): void {
  describe('the lines', () => {
    it('are numbered without a gap, whoever wrote them, and listed newest first', async () => {
      const { store } = await opened();
      const signedIn = line(undefined, { actor: 's1', action: 'signed-in', at: START + 3 });
      await commit(store, 'c1');
      await store.cases.audit([signedIn, line('c1', { action: 'opened', details: { count: 2 } })]);
      await store.staff.put(staffMember('s1'), 0, [line(undefined, { action: 'staff-added' })]);
      await store.cases.audit([]);
      const lines = await store.cases.auditLog.list({ limit: 10 });
      expect(lines.map(({ no, action }) => `${no} ${action}`)).toEqual([
        '4 staff-added',
        '3 opened',
        '2 signed-in',
        '1 case-changed',
      ]);
      expect(lines[2]).toEqual({
        no: 2,
        ...signedIn,
        hash: expect.stringMatching(/^[\da-f]{64}$/),
      });
      expect(lines[1]).toMatchObject({ case: 'c1', details: { count: 2 } });
      expect(await store.cases.auditLog.head()).toEqual({ no: 4, hash: lines[0]?.hash });
    });

    it.each([
      { of: {}, numbers: [6, 5] },
      { of: { before: 5 }, numbers: [4, 3] },
      { of: { case: 'c1' }, numbers: [4, 2] },
      { of: { case: 'c1', before: 4 }, numbers: [2] },
      { of: { actor: 's1' }, numbers: [6, 2] },
      { of: { actor: 's1', case: 'c1' }, numbers: [2] },
      { of: { actor: 's3' }, numbers: [] },
    ])('of $of are $numbers', async ({ of, numbers }) => {
      const { store } = await opened();
      await store.cases.audit([
        line('c2'),
        line('c1', { actor: 's1' }),
        line(),
        line('c1', { actor: 's2' }),
        line('c2', { actor: 's2' }),
        line('c2', { actor: 's1' }),
      ]);
      const lines = await store.cases.auditLog.list({ ...of, limit: 2 });
      expect(lines.map(({ no }) => no)).toEqual(numbers);
    });

    it('are whole while more are written', async () => {
      const { store } = await opened();
      const write = async (id: string) => {
        for (let version = 0; version < 20; version += 1) await commit(store, id, version);
      };
      const verify = async () => {
        for (let round = 0; round < 10; round += 1)
          expect(await store.cases.auditLog.verify()).toMatchObject({ problems: [] });
      };
      await Promise.all([write('c1'), write('c2'), verify()]);
      expect(await store.cases.auditLog.verify()).toMatchObject({ lines: 40, problems: [] });
    });

    it('are walked over in portions', async () => {
      const { store } = await opened();
      await store.cases.audit(Array.from({ length: 2_000 }, () => line()));
      await commit(store, 'c1');
      expect(await store.cases.auditLog.verify()).toMatchObject({ lines: 2_001, problems: [] });
    });
  });
}

/** Eight lines: c1 in three versions, c2 in two and then erased, and two about what changed nothing. */
async function fill(store: Store): Promise<void> {
  await commit(store, 'c1', 0, { code: 'code', identity: '{}' });
  await commit(store, 'c2');
  await store.cases.openIdentity('c1', line('c1', { actor: 's1', action: 'identity-opened' }));
  await commit(store, 'c1', 1);
  await commit(store, 'c2', 1);
  await store.cases.audit([line(undefined, { actor: 's1', action: 'signed-in' })]);
  await commit(store, 'c1', 2);
  await commit(store, 'c2', 2, erased);
}

interface Tampering {
  readonly what: string;
  readonly by: (sql: Sql) => Promise<unknown>;
  /** Number and problem, of which at least this one is found. */
  readonly found: string;
}

const run = (statement: string) => (sql: Sql) => raw.raw(statement).execute(sql);

const altered = (column: string, value: string, no = 4): Tampering => ({
  what: `${column} of a line is ${value}`,
  by: run(`update audit set ${column} = ${value} where no = ${no}`),
  found: `${no} altered`,
});

const ALTERED: readonly Tampering[] = [
  altered('at', 'at + 1'),
  altered('actor', `'s2'`),
  altered('action', `'case-opened'`),
  altered('case_id', `'c2'`),
  altered('case_id', 'null'),
  altered('case_version', '3'),
  altered('case_version', 'null'),
  altered('case_version', '2', 3),
  altered('details', `'{"a":1}'`),
  altered('details', `'{ }'`),
  altered('hash', `'${'0'.repeat(64)}'`),
  altered('hash', `''`),
  altered('hash', `upper(hash)`),
  { ...altered('actor', `'s2'`, 8), what: 'the last line is altered' },
  { ...altered('actor', `'s2'`, 1), what: 'the first line is altered' },
];

const COLUMNS = ['at', 'actor', 'action', 'case_id', 'case_version', 'details', 'hash'];
const copyOf = (no: number, to: number) =>
  `insert into audit (no, ${COLUMNS}) select ${to}, ${COLUMNS} from audit where no = ${no}`;
const inOrder =
  (...statements: readonly string[]) =>
  async (sql: Sql) => {
    for (const statement of statements) await run(statement)(sql);
  };

const MOVED: readonly Tampering[] = [
  {
    what: 'the first line is removed',
    by: run('delete from audit where no = 1'),
    found: '2 lines-missing 1-1',
  },
  {
    what: 'lines in the middle are removed',
    by: run('delete from audit where no in (3, 4)'),
    found: '5 lines-missing 3-4',
  },
  {
    what: 'the last line is removed',
    by: run('delete from audit where no = 8'),
    found: '8 lines-missing 8-8',
  },
  { what: 'all lines are removed', by: run('delete from audit'), found: '8 lines-missing 1-8' },
  {
    what: 'all lines are removed, and the head is as before the first',
    by: inOrder('delete from audit', `update meta set value = '' where name = 'audit-head'`),
    found: '0 case-versions c1',
  },
  {
    what: 'a line in the middle is removed and the gap closed',
    by: inOrder(
      'delete from audit where no = 3',
      ...[4, 5, 6, 7, 8].map((no) => `update audit set no = ${no - 1} where no = ${no}`),
    ),
    found: '3 altered',
  },
  { what: 'a line is added at the end', by: run(copyOf(8, 9)), found: '9 behind-the-head' },
  {
    what: 'a line is added far behind the end',
    by: run(copyOf(8, 100)),
    found: '100 lines-missing 9-99',
  },
  { what: 'a line is added before the first', by: run(copyOf(1, 0)), found: '0 added' },
  { what: 'a line is added with a number below zero', by: run(copyOf(1, -7)), found: '-7 added' },
  {
    what: 'a line is pushed in between',
    by: inOrder(
      ...[8, 7, 6, 5].map((no) => `update audit set no = ${no + 1} where no = ${no}`),
      copyOf(4, 5),
    ),
    found: '5 altered',
  },
  {
    what: 'two lines are swapped',
    by: inOrder(
      'update audit set no = 99 where no = 4',
      'update audit set no = 4 where no = 5',
      'update audit set no = 5 where no = 99',
    ),
    found: '4 altered',
  },
  {
    what: 'a number is another',
    by: run('update audit set no = 100 where no = 8'),
    found: '100 lines-missing 8-99',
  },
  {
    what: 'a line takes the place of another',
    by: inOrder('delete from audit where no = 6', copyOf(3, 6)),
    found: '6 altered',
  },
];

const HEAD_PARTS = ['no', 'change', 'hash', 'digest'];

const HEAD: readonly Tampering[] = [
  {
    what: 'the head is removed',
    by: run(`delete from meta where name = 'audit-head'`),
    found: '8 head-missing',
  },
  {
    what: 'the head is as before the first line',
    by: run(`update meta set value = '' where name = 'audit-head'`),
    found: '8 behind-the-head',
  },
  {
    what: 'the head is rubbish',
    by: run(`update meta set value = 'rubbish' where name = 'audit-head'`),
    found: '8 head-altered',
  },
  ...HEAD_PARTS.map(
    (part, index): Tampering => ({
      what: `the ${part} of the head is altered`,
      by: async (sql) => {
        const row = await sql
          .selectFrom('meta')
          .selectAll()
          .where('name', '=', 'audit-head')
          .executeTakeFirstOrThrow();
        const parts = row.value.split(' ');
        expect(parts).toHaveLength(HEAD_PARTS.length);
        const value = parts
          .map((one, at) => (at === index ? (index < 2 ? '7' : '0'.repeat(64)) : one))
          .join(' ');
        await sql.updateTable('meta').set({ value }).where('name', '=', 'audit-head').execute();
      },
      found: '8 head-altered',
    }),
  ),
];

const inCase = (
  column: string,
  value: string,
  id = 'c1',
  problem = `case-altered ${id}`,
): Tampering => ({
  what: `${column} of ${id} is ${value}`,
  by: run(`update case_file set ${column} = ${value} where id = '${id}'`),
  found: `8 ${problem}`,
});

const CASES: readonly Tampering[] = [
  inCase('version', '2', 'c1', 'case-versions c1'),
  inCase('version', '2'),
  inCase('version', '4', 'c1', 'case-versions c1'),
  inCase('change', '100'),
  inCase('change', '100', 'c1', 'last-change-differs-from-head'),
  inCase('received_at', 'received_at + 1'),
  inCase('received_at', 'received_at + 1', 'c2'),
  inCase('erased_at', '1'),
  inCase('erased_at', 'null', 'c2'),
  inCase('code', `'another'`),
  inCase('code', 'null'),
  inCase('mark', `'another'`),
  inCase('id', `'c3'`, 'c1', 'case-missing c1'),
  inCase('id', `'c3'`, 'c1', 'case-versions c3'),
  {
    what: 'a case is removed',
    by: run(`delete from case_file where id = 'c1'`),
    found: '8 case-missing c1',
  },
  {
    what: 'an erased case is removed',
    by: run(`delete from case_file where id = 'c2'`),
    found: '8 case-missing c2',
  },
  {
    what: 'a case is added',
    by: run(
      `insert into case_file (id, version, change, received_at, mark) values ('c3', 1, 9, 1, 'm')`,
    ),
    found: '8 case-versions c3',
  },
  {
    what: 'a case is added before any change',
    by: run(
      `insert into case_file (id, version, change, received_at, mark) values ('c3', 0, 0, 1, 'm')`,
    ),
    found: '8 case-altered c3',
  },
];

const said = ({ problems }: AuditVerdict): readonly string[] =>
  problems.map(({ no, problem }) => `${no} ${problem}`);

type Copy = Awaited<ReturnType<typeof copy>>;

/** The tables as they are. */
const copy = (sql: Sql) =>
  Promise.all(
    (['audit', 'meta', 'case_file'] as const).map(
      async (table) => [table, await sql.selectFrom(table).selectAll().execute()] as const,
    ),
  );

async function putBack(sql: Sql, tables: Copy): Promise<void> {
  for (const [table, rows] of tables) {
    await sql.deleteFrom(table).execute();
    for (const row of rows) {
      await sql
        .insertInto(table)
        .values(row as never)
        .execute();
    }
  }
}

function describeTampering(opened: DeskOpened, { isShared }: StorePlace): void {
  describe('a look at the whole log', () => {
    it('finds nothing in what nobody has touched', async () => {
      const { home, store } = await opened();
      await fill(store);
      const verdict = await store.cases.auditLog.verify();
      expect(verdict).toEqual({
        lines: 8,
        head: await store.cases.auditLog.head(),
        problems: [],
      });
      await store.close();
      expect(await (await home.open()).cases.auditLog.verify(verdict.head)).toEqual(verdict);
    });

    it('finds nothing in an empty database', async () => {
      const { store } = await opened();
      const nothing = { lines: 0, head: undefined, problems: [] };
      expect(await store.cases.auditLog.verify()).toEqual(nothing);
      expect(await store.cases.auditLog.head()).toBeUndefined();
    });

    /** One database for them all, put back before each, where one outlives a test. */
    let filled: Promise<{ readonly home: DeskHome; readonly before: Copy }> | undefined;
    const fillOnce = async () => {
      const { home, store } = await opened();
      await fill(store);
      await store.close();
      return { home, before: await home.past(copy) };
    };

    it.each([...ALTERED, ...MOVED, ...HEAD, ...CASES])(
      'finds that $what',
      async ({ by, found }) => {
        if (!(isShared && filled)) filled = fillOnce();
        const { home, before } = await filled;
        await home.past(async (sql) => {
          await putBack(sql, before);
          await by(sql);
        });
        const verdict = await (await home.open()).cases.auditLog.verify();
        expect(said(verdict)).toContain(found);
      },
    );

    it('knows every column of a line and of a case, or a seal does', async () => {
      const { home, store } = await opened();
      await store.close();
      const columns = async (table: string) =>
        await home.past(async (sql) => {
          const tables = await sql.introspection.getTables();
          const found = tables.find(({ name }) => name === table);
          return found?.columns.map(({ name }) => name).toSorted();
        });
      const SEALED = ['wrapped_key', 'identity_key', 'file', 'identity'];
      const IN_CASES = ['id', 'version', 'change', 'received_at', 'erased_at', 'code', 'mark'];
      expect(await columns('audit')).toEqual(['no', ...COLUMNS].toSorted());
      expect(await columns('case_file')).toEqual([...IN_CASES, ...SEALED].toSorted());
    });

    it.each([
      { column: 'wrapped_key' },
      { column: 'file' },
      { column: 'identity' },
      { column: 'identity_key' },
    ] as const)(
      'is not needed for $column of a case: what was put in its place does not open',
      async ({ column }) => {
        const { home, store } = await opened();
        await commit(store, 'c1', 0, { identity: '{}' });
        await commit(store, 'c2', 0, { identity: '{}' });
        await store.close();
        await home.past(
          run(
            `update case_file set ${column} = (select ${column} from case_file where id = 'c2') where id = 'c1'`,
          ),
        );
        const { cases } = await home.open();
        const reading = column.startsWith('identity')
          ? cases.openIdentity('c1', line('c1'))
          : cases.read('c1');
        await expect(reading).rejects.toMatchObject({ code: 'SEAL' });
      },
    );

    it('is not needed for an earlier file of the same case: it does not open in a later version', async () => {
      const { home, store } = await opened();
      await commit(store, 'c1');
      await store.close();
      const file = await home.past((sql) =>
        sql.selectFrom('case_file').select('file').executeTakeFirst(),
      );
      const reopened = await home.open();
      await commit(reopened, 'c1', 1);
      await reopened.close();
      await home.past((sql) =>
        sql
          .updateTable('case_file')
          .set(file ?? {})
          .execute(),
      );
      const { cases } = await home.open();
      await expect(cases.read('c1')).rejects.toMatchObject({ code: 'SEAL' });
    });
  });
}

function describeNoting(opened: DeskOpened): void {
  describe('a head noted elsewhere', () => {
    it('is found in its place as the log grows', async () => {
      const { store } = await opened();
      await commit(store, 'c1');
      const noted = await store.cases.auditLog.head();
      await commit(store, 'c1', 1);
      expect(await store.cases.auditLog.verify(noted)).toMatchObject({ lines: 2, problems: [] });
    });

    it.each<{ what: string; noted: (head: AuditHead) => AuditHead; found: string }>([
      {
        what: 'another hash',
        noted: ({ no }) => ({ no, hash: 'a' }),
        found: '2 differs-from-noted',
      },
      {
        what: 'a line that is not there',
        noted: ({ hash }) => ({ no: 3, hash }),
        found: '3 noted-line-missing',
      },
    ])('with $what is a problem', async ({ noted, found }) => {
      const { store } = await opened();
      await commit(store, 'c1');
      await commit(store, 'c1', 1);
      const head = (await store.cases.auditLog.head()) ?? { no: 0, hash: '' };
      expect(said(await store.cases.auditLog.verify(noted(head)))).toEqual([found]);
    });

    it('shows that the whole database is as it was before, which nothing else can', async () => {
      const { home, store } = await opened();
      await commit(store, 'c1');
      await store.close();
      const before = await home.past(copy);
      const later = await home.open();
      await commit(later, 'c1', 1);
      const noted = await later.cases.auditLog.head();
      await later.close();
      await home.past((sql) => putBack(sql, before));
      const { auditLog } = (await home.open()).cases;
      expect(said(await auditLog.verify())).toEqual([]);
      expect(said(await auditLog.verify(noted))).toEqual(['2 noted-line-missing']);
    });
  });
}

function describeBroken(opened: DeskOpened): void {
  describe('a log whose end was altered', () => {
    it('takes no more lines, and no changes: nobody could tell any more what is true', async () => {
      const { home, store } = await opened();
      await fill(store);
      await store.close();
      await home.past(run(`update meta set value = value || '0' where name = 'audit-head'`));
      const broken = await home.open();
      const refused = { code: 'AUDIT_CHAIN' };
      await expect(commit(broken, 'c3')).rejects.toMatchObject(refused);
      await expect(broken.cases.audit([line()])).rejects.toMatchObject(refused);
      await expect(broken.cases.openIdentity('c1', line('c1'))).rejects.toMatchObject(refused);
      await expect(broken.staff.put(staffMember('s1'), 0, [])).rejects.toMatchObject(refused);
      await expect(broken.cases.auditLog.head()).rejects.toMatchObject(refused);
      expect(await broken.cases.count()).toBe(1);
    });
  });
}

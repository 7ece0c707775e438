import { openDatabase } from '../../adapters/store/database.ts';
import type { StoreOptions } from '../../adapters/store/open-store.ts';
import type { Sql } from '../../adapters/store/schema.ts';
import type { AuditEntry } from '../../bot/desk/audit.ts';
import type { CaseChange } from '../../bot/desk/case-store.ts';
import type { Staff } from '../../bot/desk/staff.ts';
import type { StaffSession } from '../../bot/desk/staff-store.ts';
import type { Store } from '../../bot/store.ts';
import { type StoreHome, type StorePlace, storeHome } from './store.ts';
import { START } from './store-samples.ts';

/** A line of the audit log about a case, or about none. */
export const line = (id?: string, over: Partial<AuditEntry> = {}): AuditEntry => ({
  at: START,
  actor: 'person',
  action: 'case-changed',
  ...(id !== undefined && { case: id }),
  details: {},
  ...over,
});

export const change = (id: string, expects = 0, over: Partial<CaseChange> = {}): CaseChange => ({
  id,
  expects,
  file: `{"case":"${id}","version":${expects + 1}}`,
  ...over,
});

/** Commits one change with one line. */
export const commit = (
  store: Store,
  id: string,
  expects = 0,
  over: Partial<CaseChange> = {},
): Promise<boolean> => store.cases.commit([change(id, expects, over)], [line(id)]);

export const erased = { erases: true, file: undefined } as unknown as Partial<CaseChange>;

export const staffMember = (id: string, over: Partial<Staff> = {}): Staff => ({
  id,
  login: `${id}@example.org`,
  name: `Name of ${id}`,
  role: 'officer',
  language: 'ko',
  recovery: [],
  isActive: true,
  mustChangePassword: false,
  views: [],
  createdAt: START,
  ...over,
});

export const staffSession = (staff: string, over: Partial<StaffSession> = {}): StaffSession => ({
  staff,
  state: 'full',
  startedAt: START,
  seenAt: START,
  endsAt: START + 60_000,
  csrf: 'a csrf token',
  ...over,
});

/** Stores on one database, and a way past them. */
export interface DeskHome extends StoreHome {
  readonly database: StoreOptions['database'];
  /** Works on the tables themselves. A SQLite file must not be open meanwhile. */
  past<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
}

async function deskHome(place: StorePlace): Promise<DeskHome> {
  const database = await place.makeDatabase();
  const home = await storeHome({ ...place, makeDatabase: () => Promise.resolve(database) });
  return {
    ...home,
    database,
    past: async (work) => {
      const { sql } = await openDatabase(database, () => undefined);
      try {
        return await work(sql);
      } finally {
        await sql.destroy();
      }
    },
  };
}

export type DeskOpened = () => Promise<{ readonly home: DeskHome; readonly store: Store }>;

export const openedAt =
  (place: StorePlace): DeskOpened =>
  async () => {
    const home = await deskHome(place);
    return { home, store: await home.open() };
  };

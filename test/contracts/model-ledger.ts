import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { givenKey } from '../../adapters/store/next-key.ts';
import { rotateKey } from '../../adapters/store/rotate-key.ts';
import type { ModelLedger, Reservation } from '../../bot/model/model-ledger.ts';
import type { Store } from '../../bot/store.ts';
import type { WordingCheck } from '../../knowledge/wording/wording.ts';
import { type DeskHome, type DeskOpened, openedAt } from './desk-samples.ts';
import { MASTER_KEY, type StorePlace } from './store.ts';
import { answer, delivery, LIMITS, reservation, START, saying, spent } from './store-samples.ts';

/** What every ledger of the use of models must do. */
export function describeModelLedger(name: string, place: StorePlace): void {
  describe(name, () => {
    const opened = openedAt(place);
    describeBudgets(opened);
    describeSettling(opened);
    describeFigures(opened);
    describePersons(opened);
    describeLeaving(opened);
    if (place.isShared) describeLedgerSharing(opened);
  });
}

const DAY = reservation().day;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Midnight in Korea after {@link START}. */
const NEXT_DAY = Date.UTC(2026, 10, 2, 15, 0, 0);

async function reserved(ledger: ModelLedger, over: Partial<Reservation> = {}): Promise<number> {
  const answered = await ledger.reserve(reservation(over));
  if (answered.kind === 'refused') throw new Error(`refused by ${answered.by}`);
  return answered.id;
}

/** Asks many times at once, of one ledger after the other. @returns How many were given. */
async function manyAtOnce(
  ledgers: readonly [ModelLedger, ...ModelLedger[]],
  wanted: (index: number) => Partial<Reservation>,
): Promise<number> {
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      (ledgers[index % ledgers.length] ?? ledgers[0]).reserve(reservation(wanted(index))),
    ),
  );
  return answers.filter(({ kind }) => kind === 'reserved').length;
}

const RACES = [
  { budget: 'a person', wanted: () => ({}), given: 10 },
  {
    budget: 'the day, for fifty people',
    wanted: (index: number) => ({ person: `p${index}` }),
    given: 20,
  },
  {
    budget: 'three people, each their own',
    wanted: (index: number) => ({ person: `p${index % 3}`, limits: { day: 9_999, person: 300 } }),
    given: 9,
  },
] as const;

function describeBudgets(opened: DeskOpened): void {
  describe('the budget', () => {
    it.each(RACES)(
      'of $budget gives $given of fifty that ask at once',
      async ({ wanted, given }) => {
        const { store, home } = await opened();
        expect(await manyAtOnce([store.modelLedger], wanted)).toBe(given);
        expect(home.errors).toEqual([]);
      },
    );

    it.each([
      { limits: { day: 150, person: 999 }, by: 'day' },
      { limits: { day: 999, person: 150 }, by: 'person' },
      { limits: { day: 150, person: 150 }, by: 'day' },
    ] as const)('of $limits refuses the second by $by', async ({ limits, by }) => {
      const { store } = await opened();
      await reserved(store.modelLedger, { limits });
      expect(await store.modelLedger.reserve(reservation({ limits }))).toEqual({
        kind: 'refused',
        by,
      });
    });

    it('bears what fills it to the last token, and not one more', async () => {
      const { store } = await opened();
      const limits = { day: 100, person: 100 };
      const asked = (tokens: number) => store.modelLedger.reserve(reservation({ tokens, limits }));
      expect(await asked(101)).toMatchObject({ kind: 'refused' });
      expect(await asked(99.5)).toMatchObject({ kind: 'reserved' });
      expect(await asked(1)).toMatchObject({ kind: 'refused' });
    });

    it.each([
      { other: 'day', over: { day: '2026-11-03' }, kind: 'reserved' },
      { other: 'person', over: { person: 'person-2' }, kind: 'reserved' },
      { other: 'platform', over: { platform: 'slack' }, kind: 'reserved' },
      { other: 'task', over: { task: 'draft' }, kind: 'refused' },
    ] as const)('of a person for another $other: $kind', async ({ over, kind }) => {
      const { store } = await opened();
      const limits = { day: 9_999, person: 100 };
      await reserved(store.modelLedger, { limits });
      expect(await store.modelLedger.reserve(reservation({ limits, ...over }))).toMatchObject({
        kind,
      });
    });

    it('holds after a restart, with what was never settled', async () => {
      const { store, home } = await opened();
      const limits = { day: 150, person: 150 };
      await reserved(store.modelLedger, { limits });
      await store.close();
      const again = await home.open();
      expect(await again.modelLedger.reserve(reservation({ limits }))).toMatchObject({
        kind: 'refused',
      });
    });
  });
}

function describeSettling(opened: DeskOpened): void {
  describe('what is settled', () => {
    /** How many tokens of the day are left, for somebody else. */
    const isLeft = async ({ modelLedger }: Store, tokens: number): Promise<boolean> => {
      const limits = { day: 1_000, person: 1_000 };
      const asked = reservation({ person: 'somebody else', tokens, limits });
      return (await modelLedger.reserve(asked)).kind === 'reserved';
    };

    it.each([
      { took: { inputTokens: 30, outputTokens: 10 }, left: 960 },
      { took: { inputTokens: 0, outputTokens: 0, outcome: 'timeout' }, left: 1_000 },
      { took: { inputTokens: 400, outputTokens: 200 }, left: 400 },
      { took: { inputTokens: 9.2, outputTokens: 0.1, microCost: 0.5, ms: 1.5 }, left: 989 },
    ] as const)(
      'counts with what it took, $took: $left of 1000 are left',
      async ({ took, left }) => {
        const { store } = await opened();
        await store.modelLedger.settle(await reserved(store.modelLedger), spent(took));
        expect(await isLeft(store, left + 1)).toBe(false);
        expect(await isLeft(store, left)).toBe(true);
      },
    );

    it('is settled once: the second time changes nothing', async () => {
      const { store } = await opened();
      const { modelLedger } = store;
      const id = await reserved(modelLedger);
      await modelLedger.settle(id, spent());
      const before = await modelLedger.figures(DAY);
      await modelLedger.settle(id, spent({ inputTokens: 900, model: 'x', outcome: 'timeout' }));
      expect(await modelLedger.figures(DAY)).toEqual(before);
      expect(await isLeft(store, 960)).toBe(true);
    });

    it('leaves what others have set aside as it is', async () => {
      const { store } = await opened();
      const [own] = [await reserved(store.modelLedger), await reserved(store.modelLedger)];
      await store.modelLedger.settle(own, spent());
      await store.modelLedger.settle(own + 1_000, spent());
      expect(await isLeft(store, 861)).toBe(false);
      expect(await isLeft(store, 860)).toBe(true);
    });
  });
}

const checked = (over: Partial<WordingCheck> = {}): WordingCheck => ({
  sentences: 4,
  kept: 2,
  replaced: 1,
  dropped: 1,
  faults: { number: 1, citation: 1 },
  ...over,
});

const NOTHING_CHECKED = { sentences: 0, kept: 0, replaced: 0, dropped: 0, refused: 0 };

function describeFigures(opened: DeskOpened): void {
  describe('the figures of a day', () => {
    it('have a row for each task and model, with what was checked of its texts', async () => {
      const { store } = await opened();
      const { modelLedger } = store;
      const use = async (
        over: Partial<Reservation>,
        took: Parameters<typeof spent>[0],
        check?: WordingCheck,
      ) => {
        const id = await reserved(modelLedger, over);
        await modelLedger.settle(id, spent(took));
        if (check) await modelLedger.record(id, check);
      };
      await use({}, {}, checked());
      await use({ person: 'person-2' }, {}, checked({ kept: 0, refused: 'verdict' }));
      await use({}, { outcome: 'timeout', outputTokens: 0, microCost: 0 });
      await use({}, { outcome: 'timeout', outputTokens: 0, microCost: 0 });
      await use({}, { outcome: 'malformed' });
      await use({}, { model: 'ollama:other' });
      await use({ task: 'understand' }, {});
      await use({ day: '2026-11-01' }, {});
      await reserved(modelLedger);
      const nothing = { done: 0, failed: {}, inputTokens: 0, outputTokens: 0, microCost: 0 };
      const once = { asked: 1, done: 1, inputTokens: 30, outputTokens: 10, microCost: 7 };
      const model = 'openai:small';
      expect(await modelLedger.figures(DAY)).toEqual([
        { task: 'understand', model, ...once, failed: {}, ...NOTHING_CHECKED },
        { task: 'word', model: '', ...nothing, asked: 1, ...NOTHING_CHECKED },
        { task: 'word', model: 'ollama:other', ...once, failed: {}, ...NOTHING_CHECKED },
        {
          task: 'word',
          model,
          asked: 5,
          done: 2,
          failed: { timeout: 2, malformed: 1 },
          inputTokens: 150,
          outputTokens: 30,
          microCost: 21,
          sentences: 8,
          kept: 2,
          replaced: 2,
          dropped: 2,
          refused: 1,
        },
      ]);
      expect(await modelLedger.figures('2026-10-31')).toEqual([]);
    });

    it('have what was checked before it was settled as well, and of two checks the last', async () => {
      const { store } = await opened();
      const { modelLedger } = store;
      const id = await reserved(modelLedger);
      await modelLedger.record(id, checked({ refused: 'empty' }));
      await modelLedger.record(id, checked({ sentences: 5, kept: 3 }));
      await modelLedger.settle(id, spent());
      expect(await modelLedger.figures(DAY)).toMatchObject([
        { asked: 1, sentences: 5, kept: 3, refused: 0 },
      ]);
    });

    it('keep which faults were found, for those who look into the table', async () => {
      const { store, home } = await opened();
      await store.modelLedger.record(await reserved(store.modelLedger), checked());
      await store.close();
      const [row] = await usesIn(home);
      expect(JSON.parse(row?.faults ?? '')).toEqual({ number: 1, citation: 1 });
    });
  });
}

/** A SQLite file must not be open meanwhile. */
const usesIn = (home: DeskHome) =>
  home.past((sql) => sql.selectFrom('model_use').selectAll().orderBy('id').execute());

function describePersons(opened: DeskOpened): void {
  describe('a person', () => {
    it('is another one every day and on every platform, and the same one all day', async () => {
      const { store, home } = await opened();
      const { modelLedger } = store;
      for (const over of [{}, { task: 'draft' }, { day: '2026-11-03' }, { platform: 'web' }]) {
        await reserved(modelLedger, over as Partial<Reservation>);
      }
      await store.close();
      const [first, second, ...others] = (await usesIn(home)).map(({ person }) => person);
      expect(first).toMatch(/^[\da-f]{64}$/);
      expect(second).toBe(first);
      expect(new Set([first, ...others]).size).toBe(3);
    });

    it('cannot be read from the tables or the file, even without encryption', async () => {
      const { store, home } = await opened();
      await store.close();
      const bare = await home.open({ cipher: 'none' });
      const word = 'planted-person-word';
      await reserved(bare.modelLedger, { person: word, platform: `${word}-platform` });
      // What is beside a SQLite file is written into it when it is closed.
      const files = () =>
        home.database.kind === 'sqlite' ? filesBeside(home.database.path) : 'none';
      expect(files()).not.toContain(word);
      await bare.close();
      expect(files()).not.toContain(word);
      const rows = JSON.stringify(await usesIn(home));
      expect(rows).toContain(DAY);
      expect(rows).not.toContain(word);
    });

    it('has no other budget after the master key was rotated', async () => {
      const { store, home } = await opened();
      const limits = { day: 9_999, person: 150 };
      await reserved(store.modelLedger, { limits });
      await store.close();
      const next = new Uint8Array(32).fill(8);
      await rotateKey({
        database: home.database,
        keys: [givenKey(MASTER_KEY)],
        next: givenKey(next),
        clock: () => home.clock.now,
      });
      const again = await home.open({ masterKey: next });
      expect(await again.modelLedger.reserve(reservation({ limits }))).toEqual({
        kind: 'refused',
        by: 'person',
      });
      expect(await again.modelLedger.figures(DAY)).toMatchObject([{ asked: 1 }]);
    });
  });
}

const filesBeside = (path: string): string =>
  readdirSync(dirname(path))
    .map((name) => readFileSync(join(dirname(path), name), 'latin1'))
    .join('');

function describeLeaving(opened: DeskOpened): void {
  describe('what goes with time', () => {
    const forget = (store: Store) =>
      answer(store, saying('forget', { person: 'person-1' }), { erasesPerson: true });

    it('gives nobody a new budget for being forgotten', async () => {
      const { store } = await opened();
      const limits = { day: 9_999, person: 150 };
      await answer(store, delivery(), { state: 's' });
      await reserved(store.modelLedger, { limits });
      await forget(store);
      expect(await store.modelLedger.reserve(reservation({ limits }))).toEqual({
        kind: 'refused',
        by: 'person',
      });
    });

    it('takes from the past days of who is forgotten whose they were, and of nobody else', async () => {
      const { store, home } = await opened();
      for (const day of ['2026-10-30', '2026-11-01', DAY]) {
        await reserved(store.modelLedger, { day });
        await reserved(store.modelLedger, { day, person: 'person-2' });
        await reserved(store.modelLedger, { day, platform: 'slack' });
      }
      await forget(store);
      await store.close();
      const uses = await usesIn(home);
      expect(uses.map(({ day, person }) => [day, person !== null])).toEqual([
        ['2026-10-30', false],
        ['2026-10-30', true],
        ['2026-10-30', true],
        ['2026-11-01', false],
        ['2026-11-01', true],
        ['2026-11-01', true],
        [DAY, true],
        [DAY, true],
        [DAY, true],
      ]);
    });

    it('is first whose uses they were, at midnight in Korea, then after a hundred days the rows', async () => {
      const { store, home } = await opened();
      await store.modelLedger.settle(await reserved(store.modelLedger), spent());
      await reserved(store.modelLedger, { day: '2026-11-03' });
      const named = async (now: number) => {
        home.clock.now = now;
        const open = await home.open();
        await open.eraseExpired(LIMITS);
        const figures = await open.modelLedger.figures(DAY);
        await open.close();
        const days = (await usesIn(home)).map(({ day, person }) => `${day} ${person !== null}`);
        return { days, asked: figures[0]?.asked };
      };
      await store.close();
      expect(await named(NEXT_DAY - 1)).toEqual({
        days: ['2026-11-02 true', '2026-11-03 true'],
        asked: 1,
      });
      expect(await named(NEXT_DAY)).toEqual({
        days: ['2026-11-02 false', '2026-11-03 true'],
        asked: 1,
      });
      const last = NEXT_DAY + 100 * DAY_MS - 1;
      expect(await named(last)).toEqual({
        days: ['2026-11-02 false', '2026-11-03 false'],
        asked: 1,
      });
      expect(await named(last + 1)).toEqual({ days: ['2026-11-03 false'], asked: undefined });
    });

    it('keeps what the day took when nobody knows any more who took it', async () => {
      const { store, home } = await opened();
      const limits = { day: 150, person: 999 };
      await reserved(store.modelLedger, { limits });
      home.clock.now = NEXT_DAY;
      await store.eraseExpired(LIMITS);
      expect(await store.modelLedger.reserve(reservation({ limits }))).toEqual({
        kind: 'refused',
        by: 'day',
      });
    });

    it('goes in portions where there are many', async () => {
      const { store, home } = await opened();
      await store.close();
      await home.past(async (sql) => {
        const rows = Array.from({ length: 1_100 }, (_, index) => ({
          day: '2026-11-01',
          person: `${index}`,
          task: 'word',
          reserved: 1,
          at: START,
        }));
        for (let from = 0; from < rows.length; from += 550) {
          await sql
            .insertInto('model_use')
            .values(rows.slice(from, from + 550))
            .execute();
        }
      });
      const again = await home.open();
      await again.eraseExpired(LIMITS);
      await again.close();
      const uses = await usesIn(home);
      expect(uses).toHaveLength(1_100);
      expect(uses.filter(({ person }) => person !== null)).toEqual([]);
    });
  });
}

function describeLedgerSharing(opened: DeskOpened): void {
  describe('two replicas', () => {
    it.each(RACES)(
      'give of the budget of $budget $given of fifty that ask both at once',
      async ({ wanted, given }) => {
        const { store, home } = await opened();
        const other = await home.open({ owner: 'second' });
        expect(await manyAtOnce([store.modelLedger, other.modelLedger], wanted)).toBe(given);
        expect(home.errors).toEqual([]);
      },
    );

    it('give what one of them settled for less', async () => {
      const { store, home } = await opened();
      const other = await home.open({ owner: 'second' });
      const limits = { day: 150, person: 150 };
      const id = await reserved(store.modelLedger, { limits });
      expect((await other.modelLedger.reserve(reservation({ limits }))).kind).toBe('refused');
      await other.modelLedger.settle(id, spent());
      expect((await store.modelLedger.reserve(reservation({ limits }))).kind).toBe('reserved');
    });
  });
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../adapters/project-root.ts';
import type { DatabaseChoice } from '../adapters/store/database.ts';
import { openStore } from '../adapters/store/open-store.ts';
import { type CaseFile, writeCaseFile } from '../bot/desk/case-file.ts';
import { type CaseIndexParts, type OpenCaseIndex, openCaseIndex } from '../bot/desk/case-index.ts';
import type { CaseChange } from '../bot/desk/case-store.ts';
import type { Role, Staff } from '../bot/desk/staff.ts';
import type { Log } from '../bot/log.ts';
import type { Store } from '../bot/store.ts';
import { loadTriage } from '../knowledge/triage/load-triage.ts';
import { casework } from './casework/real-casework.ts';
import { MADE_NOW } from './desk-cases.ts';

/** The index of the desk over a real store, with the rules as they stand in the repository. */

export const triage = loadTriage(join(projectRoot(), 'knowledge/rules'), casework);
export const RULES = { triage, casework, regionOf: () => undefined };

export const staffMember = (over: Partial<Staff> = {}): Staff => ({
  id: 'staff-kim',
  login: 'kim@example.org',
  name: '김담당',
  role: 'officer' satisfies Role,
  language: 'ko',
  recovery: [],
  isActive: true,
  mustChangePassword: false,
  views: [],
  createdAt: MADE_NOW,
  ...over,
});

/** Writes cases that are not there yet, many at once. */
export async function keepCases(store: Store, files: readonly CaseFile[], portion = 500) {
  for (let at = 0; at < files.length; at += portion) {
    const some = files.slice(at, at + portion);
    const changes = some.map(
      (file): CaseChange => ({
        id: file.id,
        expects: 0,
        file: writeCaseFile(file),
        code: `code ${file.id}`,
      }),
    );
    const lines = some.map(({ id, receivedAt }) => ({
      at: receivedAt,
      actor: 'person',
      action: 'case-received',
      case: id,
      details: {},
    }));
    if (!(await store.cases.commit(changes, lines))) throw new Error('A case is there already.');
  }
}

export interface CaseWorld {
  readonly store: Store;
  readonly index: OpenCaseIndex;
  /** Milliseconds since 1970; tests move it. */
  readonly clock: { now: number };
  readonly logged: string[];
  /** Writes a case anew, whatever its version is. */
  change(file: CaseFile): Promise<void>;
  erase(id: string): Promise<void>;
  stop(): Promise<void>;
}

export async function openCaseWorld(
  files: readonly CaseFile[],
  over: Partial<CaseIndexParts> & { readonly database?: DatabaseChoice } = {},
): Promise<CaseWorld> {
  const { database, ...parts } = over;
  const folder = mkdtempSync(join(tmpdir(), 'facerights-cases-'));
  const clock = { now: MADE_NOW };
  const logged: string[] = [];
  const write = (details: object, message: string) =>
    void logged.push(JSON.stringify({ ...details, message }));
  const log: Log = { info: write, warn: write, error: write };
  const store = await openStore({
    database: database ?? { kind: 'sqlite', path: join(folder, 'store.sqlite') },
    masterKey: new Uint8Array(32).fill(7),
    clock: () => clock.now,
    owner: 'case-index',
  });
  await keepCases(store, files);
  const index = openCaseIndex({
    ...RULES,
    cases: store.cases,
    clock: () => clock.now,
    log,
    ...parts,
  });
  const commit = async (id: string, made: (expects: number) => CaseChange, action: string) => {
    const stored = await store.cases.read(id);
    const line = { at: clock.now, actor: 'system', action, case: id, details: {} };
    if (!(await store.cases.commit([made(stored?.version ?? 0)], [line]))) {
      throw new Error('The case was changed by somebody else.');
    }
  };
  return {
    store,
    index,
    clock,
    logged,
    change: (file) =>
      commit(
        file.id,
        (expects) => ({ id: file.id, expects, file: writeCaseFile(file) }),
        'case-changed',
      ),
    erase: (id) => commit(id, (expects) => ({ id, expects, erases: true }), 'case-erased'),
    stop: async () => {
      await index.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

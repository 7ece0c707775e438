import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { projectRoot } from '../../../adapters/project-root.ts';
import { describeAuditLog } from '../../contracts/audit-log.ts';
import { describeCaseStore } from '../../contracts/case-store.ts';
import { change, commit, erased, line } from '../../contracts/desk-samples.ts';
import { describeStaffStore } from '../../contracts/staff-store.ts';
import { type StorePlace, storeHome } from '../../contracts/store.ts';
import { answer, delivery, file } from '../../contracts/store-samples.ts';
import { temporaryFolder } from '../../factories.ts';

const place: StorePlace = {
  makeDatabase: () =>
    Promise.resolve({ kind: 'sqlite', path: join(temporaryFolder(), 'store.db') }),
  isShared: false,
};
describeCaseStore('cases that were sent in, on SQLite', place);
describeStaffStore('staff on SQLite', place);
describeAuditLog('the audit log on SQLite', place);

const newPath = () => join(temporaryFolder(), 'data', 'store.db');
const homeAt = (path: string) =>
  storeHome({ makeDatabase: () => Promise.resolve({ kind: 'sqlite', path }), isShared: false });

/** Those that stand in the file or in what lies beside it. */
function wordsIn(path: string, words: readonly string[]): readonly string[] {
  const all = readdirSync(dirname(path))
    .map((name) => readFileSync(join(dirname(path), name), 'latin1'))
    .join('');
  return words.filter((word) => all.includes(word));
}

describe('a SQLite file', () => {
  const words = [
    'planted-file',
    'planted-later-file',
    'planted-first-identity',
    'planted-identity',
    'planted-copied-photo',
    'planted-photo',
    'planted-code',
  ];

  /** Cases of others lie all around it. */
  async function plant(path: string, cipher: 'none' | 'aes-256-gcm') {
    const store = await (await homeAt(path)).open({ cipher });
    const others = async (from: number) => {
      for (let index = from; index < from + 20; index += 1) {
        await commit(store, `other-${index}`, 0, { file: 'of others '.repeat(index * 20) });
      }
    };
    const long = (word = '') => `${word} `.repeat(900);
    const copied = file({ id: 'a', bytes: Buffer.from(long('planted-copied-photo')) });
    const { conversation } = await answer(store, delivery(), { state: 's', files: [copied] });
    await others(0);
    await commit(store, 'c1', 0, {
      file: long('planted-file'),
      code: 'planted-code',
      identity: long('planted-first-identity'),
      copies: { conversation, files: ['a'] },
      links: [conversation],
    });
    await others(20);
    await commit(store, 'c1', 1, {
      file: long('planted-later-file'),
      identity: long('planted-identity'),
      files: [{ id: 'b', bytes: Buffer.from(long('planted-photo').repeat(9)) }],
    });
    await answer(store, delivery(), { erasesPerson: true });
    return store;
  }

  it('has nothing of an erased case in any of its files, even without encryption', async () => {
    const path = newPath();
    const store = await plant(path, 'none');
    // Only the code is a digest in any case.
    expect(wordsIn(path, words)).toEqual(
      expect.arrayContaining([
        'planted-later-file',
        'planted-identity',
        'planted-copied-photo',
        'planted-photo',
      ]),
    );
    expect(wordsIn(path, ['planted-code'])).toEqual([]);
    await commit(store, 'c1', 2, erased);
    // The log is written back behind everybody's back: after it comes the next that asks.
    await store.figures();
    expect(wordsIn(path, words)).toEqual([]);
    expect(await store.cases.count()).toBe(40);
    expect(await store.cases.read('other-39')).toMatchObject({ version: 1 });
  });

  it('has no word of a case in any of its files while it is there', async () => {
    const path = newPath();
    const store = await plant(path, 'aes-256-gcm');
    expect(wordsIn(path, words)).toEqual([]);
    await store.close();
    expect(wordsIn(path, words)).toEqual([]);
  });

  it('has all of a change or nothing of it, where something fails in the middle', async () => {
    const home = await homeAt(newPath());
    let left = Number.POSITIVE_INFINITY;
    const store = await home.open({
      randomBytes: (count) => {
        left -= 1;
        if (left < 0) throw new Error('out of luck');
        return randomBytes(count);
      },
    });
    await commit(store, 'c1');
    const files = [{ id: 'a', bytes: Buffer.from('a') }];
    const changes = [change('c1', 1), change('c2', 0, { identity: '{}', files })];
    // Nonces and keys, from the first to the last.
    for (let luck = 0; luck < 8; luck += 1) {
      left = luck;
      await expect(store.cases.commit(changes, [line('c1'), line('c2')])).rejects.toThrow('luck');
      left = Number.POSITIVE_INFINITY;
      expect(await store.cases.read('c1')).toMatchObject({ version: 1 });
      expect(await store.cases.read('c2')).toBeUndefined();
      expect(await store.cases.readFile('c2', 'a')).toBeUndefined();
      expect(await store.cases.auditLog.verify()).toMatchObject({ lines: 1, problems: [] });
    }
    expect(await store.cases.commit(changes, [line('c1'), line('c2')])).toBe(true);
  });

  it('has every change that was confirmed to a process that was killed, and its log is whole', async () => {
    const path = newPath();
    const module = pathToFileURL(join(projectRoot(), 'adapters/store/open-store.ts'));
    const code = `
      const { openStore } = await import(${JSON.stringify(module.href)});
      const masterKey = new Uint8Array(32).fill(7);
      const database = { kind: 'sqlite', path: ${JSON.stringify(path)} };
      const store = await openStore({ database, masterKey, clock: Date.now, owner: 'child' });
      const files = [{ id: 'a', bytes: new Uint8Array(100_000) }];
      for (let no = 1; ; no += 1) {
        const changes = [{ id: 'case-' + no, expects: 0, file: 'f', files }];
        const audit = [{ at: 0, actor: 'person', action: 'a', case: 'case-' + no, details: {} }];
        await store.cases.commit(changes, audit);
        console.log(no);
      }`;
    // Each begins with the same cases, which are there already and are not written again.
    for (const enough of [1, 15, 40]) {
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', '--input-type=module', '-e', code],
        {
          cwd: projectRoot(),
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      onTestFinished(() => void child.kill('SIGKILL'));
      let confirmed = 0;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      for await (const chunk of child.stdout) {
        confirmed = Number(`${chunk}`.trim().split('\n').at(-1));
        if (confirmed >= enough) break;
      }
      child.kill('SIGKILL');
      await gone;
      const store = await (await homeAt(path)).open();
      const count = await store.cases.count();
      expect(count).toBeGreaterThanOrEqual(confirmed);
      expect(await store.cases.auditLog.verify()).toMatchObject({ lines: count, problems: [] });
      expect(await store.cases.readFile(`case-${count}`, 'a')).toHaveLength(100_000);
      await store.close();
    }
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { projectRoot } from '../../../adapters/project-root.ts';
import { openDatabase } from '../../../adapters/store/database.ts';
import { describeStore, storeHome } from '../../contracts/store.ts';
import {
  answer,
  claimOne,
  delivery,
  file,
  payload,
  result,
  saying,
} from '../../contracts/store-samples.ts';
import { temporaryFolder } from '../../factories.ts';

const newPath = () => join(temporaryFolder(), 'data', 'store.db');
const homeAt = (path: string) =>
  storeHome({ makeDatabase: () => Promise.resolve({ kind: 'sqlite', path }), isShared: false });

describeStore('the store on SQLite', {
  makeDatabase: () => Promise.resolve({ kind: 'sqlite', path: newPath() }),
  isShared: false,
});

/** Another process with the store open, once it says so. */
async function holder(path: string): Promise<ChildProcess> {
  const module = pathToFileURL(join(projectRoot(), 'adapters/store/open-store.ts'));
  const code = `
    const { openStore } = await import(${JSON.stringify(module.href)});
    const masterKey = new Uint8Array(32).fill(7);
    const database = { kind: 'sqlite', path: ${JSON.stringify(path)} };
    const store = await openStore({ database, masterKey, clock: Date.now, owner: 'child' });
    await store.receive([${JSON.stringify(saying('of the child'))}]);
    await store.claimTurns(1, ['telegram']);
    console.log('holding');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    cwd: projectRoot(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', () => reject(new Error('the other process could not open the store')));
  });
  return child;
}

describe('a SQLite file', () => {
  it('belongs to one process, and to the next as soon as that one was killed', async () => {
    const path = newPath();
    const child = await holder(path);
    const home = await homeAt(path);
    await expect(home.open()).rejects.toThrow(/in use by another process.*DATABASE_URL/);
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    const store = await home.open();
    // What the dead one had claimed is free at once.
    expect(await claimOne(store)).toMatchObject({ tries: 2 });
  });

  it('is refused a second time in the same process too, which takes nothing from the first', async () => {
    const home = await homeAt(newPath());
    const store = await home.open();
    await expect(home.open()).rejects.toThrow(/in use/);
    expect(await store.receive([delivery()])).toBe(1);
  });

  it('can be read by its owner only', async () => {
    const path = newPath();
    await (await homeAt(path)).open();
    for (const name of readdirSync(dirname(path))) {
      expect(statSync(join(dirname(path), name)).mode & 0o077).toBe(0);
    }
  });

  it('that is no database is refused by name', async () => {
    const folder = temporaryFolder({
      'store.db': 'not a database, but long enough to be taken for one'.repeat(50),
    });
    const home = await homeAt(join(folder, 'store.db'));
    await expect(home.open()).rejects.toThrow(/store\.db cannot be opened/);
  });

  it('that is full refuses what does not fit, and works on when there is room again', async () => {
    const { sql: database } = await openDatabase(
      { kind: 'sqlite', path: newPath() },
      () => undefined,
    );
    onTestFinished(() => database.destroy());
    await sql`create table note (text text)`.execute(database);
    await sql`pragma max_page_count = 20`.execute(database);
    const write = (length: number) =>
      database.transaction().execute(async (transaction) => {
        await sql`insert into note values ('small')`.execute(transaction);
        await sql`insert into note values (${'x'.repeat(length)})`.execute(transaction);
      });
    await expect(write(1_000_000)).rejects.toMatchObject({ code: 'SQLITE_FULL' });
    await write(10);
    const { rows } = await sql`select * from note`.execute(database);
    expect(rows).toHaveLength(2);
  });

  it('has nothing of an erased person in any of its files, even without encryption', async () => {
    const path = newPath();
    const home = await homeAt(path);
    const store = await home.open({ cipher: 'none' });
    const planted = Array.from({ length: 30 }, (_, index) => `planted-${index}-word`);
    const filesHold = () => {
      const folder = dirname(path);
      const all = readdirSync(folder)
        .map((name) => readFileSync(join(folder, name), 'latin1'))
        .join('');
      return planted.filter((word) => all.includes(word));
    };
    for (const [index, word] of planted.entries()) {
      const others = Array.from({ length: 3 }, (_, place) =>
        delivery({ person: 'other', conversation: `o${index} ${place}` }),
      );
      await store.receive(others);
      await store.receive([saying(word, { conversation: `c${index % 4}`, address: { word } })]);
      const turns = await store.claimTurns(10, ['telegram']);
      await store.commitTurns(
        turns.map((turn) => {
          const mine = turn.incoming.person === 'person-1';
          const text = mine ? word : 'of others';
          const files = [
            file({
              id: `f${index}-${turn.inboxId}`,
              name: text,
              bytes: Buffer.from(text.repeat(mine ? 400 : 1)),
            }),
          ];
          return result(turn, { state: text.repeat(50), owed: [payload(text)], files });
        }),
      );
    }
    expect(filesHold()).not.toEqual([]);
    await answer(
      store,
      saying('forget', { conversation: 'c1', person: 'person-1', address: { chat: 2 } }),
      { erasesPerson: true },
    );
    // The log is written back behind everybody's back: after it comes the next that asks.
    await store.figures();
    expect(filesHold()).toEqual([]);
    expect((await store.kept('telegram', 'other')).conversations).toBe(90);
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { projectRoot } from '../../../adapters/project-root.ts';
import { openDatabase } from '../../../adapters/store/database.ts';
import { describeModelLedger } from '../../contracts/model-ledger.ts';
import { describeStore, type StorePlace, storeHome } from '../../contracts/store.ts';
import { describeCases } from '../../contracts/store-cases.ts';
import { describeMigration } from '../../contracts/store-migration.ts';
import {
  answer,
  claimOne,
  delivery,
  file,
  LIMITS,
  payload,
  result,
  START,
  saying,
} from '../../contracts/store-samples.ts';
import { temporaryFolder } from '../../factories.ts';

const newPath = () => join(temporaryFolder(), 'data', 'store.db');
const homeAt = (path: string) =>
  storeHome({ makeDatabase: () => Promise.resolve({ kind: 'sqlite', path }), isShared: false });

const place: StorePlace = {
  makeDatabase: () => Promise.resolve({ kind: 'sqlite', path: newPath() }),
  isShared: false,
};
describeStore('the store on SQLite', place);
describeCases('cases in SQLite', place);
describeModelLedger('the ledger of models in SQLite', place);
describeMigration('a SQLite file', place);

/** Those that stand in the file or in what lies beside it. */
function wordsIn(path: string, words: readonly string[]): string[] {
  const all = readdirSync(dirname(path))
    .map((name) => readFileSync(join(dirname(path), name), 'latin1'))
    .join('');
  return words.filter((word) => all.includes(word));
}

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

  it('holds neither the code of an offer nor a word of what it offers', async () => {
    const [code, word] = ['planted-code-7QK', 'planted-case-word'];
    const held: string[][] = [];
    for (const cipher of ['aes-256-gcm', 'none'] as const) {
      const path = newPath();
      const store = await (await homeAt(path)).open({ cipher });
      await answer(store, delivery(), {
        state: word,
        files: [file({ name: word, bytes: Buffer.from(word) })],
        offers: { code, until: START + 1 },
      });
      expect(await store.offered(code)).toMatchObject({ state: word, files: [{ name: word }] });
      held.push(wordsIn(path, [code, word]));
      await answer(store, delivery({ conversation: 'b' }), { state: word, takesOver: code });
      await store.close();
      held.push(wordsIn(path, [code, word]));
    }
    // Without encryption words are found, so they would be; a code is not even there.
    expect(held).toEqual([[], [], [word], [word]]);
  });

  it('has nothing of a case that was taken over, or has run out, in any of its files, even without encryption', async () => {
    const path = newPath();
    const home = await homeAt(path);
    const store = await home.open({ cipher: 'none' });
    const words = ['planted-offered', 'planted-file', 'planted-kept'];
    await answer(store, delivery(), {
      state: 'planted-offered '.repeat(400),
      keepUntil: START + 1,
      offers: { code: 'a code', until: START + 1 },
    });
    await answer(store, delivery({ conversation: 'b' }), {
      state: 'planted-kept '.repeat(400),
      keepUntil: START + 1,
      files: [file({ name: 'planted-file', bytes: Buffer.from('planted-file '.repeat(9_000)) })],
    });
    expect(wordsIn(path, words)).toEqual(words);
    const taking = { state: 'taken', takesOver: 'a code' };
    await answer(store, delivery({ conversation: 'c' }), taking);
    // The log is written back behind everybody's back: after it comes the next that asks.
    await store.figures();
    expect(wordsIn(path, words)).toEqual(['planted-file', 'planted-kept']);
    home.clock.now += 1;
    expect(await store.eraseExpired(LIMITS)).toMatchObject({ conversations: 0, cases: 1 });
    await store.figures();
    expect(wordsIn(path, words)).toEqual([]);
  });

  it('has nothing of an erased person in any of its files, even without encryption', async () => {
    const path = newPath();
    const home = await homeAt(path);
    const store = await home.open({ cipher: 'none' });
    const planted = Array.from({ length: 30 }, (_, index) => `planted-${index}-word`);
    const filesHold = () => wordsIn(path, planted);
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

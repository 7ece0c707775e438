import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { sql as raw } from 'kysely';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../adapters/config.ts';
import { openKept } from '../../adapters/open-kept.ts';
import { projectRoot } from '../../adapters/project-root.ts';
import { openDatabase } from '../../adapters/store/database.ts';
import { commit } from '../contracts/desk-samples.ts';
import { temporaryFolder } from '../factories.ts';

const log = pino({ level: 'silent' });

function run(tool: string, folder: string, ...words: readonly string[]) {
  const path = join('adapters/cli', `${tool}.ts`);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', path, ...words],
    {
      cwd: projectRoot(),
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', DATA_DIR: folder },
    },
  );
  return { status, stdout, stderr };
}

async function filled(): Promise<string> {
  const folder = temporaryFolder();
  const { store } = await openKept(readConfig({ DATA_DIR: folder }), log);
  await commit(store, 'c1');
  await commit(store, 'c1', 1);
  await store.close();
  return folder;
}

describe('audit:verify', () => {
  it('prints lines and head, and takes that head the next time', { timeout: 60_000 }, async () => {
    const folder = await filled();
    const first = run('audit-verify', folder);
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(first.stdout).toMatch(/has 2 lines.*Nothing was removed/s);
    const head = /2:[\da-f]{64}/.exec(first.stdout)?.[0] ?? '';
    expect(run('audit-verify', folder, '--head', head)).toEqual(first);
    const other = head.replace(/:./, head.includes(':0') ? ':1' : ':0');
    const differing = run('audit-verify', folder, '--head', other);
    expect(differing.status).toBe(1);
    expect(differing.stdout).toMatch(/line 2: differs-from-noted/);
    expect(run('audit-verify', folder, '--head', '2')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/--head is a line/),
    });
  });

  it('ends with 1 and names the line where one was altered', { timeout: 60_000 }, async () => {
    const folder = await filled();
    const path = join(folder, 'conversations.sqlite');
    const { sql } = await openDatabase({ kind: 'sqlite', path }, () => undefined);
    await raw`update audit set actor = 's9' where no = 1`.execute(sql);
    await sql.destroy();
    const { status, stdout } = run('audit-verify', folder);
    expect(status).toBe(1);
    expect(stdout).toMatch(/line 1: altered\n1 problems/);
  });
});

describe('backup and restore', () => {
  it('say what they did, and what they cannot do', { timeout: 60_000 }, async () => {
    const folder = await filled();
    const file = join(temporaryFolder(), 'a.backup');
    const backup = run('backup', folder, file);
    expect(backup).toMatchObject({ status: 0, stderr: '' });
    expect(backup.stdout).toMatch(/a\.backup: \d+ rows, of them 1 cases and 2 lines.*key/s);
    expect(run('restore', folder, file)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/something in the database already/),
    });
    expect(run('restore', temporaryFolder(), file)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/Put the key back first/),
    });
    expect(run('backup', folder)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/npm run backup/),
    });
  });
});

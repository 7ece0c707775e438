import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { projectRoot } from '../../../adapters/project-root.ts';
import { MASTER_KEY, startDeskApp } from '../../desk-app.ts';
import { temporaryFolder } from '../../factories.ts';

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

// Each run of the command starts a process, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const root = projectRoot();

/** Runs the command as `npm run staff:add` does, on the data of this folder. */
function staffAdd(folder: string, ...words: readonly string[]): Promise<Ended> {
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  const env = {
    PATH: process.env['PATH'],
    DATA_DIR: folder,
    DATA_KEY: Buffer.from(MASTER_KEY).toString('hex'),
    INTAKE: 'on',
  };
  const child = spawn(
    process.execPath,
    [tsx, join(root, 'adapters/cli/staff-add.ts'), ...words],
    // Away from the project's own `.env`.
    { cwd: folder, env },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece: Buffer) => {
      output += piece.toString();
    });
  }
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, output }));
  });
}

const passwordIn = ({ output }: Ended): string => /^ {2}([\w-]+)$/m.exec(output)?.[1] ?? '';

/** The desk on what the command left. */
async function openDesk(folder: string) {
  const app = await startDeskApp({ folder });
  app.clock.now = Date.now();
  const tries = async (login: string, password: string) => {
    const visitor = await app.visitor().opens('/desk/sign-in');
    await visitor.sends('/desk/sign-in', { login, password });
    return visitor.location || visitor.status;
  };
  return { app, tries };
}

it('the first administrator is made by a command, with a password that opens the account once', async () => {
  const folder = temporaryFolder();
  const names = ['--login', 'Kim@example.org', '--name', '김하늘'];
  const made = await staffAdd(folder, ...names);
  expect(made).toMatchObject({ code: 0 });
  const again = await staffAdd(folder, ...names);
  expect([again.code, passwordIn(again)]).toEqual([1, '']);
  expect(again.output).toContain('already');

  const { app, tries } = await openDesk(folder);
  onTestFinished(() => app.stop());
  const account = await app.store.staff.byLogin('kim@example.org');
  expect(account?.staff).toMatchObject({ role: 'administrator', name: '김하늘', language: 'ko' });
  const [line] = await app.store.cases.auditLog.list({ limit: 1 });
  expect(line).toMatchObject({ actor: 'system', action: 'staff-added' });
  expect(JSON.stringify(line)).not.toContain('kim');
  expect(await tries('kim@example.org', passwordIn(made))).toBe('/desk/sign-in/password');
  expect(await tries('kim@example.org', passwordIn(made))).toBe(422);
});

it('the one-time password of the command ends after a day, and --reset gives another one', async () => {
  const folder = temporaryFolder();
  const made = await staffAdd(folder, '--login', 'lee', '--name', 'Lee', '--role', 'supervisor');
  const first = await openDesk(folder);
  first.app.clock.now += 24 * 60 * 60 * 1000;
  expect(await first.tries('lee', passwordIn(made))).toBe(422);
  await first.app.stop();

  const reset = await staffAdd(folder, '--login', 'lee', '--reset');
  expect(reset.code).toBe(0);
  const { app, tries } = await openDesk(folder);
  onTestFinished(() => app.stop());
  expect(await tries('lee', passwordIn(made))).toBe(422);
  expect(await tries('lee', passwordIn(reset))).toBe('/desk/sign-in/password');
  expect((await app.store.staff.byLogin('lee'))?.staff.role).toBe('supervisor');
});

it.each([
  { words: ['--name', 'Kim'], says: '--login' },
  { words: ['--login', 'kim'], says: '--name' },
  {
    words: ['--login', 'kim', '--name', 'Kim', '--role', 'emperor'],
    says: '--role must be one of',
  },
  { words: ['--login', 'nobody', '--reset'], says: 'There is no account nobody' },
  { words: ['--login', 'kim', '--name', 'Kim', '--password', 'x'], says: '--password' },
])('the command refuses $words and says why', async ({ words, says }) => {
  const ended = await staffAdd(temporaryFolder(), ...words);
  expect([ended.code, passwordIn(ended)]).toEqual([1, '']);
  expect(ended.output).toContain(says);
});

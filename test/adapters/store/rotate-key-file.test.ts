import { spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pino } from 'pino';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { type Config, readConfig } from '../../../adapters/config.ts';
import { openKept, rotateKept } from '../../../adapters/open-kept.ts';
import { projectRoot } from '../../../adapters/project-root.ts';
import { newKeyBeside } from '../../../adapters/store/next-key.ts';
import { answer, delivery } from '../../contracts/store-samples.ts';
import { temporaryFolder } from '../../factories.ts';
import { startPostgres } from '../../servers/postgres.ts';

const log = pino({ level: 'silent' });
const FIRST = 'a1'.repeat(32);
const SECOND = 'b2'.repeat(32);

type Env = Readonly<Record<string, string>>;

/** Data with one conversation whose state is `the state`, and more that wait. */
async function filled(env: Env, more = 0): Promise<Config> {
  const config = readConfig(env);
  const { store } = await openKept(config, log);
  await answer(store, delivery({ conversation: 'a' }), { state: 'the state' });
  await store.receive(
    Array.from({ length: more }, (_, index) => delivery({ conversation: `c${index}` })),
  );
  await store.close();
  return config;
}

async function stateIn(config: Config): Promise<string | undefined> {
  const { store } = await openKept(config, log);
  try {
    return await store.stateOf(store.conversationId('telegram', 'a'));
  } finally {
    await store.close();
  }
}

const keyIn = (folder: string): string => readFileSync(join(folder, 'data.key'), 'utf8').trim();

const modesIn = (folder: string): readonly string[] =>
  readdirSync(folder).map((name) => (statSync(join(folder, name)).mode & 0o777).toString(8));

/** Files in which a key stands, in letters or as bytes. */
const filesWith = (folder: string, key: string): readonly string[] =>
  readdirSync(folder).filter((name) => {
    const bytes = readFileSync(join(folder, name));
    return bytes.includes(key) || bytes.includes(Buffer.from(key, 'hex'));
  });

function runTool(env: Env, words: readonly string[] = []) {
  const root = projectRoot();
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  return spawnSync(process.execPath, [tsx, 'adapters/cli/rotate-key.ts', ...words], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
}

describe('npm run key:rotate', { timeout: 60_000 }, () => {
  it('puts a new key into the key file, and leaves nothing of the old one', async () => {
    const DATA_DIR = temporaryFolder();
    const config = await filled({ DATA_DIR });
    const old = keyIn(DATA_DIR);
    const { status, stdout, stderr } = runTool({ DATA_DIR });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/new key: 1 conversations, 0 credentials.*data\.key.*Backups/s);
    const fresh = keyIn(DATA_DIR);
    expect(fresh).toMatch(/^[\da-f]{64}$/);
    expect([old, fresh].filter((key) => stdout.includes(key))).toEqual([]);
    expect(readdirSync(DATA_DIR).toSorted()).toEqual(['conversations.sqlite', 'data.key']);
    expect(modesIn(DATA_DIR)).toEqual(['600', '600']);
    expect(filesWith(DATA_DIR, old)).toEqual([]);
    expect(filesWith(DATA_DIR, fresh)).toEqual(['data.key']);
    expect(await stateIn(config)).toBe('the state');
  });

  it('takes the new key from NEW_DATA_KEY where the old one comes from DATA_KEY, and can be repeated', async () => {
    const DATA_DIR = temporaryFolder();
    const old = await filled({ DATA_DIR, DATA_KEY: FIRST });
    const env = { DATA_DIR, DATA_KEY: FIRST, NEW_DATA_KEY: SECOND };
    const { status, stdout } = runTool(env);
    expect(status).toBe(0);
    expect(stdout).toMatch(/1 conversations.*Set DATA_KEY to the value of NEW_DATA_KEY/s);
    const again = runTool(env);
    expect(again.status).toBe(0);
    expect(again.stdout).toMatch(/nothing was left to do.*Set DATA_KEY/s);
    const said = [stdout, again.stdout, again.stderr].join('');
    expect([FIRST, SECOND].filter((key) => said.includes(key))).toEqual([]);
    expect(readdirSync(DATA_DIR)).toEqual(['conversations.sqlite']);
    await expect(stateIn(old)).rejects.toThrow(/DATA_KEY/);
    expect(await stateIn(readConfig({ DATA_DIR, DATA_KEY: SECOND }))).toBe('the state');
  });

  it('says in a sentence why it did nothing', async () => {
    const DATA_DIR = temporaryFolder();
    const { status, stdout, stderr } = runTool({ DATA_DIR, DATA_KEY: FIRST });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^DATA_KEY is set, so the new key comes from NEW_DATA_KEY\. [^\n]+\n$/);
    expect(readdirSync(DATA_DIR)).toEqual([]);
  });
});

describe('a rotation is refused, and changes nothing', () => {
  it.each([
    { what: 'without a new key', next: undefined, says: /NEW_DATA_KEY/ },
    { what: 'with half a key', next: 'b2'.repeat(16), says: /NEW_DATA_KEY must be 32 bytes/ },
    { what: 'with something else', next: 'my password', says: /NEW_DATA_KEY must be 32 bytes/ },
    {
      what: 'with a key in letters that DATA_KEY does not take',
      next: Buffer.alloc(32, 0xfb).toString('base64url'),
      says: /NEW_DATA_KEY must be 32 bytes/,
    },
    { what: 'with the same key', next: FIRST.toUpperCase(), says: /same key/ },
    {
      what: 'with the same key in base64',
      next: Buffer.from(FIRST, 'hex').toString('base64'),
      says: /same key/,
    },
  ])('$what where DATA_KEY is set', async ({ next, says }) => {
    const config = await filled({ DATA_DIR: temporaryFolder(), DATA_KEY: FIRST });
    const refusal = await rotateKept(config, next).catch(String);
    expect(refusal).toMatch(says);
    expect(next && String(refusal).includes(next)).toBeFalsy();
    expect(await stateIn(config)).toBe('the state');
  });

  it('where DATA_KEY is another one than that of the data', async () => {
    const DATA_DIR = temporaryFolder();
    const config = await filled({ DATA_DIR, DATA_KEY: FIRST });
    const other = readConfig({ DATA_DIR, DATA_KEY: 'c3'.repeat(32) });
    await expect(rotateKept(other, SECOND)).rejects.toThrow(/another key/);
    expect(await stateIn(config)).toBe('the state');
  });

  it('where NEW_DATA_KEY comes without DATA_KEY', async () => {
    const DATA_DIR = temporaryFolder();
    const config = await filled({ DATA_DIR });
    await expect(rotateKept(config, SECOND)).rejects.toThrow(/NEW_DATA_KEY goes with DATA_KEY/);
    expect(await stateIn(config)).toBe('the state');
  });

  it.each<{ readonly what: string; readonly env: Env }>([
    { what: 'no key', env: {} },
    { what: 'no database', env: { DATA_KEY: FIRST } },
  ])('where there is $what, and none is made', async ({ env }) => {
    const DATA_DIR = temporaryFolder();
    const config = readConfig({ DATA_DIR, ...env });
    await expect(rotateKept(config, env['DATA_KEY'] && SECOND)).rejects.toThrow(/does not exist/);
    expect(readdirSync(DATA_DIR)).toEqual([]);
  });

  it('where the key file is a link: the key behind it would stay', async () => {
    const DATA_DIR = temporaryFolder();
    const elsewhere = join(temporaryFolder(), 'key');
    const config = await filled({ DATA_DIR });
    renameSync(join(DATA_DIR, 'data.key'), elsewhere);
    symlinkSync(elsewhere, join(DATA_DIR, 'data.key'));
    await expect(rotateKept(config)).rejects.toThrow(/no file of its own/);
    expect(await stateIn(config)).toBe('the state');
  });
});

it.skipIf(process.getuid?.() !== 0)(
  'a new key file belongs to the owner of the old one, whoever rotates (needs root)',
  async () => {
    const DATA_DIR = temporaryFolder();
    const config = await filled({ DATA_DIR });
    chownSync(join(DATA_DIR, 'data.key'), 65_534, 65_534);
    await rotateKept(config);
    const { uid, gid, mode } = statSync(join(DATA_DIR, 'data.key'));
    expect({ uid, gid, mode: mode & 0o777 }).toEqual({ uid: 65_534, gid: 65_534, mode: 0o600 });
  },
);

it('what earlier rotations and starts left beside the key file goes with the next rotation, other files stay', async () => {
  const DATA_DIR = temporaryFolder();
  const config = await filled({ DATA_DIR });
  newKeyBeside(join(DATA_DIR, 'data.key')).keep();
  for (const name of ['data.key.0123456789ab', 'data.key.next-0123456789ab.0123456789ab'])
    writeFileSync(join(DATA_DIR, name), 'half a k', { mode: 0o600 });
  writeFileSync(join(DATA_DIR, 'data.key.backup'), 'mine');
  expect(await stateIn(config)).toBe('the state');
  await rotateKept(config);
  expect(readdirSync(DATA_DIR).toSorted()).toEqual([
    'conversations.sqlite',
    'data.key',
    'data.key.backup',
  ]);
  expect(await stateIn(config)).toBe('the state');
});

const STEPS = [
  { step: 'before the new key is kept', fits: 'old' },
  { step: 'after the new key is kept', fits: 'old' },
  { step: 'in the middle of the wrapping', fits: 'old' },
  { step: 'before the new key is moved', fits: 'new' },
  { step: 'after the new key is moved', fits: 'new' },
] as const;

/** A process that rotates the key, and is killed at a step. */
async function rotateAndDie({ DATA_DIR, DATABASE_URL }: Config, step: string): Promise<void> {
  const module = (path: string) => JSON.stringify(pathToFileURL(join(projectRoot(), path)).href);
  const file = join(DATA_DIR, 'data.key');
  const database = DATABASE_URL
    ? { kind: 'postgres', url: DATABASE_URL }
    : { kind: 'sqlite', path: join(DATA_DIR, 'conversations.sqlite') };
  const code = `
    const { rotateKey } = await import(${module('adapters/store/rotate-key.ts')});
    const { masterKeys } = await import(${module('adapters/store/master-key.ts')});
    const { newKeyBeside } = await import(${module('adapters/store/next-key.ts')});
    const { randomBytes } = await import('node:crypto');
    const dieAt = (step) => step === ${JSON.stringify(step)} && process.kill(process.pid, 'SIGKILL');
    const file = ${JSON.stringify(file)};
    const next = newKeyBeside(file);
    let seals = 0;
    await rotateKey({
      database: ${JSON.stringify(database)},
      keys: masterKeys({ file }),
      next: {
        key: next.key,
        keep: () => {
          dieAt('before the new key is kept');
          next.keep();
          dieAt('after the new key is kept');
        },
        adopt: () => {
          dieAt('before the new key is moved');
          next.adopt();
          dieAt('after the new key is moved');
        },
      },
      clock: Date.now,
      randomBytes: (count) => {
        seals += 1;
        if (seals === 900) dieAt('in the middle of the wrapping');
        return randomBytes(count);
      },
    });`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    cwd: projectRoot(),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const signal = await new Promise((resolve) => child.once('exit', (_, by) => resolve(by)));
  expect(signal).toBe('SIGKILL');
}

function describeDeaths(name: string, makeEnv: () => Promise<Env>): void {
  describe(`a rotation on ${name} that is killed`, { timeout: 60_000 }, () => {
    it.each(STEPS)('$step leaves the $fits key, and can be repeated', async ({ step, fits }) => {
      const env = { DATA_DIR: temporaryFolder(), ...(await makeEnv()) };
      const config = await filled(env, 1_200);
      const old = keyIn(env.DATA_DIR);
      await rotateAndDie(config, step);
      expect(await stateIn(config)).toBe('the state');
      const left = keyIn(env.DATA_DIR);
      expect(left === old ? 'old' : 'new').toBe(fits);
      expect(new Set(modesIn(env.DATA_DIR))).toEqual(new Set(['600']));
      const rotated = await vi.waitFor(() => rotateKept(config), { timeout: 10_000 });
      expect(rotated).toMatchObject({ conversations: 1_201, wasDone: false });
      expect(await stateIn(config)).toBe('the state');
      expect([old, left]).not.toContain(keyIn(env.DATA_DIR));
      const keyFiles = readdirSync(env.DATA_DIR).filter((one) => one.startsWith('data.key'));
      expect(keyFiles).toEqual(['data.key']);
    });

    it('again and again, each time at another step, loses no key', async () => {
      const env = { DATA_DIR: temporaryFolder(), ...(await makeEnv()) };
      const config = await filled(env, 1_200);
      // After the first of these, what fits lies beside the file, where the next one leaves its own.
      for (const step of [
        'before the new key is moved',
        'in the middle of the wrapping',
        'before the new key is moved',
        'before the new key is moved',
        'after the new key is kept',
      ]) {
        // A server takes a moment to see that a connection died.
        await vi.waitFor(() => rotateAndDie(config, step), { timeout: 20_000 });
      }
      expect(await stateIn(config)).toBe('the state');
    });
  });
}

describeDeaths('SQLite', () => Promise.resolve({}));

const server = await startPostgres();

if ('reason' in server) {
  describe.skip(`a rotation on PostgreSQL (${server.reason})`);
} else {
  describeDeaths('PostgreSQL', async () => ({ DATABASE_URL: await server.createDatabase() }));
  afterAll(() => server.stop());
}

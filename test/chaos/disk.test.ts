import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../adapters/project-root.ts';
import { loadWords } from '../../bot/words.ts';
import { temporaryFolder } from '../factories.ts';
import { INDEX_FOLDER, openRealBot } from '../real-bot.ts';
import { TelegramServer } from '../servers/telegram/server.ts';
import { until } from '../servers/telegram/until.ts';
import { type BotProcess, buildBot } from './bot-process.ts';
import { askOnPage, startConnected } from './bot-world.ts';
import { Crowd, pause } from './crowd.ts';

/** `npm run test:chaos` sets CHAOS_KILLS to 200. */
const FULL_MS = process.env['CHAOS_KILLS'] ? 30_000 : 3000;
const PEOPLE = 30;
/** Between two questions of a person: in a minute fewer than a person may ask. */
const ASK_EVERY_MS = 5000;
const DISK_MEGABYTES = 32;
const ANSWERED_WITHIN_MS = 90_000;
const TIMEOUT_MS = 60_000 + FULL_MS + 2 * ANSWERED_WITHIN_MS;

const { web } = loadWords(join(projectRoot(), 'bot/words')).ko;
let main: string;

beforeAll(async () => {
  main = buildBot();
  await openRealBot();
});

/**
 * Runs a command with a small file system of its own over a folder. Nobody else sees it, and it is gone with the process.
 * Root may do that, and everybody where the kernel lets people make namespaces.
 */
const onSmallDisk = (folder: string): readonly string[] => [
  'unshare',
  ...(process.getuid?.() === 0 ? ['--mount'] : ['--mount', '--user', '--map-root-user']),
  'sh',
  '-c',
  `mount -t tmpfs -o size=${DISK_MEGABYTES}m tmpfs "$0" && ln -s "$1" "$0/index" && mkdir "$0/no-law" && shift && exec "$@"`,
  folder,
  join(INDEX_FOLDER, 'index'),
];

/** Why there can be no small disk here; empty where there can. */
function whyNoDisk(): string {
  const [command = '', ...rest] = onSmallDisk(temporaryFolder());
  const tried = spawnSync(command, [...rest, 'true'], { encoding: 'utf8' });
  return tried.status === 0
    ? ''
    : `no small file system can be mounted here: ${tried.stderr || tried.error?.message}`;
}

/** The disk of a bot as the system shows it to others. */
class Disk {
  readonly #ballast: string;

  constructor({ pid }: BotProcess, folder: string) {
    this.#ballast = `/proc/${pid}/root${folder}/ballast`;
  }

  /** Leaves not a page. */
  fill(): void {
    const file = openSync(this.#ballast, 'a');
    try {
      for (const bytes of [1_048_576, 65_536, 4096, 1]) writeUntilFull(file, Buffer.alloc(bytes));
    } finally {
      closeSync(file);
    }
  }

  empty(): void {
    rmSync(this.#ballast, { force: true });
  }
}

function writeUntilFull(file: number, piece: Buffer): void {
  try {
    while (writeSync(file, piece) === piece.length);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}

async function runFullDisk(mode: 'webhook' | 'polling') {
  const telegram = await TelegramServer.start({ webhookDelayMs: 200 });
  const crowd = new Crowd(telegram, PEOPLE);
  const folder = temporaryFolder();
  const env = { DATA_DIR: folder, LAW_DIR: join(folder, 'no-law'), LEASE_SECONDS: '60' };
  let isOver = false;
  let talking: Promise<void> | undefined;
  const bot = await startConnected({ main, telegram, mode, env, shell: onSmallDisk(folder) });
  try {
    const disk = new Disk(bot, folder);
    talking = crowd.talk(1000, ASK_EVERY_MS, () => isOver);
    await until(() => crowd.report().answered >= PEOPLE, ANSWERED_WITHIN_MS);
    const fullAt = Date.now();
    disk.fill();
    // What SQLite has written over again in its log needs no room: it may take a while until it notices.
    const isRefused = () => /could not be (?:fetched or )?stored/.test(bot.log());
    while (!isRefused() && Date.now() < fullAt + ANSWERED_WITHIN_MS) {
      disk.fill();
      await pause(50);
    }
    const refusedAt = Date.now();
    const page = await askOnPage(bot);
    const home = (await fetch(bot.url())).status;
    await pause(FULL_MS);
    const waiting = telegram.queue.pendingCount;
    const status = telegram.queue.lastError;
    isOver = true;
    await talking;
    disk.empty();
    const roomAt = Date.now();
    await crowd.untilAnswered(ANSWERED_WITHIN_MS);
    const times = { noticedMs: refusedAt - fullAt, wellAgainMs: Date.now() - roomAt };
    const figures = { mode, fullMs: roomAt - fullAt, ...times, waiting, ...crowd.report() };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    // What a process says before it dies is not what was said to it: the log has codes only.
    const ending = bot.ending();
    if (ending) throw new Error(`The process ended (${ending}): ${bot.log().slice(-3000)}`);
    return { ...figures, page, home, status, after: await askOnPage(bot), log: bot.log() };
  } finally {
    isOver = true;
    await talking;
    await bot.kill();
    await telegram.stop();
  }
}

describe(`the disk is full for ${FULL_MS / 1000} seconds while people talk`, () => {
  it.for(['webhook', 'polling'] as const)(
    'SQLite, %s: deliveries are refused meanwhile, and all are answered once and in order when there is room again',
    { timeout: TIMEOUT_MS },
    async (mode, { skip }) => {
      const reason = whyNoDisk();
      if (reason) return skip(reason);
      const found = await runFullDisk(mode);
      expect(found).toMatchObject({ missing: 0, outOfOrder: 0, repeated: 0 });
      expect(found.waiting).toBeGreaterThan(0);
      if (mode === 'webhook') expect(found.status).toContain('500');
      expect(found.page.status).toBe(500);
      expect(found.page.html).toContain(web.failed);
      expect(found.page.html).not.toContain('SQLITE');
      expect(found.home).toBe(200);
      expect(found.after.status).toBe(200);
      expect(found.log).toContain('SQLITE_FULL');
    },
  );
});

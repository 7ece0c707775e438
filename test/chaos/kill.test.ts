import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INDEX_FOLDER, openRealBot } from '../real-bot.ts';
import { startPostgres } from '../servers/postgres.ts';
import { TelegramServer } from '../servers/telegram/server.ts';
import { type BotProcess, buildBot, startBot } from './bot-process.ts';
import { Crowd, type CrowdReport, pause } from './crowd.ts';
import { dataFolder } from './data-folder.ts';

/** `npm run test:chaos` sets it to 200. */
const KILLS = Number(process.env['CHAOS_KILLS'] ?? 2);

/** A process lives up to this long; it starts in about three seconds, so that many are killed while starting. */
const LONGEST_LIFE_MS = 6000;

/** Four messages a second, twelve a minute from each: less than a person may send. */
const PEOPLE = 20;
const ROUND_MS = 5000;

/** More than a process takes to start: an endless series of short lives would answer nobody. */
const LEASE_SECONDS = 5;
/** What has gathered is sent as fast as Telegram takes it: about one message a second in each chat. */
const ANSWERED_WITHIN_MS = 120_000 + KILLS * 1000;
const TIMEOUT_MS = 60_000 + ANSWERED_WITHIN_MS + KILLS * LONGEST_LIFE_MS * 2;

let main: string;
const postgres = await startPostgres();

beforeAll(async () => {
  main = buildBot();
  // The index is built once; every process reads it.
  await openRealBot();
});
afterAll(async () => {
  if ('url' in postgres) await postgres.stop();
});

interface Setup {
  readonly replicas: number;
  readonly env: Readonly<Record<string, string>>;
}

/** Kills one process after the other while people talk, starts each anew, and then lets the rest be answered. */
async function runChaos({ replicas, env }: Setup): Promise<CrowdReport> {
  const telegram = await TelegramServer.start();
  const settings = {
    LAW_DIR: join(env['DATA_DIR'] ?? '', 'no-law'),
    ...env,
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_URL: telegram.url,
    LEASE_SECONDS: String(LEASE_SECONDS),
  };
  const crowd = new Crowd(telegram, PEOPLE);
  const running: BotProcess[] = Array.from({ length: replicas }, () => startBot(main, settings));
  let isOver = false;
  const talking = crowd.talk(10_000, ROUND_MS, () => isOver);
  try {
    for (let kill = 0; kill < KILLS; kill += 1) {
      await pause(Math.random() * LONGEST_LIFE_MS);
      const at = kill % replicas;
      await running[at]?.kill();
      running[at] = startBot(main, settings);
    }
    isOver = true;
    await talking;
    await crowd.untilAnswered(ANSWERED_WITHIN_MS);
    const report = crowd.report();
    process.stdout.write(`${JSON.stringify({ kills: KILLS, replicas, ...report })}\n`);
    return report;
  } finally {
    isOver = true;
    const logs = running.map((bot) => bot.log()).join('\n');
    expect(logs).not.toContain(telegram.token);
    expect(logs).not.toMatch(/형사소송법 제?\d/);
    await Promise.all(running.map((bot) => bot.kill()));
    await talking;
    await telegram.stop();
  }
}

describe(`${KILLS} processes killed with kill -9 while people talk`, () => {
  it(
    'SQLite: every message is answered, in order',
    async () => {
      const report = await runChaos({ replicas: 1, env: { DATA_DIR: dataFolder(INDEX_FOLDER) } });
      expect(report).toMatchObject({ missing: 0, outOfOrder: 0 });
      expect(report.asked).toBeGreaterThan(KILLS);
    },
    TIMEOUT_MS,
  );

  it(
    'PostgreSQL with two replicas: every message is answered, in order',
    async ({ skip }) => {
      if (!('url' in postgres)) return skip(postgres.reason);
      const report = await runChaos({
        replicas: 2,
        env: { DATA_DIR: dataFolder(INDEX_FOLDER), DATABASE_URL: await postgres.createDatabase() },
      });
      expect(report).toMatchObject({ missing: 0, outOfOrder: 0 });
      expect(report.asked).toBeGreaterThan(KILLS);
    },
    TIMEOUT_MS,
  );
});

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INDEX_FOLDER, openRealBot } from '../real-bot.ts';
import { startPostgres } from '../servers/postgres.ts';
import { TelegramServer } from '../servers/telegram/server.ts';
import { until } from '../servers/telegram/until.ts';
import { buildBot } from './bot-process.ts';
import { askOnPage, confirmedWithin, startConnected } from './bot-world.ts';
import { Crowd, pause } from './crowd.ts';
import { dataFolder } from './data-folder.ts';

/** `npm run test:chaos` sets CHAOS_KILLS to 200. */
const AWAY_MS = process.env['CHAOS_KILLS'] ? 30_000 : 3000;
/** Longer than the outage: what was sent is then known to be, and not sent again. */
const LEASE_SECONDS = 60;
const PEOPLE = 30;
/** Between two questions of a person: in a minute fewer than a person may ask. */
const ASK_EVERY_MS = 5000;
const ANSWERED_WITHIN_MS = 90_000;
const TIMEOUT_MS = 60_000 + AWAY_MS + ANSWERED_WITHIN_MS;

let main: string;
const postgres = await startPostgres();

beforeAll(async () => {
  main = buildBot();
  await openRealBot();
});
afterAll(async () => {
  if ('url' in postgres) await postgres.stop();
});

interface Outage {
  readonly replicas: number;
  readonly mode: 'webhook' | 'polling';
  readonly url: string;
  readonly takeAway: () => Promise<void>;
  readonly bringBack: () => Promise<void>;
}

/** Takes the database away while people talk, looks how the bot bears it, and brings it back. */
async function runOutage(outage: Outage) {
  const { replicas, mode, url, takeAway, bringBack } = outage;
  const telegram = await TelegramServer.start({ webhookDelayMs: 200 });
  const crowd = new Crowd(telegram, PEOPLE);
  const folder = dataFolder(INDEX_FOLDER);
  const env = {
    DATA_DIR: folder,
    LAW_DIR: join(folder, 'no-law'),
    DATABASE_URL: url,
    LEASE_SECONDS: String(LEASE_SECONDS),
  };
  const bots = [];
  let isOver = false;
  let talking: Promise<void> | undefined;
  try {
    for (let replica = 0; replica < replicas; replica += 1) {
      bots.push(await startConnected({ main, telegram, mode, env }));
    }
    const [first] = bots;
    if (!first) throw new Error('No bot was started.');
    talking = crowd.talk(1000, ASK_EVERY_MS, () => isOver);
    await until(() => crowd.report().answered >= PEOPLE, ANSWERED_WITHIN_MS);
    // At once, so that the database goes while much is in hand.
    const before = crowd.report().answered;
    for (const person of crowd.people) crowd.ask(person);
    await until(() => crowd.report().answered > before, ANSWERED_WITHIN_MS);
    await takeAway();
    const goneAt = Date.now();
    const page = await askOnPage(first);
    await pause(AWAY_MS - (Date.now() - goneAt));
    const backAt = Date.now();
    const refused = telegram.queue.pendingCount;
    const confirmed = confirmedWithin(telegram, goneAt, backAt).length;
    isOver = true;
    await talking;
    await bringBack();
    await crowd.untilAnswered(ANSWERED_WITHIN_MS);
    const report = crowd.report();
    const wellAgainMs = Date.now() - backAt;
    const figures = { mode, replicas, awayMs: AWAY_MS, refused, confirmed, wellAgainMs };
    process.stdout.write(`${JSON.stringify({ ...figures, ...report })}\n`);
    const endings = bots.map((bot) => bot.ending()).filter(Boolean);
    return { ...figures, ...report, page, endings, after: await askOnPage(first) };
  } finally {
    isOver = true;
    await talking;
    await Promise.all(bots.map((bot) => bot.kill()));
    await telegram.stop();
  }
}

describe(`PostgreSQL is away for ${AWAY_MS / 1000} seconds while people talk`, () => {
  it.for([
    { mode: 'webhook', replicas: 1 },
    { mode: 'polling', replicas: 2 },
  ] as const)(
    '$mode, replicas: $replicas: deliveries are refused meanwhile, and all are answered once and in order afterwards',
    { timeout: TIMEOUT_MS },
    async (setup, { skip }) => {
      if (!('url' in postgres)) return skip(postgres.reason);
      const { takeAway, bringBack } = postgres;
      if (!takeAway || !bringBack) return skip('this server is not ours to take away');
      const url = await postgres.createDatabase();
      const found = await runOutage({ ...setup, url, takeAway, bringBack });
      expect(found).toMatchObject({ missing: 0, outOfOrder: 0, repeated: 0 });
      expect(found).toMatchObject({ confirmed: 0, endings: [] });
      expect(found.refused).toBeGreaterThan(0);
      expect(found.page.status).toBe(500);
      expect(found.page.html).toContain('<html');
      expect(found.page.html).not.toMatch(/ECONNREFUSED|postgres/i);
      expect(found.after.status).toBe(200);
    },
  );
});

import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { onTestFinished } from 'vitest';
import { readConfig } from '../../adapters/config.ts';
import { type Bot, openBot, textSettings } from '../../adapters/open-bot.ts';
import { openEngine } from '../../adapters/open-engine.ts';
import { projectRoot } from '../../adapters/project-root.ts';
import type { DatabaseChoice } from '../../adapters/store/database.ts';
import { openStore } from '../../adapters/store/open-store.ts';
import { telegramChannel } from '../../adapters/telegram/channel.ts';
import type { Channel } from '../../bot/channel.ts';
import type { Log } from '../../bot/log.ts';
import type { Store } from '../../bot/store.ts';
import { recordingLog } from '../memory-channel.ts';
import { INDEX_FOLDER } from '../real-bot.ts';
import { realMakers } from '../real-makers.ts';
import type { TelegramServer } from '../servers/telegram/server.ts';

const LEASE_MS = 60_000;
const SECRET = 'a secret of the tests';
let owners = 0;

/** The bot on the real corpus; without the text of laws what it says is the same on every machine. */
export async function openBotWithoutLaws(): Promise<Bot> {
  const noLaws = join(INDEX_FOLDER, 'no-law');
  mkdirSync(noLaws, { recursive: true });
  const bot = await openBot(readConfig({ DATA_DIR: INDEX_FOLDER, LAW_DIR: noLaws }), projectRoot());
  // The first answer of a process takes a second.
  await bot.pipeline.answer({ text: '형사소송법 1조' });
  return bot;
}

/** The parts of a bot in this process, so that a test can look at them. */
export interface BotHere {
  readonly store: Store;
  /** The ids of deliveries that the store has said to hold. */
  readonly stored: ReadonlySet<string>;
  readonly lines: ReturnType<typeof recordingLog>['lines'];
  /** Before the test ends, for who wants to look into the database afterwards. */
  stop(): Promise<void>;
}

/** A store that tells what it was given. */
export async function openNotedStore(database: DatabaseChoice) {
  owners += 1;
  const store = await openStore({
    database,
    masterKey: new Uint8Array(32).fill(7),
    clock: Date.now,
    owner: `chaos-${owners}`,
    leaseMs: LEASE_MS,
  });
  const stored = new Set<string>();
  const noted: Store = {
    ...store,
    receive: async (incoming) => {
      const added = await store.receive(incoming);
      for (const { deliveryId } of incoming) stored.add(deliveryId);
      return added;
    },
  };
  return { store: noted, stored };
}

interface EngineHere {
  readonly bot: Bot;
  readonly store: Store;
  readonly channel: Channel;
  readonly log: Log;
}

/** The real engine with real answers over one channel, until the test has finished or it is stopped before. */
export async function startEngineHere({ bot, store, channel, log }: EngineHere) {
  const engine = openEngine({
    bot,
    settings: textSettings(bot, 'https://faces.example'),
    root: projectRoot(),
    store,
    channels: [channel],
    log,
    retentionDays: 30,
    ...realMakers(),
    leaseMs: LEASE_MS,
  });
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= engine.stop().then(() => store.close());
    return stopping;
  };
  onTestFinished(stop);
  await engine.start();
  return { stop };
}

interface TelegramBotOptions {
  readonly telegram: TelegramServer;
  readonly bot: Bot;
  readonly database: DatabaseChoice;
  readonly sendTimeoutMs?: number;
}

/** The bot on Telegram by webhook, without the limits that Telegram asks bots to keep: they would be all that is measured. */
export async function startBotHere(options: TelegramBotOptions): Promise<BotHere> {
  const { telegram, bot, database, sendTimeoutMs = 3000 } = options;
  const { log, lines } = recordingLog();
  const { store, stored } = await openNotedStore(database);
  const web = await serveWeb();
  const { words, baseUrl } = textSettings(bot, 'https://faces.example');
  const channel = telegramChannel({
    token: telegram.token,
    apiRoot: telegram.url,
    publicUrl: web.url,
    secret: SECRET,
    words,
    baseUrl,
    findCards: () => Promise.resolve([]),
    log,
    holdRole: (role) => store.holdRole(role),
    leaveRole: (role) => store.leaveRole(role),
    throttle: false,
    sendTimeoutMs,
  });
  if (channel.webhook) web.app.use(channel.webhook.path, channel.webhook.handler);
  const { stop } = await startEngineHere({ bot, store, channel, log });
  return { store, stored, lines, stop };
}

/** A web server that is gone with the test. */
async function serveWeb() {
  const app = express();
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return { app, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

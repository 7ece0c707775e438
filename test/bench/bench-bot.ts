import { createServer } from 'node:http';
import express from 'express';
import { pino } from 'pino';
import { readConfig } from '../../adapters/config.ts';
import { openBot, textSettings } from '../../adapters/open-bot.ts';
import { openEngine } from '../../adapters/open-engine.ts';
import { openKept } from '../../adapters/open-kept.ts';
import { projectRoot } from '../../adapters/project-root.ts';
import { telegramChannel } from '../../adapters/telegram/channel.ts';
import { realMakers } from '../real-makers.ts';

/**
 * The bot as `adapters/main.ts` joins it, for measurements: without the limits of Telegram on sending and ours on asking,
 * which would be all that is measured. With PUBLIC_URL it takes a webhook on PORT. Prints `ready`.
 */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const root = projectRoot();
  const log = pino({ level: config.LOG_LEVEL, base: null });
  const bot = await openBot(config, root);
  const settings = textSettings(bot, 'https://faces.example');
  const { store, secretFor } = await openKept(config, log);
  const channel = telegramChannel({
    token: config.TELEGRAM_BOT_TOKEN ?? '',
    apiRoot: config.TELEGRAM_API_URL ?? '',
    secret: secretFor('telegram'),
    words: settings.words,
    baseUrl: settings.baseUrl,
    findCards: () => Promise.resolve([]),
    log,
    holdRole: (role) => store.holdRole(role),
    leaveRole: (role) => store.leaveRole(role),
    throttle: false,
    ...(config.PUBLIC_URL && { publicUrl: config.PUBLIC_URL }),
  });
  const engine = openEngine({
    bot,
    settings,
    root,
    store,
    channels: [channel],
    log,
    retentionDays: 30,
    ...realMakers(),
    leaseMs: 30_000,
    messagesPerMinute: 1_000_000,
  });
  const app = express();
  if (channel.webhook) app.use(channel.webhook.path, channel.webhook.handler);
  await new Promise<void>((resolve) =>
    createServer(app).listen(config.PORT, '127.0.0.1', () => resolve()),
  );
  await bot.pipeline.answer({ text: '헬스장이 얼굴 등록을 강제해도 되나요?' });
  await engine.start();
  process.stdout.write('ready\n');
  process.once('SIGTERM', () => {
    void engine
      .stop()
      .then(() => store.close())
      .then(() => process.exit(0));
  });
}

await main();

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../adapters/config.ts';
import { documentDesk } from '../adapters/document-desk.ts';
import { type Bot, textSettings } from '../adapters/open-bot.ts';
import { openEngine } from '../adapters/open-engine.ts';
import { openKept } from '../adapters/open-kept.ts';
import { projectRoot } from '../adapters/project-root.ts';
import { webApp } from '../adapters/web/app.ts';
import { webChannel, webChat } from '../adapters/web/channel.ts';
import { loadViews } from '../adapters/web/views.ts';
import { realMakers } from './real-makers.ts';

export interface RunningApp {
  /** Scheme, host and port. */
  readonly url: string;
  /** Everything that was logged so far, one JSON line each. */
  readonly log: readonly string[];
  stop(): Promise<void>;
}

/** The real web application on a free port. Without a limit, for tests ask faster than people. */
export async function startApp(bot: Bot, questionsPerMinute = 1_000_000): Promise<RunningApp> {
  const root = projectRoot();
  const { knowledge, pipeline, today } = bot;
  const { corpus, report } = knowledge;
  const log: string[] = [];
  const logger = pino(
    { level: 'trace', base: null },
    { write: (line: string) => void log.push(line) },
  );
  const settings = textSettings(bot);
  const render = loadViews(root);
  const web = webChannel(render, bot.words);
  const folder = mkdtempSync(join(tmpdir(), 'facerights-app-'));
  const { store } = await openKept(readConfig({ DATA_DIR: folder }), logger);
  const makers = realMakers();
  const engine = openEngine({
    bot,
    settings,
    root,
    store,
    channels: [web],
    log: logger,
    retentionDays: 30,
    ...makers,
    leaseMs: 30_000,
    messagesPerMinute: questionsPerMinute,
  });
  await engine.start();
  const desk = documentDesk(bot.casework, makers.renderDocument);
  const app = webApp(
    {
      ...settings,
      pipeline,
      knowledge,
      today,
      render,
      chat: webChat(web, engine, store),
      desk,
    },
    {
      root,
      logger,
      trustedProxies: 0,
      questionsPerMinute,
      health: () => ({
        status: 'ok',
        version: 'test',
        entries: corpus.entries.size,
        fingerprint: report.fingerprint,
        vectorSearch: report.vectorSearch,
      }),
    },
  );
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    log,
    stop: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await engine.stop();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

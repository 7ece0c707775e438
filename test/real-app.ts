import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../adapters/config.ts';
import { type Bot, openBot, textSettings } from '../adapters/open-bot.ts';
import { projectRoot } from '../adapters/project-root.ts';
import { webApp } from '../adapters/web/app.ts';
import { loadViews } from '../adapters/web/views.ts';

/** All test files share it, so that the index of a corpus is built once. */
export const INDEX_FOLDER = join(tmpdir(), 'facerights-test-index');

/** The bot on the real corpus; the first to open a changed corpus waits until its index is built. */
export const openRealBot = (): Promise<Bot> =>
  openBot(readConfig({ DATA_DIR: INDEX_FOLDER }), projectRoot());

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
  const app = webApp(
    { ...textSettings(bot), pipeline, knowledge, today, render: loadViews(root) },
    {
      root,
      logger: pino(
        { level: 'trace', base: null },
        { write: (line: string) => void log.push(line) },
      ),
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
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

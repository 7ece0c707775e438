import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { z } from 'zod';
import { ConfigError, readConfig } from './config.ts';
import { environment } from './environment.ts';
import type { LawDesk } from './law-desk.ts';
import { lawReport } from './law-report.ts';
import { openBot, textSettings } from './open-bot.ts';
import { projectRoot } from './project-root.ts';
import { webApp } from './web/app.ts';
import { loadViews } from './web/views.ts';

/** How often we look whether laws were fetched beside us, or a new day has put others into force. */
const LAW_REFRESH_MS = 5 * 60 * 1000;

/** How long answers in progress may take to finish when we are asked to stop. */
const SHUTDOWN_MS = 5000;

async function main(): Promise<void> {
  const config = readConfig(environment());
  const root = projectRoot();
  const logger = pino({ level: config.LOG_LEVEL, base: null });
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const bot = await openBot(config, root);
  const { corpus, report } = bot.knowledge;
  logger.info({ ...report, entries: corpus.entries.size }, 'corpus ready');
  for (const { level, message, details } of lawReport(bot.laws?.library, corpus)) {
    logger[level](details, message);
  }
  if (report.vectorSearch === 'exact') {
    logger.warn('hnswlib-node is not built here: vectors are searched exactly, in JavaScript');
  }
  if (!report.isStored) {
    logger.warn('DATA_DIR cannot be written: the index is kept in memory and built at each start');
  }
  const app = webApp(
    {
      ...textSettings(bot, config.PUBLIC_URL?.replace(/\/$/, '')),
      pipeline: bot.pipeline,
      knowledge: bot.knowledge,
      today: bot.today,
      render: loadViews(root),
    },
    {
      root,
      logger,
      trustedProxies: config.TRUST_PROXY,
      health: () => ({
        status: 'ok',
        version,
        entries: corpus.entries.size,
        fingerprint: report.fingerprint,
        vectorSearch: report.vectorSearch,
      }),
    },
  );
  const server = createServer(app);
  server.listen(config.PORT, config.HOST, () => {
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : config.PORT;
    logger.info(`FaceRights answers at http://${config.HOST}:${port}`);
    prepareLawSearch(bot.laws, logger);
  });
  server.on('error', (error) => {
    logger.fatal(`The server cannot listen on ${config.HOST}:${config.PORT}: ${error.message}`);
    process.exitCode = 1;
  });
  const stop = (): void => {
    bot.laws?.close();
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), SHUTDOWN_MS).unref();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** The index of all laws is built beside the server, which answers meanwhile. */
function prepareLawSearch(laws: LawDesk | undefined, logger: Logger): void {
  if (!laws) return;
  laws.ready().then(() => {
    const state = laws.library.search();
    if (state.kind === 'failed') logger.warn({ why: state.why }, 'the laws cannot be searched');
    else logger.info({ search: state.kind }, 'search of all laws');
  }, logger.error.bind(logger));
  setInterval(() => {
    laws.refresh().catch(logger.error.bind(logger));
  }, LAW_REFRESH_MS).unref();
}

main().catch((error: unknown) => {
  const isOperators = error instanceof ConfigError || (error instanceof Error && 'code' in error);
  process.stderr.write(
    `${error instanceof Error ? (isOperators ? error.message : error.stack) : error}\n`,
  );
  process.exitCode = 1;
});

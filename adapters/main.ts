import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pino } from 'pino';
import { z } from 'zod';
import { ConfigError, readConfig } from './config.ts';
import { environment } from './environment.ts';
import { openBot } from './open-bot.ts';
import { projectRoot } from './project-root.ts';
import { webApp } from './web/app.ts';
import { loadViews } from './web/views.ts';

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
  if (report.vectorSearch === 'exact') {
    logger.warn('hnswlib-node is not built here: vectors are searched exactly, in JavaScript');
  }
  if (!report.isStored) {
    logger.warn('DATA_DIR cannot be written: the index is kept in memory and built at each start');
  }
  const app = webApp(
    {
      corpus,
      words: bot.words,
      pipeline: bot.pipeline,
      knowledge: bot.knowledge,
      render: loadViews(root),
      baseUrl: config.PUBLIC_URL?.replace(/\/$/, '') ?? '',
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
  });
  server.on('error', (error) => {
    logger.fatal(`The server cannot listen on ${config.HOST}:${config.PORT}: ${error.message}`);
    process.exitCode = 1;
  });
  const stop = (): void => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), SHUTDOWN_MS).unref();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  const isOperators = error instanceof ConfigError || (error instanceof Error && 'code' in error);
  process.stderr.write(
    `${error instanceof Error ? (isOperators ? error.message : error.stack) : error}\n`,
  );
  process.exitCode = 1;
});

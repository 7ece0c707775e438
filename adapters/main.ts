import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { z } from 'zod';
import type { OpenCaseIndex } from '../bot/desk/case-index.ts';
import type { Engine } from '../bot/engine/engine.ts';
import type { Platform } from '../bot/message.ts';
import type { ModelDesk } from '../bot/model/model-desk.ts';
import type { TextSettings } from '../bot/render-text.ts';
import type { Store } from '../bot/store.ts';
import { caseChores, caseSites, receivingOf } from './case-sites.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import type { Chores } from './desk-chores.ts';
import { documentDesk } from './document-desk.ts';
import { type DocumentRenderer, openDocumentRenderer } from './documents/render-document.ts';
import { environment } from './environment.ts';
import { openEvidenceInspection } from './evidence/inspect-evidence.ts';
import type { LawDesk } from './law-desk.ts';
import { lawReport } from './law-report.ts';
import { type Bot, openBot, textSettings } from './open-bot.ts';
import { openCases } from './open-case-desk.ts';
import { openMessengers } from './open-channels.ts';
import { openEngine } from './open-engine.ts';
import { type Kept, openKept } from './open-kept.ts';
import { modelMs, openModel, reportModelUse } from './open-model.ts';
import { projectRoot } from './project-root.ts';
import { type WebOptions, webApp } from './web/app.ts';
import { webChannel, webChat } from './web/channel.ts';
import { loadViews } from './web/views.ts';

/** How often we look whether laws were fetched beside us, or a new day has put others into force. */
const LAW_REFRESH_MS = 5 * 60 * 1000;

/** How often the log says what the language model took. */
const MODEL_REPORT_MS = 60 * 60 * 1000;

/** How long answers in progress may take to finish when we are asked to stop. */
const SHUTDOWN_MS = 12_000;

async function main(): Promise<void> {
  const config = readConfig(environment());
  const root = projectRoot();
  const logger = pino({ level: config.LOG_LEVEL, base: null });
  // First, for it says at once what an operator has to mend; the corpus takes seconds.
  const kept = await openKept(config, logger);
  const bot = await openBot(config, root, undefined, { log: logger, mustServe: true });
  reportKnowledge(bot, logger);
  await warmUp(bot);
  const settings = textSettings(bot, config.PUBLIC_URL?.replace(/\/$/, ''));
  const model = await openModel({ config, bot, settings, root, kept, log: logger });
  const running = joinAll({ config, root, logger, kept, bot, settings, model });
  const address = await listen(running.server, config, logger);
  stopWhenAsked(running);
  // A platform that cannot be reached is tried for as long as it takes; the web answers meanwhile.
  const started = running.engine.start();
  running.chores?.start();
  logger.info({ intake: config.INTAKE }, `FaceRights answers at ${address}`);
  prepareLawSearch(bot.laws, logger);
  if (model) {
    setInterval(() => {
      reportModelUse({ bot, kept, log: logger }).catch(logger.error.bind(logger));
    }, MODEL_REPORT_MS).unref();
  }
  await started;
  const { platforms } = running;
  if (platforms.length > 0) logger.info({ platforms }, 'messengers are connected');
}

interface Opened {
  readonly config: Config;
  readonly root: string;
  readonly logger: Logger;
  readonly kept: Kept;
  readonly bot: Bot;
  readonly settings: TextSettings;
  /** The language model, where the operator chose one. */
  readonly model: ModelDesk | undefined;
}

/** Joins what answers, what talks to platforms, and the pages. */
function joinAll({ config, root, logger, kept, bot, settings, model }: Opened): Running {
  const { store } = kept;
  const messengers = openMessengers({ config, bot, settings, kept, log: logger });
  const render = loadViews(root);
  const documents = openDocumentRenderer();
  const web = webChannel(render, bot.words);
  const channels = [web, ...messengers.map(({ channel }) => channel)];
  const joined = { config, bot, settings, root, kept, channels, log: logger };
  const cases = config.INTAKE === 'on' ? openCases(joined) : undefined;
  const inspectEvidence = openEvidenceInspection({ now: Date.now, log: logger });
  const engine = openEngine({
    ...joined,
    store,
    renderDocument: documents.render,
    inspectEvidence,
    retentionDays: config.RETENTION_DAYS,
    leaseMs: config.LEASE_SECONDS * 1000,
    intake: cases?.receiving,
    staffChannel: cases?.staffChannel,
    model,
  });
  const { pipeline, knowledge, today, laws } = bot;
  const chat = webChat(web, engine, store, model ? modelMs(config) : 0);
  const desk = documentDesk(bot.casework, documents.render);
  const receiving = cases && receivingOf(bot.words, cases);
  const context = {
    ...settings,
    render,
    pipeline,
    knowledge,
    today,
    chat,
    desk,
    model: model?.facts,
    ...receiving,
  };
  const app = webApp(context, {
    root,
    logger,
    trustedProxies: config.TRUST_PROXY,
    platforms: messengers.flatMap(({ route }) => route ?? []),
    ...(cases && caseSites({ ...joined, cases, context, inspectEvidence })),
    health: healthOf(bot, root),
  });
  const chores = cases && caseChores({ ...joined, cases, receive: engine.receive });
  const server = createServer(app);
  const platforms = messengers.map(({ channel }) => channel.platform);
  const index = cases?.index;
  return { server, engine, store, documents, laws, chores, index, platforms, logger };
}

/** The first answer of a process takes a second, the next ones milliseconds: nobody need wait for it. */
async function warmUp({ pipeline, words }: Bot): Promise<void> {
  await pipeline.answer({ text: words.ko.web.exampleOne });
}

function reportKnowledge({ knowledge: { corpus, report }, laws }: Bot, logger: Logger): void {
  logger.info({ ...report, entries: corpus.entries.size }, 'corpus ready');
  for (const { level, message, details } of lawReport(laws?.library, corpus)) {
    logger[level](details, message);
  }
  if (report.vectorSearch === 'exact') {
    logger.warn('hnswlib-node is not built here: vectors are searched exactly, in JavaScript');
  }
  if (!report.isStored) {
    logger.warn('DATA_DIR cannot be written: the index is kept in memory and built at each start');
  }
}

function healthOf({ knowledge: { corpus, report } }: Bot, root: string): WebOptions['health'] {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  return () => ({
    status: 'ok',
    version,
    entries: corpus.entries.size,
    fingerprint: report.fingerprint,
    vectorSearch: report.vectorSearch,
  });
}

/** Resolves with our address once we answer there. */
function listen(server: Server, { PORT, HOST }: Config, logger: Logger): Promise<string> {
  server.on('error', (error) => {
    logger.fatal(`The server cannot listen on ${HOST}:${PORT}: ${error.message}`);
    process.exit(1);
  });
  return new Promise((resolve) => {
    server.listen(PORT, HOST, () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : PORT;
      resolve(`http://${HOST}:${port}`);
    });
  });
}

interface Running {
  readonly server: Server;
  readonly engine: Engine;
  readonly store: Store;
  readonly documents: DocumentRenderer;
  readonly laws: LawDesk | undefined;
  readonly chores: Chores | undefined;
  readonly index: OpenCaseIndex | undefined;
  /** The messengers that are set up. */
  readonly platforms: readonly Platform[];
  readonly logger: Logger;
}

/** Ends what is in hand, gives back the rest, and goes; a second signal ends it at once. */
function stopWhenAsked(running: Running): void {
  const { server, engine, store, documents, laws, chores, index, logger } = running;
  const stop = async (): Promise<void> => {
    laws?.close();
    server.close();
    server.closeIdleConnections();
    await chores?.stop();
    await index?.close();
    await engine.stop();
    await documents.close();
    await store.close();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      setTimeout(() => process.exit(0), SHUTDOWN_MS).unref();
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ err: error instanceof Error ? error.stack : 'unknown' }, 'not all ended');
          process.exit(1);
        },
      );
    });
  }
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
  // The server may be listening already.
  process.exit(1);
});

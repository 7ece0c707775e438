import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, vi } from 'vitest';
import { caseChores, caseSites, receivingOf } from '../../adapters/case-sites.ts';
import { readConfig } from '../../adapters/config.ts';
import type { Chores } from '../../adapters/desk-chores.ts';
import { documentDesk } from '../../adapters/document-desk.ts';
import { type Bot, textSettings } from '../../adapters/open-bot.ts';
import { type OpenedCaseDesk, openCases } from '../../adapters/open-case-desk.ts';
import { openMessengers } from '../../adapters/open-channels.ts';
import { openEngine } from '../../adapters/open-engine.ts';
import { openKept } from '../../adapters/open-kept.ts';
import { openModel } from '../../adapters/open-model.ts';
import { projectRoot } from '../../adapters/project-root.ts';
import { webApp } from '../../adapters/web/app.ts';
import { webChannel, webChat } from '../../adapters/web/channel.ts';
import type { WebChat } from '../../adapters/web/context.ts';
import { loadViews } from '../../adapters/web/views.ts';
import type { DeskParts } from '../../bot/desk/desk-parts.ts';
import type { Platform } from '../../bot/message.ts';
import type { Store } from '../../bot/store.ts';
import type { WordsByLanguage } from '../../bot/words.ts';
import type { Entry } from '../../knowledge/corpus-model/corpus.ts';
import { INSTITUTION } from '../filing-parts.ts';
import { recordingLog } from '../memory-channel.ts';
import { openRealBot } from '../real-bot.ts';
import { realMakers } from '../real-makers.ts';

/** Where our pages are said to be; nobody goes there. */
export const BASE_URL = 'https://facerights.example';

/** Longer than an answer takes, with Telegram's pause between messages, on a machine that is busy with other tests. */
const WAIT = { timeout: 25_000, interval: 15 };

export interface App {
  readonly bot: Bot;
  readonly words: WordsByLanguage;
  readonly store: Store;
  /** What staff work with. */
  readonly desk: DeskParts;
  readonly cases: OpenedCaseDesk;
  /** What the desk does by itself; only where a test runs it. */
  readonly chores: Chores;
  /** Of our web server. */
  readonly url: string;
  readonly log: ReturnType<typeof recordingLog>['lines'];
  entry(id: string): Entry;
  /** Resolves once everything that a person said is answered and the answers have arrived. */
  settled(platform: Platform, person: string): Promise<void>;
  /** Everything that lies on the disk. */
  stored(): Buffer;
  stop(): Promise<void>;
}

export interface AppOptions {
  /** Settings as an operator gives them. @param url - Of our web server. */
  readonly env?: (url: string) => Readonly<Record<string, string>>;
  /** Puts something between the pages and the conversation behind them. */
  readonly chat?: (real: WebChat) => WebChat;
  /** True: cases are received, looked after at /case, and worked on at /desk. */
  readonly isReceiving?: boolean;
  /** Where our pages are said to be. Absent: {@link BASE_URL}. */
  readonly baseUrl?: string;
}

/** The whole program as `adapters/main.ts` joins it: the real corpus, engine, store and channels. */
export async function openApp({
  env = () => ({}),
  chat = (real) => real,
  isReceiving = false,
  baseUrl = BASE_URL,
}: AppOptions = {}) {
  const [root, folder] = [projectRoot(), mkdtempSync(join(tmpdir(), 'facerights-talk-'))];
  const { log, lines } = recordingLog();
  const web = await startWeb();
  const institution = { INTAKE_INSTITUTION: INSTITUTION };
  const config = readConfig({ DATA_DIR: folder, ...institution, ...env(web.url) });
  const bot = await openRealBot();
  const settings = textSettings(bot, baseUrl);
  const kept = await openKept(config, log);
  const { store } = kept;
  const messengers = openMessengers({ config, bot, settings, kept, log });
  const render = loadViews(root);
  const pages = webChannel(render, bot.words);
  const makers = realMakers();
  const channels = [pages, ...messengers.map(({ channel }) => channel)];
  const joined = { config, bot, settings, root, kept, channels, log };
  const cases = openCases(joined);
  const model = await openModel(joined);
  const engine = openEngine({
    bot,
    settings,
    root,
    store,
    channels,
    log,
    ...(isReceiving && { intake: cases.receiving, staffChannel: cases.staffChannel }),
    retentionDays: config.RETENTION_DAYS,
    ...makers,
    leaseMs: config.LEASE_SECONDS * 1000,
    model,
  });
  const { pipeline, knowledge, today } = bot;
  const desk = documentDesk(bot.casework, makers.renderDocument);
  const receiving = isReceiving && receivingOf(bot.words, cases);
  const context = {
    ...settings,
    render,
    pipeline,
    knowledge,
    today,
    desk,
    model: model?.facts,
    ...receiving,
  };
  const webContext = { ...context, chat: chat(webChat(pages, engine, store)) };
  const { inspectEvidence } = makers;
  const sites =
    isReceiving && caseSites({ ...joined, cases, context: webContext, inspectEvidence });
  web.answerWith(
    webApp(webContext, {
      root,
      logger: pino({ level: 'silent' }),
      trustedProxies: 0,
      questionsPerMinute: 1_000_000,
      platforms: messengers.flatMap(({ route }) => route ?? []),
      ...sites,
      health: () => ({
        status: 'ok',
        version: 'test',
        entries: knowledge.corpus.entries.size,
        fingerprint: knowledge.report.fingerprint,
        vectorSearch: knowledge.report.vectorSearch,
      }),
    }),
  );
  await engine.start();
  const app: App = {
    bot,
    words: bot.words,
    store,
    desk: cases.parts,
    cases,
    chores: caseChores({ ...joined, cases, receive: engine.receive }),
    url: web.url,
    log: lines,
    entry: (id) => {
      const found = knowledge.corpus.entries.get(id);
      if (!found) throw new Error(`The corpus has no entry ${id}.`);
      return found;
    },
    settled: (platform, person) =>
      vi.waitFor(async () => {
        const { messagesWaiting, messagesOwed } = await store.kept(platform, person);
        expect({ messagesWaiting, messagesOwed }).toEqual({ messagesWaiting: 0, messagesOwed: 0 });
      }, WAIT),
    stored: () =>
      Buffer.concat(
        readdirSync(folder)
          .filter((name) => name.startsWith('conversations.sqlite'))
          .map((name) => readFileSync(join(folder, name))),
      ),
    stop: async () => {
      await web.stop();
      await engine.stop();
      await cases.index.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return app;
}

/** Resolves once something is so. */
export const eventually = (isSo: () => boolean): Promise<void> =>
  vi.waitFor(() => expect(isSo()).toBe(true), WAIT);

/** A server that has its address before it has anything to answer with. */
async function startWeb() {
  let listener: RequestListener | undefined;
  const server = createServer((request, response) => {
    if (listener) listener(request, response);
    else response.writeHead(503).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    answerWith: (given: RequestListener) => {
      listener = given;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

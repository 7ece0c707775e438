import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { caseSites } from '../adapters/case-sites.ts';
import { readConfig } from '../adapters/config.ts';
import { documentDesk } from '../adapters/document-desk.ts';
import { type Bot, textSettings } from '../adapters/open-bot.ts';
import { openCases } from '../adapters/open-case-desk.ts';
import { openEngine } from '../adapters/open-engine.ts';
import { openKept } from '../adapters/open-kept.ts';
import { projectRoot } from '../adapters/project-root.ts';
import { webApp } from '../adapters/web/app.ts';
import { webChannel, webChat } from '../adapters/web/channel.ts';
import { loadViews } from '../adapters/web/views.ts';
import { happened, withMessage } from '../bot/desk/applied.ts';
import { type CaseFile, readCaseFile } from '../bot/desk/case-file.ts';
import { changeCase } from '../bot/desk/change-case.ts';
import type { DeskParts } from '../bot/desk/desk-parts.ts';
import type { Intake } from '../bot/desk/intake.ts';
import type { Store } from '../bot/store.ts';
import { INSTITUTION } from './filing-parts.ts';
import { realMakers } from './real-makers.ts';

export interface FilingApp {
  readonly url: string;
  readonly log: readonly string[];
  readonly store: Store;
  readonly receiving: Intake;
  /** The only case there is. */
  onlyCase(): Promise<CaseFile>;
  staffWrites(id: string, text: string): Promise<void>;
  /** Every byte that lies on the disk. */
  stored(): Buffer;
  stop(): Promise<void>;
}

/** A member of staff writes to the person, who is told where they want to be. */
export async function staffWrites(parts: DeskParts, id: string, text: string): Promise<void> {
  const doing = { by: 'staff-kim', now: Date.now(), key: text };
  await changeCase(parts, id, (file) => ({
    ...happened(withMessage(file, text, doing), doing, 'case-message'),
    news: 'message',
  }));
}

/** The real web application over a real store, with intake switched on or off. */
export async function startFilingApp(bot: Bot, isOn = true): Promise<FilingApp> {
  const root = projectRoot();
  const { knowledge, pipeline, today, words, casework } = bot;
  const log: string[] = [];
  const write = (line: string) => void log.push(line);
  const logger = pino({ level: 'trace', base: null }, { write });
  const settings = textSettings(bot);
  const render = loadViews(root);
  const web = webChannel(render, words);
  const folder = mkdtempSync(join(tmpdir(), 'facerights-filing-'));
  const config = readConfig({ DATA_DIR: folder, INTAKE_INSTITUTION: INSTITUTION });
  const kept = await openKept(config, logger);
  const { store } = kept;
  const makers = realMakers();
  const joined = { config, bot, settings, root, kept, channels: [web], log: logger };
  const cases = openCases(joined);
  const engine = openEngine({
    bot,
    settings,
    root,
    store,
    channels: [web],
    log: logger,
    retentionDays: 30,
    ...makers,
    ...(isOn && { intake: cases.receiving }),
    leaseMs: 30_000,
    messagesPerMinute: 1_000_000,
  });
  await engine.start();
  const desk = documentDesk(casework, makers.renderDocument);
  const chat = webChat(web, engine, store);
  const context = { ...settings, pipeline, knowledge, today, render, chat, desk };
  const { inspectEvidence } = makers;
  const sites = isOn && caseSites({ ...joined, cases, context, inspectEvidence });
  const app = webApp(context, {
    root,
    logger,
    // One proxy, so that tests say in a header where somebody comes from.
    trustedProxies: 1,
    questionsPerMinute: 1_000_000,
    ...sites,
    health: () => ({
      status: 'ok',
      version: 'test',
      entries: knowledge.corpus.entries.size,
      fingerprint: knowledge.report.fingerprint,
      vectorSearch: knowledge.report.vectorSearch,
    }),
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    log,
    store,
    receiving: cases.receiving,
    onlyCase: async () => {
      const [only, ...others] = await store.cases.changedSince(0, 10);
      if (!only || !('file' in only) || others.length > 0) throw new Error('Not one case.');
      return readCaseFile(only.file);
    },
    staffWrites: (id, text) => staffWrites(cases.parts, id, text),
    stored: () =>
      Buffer.concat(
        readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .map((name) => join(folder, name))
          .filter((path) => statSync(path).isFile())
          .map((path) => readFileSync(path)),
      ),
    stop: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await engine.stop();
      await cases.index.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

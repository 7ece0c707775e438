import { randomUUID } from 'node:crypto';
import { Agent, createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import type { DeskContext } from '../../adapters/desk/context.ts';
import { queuePages } from '../../adapters/desk/queue-pages.ts';
import { loadDeskViews } from '../../adapters/desk/views.ts';
import { projectRoot } from '../../adapters/project-root.ts';
import { openCaseDesk } from '../../bot/desk/open-desk.ts';
import { loadDeskWords } from '../../bot/desk/words/desk-words.ts';
import { loadWords } from '../../bot/words.ts';
import { createProver } from '../../knowledge/law/prover.ts';
import { casework, corpus } from '../casework/real-casework.ts';
import { type CaseWorld, staffMember, triage } from '../open-case-index.ts';

export interface QueueServer {
  readonly url: string;
  fetches(address: string): Promise<string>;
  stop(): Promise<void>;
}

/** The pages of the queue over the cases of a world, for a supervisor who has signed in. */
export async function startQueueServer(world: CaseWorld): Promise<QueueServer> {
  const context = contextOf(world);
  const app = express();
  app.use((_request, response, next) => {
    const staff = staffMember({ role: 'supervisor' });
    response.locals['signed'] = { staff, session: { csrf: 'csrf', state: 'full' }, token: 'token' };
    next();
  });
  app.use(queuePages(context));
  const server = createServer(app);
  // Between two looks the peer may take long.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const agent = new Agent({ keepAlive: true });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fetches: (address) => fetched(address, agent),
    stop: async () => {
      agent.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function fetched(address: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    get(address, { agent }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => {
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`The queue answered ${response.statusCode}: ${text.slice(0, 200)}`));
      });
    }).on('error', reject);
  });
}

function contextOf({ store, index, clock }: CaseWorld): DeskContext {
  const root = projectRoot();
  const words = loadWords(join(root, 'bot/words'));
  const prover = createProver({ stamps: corpus.stamps, today: () => '2026-11-28' });
  const settings = { corpus, words, prover, baseUrl: '' };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const institution = '시험 인권기구';
  const desk = openCaseDesk({
    cases: store.cases,
    staff: store.staff,
    index,
    triage,
    casework,
    settings,
    clock: () => clock.now,
    institution,
    needsSecondPerson: true,
    channels: [],
    newsFor: () => ({ text: [] }) as never,
  });
  return {
    desk,
    staff: store.staff,
    auditLog: store.cases.auditLog,
    audit: (entries) => store.cases.audit(entries),
    words: loadDeskWords(join(root, 'bot/words')),
    settings,
    casework,
    triage,
    log,
    clock: () => clock.now,
    newSecret: randomUUID,
    newId: randomUUID,
    secretFor: (purpose) => purpose,
    institution,
    baseUrl: '',
    render: loadDeskViews(root),
  };
}

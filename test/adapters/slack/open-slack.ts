import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { projectRoot } from '../../../adapters/project-root.ts';
import type { CaseFormSource } from '../../../adapters/slack/case-form.ts';
import { type SlackChannel, slackChannel } from '../../../adapters/slack/channel.ts';
import type { SlackOptions } from '../../../adapters/slack/options.ts';
import type { Receive } from '../../../bot/channel.ts';
import type { Log } from '../../../bot/log.ts';
import type { Incoming } from '../../../bot/message.ts';
import type { Credentials } from '../../../bot/store.ts';
import { loadWords } from '../../../bot/words.ts';
import { casework } from '../../casework/real-casework.ts';
import {
  type AppAddress,
  AS_SLACK,
  Courier,
  type DeliverOptions,
} from '../../servers/slack/deliver.ts';
import { Person } from '../../servers/slack/people.ts';
import { SlackServer } from '../../servers/slack/slack-server.ts';

export const WORDS = loadWords(join(projectRoot(), 'bot/words'));
/** The questions as they are, and articles that stand for those of the law. */
export const INTERVIEW: CaseFormSource = {
  questions: casework.questions,
  consentCited: (language) => (language === 'ko' ? '시험법 제1조' : 'Test Act, Article 1'),
};
export const BASE_URL = 'https://facerights.example';
export const TEAM = 'T00000001';
export const BOT_TOKEN = 'xoxb-test-token';
export const SIGNING_SECRET = 'signing-secret';

/** A store's inbox that a test can hold up or take away. */
export class Inbox {
  readonly received: Incoming[] = [];
  #held: Promise<void> = Promise.resolve();
  #fails = 0;

  readonly receive: Receive = async (incoming) => {
    const held = this.#held;
    if (this.#fails > 0) {
      this.#fails -= 1;
      throw new Error('The store is away.');
    }
    await held;
    const known = new Set(this.received.map(({ deliveryId }) => deliveryId));
    this.received.push(...incoming.filter(({ deliveryId }) => !known.has(deliveryId)));
  };

  hold(): () => void {
    let release = () => {};
    this.#held = new Promise((resolve) => {
      release = resolve;
    });
    return () => {
      this.#held = Promise.resolve();
      release();
    };
  }

  failNext(times = 1): void {
    this.#fails = times;
  }
}

/** Keeps what is logged. */
export class MemoryLog implements Log {
  readonly lines: { level: string; details: Readonly<Record<string, unknown>>; message: string }[] =
    [];
  info = this.#at('info');
  warn = this.#at('warn');
  error = this.#at('error');

  #at(level: string) {
    return (details: Readonly<Record<string, unknown>>, message: string): void => {
      this.lines.push({ level, details, message });
    };
  }
}

export const memoryCredentials = (): Credentials & { readonly kept: Map<string, string> } => {
  const kept = new Map<string, string>();
  return {
    kept,
    put: async (platform, id, secret) => void kept.set(`${platform}:${id}`, secret),
    get: async (platform, id) => kept.get(`${platform}:${id}`),
    remove: async (platform, id) => void kept.delete(`${platform}:${id}`),
  };
};

export interface OpenSlack {
  readonly server: SlackServer;
  readonly channel: SlackChannel;
  readonly inbox: Inbox;
  readonly log: MemoryLog;
  readonly app: AppAddress;
  /** Where our web application listens. */
  readonly webUrl: string;
  readonly courier: Courier;
  person(user?: string, team?: string): Person;
  stop(): Promise<void>;
}

export interface OpenOptions {
  readonly auth?: SlackOptions['auth'];
  readonly deliver?: Partial<DeliverOptions>;
  readonly sendTimeoutMs?: number;
  /** False: the channel is made but not started. */
  readonly starts?: boolean;
}

/** A Slack on this machine, and our channel connected to it in this mode. */
export async function openSlack(
  mode: 'http' | 'socket',
  { auth, deliver, sendTimeoutMs = 1_000, starts = true }: OpenOptions = {},
): Promise<OpenSlack> {
  const server = await new SlackServer().listen();
  server.world.addTeam(TEAM, BOT_TOKEN);
  server.world.addChannel(TEAM, 'C00000001', ['U00000001', `UBOT${TEAM}`]);
  const [inbox, log] = [new Inbox(), new MemoryLog()];
  const channel = slackChannel({
    mode:
      mode === 'http'
        ? { kind: 'http', signingSecret: SIGNING_SECRET }
        : { kind: 'socket', appToken: server.appToken },
    auth: auth ?? { kind: 'token', botToken: BOT_TOKEN },
    words: WORDS,
    baseUrl: BASE_URL,
    log,
    ...INTERVIEW,
    slackApiUrl: server.apiUrl,
    sendTimeoutMs,
    previewGapMs: 40,
  });
  const web = await serve(channel);
  if (starts) await channel.start(inbox.receive);
  const app: AppAddress =
    mode === 'http'
      ? { kind: 'http', url: `${web.url}/slack/events`, signingSecret: SIGNING_SECRET }
      : { kind: 'socket' };
  const courier = new Courier(server, app, { ...AS_SLACK, ...deliver });
  return {
    server,
    channel,
    inbox,
    log,
    app,
    webUrl: web.url,
    courier,
    person: (user = 'U00000001', team = TEAM) => new Person(server, courier, team, user),
    async stop() {
      await channel.stop();
      await web.stop();
      await server.close();
    },
  };
}

/** The part of our web application that Slack sees. */
async function serve({ routes }: SlackChannel) {
  const app = express();
  if (routes) app.use(routes);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

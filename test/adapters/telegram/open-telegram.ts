import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { projectRoot } from '../../../adapters/project-root.ts';
import { telegramChannel } from '../../../adapters/telegram/channel.ts';
import type { TelegramOptions } from '../../../adapters/telegram/options.ts';
import type { Channel, Receive } from '../../../bot/channel.ts';
import type { Incoming } from '../../../bot/message.ts';
import { loadWords } from '../../../bot/words.ts';
import type { ChannelHarness } from '../../contracts/channel.ts';
import { TelegramServer, type TelegramServerOptions } from '../../servers/telegram/server.ts';

export const WORDS = loadWords(join(projectRoot(), 'bot/words'));

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly details: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** Keeps what was logged, for tests that look for what may not be in it. */
export function keepLog() {
  const lines: LogLine[] = [];
  const write =
    (level: LogLine['level']) =>
    (details: Readonly<Record<string, unknown>>, message: string): void =>
      void lines.push({ level, details, message });
  return { lines, log: { info: write('info'), warn: write('warn'), error: write('error') } };
}

export interface Telegram extends ChannelHarness {
  readonly server: TelegramServer;
  readonly lines: readonly LogLine[];
  /** How often `receive` was called in one moment: sizes of what came together. */
  readonly moments: readonly number[];
  start(): Promise<void>;
}

export interface OpenOptions {
  readonly mode: 'polling' | 'webhook';
  readonly server?: TelegramServerOptions;
  readonly channel?: Partial<TelegramOptions>;
  /** False: the test starts the channel itself. */
  readonly isStarted?: boolean;
}

const ASKER = 4_242;

/** The real channel, connected to Telegram on this machine. */
export async function openTelegram(options: OpenOptions): Promise<Telegram> {
  const server = await TelegramServer.start({ webhookDelayMs: 20, ...options.server });
  const { lines, log } = keepLog();
  const web = options.mode === 'webhook' ? await startWeb() : undefined;
  const channel = telegramChannel({
    token: server.token,
    apiRoot: server.url,
    secret: 'a secret of the tests',
    words: WORDS,
    baseUrl: 'https://facerights.example',
    findCards: async () => [],
    log,
    holdRole: async () => true,
    leaveRole: async () => undefined,
    throttle: false,
    draftGapMs: 40,
    sendTimeoutMs: 400,
    ...(web && { publicUrl: web.url }),
    ...options.channel,
  });
  if (channel.webhook) web?.app.use(channel.webhook.path, channel.webhook.handler);
  const store = fakeStore();
  const start = () => channel.start(store.receive);
  if (options.isStarted !== false) await start();
  return {
    ...harness(server, channel, store),
    server,
    lines,
    moments: store.moments,
    start,
    stop: async () => {
      store.release();
      await channel.stop();
      await server.stop();
      await web?.stop();
    },
  };
}

/** A store that can be made to wait and to fail. */
function fakeStore() {
  const received: Incoming[] = [];
  const moments: number[] = [];
  let held: Promise<void> | undefined;
  let release = () => {};
  let failures = 0;
  let isNewMoment = true;
  const receive: Receive = async (incoming) => {
    if (isNewMoment) {
      isNewMoment = false;
      moments.push(0);
      setImmediate(() => {
        isNewMoment = true;
      });
    }
    moments.push((moments.pop() ?? 0) + incoming.length);
    if (failures > 0) {
      failures -= 1;
      throw new Error('The store is away.');
    }
    await held;
    received.push(...incoming);
  };
  return {
    received,
    moments,
    receive,
    release: () => release(),
    fail: () => {
      failures += 1;
    },
    hold: () => {
      held = new Promise((resolve) => {
        release = resolve;
      });
      return () => release();
    },
  };
}

function harness(server: TelegramServer, channel: Channel, store: ReturnType<typeof fakeStore>) {
  const person = server.person(ASKER, 'ko');
  const toldOf = async (updateId: number) => {
    await server.told(updateId);
    return true;
  };
  return {
    channel,
    received: store.received,
    holdReceive: store.hold,
    failReceive: store.fail,
    say: (text: string, { deliveryId }: { readonly deliveryId?: string } = {}) =>
      toldOf(person.text(text, deliveryId ? { updateId: Number(deliveryId) } : {})),
    press: (token: string) => toldOf(person.press(token)),
    previews: {
      ask: async () => {
        await toldOf(person.text('얼굴을 찍어도 되나요?'));
        const asked = store.received.at(-1);
        if (!asked) throw new Error('Nothing was received.');
        return asked;
      },
      seen: () => server.world.draftIn(ASKER)?.text,
      calls: () => server.world.calls.filter(({ method }) => method === 'sendMessageDraft').length,
    },
    shown: () => person.messages.filter(({ from }) => from === 0).map(({ text }) => text),
    refuseNext: (how: Parameters<ChannelHarness['refuseNext']>[0]) => server.refuseNext(how),
  };
}

interface Web {
  readonly url: string;
  readonly app: express.Express;
  stop(): Promise<void>;
}

/** What the composition root does: a web server into which the webhook is mounted. */
async function startWeb(): Promise<Web> {
  const app = express();
  const server: Server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    app,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { telegramChannel } from '../../../adapters/telegram/channel.ts';
import type { Channel } from '../../../bot/channel.ts';
import type { Incoming } from '../../../bot/message.ts';
import { ATTEMPT } from '../../contracts/channel.ts';
import { until } from '../../servers/telegram/until.ts';
import { keepLog, WORDS } from './open-telegram.ts';

/** What of telegram-test-api is used here; its own declarations lean on a package that is not installed. */
interface TestServer {
  start(): Promise<void>;
  stop(): Promise<boolean>;
  getClient(token: string, options?: object): TestClient;
  readonly config: { readonly apiURL: string };
}
interface TestClient {
  makeMessage(text: string, options?: object): object;
  makeCommand(text: string, options?: object): object;
  makeCallbackQuery(data: string, options?: object): object;
  sendMessage(message: object): Promise<unknown>;
  sendCommand(message: object): Promise<unknown>;
  sendCallback(query: object): Promise<unknown>;
  getUpdatesHistory(): Promise<readonly { message?: { text?: string; reply_markup?: unknown } }[]>;
}

const TOKEN = '200300400:a-token-of-no-bot';

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/**
 * The same channel against a server that others wrote. It answers polls at once instead of keeping them open, gives no
 * offsets and no numbers of errors, and knows no signs of work, commands to show or files: our own server is for those.
 */
describe('the server of telegram-test-api', () => {
  let server: TestServer;
  let channel: Channel;
  let client: TestClient;
  const received: Incoming[] = [];
  beforeAll(async () => {
    const { default: TelegramServer } = (await import('telegram-test-api')) as unknown as {
      default: new (config: object) => TestServer;
    };
    server = new TelegramServer({ port: await freePort(), host: '127.0.0.1' });
    await server.start();
    client = server.getClient(TOKEN, { userId: 71, chatId: 71, timeout: 2_000, interval: 20 });
    channel = telegramChannel({
      token: TOKEN,
      apiRoot: server.config.apiURL,
      secret: 's',
      words: WORDS,
      baseUrl: '',
      findCards: async () => [],
      log: keepLog().log,
      // Polls come back at once: the role is where a pause can be put.
      holdRole: () => new Promise((resolve) => setTimeout(() => resolve(true), 20)),
      leaveRole: async () => undefined,
      throttle: false,
      pollSeconds: 1,
    });
    await channel.start(async (incoming) => void received.push(...incoming));
  });
  afterAll(async () => {
    await channel.stop();
    await server.stop();
  });

  it('brings what a person types, and shows our answer with its buttons', async () => {
    await client.sendMessage(client.makeMessage('마트가 얼굴을 찍어도 되나요?'));
    await until(() => received.length === 1);
    expect(received[0]).toMatchObject({
      conversation: '71:0:71',
      audience: 'private',
      content: { kind: 'text', text: '마트가 얼굴을 찍어도 되나요?' },
    });
    const { address = { chat: 71 } } = received[0] ?? {};
    const choices = [{ label: '예', token: 'y:1' }];
    const blocks = [{ kind: 'paragraph' as const, runs: [{ text: '조건 & 예외' }] }];
    const context = { address, audience: 'private', language: 'ko' } as const;
    for (const payload of channel.layOut({ kind: 'message', blocks, choices }, context)) {
      await channel.send(address, payload, ATTEMPT);
    }
    const shown = (await client.getUpdatesHistory()).map(({ message }) => message);
    expect(shown.at(-1)).toMatchObject({
      text: '조건 &amp; 예외',
      parse_mode: 'HTML',
      reply_markup: { inline_keyboard: [[{ text: '예', callback_data: 'y:1' }]] },
    });
  });

  it('brings commands', async () => {
    await client.sendCommand(client.makeCommand('/law 형법 250조'));
    await until(() => received.length === 2);
    expect(received[1]?.content).toEqual({
      kind: 'command',
      command: 'law',
      argument: '형법 250조',
    });
  });

  it('brings pressed buttons', async () => {
    await client.sendCallback(client.makeCallbackQuery('y:1', { message: { message_id: 2 } }));
    await until(() => received.length === 3);
    expect(received[2]).toMatchObject({
      conversation: '71:0:71',
      content: { kind: 'choice', token: 'y:1' },
    });
  });
});

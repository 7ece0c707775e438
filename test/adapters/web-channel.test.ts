import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { documentDesk } from '../../adapters/document-desk.ts';
import { textSettings } from '../../adapters/open-bot.ts';
import { projectRoot } from '../../adapters/project-root.ts';
import { webApp } from '../../adapters/web/app.ts';
import { type WebChannel, webChannel } from '../../adapters/web/channel.ts';
import { loadViews } from '../../adapters/web/views.ts';
import type { Payload } from '../../bot/channel.ts';
import { type ChannelHarness, channelContract } from '../contracts/channel.ts';
import { cardsIn } from '../conversations/html-words.ts';
import { openRealBot } from '../real-bot.ts';
import { Inbox } from './slack/open-slack.ts';

const CONVERSATION = 'conversation-of-the-page';

const bot = await openRealBot();
const render = loadViews(projectRoot());
const desk = documentDesk(bot.casework, () => Promise.reject(new Error('Nobody asks.')));

/** The real pages; what they owe is what the test says. */
async function startPages(channel: WebChannel, owed: () => readonly Payload[]) {
  const { pipeline, knowledge, today } = bot;
  const chat = {
    deliver: channel.deliver,
    repliesTo: () => Promise.resolve(owed()),
    borrow: channel.borrow,
    stateOf: () => Promise.resolve(undefined),
    readFile: () => Promise.resolve(undefined),
    figures: () => Promise.reject(new Error('Nobody asks.')),
  };
  const app = webApp(
    { ...textSettings(bot), pipeline, knowledge, today, render, chat, desk },
    {
      root: projectRoot(),
      logger: pino({ level: 'silent' }),
      trustedProxies: 0,
      questionsPerMinute: 1_000_000,
      health: () => {
        throw new Error('Nobody asks.');
      },
    },
  );
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    post: (fields: Readonly<Record<string, string>>) =>
      fetch(`http://127.0.0.1:${port}/ask?lang=ko`, {
        method: 'POST',
        body: new URLSearchParams({ conversation: CONVERSATION, ...fields }),
      }),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function openPage(): Promise<ChannelHarness> {
  const channel = webChannel(render, bot.words);
  const inbox = new Inbox();
  const shown: string[] = [];
  let owed: readonly Payload[] = [];
  await channel.start(inbox.receive);
  const pages = await startPages(channel, () => owed);
  let deliveries = 0;
  let before: Promise<unknown> = Promise.resolve();
  /** A page has one form: it is sent off when the answer to the one before has come. */
  const send = (fields: Readonly<Record<string, string>>): Promise<boolean> => {
    deliveries += 1;
    const delivery = String(deliveries);
    const sent = before.then(async () => {
      const response = await pages.post({ delivery: delivery.padStart(24, '0'), ...fields });
      shown.push(...cardsIn(await response.text()).map(({ text }) => text));
      return response.ok;
    });
    before = sent;
    return sent;
  };
  return {
    channel,
    received: inbox.received,
    holdReceive: () => inbox.hold(),
    failReceive: () => inbox.failNext(),
    say: (question, { deliveryId } = {}) =>
      send({ question, ...(deliveryId && { delivery: deliveryId.padStart(24, '0') }) }),
    press: (token) => send({ question: '', choice: `${token} 이어서` }),
    fetched: async (calls) => {
      owed = calls;
      await send({ question: '무엇이 왔나요?' });
    },
    shown: () => shown,
    // Nobody is called who could refuse.
    refuseNext: () => undefined,
    stop: async () => {
      await channel.stop();
      await pages.stop();
    },
  };
}

channelContract('The chat of the web pages', openPage);

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { expect, vi } from 'vitest';
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
async function startPages(channel: WebChannel, owed: () => Promise<readonly Payload[]>) {
  const { pipeline, knowledge, today } = bot;
  const chat = {
    deliver: channel.deliver,
    repliesTo: owed,
    borrow: channel.borrow,
    watch: channel.watch,
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
    post: (fields: Readonly<Record<string, string>>, headers: HeadersInit = {}) =>
      fetch(`http://127.0.0.1:${port}/ask?lang=ko`, {
        method: 'POST',
        headers,
        body: new URLSearchParams({ conversation: CONVERSATION, ...fields }),
      }),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function* linesOf({ body }: Response) {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of body ?? []) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line);
  }
}

async function openPage(): Promise<ChannelHarness> {
  const channel = webChannel(render, bot.words);
  const inbox = new Inbox();
  const shown: string[] = [];
  let owed: readonly Payload[] = [];
  await channel.start(inbox.receive);
  /** Answers the page that waits; undefined while no page waits for longer than a moment. */
  let answer: ((calls: readonly Payload[]) => void) | undefined;
  let isPatient = false;
  const pages = await startPages(channel, () => {
    if (!isPatient) return Promise.resolve(owed);
    isPatient = false;
    return new Promise((resolve) => {
      answer = resolve;
    });
  });
  const writing = { seen: undefined as string | undefined, calls: 0, over: Promise.resolve() };
  const take = ({ soFar, turn = '' }: { readonly soFar?: string; readonly turn?: string }) => {
    writing.calls += soFar ? 1 : 0;
    writing.seen = soFar?.replace(/<[^>]+>/g, ' ');
    shown.push(...cardsIn(turn).map(({ text }) => text));
  };
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
    previews: {
      ask: async () => {
        isPatient = true;
        const fields = { question: '무엇이 오나요?', delivery: 'asked'.padStart(24, '0') };
        writing.over = pages.post(fields, { accept: 'text/html; stream=1' }).then(async (page) => {
          for await (const line of linesOf(page)) take(line);
        });
        await vi.waitFor(() => expect(answer).toBeDefined());
        const asked = inbox.received.at(-1);
        if (!asked) throw new Error('Nothing was received.');
        return asked;
      },
      seen: () => writing.seen,
      calls: () => writing.calls,
    },
    fetched: async (calls) => {
      if (answer) {
        answer(calls);
        return writing.over;
      }
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

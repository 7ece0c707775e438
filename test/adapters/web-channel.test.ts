import { expect, vi } from 'vitest';
import { webChannel } from '../../adapters/web/channel.ts';
import type { Payload } from '../../bot/channel.ts';
import { type ChannelHarness, channelContract } from '../contracts/channel.ts';
import { cardsIn } from '../conversations/html-words.ts';
import { openRealBot } from '../real-bot.ts';
import { Inbox } from './slack/open-slack.ts';
import { linesOf, render, startPages } from './web/open-pages.ts';

const CONVERSATION = 'conversation-of-the-page';

const bot = await openRealBot();

async function openPage(): Promise<ChannelHarness> {
  const channel = webChannel(render, bot.words);
  const inbox = new Inbox();
  const shown: string[] = [];
  let owed: readonly Payload[] = [];
  await channel.start(inbox.receive);
  /** Answers the page that waits; undefined while no page waits for longer than a moment. */
  let answer: ((calls: readonly Payload[]) => void) | undefined;
  let isPatient = false;
  const pages = await startPages(bot, channel, () => {
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
      const response = await pages.post({
        conversation: CONVERSATION,
        delivery: delivery.padStart(24, '0'),
        ...fields,
      });
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
        const asking = { conversation: CONVERSATION, ...fields };
        writing.over = pages.post(asking, { accept: 'text/html; stream=1' }).then(async (page) => {
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

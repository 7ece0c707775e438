import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bot } from '../../../adapters/open-bot.ts';
import { webChannel } from '../../../adapters/web/channel.ts';
import { WrittenAnswers } from '../../../adapters/web/written-answers.ts';
import type { Payload, Preview } from '../../../bot/channel.ts';
import type { Outgoing } from '../../../bot/message.ts';
import { written } from '../../contracts/channel.ts';
import { cardsIn, hiddenField } from '../../conversations/html-words.ts';
import { openRealBot } from '../../real-bot.ts';
import { Inbox } from '../slack/open-slack.ts';
import { linesOf, render, startPages } from './open-pages.ts';

const PRIVATE = { address: {}, audience: 'private', language: 'ko' } as const;
const STREAM = { accept: 'text/html; stream=1' };
const THREAD = { conversation: 'c'.repeat(24), delivery: 'd'.repeat(24) };

let bot: Bot;
beforeAll(async () => {
  bot = await openRealBot();
}, 120_000);

/** Pages whose answers the test gives. */
async function openPages() {
  const channel = webChannel(render, bot.words);
  const inbox = new Inbox();
  await channel.start(inbox.receive);
  let settle: ((replies: Promise<readonly Payload[] | undefined>) => void) | undefined;
  const pages = await startPages(bot, channel, () => {
    const replies = new Promise<readonly Payload[] | undefined>((resolve) => {
      settle = resolve;
    });
    return replies;
  });
  const reply = (replies: Promise<readonly Payload[] | undefined>) => {
    settle?.(replies);
    settle = undefined;
  };
  const arrived = () => vi.waitFor(() => expect(settle).toBeDefined());
  return {
    ...pages,
    channel,
    arrived,
    /** The preview of the answer to what was asked last. */
    preview: (): Preview | undefined =>
      channel.openPreview?.(PRIVATE, inbox.received.at(-1)?.deliveryId ?? ''),
    answer: (message: Outgoing) => reply(Promise.resolve(channel.layOut(message, PRIVATE))),
    isLate: () => reply(Promise.resolve(undefined)),
    fails: () => reply(Promise.reject(new Error('The store is away.'))),
  };
}

describe('a page that wants to see its answer being written', () => {
  let pages: Awaited<ReturnType<typeof openPages>>;
  beforeEach(async () => {
    pages = await openPages();
  });
  afterEach(() => pages.stop());

  const ask = () => pages.post({ ...THREAD, question: '얼굴을 <b>찍어도</b> 되나요?' }, STREAM);

  /** Asks, shows a sentence, and gives the lines as they come. */
  async function askAndSee() {
    const asking = ask();
    await pages.arrived();
    const preview = pages.preview();
    preview?.show(written(1));
    const lines = linesOf(await asking);
    const { value: first } = await lines.next();
    return { preview, lines, first };
  }

  it('gets the turn so far, busy and escaped, and at last the turn with what the next one needs', async () => {
    const { preview, lines, first } = await askAndSee();
    expect(first?.soFar).toContain('aria-busy="true"');
    expect(first?.soFar).toContain('&lt;b&gt;찍어도&lt;/b&gt;');
    expect(first?.soFar).toContain(bot.words.ko.web.writing);
    await preview?.close();
    pages.answer(written(2));
    const { value: last } = await lines.next();
    expect(last?.soFar).toBeUndefined();
    const turn: string = last?.turn ?? '';
    expect(cardsIn(turn)[0]?.text).toContain('문장 2번이에요.');
    expect(turn).not.toMatch(new RegExp(`aria-busy|${bot.words.ko.web.writing}`));
    expect(hiddenField(turn, 'conversation')).toBe(THREAD.conversation);
    expect(hiddenField(turn, 'delivery')).toMatch(/^[\w-]{24}$/);
    expect(hiddenField(turn, 'delivery')).not.toBe(THREAD.delivery);
    expect((await lines.next()).done).toBe(true);
  });

  it('gets the turn alone where nobody here writes it, and the lines are kept by no proxy', async () => {
    const asking = ask();
    await pages.arrived();
    pages.answer(written(1));
    const response = await asking;
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('application/x-ndjson');
    expect(response.headers.get('cache-control')).toContain('no-transform');
    const all = [];
    for await (const line of linesOf(response)) all.push(Object.keys(line));
    expect(all).toEqual([['turn']]);
  });

  it('is told that the answer is late, as any other page', async () => {
    const asking = ask();
    await pages.arrived();
    pages.isLate();
    const response = await asking;
    expect(response.status).toBe(503);
    expect(await response.text()).toContain(bot.words.ko.web.slow);
  });

  it('misses the end of an answer that is late after all', async () => {
    const { lines } = await askAndSee();
    pages.isLate();
    expect((await lines.next()).done).toBe(true);
  });

  it('is cut off where the store fails in the middle', async () => {
    const { lines } = await askAndSee();
    pages.fails();
    await expect(lines.next()).rejects.toThrow();
    expect((await fetch(`${pages.url}/?lang=ko`)).status).toBe(200);
  });

  it('may go away, and stops nothing', async () => {
    const gone = new AbortController();
    const asking = fetch(`${pages.url}/ask?lang=ko`, {
      method: 'POST',
      headers: STREAM,
      body: new URLSearchParams({ ...THREAD, question: '얼굴을 찍어도 되나요?' }),
      signal: gone.signal,
    });
    await pages.arrived();
    const preview = pages.preview();
    preview?.show(written(1));
    await asking;
    gone.abort();
    preview?.show(written(2));
    await preview?.close();
    pages.answer(written(3));
    const again = ask();
    await pages.arrived();
    pages.answer(written(3));
    expect((await again).status).toBe(200);
  });
});

describe('a page that cannot see its answer being written', () => {
  it.each([{}, { accept: 'text/html; fragment=1' }])('is sent no preview: %o', async (headers) => {
    const pages = await openPages();
    const asking = pages.post({ ...THREAD, question: '얼굴을 찍어도 되나요?' }, headers);
    await pages.arrived();
    expect(pages.preview()).toBeUndefined();
    pages.answer(written(1));
    const response = await asking;
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(cardsIn(await response.text())[0]?.text).toContain('문장 1번이에요.');
    await pages.stop();
  });
});

describe('answers that are being written', () => {
  it('are forgotten once nobody watches', async () => {
    const answers = new WrittenAnswers(0);
    const [one, other] = [vi.fn(), vi.fn()];
    const stop = [answers.watch('d', one), answers.watch('d', other)];
    const preview = answers.open('d', () => ['so far']);
    preview?.show(written(1));
    await preview?.close();
    stop[0]?.();
    expect(answers.open('d', () => [])).toBeDefined();
    stop[1]?.();
    expect(answers.open('d', () => [])).toBeUndefined();
  });

  it('are watched by so many pages and no more', () => {
    const answers = new WrittenAnswers(0);
    for (let at = 0; at < 1_100; at += 1) answers.watch(`d${at}`, () => undefined);
    expect(answers.open('d0', () => [])).toBeDefined();
    expect(answers.open('d1099', () => [])).toBeUndefined();
  });
});

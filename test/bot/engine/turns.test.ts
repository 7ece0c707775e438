import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type HandleOptions, handleTurn } from '../../../bot/engine/turns.ts';
import type { Turn } from '../../../bot/store.ts';
import { memoryChannel, recordingLog, wordsOf } from '../../memory-channel.ts';
import {
  echo,
  incoming,
  saying,
  sentWords,
  startEngine,
  storePlace,
  untilSent,
} from '../../run-engine.ts';

const WORDS = '초록코끼리';

/** Processes that a message may seem to have ended. */
const MOST_TRIES = 8;

describe('a bug in a reply', () => {
  const broken =
    (how: () => Error): typeof echo =>
    (turn, lookUp, now, live) => {
      const { content } = turn.incoming;
      if (content.kind === 'text' && content.text.includes(WORDS)) throw how();
      return echo(turn, lookUp, now, live);
    };

  it.each([
    { what: 'quotes the person', how: () => new TypeError(`no ${WORDS}`) },
    { what: 'quotes lines like places', how: () => new Error(`x\n    at ${WORDS} (y.ts:1:1)`) },
    { what: 'has their words in its cause', how: () => new Error('x', { cause: WORDS }) },
  ])(
    'that $what costs an apology with a number, and the log has no word of it',
    async ({ how }) => {
      const store = await storePlace().open();
      const telegram = memoryChannel();
      const { lines } = await startEngine({ store, channels: [telegram], reply: broken(how) });
      await telegram.deliver(incoming('하나'), incoming(`둘 ${WORDS}`), incoming('셋'));
      await untilSent(telegram, 3);
      expect(sentWords(telegram)).toEqual(['1: 하나', 'sorry, number case-1', '2: 셋']);
      const [line] = lines.filter(({ level }) => level === 'error');
      expect(line?.details).toMatchObject({ id: 'case-1', kind: 'text' });
      expect(JSON.stringify(line?.details['at'])).toContain('turns.test.ts');
      expect(JSON.stringify(lines)).not.toContain(WORDS);
    },
  );

  it('of a channel that cannot lay an answer out costs an apology too', async () => {
    const store = await storePlace().open();
    const memory = memoryChannel();
    const telegram: typeof memory = {
      ...memory,
      layOut: (message, context) => {
        if (message.kind === 'message' && wordsOf(message).includes(WORDS)) throw new TypeError();
        return memory.layOut(message, context);
      },
    };
    await startEngine({ store, channels: [telegram] });
    await telegram.deliver(incoming(WORDS), incoming('다음'));
    await untilSent(telegram, 2);
    expect(sentWords(telegram)).toEqual(['sorry, number case-1', '1: 다음']);
  });
});

describe('a message that ends the process each time', () => {
  it('is apologised for in the end, and the next one is answered', async () => {
    const place = storePlace();
    for (let crash = 1; crash <= MOST_TRIES; crash += 1) {
      const store = await place.open();
      if (crash === 1) await store.receive([incoming('독'), incoming('다음')]);
      const [turn] = await store.claimTurns(1, ['telegram']);
      expect(turn?.tries).toBe(crash);
      await store.close();
    }
    const telegram = memoryChannel();
    const { lines } = await startEngine({ store: await place.open(), channels: [telegram] });
    await untilSent(telegram, 2);
    expect(sentWords(telegram)).toEqual(['sorry, number case-1', '1: 다음']);
    expect(lines.find(({ level }) => level === 'error')?.details).toMatchObject({
      code: 'RepeatedCrash',
    });
  });

  it('is tried as often before', async () => {
    const place = storePlace();
    const store = await place.open();
    await store.receive([incoming('느린 말')]);
    for (let crash = 1; crash < MOST_TRIES; crash += 1) {
      await store.claimTurns(1, ['telegram']);
      await store.releaseLeases();
    }
    const telegram = memoryChannel();
    await startEngine({ store, channels: [telegram] });
    await untilSent(telegram, 1);
    expect(sentWords(telegram)).toEqual(['1: 느린 말']);
  });
});

describe('a sign that we are at work', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const turn: Turn = {
    conversation: 'c',
    inboxId: 1,
    incoming: incoming('물음', { address: { chat: 7 } }),
    state: undefined,
    tries: 1,
    receivedInMinute: 1,
    receivedAt: 0,
    lease: 'l',
  };

  /** Handles the turn with a reply that takes so long, on this channel. */
  async function handled(replyMs: number, channel = memoryChannel()) {
    const { log, lines } = recordingLog();
    const options: HandleOptions = {
      // Nothing is looked up.
      store: {} as never,
      reply: () => new Promise((resolve) => setTimeout(() => resolve(saying('답')), replyMs)),
      apology: () => ({ text: 'sorry', language: 'en' }),
      log,
      clock: Date.now,
      newId: () => 'case-1',
    };
    const result = handleTurn(turn, channel, options, new AbortController().signal);
    await vi.advanceTimersByTimeAsync(10_000);
    await result;
    return { signals: channel.signals, lines };
  }

  it('is given after four tenths of a second, once', async () => {
    expect((await handled(401)).signals).toEqual([{ chat: 7 }]);
    expect((await handled(9000)).signals).toEqual([{ chat: 7 }]);
  });

  it('is not given where the answer came before', async () => {
    expect((await handled(399)).signals).toEqual([]);
    expect((await handled(0)).signals).toEqual([]);
  });

  it('is no matter where it fails', async () => {
    const channel = { ...memoryChannel(), signalWork: () => Promise.reject(new Error('no')) };
    const { lines } = await handled(1000, channel);
    expect(lines.map(({ message }) => message)).toEqual(['no sign of work was shown', 'answered']);
  });

  it('and how long it took are all that the log has of an answer', async () => {
    const { lines } = await handled(1000);
    expect(lines.at(-1)?.details).toEqual({
      platform: 'telegram',
      inbox: 1,
      kind: 'text',
      outcome: 'echoed',
      language: 'ko',
      tries: 1,
      ms: 1000,
    });
  });
});

import { describe, expect, it, vi } from 'vitest';
import type { Incoming } from '../../../bot/message.ts';
import type { Store } from '../../../bot/store.ts';
import { memoryChannel } from '../../memory-channel.ts';
import {
  echo,
  gate,
  incoming,
  madeUpTime,
  saying,
  sentWords,
  startEngine,
  storePlace,
  untilSent,
  WAIT,
} from '../../run-engine.ts';

const textOf = ({ content }: Incoming): string => (content.kind === 'text' ? content.text : '');

describe('a conversation', () => {
  it('is answered message by message, in the order of the platform', async () => {
    const store = await storePlace().open();
    const telegram = memoryChannel();
    await startEngine({ store, channels: [telegram] });
    const later = incoming('둘');
    await telegram.deliver(
      incoming('셋', { order: later.order + 1 }),
      later,
      incoming('하나', { order: later.order - 1 }),
    );
    await untilSent(telegram, 3);
    expect(sentWords(telegram)).toEqual(['1: 하나', '2: 둘', '3: 셋']);
  });

  it('keeps its order under a hundred messages that come all at once', async () => {
    const store = await storePlace().open();
    const telegram = memoryChannel();
    await startEngine({ store, channels: [telegram] });
    const texts = Array.from({ length: 100 }, (_, at) => `${at}`);
    await Promise.all(
      texts.map((text) =>
        telegram.deliver(incoming(text, { conversation: `c${Number(text) % 5}` })),
      ),
    );
    await untilSent(telegram, 100);
    for (const chat of [0, 1, 2, 3, 4]) {
      const own = sentWords(telegram).filter((words) => Number(words.split(': ')[1]) % 5 === chat);
      expect(own).toEqual(Array.from({ length: 20 }, (_, at) => `${at + 1}: ${at * 5 + chat}`));
    }
  });

  it('does not wait for a slow reply in another', async () => {
    const store = await storePlace().open();
    const telegram = memoryChannel();
    const slow = gate();
    await startEngine({
      store,
      channels: [telegram],
      reply: async (turn, lookUp, now, live) => {
        if (textOf(turn.incoming) === 'slow') await slow.passed;
        return echo(turn, lookUp, now, live);
      },
    });
    await telegram.deliver(incoming('slow'), incoming('next'));
    await telegram.deliver(incoming('quick', { conversation: 'chat-2', person: 'person-2' }));
    await untilSent(telegram, 1);
    expect(sentWords(telegram)).toEqual(['1: quick']);
    slow.open();
    await untilSent(telegram, 3);
    expect(sentWords(telegram).slice(1)).toEqual(['1: slow', '2: next']);
  });

  it('answers a delivery once, however often it is repeated', async () => {
    const place = storePlace();
    const store = await place.open();
    const telegram = memoryChannel();
    const { stop } = await startEngine({ store, channels: [telegram] });
    const said = incoming('한 번만');
    await telegram.deliver(said, said);
    await telegram.deliver(said);
    await untilSent(telegram, 1);
    await telegram.deliver(said);
    await stop();
    await store.close();

    const again = await place.open();
    const reopened = memoryChannel();
    await startEngine({ store: again, channels: [reopened] });
    await reopened.deliver(said, incoming('다음'));
    await untilSent(reopened, 1);
    expect(sentWords(telegram)).toEqual(['1: 한 번만']);
    expect(sentWords(reopened)).toEqual(['2: 다음']);
  });
});

describe('what is owed', () => {
  it('survives a restart between the commit and the sending', async () => {
    const place = storePlace();
    const store = await place.open();
    await store.receive([incoming('그 말')]);
    const [turn] = await store.claimTurns(1, ['telegram']);
    if (!turn) throw new Error('Nothing waits.');
    const message = { kind: 'message', blocks: [{ kind: 'paragraph', runs: [{ text: '그 답' }] }] };
    await store.commitTurns([
      {
        turn,
        state: '1',
        owed: [{ message }],
        files: [],
        dropFiles: [],
        erasesPerson: false,
      },
    ]);
    await store.close();

    const telegram = memoryChannel();
    await startEngine({ store: await place.open(), channels: [telegram] });
    await untilSent(telegram, 1);
    expect(sentWords(telegram)).toEqual(['그 답']);
    expect(telegram.sent[0]?.attempt.mayBeRepeat).toBe(false);
  });

  it('is marked as a possible repeat where the process ended in the middle of a call', async () => {
    const place = storePlace();
    const store = await place.open();
    const telegram = memoryChannel();
    const { stop } = await startEngine({ store, channels: [telegram] });
    telegram.answerNext({ kind: 'retry', retryAfterMs: 0 });
    await telegram.deliver(incoming('그 말'));
    await vi.waitFor(() => expect(telegram.attempts).toHaveLength(1), WAIT);
    await stop();
    // The next claim begins an attempt whose end nobody records.
    await vi.waitFor(
      async () => expect(await store.claimSends('telegram', 1)).toHaveLength(1),
      WAIT,
    );
    await store.close();

    const after = memoryChannel();
    await startEngine({ store: await place.open(), channels: [after] });
    await untilSent(after, 1);
    expect(after.sent[0]?.attempt).toEqual({
      id: telegram.attempts[0]?.attempt.id,
      mayBeRepeat: true,
    });
  });

  it('is sent again no sooner than the platform asks, and in order', async () => {
    const { clock, pass } = madeUpTime();
    const store = await storePlace({ clock }).open();
    const telegram = memoryChannel();
    const { lines } = await startEngine({ store, channels: [telegram], clock });
    telegram.answerNext({ kind: 'retry', retryAfterMs: 60_000 });
    await telegram.deliver(incoming('하나'), incoming('둘'));
    await vi.waitFor(() => expect(lines.some(({ level }) => level === 'warn')).toBe(true), WAIT);
    await vi.waitFor(async () => expect((await store.figures()).owed).toBe(2), WAIT);
    pass(59_999);
    // Another chat goes round meanwhile: whoever was due would have been called before.
    await telegram.deliver(incoming('다른', { conversation: 'chat-2', address: { chat: 2 } }));
    await untilSent(telegram, 1);
    expect(sentWords(telegram)).toEqual(['1: 다른']);
    pass(1);
    await untilSent(telegram, 3);
    expect(sentWords(telegram)).toEqual(['1: 다른', '1: 하나', '2: 둘']);
    const ids = telegram.attempts.filter(({ address }) => address['chat'] === 1);
    expect(ids[0]?.attempt.id).toBe(ids[1]?.attempt.id);
    expect(ids[1]?.attempt.mayBeRepeat).toBe(false);
  });

  it.each([
    { what: 'a refusal', answer: { kind: 'retry' } as const },
    { what: 'a bug of the channel', answer: { kind: 'bug' } as const },
  ])(
    'is tried again ever more slowly after $what, and given up after a day',
    async ({ answer }) => {
      const { clock, pass } = madeUpTime();
      const store = await storePlace({ clock }).open();
      const telegram = memoryChannel();
      await startEngine({ store, channels: [telegram], clock, random: () => 1 });
      telegram.answerNext(...Array.from({ length: 300 }, () => answer));
      const start = clock();
      const at: number[] = [];
      await telegram.deliver(incoming('안 닿을 말'));
      for (let count = 1; count <= 4; count += 1) {
        await vi.waitFor(() => expect(telegram.attempts.length).toBe(count), WAIT);
        at.push(clock() - start);
        await vi.waitFor(async () => {
          pass(100);
          expect(telegram.attempts.length).toBeGreaterThan(count);
        }, WAIT);
      }
      const gaps = at.slice(1).map((time, index) => time - (at[index] ?? 0));
      for (const [index, gap] of gaps.entries())
        expect(gap).toBeGreaterThanOrEqual(1000 * 2 ** index);
      pass(24 * 60 * 60 * 1000);
      await vi.waitFor(async () => expect((await store.figures()).givenUp).toBe(1), WAIT);
      expect(await store.figures()).toMatchObject({ owed: 0 });
    },
  );

  it('is given up with its reason where it is refused for good, and the next still goes', async () => {
    const store = await storePlace().open();
    const telegram = memoryChannel();
    const { lines } = await startEngine({ store, channels: [telegram] });
    telegram.answerNext({ kind: 'final', reason: 'memory-403-blocked' });
    await telegram.deliver(incoming('하나'), incoming('둘'));
    await untilSent(telegram, 1);
    expect(sentWords(telegram)).toEqual(['2: 둘']);
    await vi.waitFor(
      async () => expect(await store.figures()).toMatchObject({ owed: 0, givenUp: 1 }),
      WAIT,
    );
    expect(lines.find(({ level }) => level === 'warn')?.details).toMatchObject({
      platform: 'telegram',
      kind: 'given-up',
      reason: 'memory-403-blocked',
    });
  });

  it('on one channel does not wait for another that never answers', async () => {
    const store = await storePlace().open();
    const telegram = memoryChannel();
    const slack = memoryChannel({ platform: 'slack' });
    await startEngine({ store, channels: [telegram, slack] });
    telegram.answerNext(...Array.from({ length: 200 }, () => ({ kind: 'hang' }) as const));
    await telegram.deliver(
      ...Array.from({ length: 100 }, (_, at) => incoming('?', { conversation: `c${at}` })),
    );
    await vi.waitFor(() => expect(telegram.attempts).toHaveLength(64), WAIT);
    await slack.deliver(incoming('여기요', { platform: 'slack' }));
    await untilSent(slack, 1);
    expect(telegram.sent).toEqual([]);
  });
});

describe('a channel whose replies are fetched', () => {
  const onWeb = (text: string, deliveryId: string) =>
    incoming(text, { platform: 'web', deliveryId, conversation: 'page', person: 'page' });

  it('gets them when they are made, and the same again', async () => {
    const store = await storePlace().open();
    const web = memoryChannel({ platform: 'web', delivery: 'pull' });
    const { engine } = await startEngine({ store, channels: [web] });
    await web.deliver(onWeb('물음', 'w1'));
    const [first, second] = await Promise.all([
      engine.repliesTo('web', 'w1', 5000),
      engine.repliesTo('web', 'w1', 5000),
    ]);
    expect(first).toHaveLength(1);
    expect(second).toEqual(first);
    await web.deliver(onWeb('물음', 'w1'));
    expect(await engine.repliesTo('web', 'w1', 5000)).toEqual(first);
    expect(web.attempts).toEqual([]);
  });

  it('is told when it takes too long', async () => {
    const store = await storePlace().open();
    const web = memoryChannel({ platform: 'web', delivery: 'pull' });
    const slow = gate();
    const { engine } = await startEngine({
      store,
      channels: [web],
      reply: () => slow.passed.then(() => saying('늦은 답')),
    });
    await web.deliver(onWeb('물음', 'w2'));
    expect(await engine.repliesTo('web', 'w2', 120)).toBeUndefined();
    slow.open();
    expect(await engine.repliesTo('web', 'w2', 5000)).toHaveLength(1);
  });
});

/** The real store, some of whose calls fail first. */
const failingAtFirst = (store: Store, method: 'commitTurns' | 'settleSends', times: number) => {
  let left = times;
  return {
    ...store,
    [method]: (...given: Parameters<Store[typeof method]>) => {
      left -= 1;
      if (left >= 0) return Promise.reject(Object.assign(new Error('away'), { code: '08006' }));
      return (store[method] as (...all: typeof given) => unknown)(...given);
    },
  } as Store;
};

describe('a store that is away for a moment', () => {
  it.each(['commitTurns', 'settleSends'] as const)(
    'at %s costs time, and nothing is said twice',
    async (method) => {
      const store = failingAtFirst(await storePlace().open(), method, 2);
      const telegram = memoryChannel();
      let made = 0;
      const { lines } = await startEngine({
        store,
        channels: [telegram],
        reply: (...given) => {
          made += 1;
          return echo(...given);
        },
      });
      await telegram.deliver(incoming('하나'), incoming('둘'));
      await untilSent(telegram, 2);
      await vi.waitFor(async () => expect((await store.figures()).owed).toBe(0), WAIT);
      expect(sentWords(telegram)).toEqual(['1: 하나', '2: 둘']);
      expect(made).toBe(2);
      expect(lines.filter(({ level }) => level === 'error').length).toBeGreaterThanOrEqual(1);
    },
  );

  it('does not confirm what it did not store', async () => {
    const store = await storePlace().open();
    const telegram = memoryChannel();
    const away = { ...store, receive: () => Promise.reject(new Error('away')) };
    await startEngine({ store: away, channels: [telegram] });
    await expect(telegram.deliver(incoming('하나'))).rejects.toThrow('away');
  });
});

describe('stopping', () => {
  it('finishes what is in hand, and leaves the rest for the next process', async () => {
    const place = storePlace();
    const store = await place.open();
    const telegram = memoryChannel();
    const slow = gate();
    const { engine } = await startEngine({
      store,
      channels: [telegram],
      reply: async (turn, lookUp, now, live) => {
        await slow.passed;
        return echo(turn, lookUp, now, live);
      },
    });
    await telegram.deliver(incoming('하나'), incoming('둘'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    let isStopped = false;
    const stopping = engine.stop().then(() => {
      isStopped = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isStopped).toBe(false);
    expect(telegram.isStarted()).toBe(false);
    slow.open();
    await stopping;
    expect((await store.figures()).waiting).toBe(1);
    await store.close();

    const after = memoryChannel();
    await startEngine({ store: await place.open(), channels: [after] });
    await vi.waitFor(() => expect(telegram.sent.length + after.sent.length).toBe(2), WAIT);
    expect([...sentWords(telegram), ...sentWords(after)]).toEqual(['1: 하나', '2: 둘']);
  });

  it('waits for a call that is under way', async () => {
    const store = await storePlace().open();
    const telegram = memoryChannel();
    const { engine } = await startEngine({ store, channels: [telegram] });
    telegram.answerNext({ kind: 'hang' });
    await telegram.deliver(incoming('하나'));
    await vi.waitFor(() => expect(telegram.attempts).toHaveLength(1), WAIT);
    const stopping = engine.stop();
    telegram.release();
    await stopping;
    expect((await store.figures()).owed).toBe(0);
  });

  it('gives back what it has even where a channel does not stop', async () => {
    const store = await storePlace().open();
    const telegram = {
      ...memoryChannel(),
      stop: () => Promise.reject(new Error('the words of somebody')),
    };
    const { engine, lines } = await startEngine({ store, channels: [telegram] });
    await engine.stop();
    expect(lines.map(({ details }) => details)).toEqual([{ platform: 'telegram', code: 'Error' }]);
  });
});

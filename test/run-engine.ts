import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import { openStore, type StoreOptions } from '../adapters/store/open-store.ts';
import { Engine, type EngineOptions } from '../bot/engine/engine.ts';
import type { Content, Incoming } from '../bot/message.ts';
import type { Store } from '../bot/store.ts';
import { type Reply, say } from '../bot/talk.ts';
import { temporaryFolder } from './factories.ts';
import { type MemoryChannel, recordingLog, wordsOf } from './memory-channel.ts';

const START = Date.UTC(2026, 10, 2, 9);
const DAY_MS = 24 * 60 * 60 * 1000;

const RETENTION: EngineOptions['retention'] = {
  conversationMs: { telegram: 30 * DAY_MS, slack: 30 * DAY_MS, web: DAY_MS },
  deliveryMs: 7 * DAY_MS,
  pulledReplyMs: DAY_MS / 24,
  documentMs: DAY_MS,
  failureMs: 30 * DAY_MS,
};

/** Time that passes only when a test says so. */
export const madeUpTime = () => {
  let now = START;
  return {
    clock: () => now,
    pass: (ms: number) => {
      now += ms;
    },
  };
};

let owners = 0;

/** A place for a store that outlives its process: opened again it has what it had. */
export function storePlace(options: Partial<Pick<StoreOptions, 'cipher' | 'clock'>> = {}) {
  const folder = temporaryFolder();
  return {
    folder,
    open: async (): Promise<Store> => {
      owners += 1;
      const store = await openStore({
        database: { kind: 'sqlite', path: join(folder, 'store.sqlite') },
        masterKey: new Uint8Array(32).fill(7),
        clock: Date.now,
        owner: `test-${owners}`,
        ...options,
      });
      return store;
    },
  };
}

/** Says back what it was told, with how often it has answered before. */
export const echo: EngineOptions['reply'] = (turn) => {
  const { content } = turn.incoming;
  const count = Number(turn.state ?? 0) + 1;
  return Promise.resolve(
    saying(`${count}: ${content.kind === 'text' ? content.text : '?'}`, count),
  );
};

/** A reply that remembers a number and nothing else. */
export const saying = (text: string, count = 0): Reply => ({
  outcome: 'echoed',
  language: 'ko',
  // The engine stores what it is given as JSON and never looks into it.
  state: count as unknown as Reply['state'],
  messages: [say(text)],
});

type RigOptions = Partial<Omit<EngineOptions, 'channels' | 'store'>> & {
  readonly store: Store;
  readonly channels: readonly MemoryChannel[];
};

/** An engine that runs until the test has finished, or is stopped before. */
export async function startEngine({ store, channels, ...rest }: RigOptions) {
  const { log, lines } = recordingLog();
  let ids = 0;
  const engine = new Engine({
    store,
    channels,
    log,
    reply: echo,
    apology: (_turn, id) => ({ text: `sorry, number ${id}`, language: 'en' }),
    clock: Date.now,
    random: () => 0.5,
    newId: () => {
      ids += 1;
      return `case-${ids}`;
    },
    retention: RETENTION,
    leaseMs: 30_000,
    ...rest,
  });
  let isRunning = true;
  const stop = async () => {
    if (!isRunning) return;
    isRunning = false;
    for (const channel of channels) channel.release();
    await engine.stop();
  };
  onTestFinished(async () => {
    await stop();
    await store.close().catch(() => undefined);
  });
  await engine.start();
  return { engine, lines, stop };
}

let deliveries = 0;

export function incoming(content: Content | string, over: Partial<Incoming> = {}): Incoming {
  deliveries += 1;
  return {
    platform: 'telegram',
    deliveryId: `d${deliveries}`,
    conversation: 'chat-1',
    person: 'person-1',
    address: { chat: 1 },
    order: deliveries,
    audience: 'private',
    content: typeof content === 'string' ? { kind: 'text', text: content } : content,
    ...over,
  };
}

export const sentWords = ({ sent }: MemoryChannel): readonly string[] =>
  sent.map(({ message }) => wordsOf(message));

/** Resolves when the channel has taken this many messages. */
export const untilSent = (channel: MemoryChannel, count: number) =>
  vi.waitFor(() => expect(channel.sent.length).toBeGreaterThanOrEqual(count), WAIT);

export const WAIT = { timeout: 8000, interval: 5 };

/** A gate that is closed until it is opened. */
export function gate() {
  let open: () => void = () => undefined;
  const isOpen = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), passed: isOpen };
}

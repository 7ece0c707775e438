import { batched } from '../batched.ts';
import type { Channel, Payload, Receive } from '../channel.ts';
import type { Incoming, Platform } from '../message.ts';
import type { Owed, Retention, SendResult, Turn, TurnResult } from '../store.ts';
import { attemptSend } from './sending.ts';
import { type HandleOptions, handleTurn } from './turns.ts';
import { TurnsInHand } from './turns-in-hand.ts';
import { Turnstile } from './turnstile.ts';
import { codeOf, Worker } from './worker.ts';

export interface EngineOptions extends HandleOptions {
  readonly channels: readonly Channel[];
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly retention: Retention;
  /** How long a lease of the store lasts. */
  readonly leaseMs: number;
}

/** Messages in hand at a time. Answers are made by one thread, one after the other; what they wait for goes side by side. */
const TURNS_AT_A_TIME = 32;

/** How long an answer waits for deliveries to be stored first: a platform waits for that, and gives up at some time. */
const MAKE_WAY_MS = 50;

/** Calls to one platform at a time; each waits for the platform, not for us. */
const SENDS_AT_A_TIME = 64;

const ERASE_EVERY_MS = 10 * 60 * 1000;
const STOP_WITHIN_MS = 10_000;
/** How often a store that did not take a result is asked again. */
const RETRY_WRITE_MS = 250;
/** A store that is away for longer is nothing that a process can wait out. */
const WRITE_WITHIN_MS = 60 * 60 * 1000;
/** Between looks at whether another process has answered. */
const PULL_EVERY_MS = 50;

/** Takes what channels receive to what they send, by way of the store. */
export class Engine {
  readonly #options: EngineOptions;
  readonly #channels: ReadonlyMap<Platform, Channel>;
  readonly #turns: Worker<Turn>;
  readonly #senders: ReadonlyMap<Platform, Worker<Owed>>;
  readonly #turnstile: Turnstile;
  /** Deliveries that are not stored yet. */
  #arriving = 0;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #inHand: TurnsInHand;
  #isStopped = false;
  /** Requests that wait for the reply to a delivery. */
  readonly #waiting = new Map<string, () => void>();
  readonly #take: (incoming: readonly Incoming[]) => Promise<void>;
  readonly #commit: (result: TurnResult) => Promise<boolean>;
  readonly #settle: (result: SendResult) => Promise<void>;

  constructor(options: EngineOptions) {
    const { store, channels, log } = options;
    this.#options = options;
    this.#channels = new Map(channels.map((channel) => [channel.platform, channel]));
    this.#take = batched(async (groups: readonly (readonly Incoming[])[]) => {
      await store.receive(groups.flat());
      return groups.map(() => undefined);
    });
    this.#inHand = new TurnsInHand(store);
    this.#turnstile = new Turnstile({ isBusy: () => this.#arriving > 0, longestMs: MAKE_WAY_MS });
    this.#commit = batched((results) => store.commitTurns(results));
    this.#settle = batched(async (results: readonly SendResult[]) => {
      await store.settleSends(results);
      return results.map(() => undefined);
    });
    this.#turns = new Worker({
      name: 'turns',
      concurrency: TURNS_AT_A_TIME,
      claim: (limit) => store.claimTurns(limit, [...this.#channels.keys()]),
      work: (turn) => this.#takeTurn(turn),
      log,
    });
    const pushed = channels.filter(({ delivery }) => delivery === 'push');
    this.#senders = new Map(pushed.map((channel) => [channel.platform, this.#senderFor(channel)]));
  }

  /** Resolves when everything given is stored durably. */
  readonly receive: Receive = async (incoming) => {
    this.#arriving += 1;
    try {
      await this.#take(incoming);
    } finally {
      this.#arriving -= 1;
    }
    this.#inHand.cancelBefore(incoming);
    this.#turns.wake();
  };

  /** Starts working, then the channels. */
  async start(): Promise<void> {
    const { store, leaseMs, retention, channels } = this.#options;
    this.#turns.start();
    for (const sender of this.#senders.values()) sender.start();
    this.#every(leaseMs / 3, 'leases were not renewed', () =>
      store.renewLeases({
        turns: this.#turns.jobs,
        sends: [...this.#senders.values()].flatMap(({ jobs }) => jobs),
      }),
    );
    this.#every(ERASE_EVERY_MS, 'what has expired was not erased', () =>
      store.eraseExpired(retention),
    );
    await Promise.all(channels.map((channel) => channel.start(this.receive)));
  }

  /** Stops the channels, finishes what is in hand, and gives back what is not. */
  async stop(): Promise<void> {
    const { store, channels, log } = this.#options;
    await Promise.all(
      channels.map((channel) =>
        channel.stop().catch((error: unknown) => {
          log.error({ platform: channel.platform, code: codeOf(error) }, 'a channel did not stop');
        }),
      ),
    );
    this.#inHand.cancelAll();
    await this.#turns.stop(STOP_WITHIN_MS);
    await Promise.all([...this.#senders.values()].map((sender) => sender.stop(STOP_WITHIN_MS)));
    this.#isStopped = true;
    for (const timer of this.#timers) clearInterval(timer);
    await store.releaseLeases().catch((error: unknown) => {
      log.warn({ code: codeOf(error) }, 'leases end by themselves');
    });
  }

  /** The replies to a delivery on a pull channel; undefined when it takes longer than `ms`. */
  async repliesTo(
    platform: Platform,
    deliveryId: string,
    ms: number,
  ): Promise<readonly Payload[] | undefined> {
    const { store, clock } = this.#options;
    const end = clock() + ms;
    while (clock() < end) {
      const replies = await store.repliesTo(platform, deliveryId);
      if (replies) return replies;
      await this.#answered(waitingKey(platform, deliveryId));
    }
    return undefined;
  }

  /** Resolves when this process has answered, or when it is time to see whether another one has. */
  #answered(key: string): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(key);
        resolve();
      };
      const timer = setTimeout(done, PULL_EVERY_MS);
      this.#waiting.set(key, done);
    });
  }

  async #takeTurn(turn: Turn): Promise<void> {
    const { platform, deliveryId } = turn.incoming;
    const channel = this.#channels.get(platform);
    if (!channel) return;
    await this.#turnstile.pass();
    const result = await this.#inHand.run(turn, (signal) =>
      handleTurn(turn, channel, this.#options, signal),
    );
    if (!(await this.#untilWritten(() => this.#commit(result)))) return;
    this.#senders.get(platform)?.wake();
    this.#turns.wake();
    this.#waiting.get(waitingKey(platform, deliveryId))?.();
  }

  #senderFor(channel: Channel): Worker<Owed> {
    const { store, log } = this.#options;
    return new Worker({
      name: `sends-${channel.platform}`,
      concurrency: SENDS_AT_A_TIME,
      claim: (limit) => store.claimSends(channel.platform, limit),
      work: async (owed) => {
        const result = await attemptSend(owed, { ...this.#options, channel });
        await this.#untilWritten(() => this.#settle(result));
      },
      log,
    });
  }

  /**
   * A result is not thrown away because the store is away: what was sent would be sent again. Its lease is renewed
   * meanwhile as soon as the store is back; should somebody else have taken over by then, the store says so.
   */
  async #untilWritten<Result>(write: () => Promise<Result>): Promise<Result | undefined> {
    const { log, clock } = this.#options;
    const end = clock() + WRITE_WITHIN_MS;
    for (let tries = 1; ; tries += 1) {
      try {
        return await write();
      } catch (error) {
        if (tries === 1) log.error({ code: codeOf(error) }, 'the store did not take a result');
        if (this.#isStopped || clock() >= end) return undefined;
        await new Promise((resolve) => setTimeout(resolve, RETRY_WRITE_MS));
      }
    }
  }

  #every(ms: number, problem: string, work: () => Promise<unknown>): void {
    const { log } = this.#options;
    const timer = setInterval(() => {
      work().catch((error: unknown) => log.error({ code: codeOf(error) }, problem));
    }, ms);
    this.#timers.push(timer);
  }
}

const waitingKey = (platform: Platform, deliveryId: string): string => `${platform} ${deliveryId}`;

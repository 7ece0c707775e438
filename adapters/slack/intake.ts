import type { AckFn, ReceiverEvent } from '@slack/bolt';
import { App } from '@slack/bolt';
import type { Receive } from '../../bot/channel.ts';
import type { Log } from '../../bot/log.ts';
import type { Incoming } from '../../bot/message.ts';

/** Slack gives up after three seconds; half a second is left for the way of the answer. */
const HANDLED_WITHIN_MS = 2_500;

/** A delivery that Slack must send again: it is not stored, or not known to be. */
export class NotStoredError extends Error {
  override readonly name = 'NotStoredError';
  readonly code = 'SLACK_NOT_STORED';

  constructor(why: string, options?: ErrorOptions) {
    super(`A delivery from Slack was not stored: ${why}. Slack sends it again.`, options);
  }
}

/** Answers a delivery: what it returns is sent to Slack as the acknowledgement. @throws to send none. */
export type HandleDelivery = (body: unknown) => Promise<AckBody>;
export type AckBody = Readonly<Record<string, unknown>> | string | undefined;

/**
 * Bolt's receivers with our own middle. Bolt itself tells Slack that it has an event before any listener or middleware runs
 * (`App.processEvent` in 5.1.0; `processBeforeResponse` changes that for HTTP only), and an event lost after that never comes
 * again (slackapi/bolt-js issue 2788 asks for a switch). So the acknowledgement is ours: it is given when the handler is done.
 */
export class IntakeApp extends App {
  readonly #handle: HandleDelivery;
  readonly #inHand = new Set<Promise<unknown>>();

  constructor(options: ConstructorParameters<typeof App>[0], handle: HandleDelivery) {
    super({
      ...options,
      // Never asked, for nothing of Bolt's own runs; without it Bolt would demand a token.
      authorize: async () => ({}),
    });
    this.#handle = handle;
  }

  override async processEvent({ body, ack }: ReceiverEvent): Promise<void> {
    const work = this.#process(body, ack);
    this.#inHand.add(work);
    try {
      await work;
    } finally {
      this.#inHand.delete(work);
    }
  }

  /** Resolves when every delivery that has begun is answered. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#inHand);
  }

  async #process(body: unknown, ack: AckFn<AckBody>): Promise<void> {
    const answer = await this.#handle(body);
    await ack(answer);
  }
}

/** Stores deliveries. @throws {NotStoredError} when they are not stored, so that Slack sends them again. */
export async function store(
  receive: Receive,
  incoming: readonly Incoming[],
  log: Log,
): Promise<void> {
  try {
    await receive(incoming);
  } catch (cause) {
    log.warn({ deliveries: incoming.length }, 'slack: not stored');
    throw new NotStoredError('the store is away', { cause });
  }
}

/** Waits for work as long as Slack waits for us. It may still be done after that; Slack then sends what we know by its id. */
export const inTime = <T>(work: Promise<T>, log: Log): Promise<T> =>
  within(HANDLED_WITHIN_MS, work, () => {
    log.warn({ ms: HANDLED_WITHIN_MS }, 'slack: not handled in time');
    return new NotStoredError('it took too long');
  });

/** Waits no longer than this, though the work may go on. @param late - What to throw then. */
export async function within<T>(ms: number, work: Promise<T>, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late()), ms);
  });
  // Nobody listens any more when it fails after its time.
  work.catch(() => {});
  try {
    return await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
  }
}

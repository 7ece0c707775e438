import type { AckFn, ReceiverEvent } from '@slack/bolt';
import { App } from '@slack/bolt';
import type { Receive } from '../../bot/channel.ts';
import type { Log } from '../../bot/log.ts';
import type { Incoming } from '../../bot/message.ts';

/** Slack gives up after three seconds; half a second is left for the way of the answer. */
const STORED_WITHIN_MS = 2_500;

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

/** Waits until deliveries are stored, as long as Slack waits for us. @throws {NotStoredError} */
export async function storeInTime(
  receive: Receive,
  incoming: readonly Incoming[],
  log: Log,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NotStoredError('it took too long')), STORED_WITHIN_MS);
  });
  const storing = receive(incoming).catch((cause: unknown) => {
    throw new NotStoredError('the store is away', { cause });
  });
  // Nobody listens any more when it fails after its time.
  storing.catch(() => {});
  try {
    await Promise.race([storing, late]);
  } catch (error) {
    log.warn({ deliveries: incoming.length }, 'slack: not stored in time');
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

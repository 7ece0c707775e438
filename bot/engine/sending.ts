import { type Channel, DeliveryError } from '../channel.ts';
import type { Log } from '../log.ts';
import type { Owed, SendResult, Store } from '../store.ts';
import { codeOf } from './worker.ts';

/** What is older is not worth sending any more: the person has gone on. */
const LONGEST_OWED_MS = 24 * 60 * 60 * 1000;

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 10 * 60 * 1000;

export interface SendOptions {
  readonly channel: Channel;
  readonly store: Pick<Store, 'readFile'>;
  readonly log: Log;
  readonly clock: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** Makes one call and says what became of it. Never throws. */
export async function attemptSend(owed: Owed, options: SendOptions): Promise<SendResult> {
  const { channel, store, log } = options;
  const { platform, conversation, id } = owed;
  try {
    await channel.send(owed.address, owed.payload, {
      id: `${platform}-${id}`,
      mayBeRepeat: owed.mayBeRepeat,
      readFile: async (file) => {
        const bytes = await store.readFile(conversation, file);
        if (!bytes) throw new DeliveryError('file-not-kept', { isFinal: true });
        return bytes;
      },
    });
    return { owed, kind: 'sent' };
  } catch (error) {
    const result = afterFailure(owed, error, options);
    const { kind, reason } = result;
    log.warn({ platform, outbox: id, tries: owed.tries, kind, reason }, 'a message was not taken');
    return result;
  }
}

type Failure = Exclude<SendResult, { kind: 'sent' }>;

/** Tries again ever more slowly, not before the platform wants to be asked, and not for ever. */
function afterFailure(owed: Owed, error: unknown, { clock, random }: SendOptions): Failure {
  const known = error instanceof DeliveryError ? error : undefined;
  const reason = known?.reason ?? `unexpected-${codeOf(error)}`;
  const now = clock();
  if (known?.isFinal) return { owed, kind: 'given-up', reason };
  const backOff = Math.min(FIRST_RETRY_MS * 2 ** owed.tries, LONGEST_RETRY_MS);
  // Those that failed together do not come back together.
  const wait = Math.max(backOff * (0.5 + random() / 2), known?.retryAfterMs ?? 0);
  const at = Math.ceil(now + wait);
  if (at - owed.owedSince > LONGEST_OWED_MS) {
    return { owed, kind: 'given-up', reason: `too-old-${reason}` };
  }
  // What failed in a way nobody foresaw may have got through.
  return { owed, kind: 'retry', at, reason, isUncertain: known?.isUncertain ?? true };
}

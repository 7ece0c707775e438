import { type Attempt, type Channel, DeliveryError, type Payload } from '../bot/channel.ts';
import type { Log } from '../bot/log.ts';
import type { Address, Incoming, Outgoing, Platform } from '../bot/message.ts';

/** How the platform takes the next call. `hang`: it says nothing until `release`. */
export type Answer =
  | { readonly kind: 'retry'; readonly retryAfterMs?: number }
  | { readonly kind: 'final'; readonly reason: string }
  | { readonly kind: 'bug' }
  | { readonly kind: 'hang' };

interface Sent {
  readonly address: Address;
  readonly message: Outgoing;
  readonly attempt: Pick<Attempt, 'id' | 'mayBeRepeat'>;
}

/** A platform inside this process: keeps what it is sent, and fails as it is told to. */
export interface MemoryChannel extends Channel {
  /** What the platform has taken, in order. */
  readonly sent: readonly Sent[];
  /** Every attempt, those that were refused too. */
  readonly attempts: readonly Sent[];
  readonly signals: readonly Address[];
  /** The next calls are taken like this, one after the other; then well again. */
  answerNext(...answers: readonly Answer[]): void;
  /** Takes what hangs. */
  release(): void;
  /** Lies on the platform until it is fetched. */
  putFile(ref: string, content: Uint8Array | Error): void;
  /** As the platform would: resolves when the delivery is stored. */
  deliver(...incoming: readonly Incoming[]): Promise<void>;
  isStarted(): boolean;
}

interface MemoryOptions {
  readonly platform?: Platform;
  readonly delivery?: Channel['delivery'];
  /** Absent: there is no way to go on in private. */
  readonly privateUrl?: (start: string) => string;
}

export function memoryChannel({
  platform = 'telegram',
  delivery = 'push',
  privateUrl,
}: MemoryOptions = {}): MemoryChannel {
  const sent: Sent[] = [];
  const attempts: Sent[] = [];
  const signals: Address[] = [];
  const answers: Answer[] = [];
  const files = new Map<string, Uint8Array | Error>();
  let hanging: (() => void)[] = [];
  let receive: Parameters<Channel['start']>[0] | undefined;
  return {
    platform,
    delivery,
    sent,
    attempts,
    signals,
    layOut: (message) => [{ message: plainData(message) }],
    send: async (address, payload, { id, mayBeRepeat }) => {
      const call = { address, message: messageOf(payload), attempt: { id, mayBeRepeat } };
      attempts.push(call);
      await takeLike(answers.shift(), (release) => hanging.push(release));
      sent.push(call);
    },
    signalWork: (address) => {
      signals.push(address);
      return Promise.resolve();
    },
    ...(privateUrl && { privateUrl: (_address: Address, start: string) => privateUrl(start) }),
    fetchFile: (_address, { ref }) => {
      const found = files.get(ref) ?? new DeliveryError('no-such-file', { isFinal: true });
      return found instanceof Error ? Promise.reject(found) : Promise.resolve(found);
    },
    start: (given) => {
      receive = given;
      return Promise.resolve();
    },
    stop: () => {
      receive = undefined;
      return Promise.resolve();
    },
    answerNext: (...next) => void answers.push(...next),
    release: () => {
      for (const go of hanging) go();
      hanging = [];
    },
    putFile: (ref, content) => void files.set(ref, content),
    deliver: (...incoming) => receive?.(incoming) ?? Promise.reject(new Error('Not started.')),
    isStarted: () => receive !== undefined,
  };
}

async function takeLike(answer: Answer | undefined, hang: (release: () => void) => void) {
  switch (answer?.kind) {
    case 'retry': {
      const { retryAfterMs } = answer;
      throw new DeliveryError('memory-busy', retryAfterMs === undefined ? {} : { retryAfterMs });
    }
    case 'final':
      throw new DeliveryError(answer.reason, { isFinal: true });
    case 'bug':
      throw new TypeError('A bug of the channel.');
    case 'hang':
      return await new Promise<void>((resolve) => hang(resolve));
    case undefined:
      return undefined;
  }
}

const plainData = (message: Outgoing): unknown => JSON.parse(JSON.stringify(message));

/** Payloads of this channel are messages as they are. */
const messageOf = (payload: Payload): Outgoing => payload['message'] as Outgoing;

/** The plain words of a message, without an answer's own. */
export function wordsOf(message: Outgoing): string {
  switch (message.kind) {
    case 'answer':
      return [message.view.title, message.view.lead].filter(Boolean).join('\n');
    case 'previews':
      return message.previews.map(({ title }) => title).join('\n');
    case 'message':
    case 'file':
    case 'home':
      return message.blocks
        .map((block) => {
          if (block.kind === 'heading') return block.text;
          const lines = block.kind === 'list' ? block.items : [block.runs];
          return lines.map((runs) => runs.map(({ text }) => text).join('')).join('\n');
        })
        .join('\n');
  }
}

interface LogLine {
  readonly level: keyof Log;
  readonly details: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** A log that can be read. */
export function recordingLog(): { readonly log: Log; readonly lines: readonly LogLine[] } {
  const lines: LogLine[] = [];
  const at = (level: keyof Log) => (details: LogLine['details'], message: string) =>
    void lines.push({ level, details, message });
  return { log: { info: at('info'), warn: at('warn'), error: at('error') }, lines };
}

import { createHmac } from 'node:crypto';
import type { SlackServer } from './slack-server.ts';

/** Where the app takes deliveries. */
export type AppAddress =
  | { readonly kind: 'http'; readonly url: string; readonly signingSecret: string }
  | { readonly kind: 'socket' };

export interface Delivered {
  /** The app has told Slack that it has it. */
  readonly isAcknowledged: boolean;
  /** HTTP status of each try; 0 where there was no answer in time, 200 for an acknowledged envelope. */
  readonly tries: readonly number[];
  /** What the app answered with. */
  readonly answer: unknown;
}

export interface DeliverOptions {
  /** Slack waits three seconds. */
  readonly waitMs: number;
  /** Slack tries three times more: at once, after a minute, after five. Shortened here. */
  readonly retryDelaysMs: readonly number[];
}

export const AS_SLACK: DeliverOptions = { waitMs: 3_000, retryDelaysMs: [0, 20, 50] };

export const sign = (body: string, secret: string, at = Math.floor(Date.now() / 1000)) => ({
  'x-slack-request-timestamp': String(at),
  'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`,
});

interface Sent {
  readonly status: number;
  readonly answer?: unknown;
}

/** Brings payloads to the app as Slack does. */
export class Courier {
  readonly #server: SlackServer;
  readonly #app: AppAddress;
  readonly #options: DeliverOptions;

  constructor(server: SlackServer, app: AppAddress, options: DeliverOptions = AS_SLACK) {
    this.#server = server;
    this.#app = app;
    this.#options = options;
  }

  /** Events are sent again until somebody takes them. */
  async event(body: Readonly<Record<string, unknown>>): Promise<Delivered> {
    const tries: number[] = [];
    const pauses = [undefined, ...this.#options.retryDelaysMs];
    for (const [attempt, pause] of pauses.entries()) {
      if (pause !== undefined) await new Promise((resolve) => setTimeout(resolve, pause));
      const sent = await this.#send('events_api', body, attempt || undefined);
      tries.push(sent.status);
      if (isTaken(sent)) return { isAcknowledged: true, tries, answer: sent.answer };
    }
    return { isAcknowledged: false, tries, answer: undefined };
  }

  /** Buttons, forms and commands are sent once; if nobody takes them, the person sees an error. */
  async once(
    type: 'interactive' | 'slash_commands',
    body: Readonly<Record<string, unknown>>,
  ): Promise<Delivered> {
    const sent = await this.#send(type, body);
    return { isAcknowledged: isTaken(sent), tries: [sent.status], answer: sent.answer };
  }

  async #send(
    type: string,
    body: Readonly<Record<string, unknown>>,
    retry?: number,
  ): Promise<Sent> {
    const { waitMs } = this.#options;
    if (this.#app.kind === 'socket') {
      const ack = await this.#server.push(type, body, waitMs, retry);
      return ack ? { status: 200, answer: ack.payload } : { status: 0 };
    }
    const { text, contentType } = encode(type, body);
    try {
      const response = await fetch(this.#app.url, {
        method: 'POST',
        headers: {
          'content-type': contentType,
          ...sign(text, this.#app.signingSecret),
          ...(retry && {
            'x-slack-retry-num': String(retry),
            'x-slack-retry-reason': 'http_error',
          }),
        },
        body: text,
        signal: AbortSignal.timeout(waitMs),
      });
      return { status: response.status, answer: readAnswer(await response.text()) };
    } catch {
      return { status: 0 };
    }
  }
}

const isTaken = ({ status }: Sent): boolean => status >= 200 && status < 300;

function encode(type: string, body: Readonly<Record<string, unknown>>) {
  const form = 'application/x-www-form-urlencoded';
  if (type === 'interactive') {
    return { text: `payload=${encodeURIComponent(JSON.stringify(body))}`, contentType: form };
  }
  if (type === 'slash_commands') {
    const fields = Object.entries(body).map(([name, value]) => [name, String(value)] as const);
    return { text: new URLSearchParams(Object.fromEntries(fields)).toString(), contentType: form };
  }
  return { text: JSON.stringify(body), contentType: 'application/json' };
}

function readAnswer(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

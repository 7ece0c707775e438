import { SocketModeReceiver } from '@slack/bolt';
import type { Logger, WebClientOptions } from '@slack/web-api';
import type { Log } from '../../bot/log.ts';
import { codeOf } from './library-log.ts';
import { refusalCode } from './refusal.ts';

/** The first wait after a lost connection, doubled up to the longest. */
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 30_000;
/** The library waits half a minute for Slack to say goodbye. */
const GOODBYE_MS = 2_000;

/** Not mended by trying again: the operator has to. */
const WRONG_TOKEN: readonly string[] = [
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'not_allowed_token_type',
  'missing_scope',
];

export interface SocketLink {
  /** Resolves once connected, however long that takes. @throws when Slack does not know the token. */
  open(): Promise<void>;
  close(): Promise<void>;
}

export const socketReceiver = (
  appToken: string,
  clientOptions: WebClientOptions,
  logger: Logger,
): SocketModeReceiver =>
  new SocketModeReceiver({
    appToken,
    logger,
    installerOptions: { clientOptions },
    // Its own reconnecting waits five seconds or more after each of Slack's regular renewals, and ends the whole process when
    // Slack cannot be reached then (an unhandled rejection). We keep the connection ourselves.
    autoReconnectEnabled: false,
    // Without an acknowledgement Slack sends it again.
    processEventErrorHandler: async () => false,
  });

/** Keeps a connection to Slack: opened again at once when Slack renews it, and with growing waits while Slack is away. */
export function socketLink({ client }: SocketModeReceiver, log: Log): SocketLink {
  let isClosing = false;
  let wake = () => {};
  let keeping: Promise<void> | undefined;

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const ended = () => new Promise<void>((resolve) => client.once('disconnected', () => resolve()));

  /** Tries until connected. @returns a promise of the connection's end, or undefined when we close before. */
  async function connect(isFirst: boolean): Promise<{ end: Promise<void> } | undefined> {
    for (let wait = FIRST_WAIT_MS; !isClosing; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      try {
        await client.start();
        return { end: ended() };
      } catch (error) {
        const code = refusalCode(error);
        if (isFirst && code && WRONG_TOKEN.includes(code)) throw wrongToken(code);
        log.warn({ error: code ?? codeOf(error), wait }, 'slack: no connection');
        await pause(wait);
      }
    }
    return undefined;
  }

  async function keep(first: Promise<void>): Promise<void> {
    let end: Promise<void> | undefined = first;
    while (end && !isClosing) {
      await end;
      if (isClosing) return;
      log.info({}, 'slack: connection renewed');
      end = (await connect(false))?.end;
    }
  }

  return {
    async open() {
      const connected = await connect(true);
      if (connected) keeping = keep(connected.end);
    },
    async close() {
      isClosing = true;
      wake();
      const goodbye = client.disconnect().catch(() => {});
      await Promise.race([goodbye, pause(GOODBYE_MS)]);
      wake();
      await Promise.race([keeping, pause(GOODBYE_MS)]);
      wake();
    },
  };
}

const wrongToken = (code: string): Error =>
  new Error(
    `Slack refused SLACK_APP_TOKEN (${code}). Make an app-level token with the scope connections:write under Basic Information on https://api.slack.com/apps.`,
  );

import type { RequestHandler } from 'express';
import { type Api, Bot } from 'grammy';
import type { Channel, Receive } from '../../bot/channel.ts';
import type { Log } from '../../bot/log.ts';
import { plainApi, sendingApi } from './calls.ts';
import { DRAFT_GAP_MS, DRAFT_TIMEOUT_MS, Drafts } from './drafts.ts';
import { deliveryError, isTokenUnknown, TelegramTokenError } from './failures.ts';
import { fetchFile } from './files.ts';
import { Inbox } from './inbox.ts';
import { InlineAnswers } from './inline.ts';
import { layOut } from './layout.ts';
import { POLL_SECONDS, SEND_TIMEOUT_MS, type TelegramOptions } from './options.ts';
import { WANTED_UPDATES } from './parse.ts';
import { backOffMs, Pauses } from './pause.ts';
import { TelegramAddress } from './payload.ts';
import { Poller } from './poller.ts';
import { introduce } from './profile.ts';
import { Sender } from './sender.ts';
import { Webhook, webhookKeys } from './webhook.ts';

const TELEGRAM = 'https://api.telegram.org';

/** A sign that we are at work is worth little, and less when it is late. */
const SIGNAL_TIMEOUT_MS = 5_000;

/**
 * How many updates Telegram may bring side by side: its own default. Those of one chat it brings one after the other.
 */
const WEBHOOK_CONNECTIONS = 40;

export interface TelegramChannel extends Channel {
  /** To be mounted into our web server; absent where we fetch updates ourselves. */
  readonly webhook?: { readonly path: string; readonly handler: RequestHandler };
}

/** Telegram. The connection is made by `start`; until then nothing is called. */
export function telegramChannel(options: TelegramOptions): TelegramChannel {
  const { token, apiRoot = TELEGRAM, publicUrl, words, baseUrl, findCards, log } = options;
  const timeoutMs = options.sendTimeoutMs ?? SEND_TIMEOUT_MS;
  const calls = { token, apiRoot, timeoutMs };
  const api = plainApi(calls);
  const signals = plainApi({ ...calls, timeoutMs: Math.min(timeoutMs, SIGNAL_TIMEOUT_MS) });
  const { throttle = {} } = options;
  const sender = new Sender(sendingApi({ ...calls, throttle }), log);
  const drafts = new Drafts({
    api: plainApi({ ...calls, timeoutMs: Math.min(timeoutMs, DRAFT_TIMEOUT_MS) }),
    layOut: (message, context) => layOut(message, context, { words, baseUrl }),
    log,
    gapMs: options.draftGapMs ?? DRAFT_GAP_MS,
  });
  const bot = new Bot(token, { client: { apiRoot } });
  const inline = new InlineAnswers({ api, findCards, words, log });
  const inbox = new Inbox({ bot, api, inline, log });
  const keys = webhookKeys(options.secret);
  const webhook = publicUrl ? new Webhook({ bot, log, keys }) : undefined;
  const pollSeconds = options.pollSeconds ?? POLL_SECONDS;
  const poller = webhook ? undefined : new Poller({ ...options, bot, pollSeconds });
  const connection = new Connection({ api, bot, log });

  return {
    platform: 'telegram',
    delivery: 'push',
    layOut: (message, context) => layOut(message, context, { words, baseUrl }),
    send: (address, payload, attempt) => sender.send(address, payload, attempt),
    signalWork: async (address) => {
      const { chat, topic } = TelegramAddress.parse(address);
      const thread = topic !== undefined && { message_thread_id: topic };
      await signals.raw
        .sendChatAction({ chat_id: chat, action: 'typing', ...thread })
        .catch(() => undefined);
    },
    openPreview: (context, key) => drafts.open(context, key),
    // Who we are there is known once the connection is made.
    privateUrl: (_, start) =>
      bot.isInited() ? `https://t.me/${bot.botInfo.username}?start=${start}` : undefined,
    fetchFile: (_, file) => fetchFile(file, { api, token, apiRoot, timeoutMs }),
    start: async (receive: Receive) => {
      inbox.open(receive);
      await connection.open(publicUrl && { url: `${trimmed(publicUrl)}${keys.path}`, ...keys });
      if (connection.isClosed) return;
      webhook?.open();
      poller?.start();
      void introduce(api, options);
    },
    stop: async () => {
      connection.close();
      await Promise.all([poller?.stop(), webhook?.close()]);
      await inbox.close();
    },
    ...(webhook && { webhook: { path: keys.path, handler: webhook.handler } }),
  };
}

const trimmed = (url: string): string => url.replace(/\/+$/, '');

/** Getting to know Telegram: who we are there, and how updates shall come. Tries until it works or nobody wants it any more. */
class Connection {
  readonly #parts: { readonly api: Api; readonly bot: Bot; readonly log: Log };
  readonly #pauses = new Pauses();
  isClosed = false;

  constructor(parts: { readonly api: Api; readonly bot: Bot; readonly log: Log }) {
    this.#parts = parts;
  }

  /** @throws {TelegramTokenError} */
  async open(hook: '' | undefined | { url: string; secretToken: string }): Promise<void> {
    for (let failures = 1; !this.isClosed; failures += 1) {
      try {
        await this.#connect(hook);
        return;
      } catch (error) {
        // biome-ignore lint/style/useErrorCause: the cause names the address, and the token in it.
        if (isTokenUnknown(error)) throw new TelegramTokenError();
        const { reason } = deliveryError(error);
        this.#parts.log.warn({ reason, failures }, 'Telegram cannot be reached');
        await this.#pauses.wait(backOffMs(failures));
      }
    }
  }

  close(): void {
    this.isClosed = true;
    this.#pauses.end();
  }

  async #connect(hook: '' | undefined | { url: string; secretToken: string }): Promise<void> {
    const { api, bot } = this.#parts;
    bot.botInfo = await api.raw.getMe();
    if (hook) {
      await api.raw.setWebhook({
        url: hook.url,
        secret_token: hook.secretToken,
        allowed_updates: WANTED_UPDATES,
        max_connections: WEBHOOK_CONNECTIONS,
      });
    } else {
      // What waits there stays, and comes with the first poll.
      await api.raw.deleteWebhook({ drop_pending_updates: false });
    }
  }
}

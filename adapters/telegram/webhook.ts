import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import express, { type Request, type RequestHandler, type Response } from 'express';
import type { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import { z } from 'zod';
import type { Log } from '../../bot/log.ts';

/** An update is at most some hundred kilobytes: a message of 4,096 characters with its entities. */
const BODY_LIMIT = '1mb';

/** Where Telegram finds us, and what it shows to be let in. */
export interface WebhookKeys {
  readonly path: string;
  readonly secretToken: string;
}

/** The same on every process that has the secret; neither tells it, nor the token of the bot. */
export function webhookKeys(secret: Uint8Array | string): WebhookKeys {
  const derive = (purpose: string) =>
    createHmac('sha256', secret).update(`telegram webhook ${purpose}`).digest('hex');
  return { path: `/telegram/${derive('path').slice(0, 32)}`, secretToken: derive('secret') };
}

interface WebhookParts {
  readonly bot: Bot;
  readonly log: Log;
  readonly keys: WebhookKeys;
}

/** Takes updates that Telegram brings. It hears 200 only after an update was stored; otherwise it brings it again. */
export class Webhook {
  readonly handler: RequestHandler;
  readonly #parts: WebhookParts;
  readonly #inHand = new Set<Promise<void>>();
  #isOpen = false;

  constructor(parts: WebhookParts) {
    this.#parts = parts;
    const readBody = express.json({ limit: BODY_LIMIT, type: () => true });
    this.handler = (request, response) => {
      if (!this.#isTelegram(request)) {
        response.status(401).end();
        return;
      }
      readBody(request, response, (error?: unknown) => {
        if (error) response.status(400).end();
        else void this.#track(this.#take(request.body, response));
      });
    };
  }

  open(): void {
    this.#isOpen = true;
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    await Promise.allSettled(this.#inHand);
  }

  async #track(work: Promise<void>): Promise<void> {
    this.#inHand.add(work);
    await work.finally(() => this.#inHand.delete(work));
  }

  async #take(body: unknown, response: Response): Promise<void> {
    const update = UpdateBody.safeParse(body);
    if (!update.success) response.status(400).end();
    else if (!this.#isOpen) response.status(503).end();
    else response.status((await this.#handle(update.data)) ? 200 : 500).end();
  }

  async #handle(update: { readonly update_id: number }): Promise<boolean> {
    try {
      // The rest is read as the Bot API documents it: the secret says that Telegram wrote it.
      await this.#parts.bot.handleUpdate(update as Update);
      return true;
    } catch {
      this.#parts.log.warn({ update: update.update_id }, 'A Telegram update could not be stored');
      return false;
    }
  }

  /** Digests are of one length, so that comparing them takes the same time whatever was sent. */
  #isTelegram(request: Request): boolean {
    const digest = (text: string) => createHash('sha256').update(text).digest();
    const given = request.get('x-telegram-bot-api-secret-token') ?? '';
    const isPost = request.method === 'POST';
    return isPost && timingSafeEqual(digest(given), digest(this.#parts.keys.secretToken));
  }
}

const UpdateBody = z.looseObject({ update_id: z.number().int() });

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError } from './api-error.ts';
import { type Fault, Faults, type Limits, RateLimits, refuse } from './faults.ts';
import { METHODS } from './methods.ts';
import { Group, newChat, Person } from './people.ts';
import { readCall } from './read-request.ts';
import { UpdateQueue } from './update-queue.ts';
import { type Json, World } from './world.ts';

export interface TelegramServerOptions {
  /** A free one when absent. */
  readonly port?: number;
  readonly token?: string;
  /** Wait before a webhook is tried again; doubles each time. */
  readonly webhookDelayMs?: number;
  /** Refuses what comes too fast; absent: nothing does. */
  readonly limits?: Limits;
}

/** Telegram on this machine: speaks the Bot API to a bot, and lets a test act as the people. */
export class TelegramServer {
  readonly token: string;
  readonly world = new World();
  readonly queue: UpdateQueue;
  readonly faults = new Faults();
  readonly commands = new Map<string, unknown>();
  readonly settings = new Map<string, string>();
  readonly #server: Server;
  readonly #limits: RateLimits | undefined;
  readonly #people = new Map<number, Person>();

  private constructor(options: TelegramServerOptions) {
    this.token = options.token ?? '100200300:LOOPBACK-token-of-no-real-bot';
    this.queue = new UpdateQueue(this.world.updates, options.webhookDelayMs ?? 1_000);
    this.#limits = options.limits && new RateLimits(options.limits);
    this.#server = createServer((request, response) => {
      void this.#answer(request, response);
    });
    this.#server.keepAliveTimeout = 60_000;
  }

  static async start(options: TelegramServerOptions = {}): Promise<TelegramServer> {
    const server = new TelegramServer(options);
    await new Promise<void>((resolve) => {
      server.#server.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
    return server;
  }

  /** What a bot takes as the root of the API. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The person of this id, who has opened a chat with the bot. */
  person(id: number, languageCode?: string): Person {
    const known = this.#people.get(id);
    if (known) return known;
    const person = new Person(id, `Person ${id}`, languageCode, this);
    this.#people.set(id, person);
    return person;
  }

  /** @param topics - Of a forum; a group without topics when absent. */
  group(id: number, topics: readonly number[] = []): Group {
    const chat = newChat(id, 'supergroup', `Group ${-id}`, topics);
    this.world.chats.set(id, chat);
    return new Group(chat);
  }

  /** A group becomes a supergroup, under another number. */
  migrate(group: Group, to: number): Group {
    group.chat.movedTo = to;
    return this.group(to);
  }

  /** Resolves once the bot has confirmed an update. */
  told(updateId: number): Promise<void> {
    return this.queue.told(updateId);
  }

  refuseNext(fault: Fault, options?: { readonly method?: string; readonly times?: number }): void {
    this.faults.plan(fault, options);
  }

  callsOf(method: string): readonly Json[] {
    return this.world.calls.filter((call) => call.method === method).map(({ payload }) => payload);
  }

  async stop(): Promise<void> {
    this.queue.stop();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#route(request, response);
    } catch (error) {
      if (error instanceof ApiError) sendError(response, error);
      else sendError(response, new ApiError(500, `Internal Server Error: ${String(error)}`));
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const found = /^\/(file\/)?bot([^/]+)\/(.+)$/.exec(path);
    const [, file, token, rest = ''] = found ?? [];
    if (!found) throw new ApiError(404, 'Not Found');
    if (token !== this.token) throw new ApiError(401, 'Unauthorized');
    if (file) this.#sendFile(rest, response);
    else await this.#call(rest, query, request, response);
  }

  #sendFile(path: string, response: ServerResponse): void {
    const found = [...this.world.files.values()].find((file) => file.path === path);
    if (!found) throw new ApiError(404, 'Not Found');
    const fault = this.faults.take('download');
    if (fault?.kind === 'never') return;
    if (fault) refuse(fault);
    response.end(found.bytes);
  }

  async #call(
    method: string,
    query: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const call = await readCall(request, query);
    const { payload } = call;
    if (method !== 'getUpdates') this.world.note(method, payload);
    const fault = this.faults.take(method);
    if (fault && this.#isSilent(fault, response)) return;
    if (fault) refuse(fault);
    if (method === 'getUpdates') {
      sendResult(response, await this.#poll(payload, response));
      return;
    }
    const make = METHODS[method];
    if (!make) throw new ApiError(404, 'Not Found: method not found');
    if (/^send(?!ChatAction|MessageDraft)|^edit/.test(method))
      this.#limits?.take(Number(payload['chat_id']));
    const result = make(call, this);
    if (fault?.kind === 'lost-answer') response.destroy();
    else sendResult(response, result);
  }

  /** True where a fault leaves nothing more to do. */
  #isSilent({ kind }: Fault, response: ServerResponse): boolean {
    if (kind === 'drop') response.destroy();
    if (kind === 'bad-gateway') {
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html>502 Bad Gateway</html>');
    }
    return kind === 'never' || kind === 'drop' || kind === 'bad-gateway';
  }

  #poll(payload: Json, response: ServerResponse): Promise<readonly Json[]> {
    this.queue.allow(payload['allowed_updates']);
    return this.queue.poll({
      offset: Number(payload['offset'] ?? 0),
      limit: Math.min(100, Number(payload['limit'] ?? 100)),
      timeoutSeconds: Number(payload['timeout'] ?? 0),
      onGone: (gone) => response.on('close', gone),
    });
  }
}

function sendResult(response: ServerResponse, result: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ ok: true, result }));
}

function sendError(response: ServerResponse, { code, message, parameters }: ApiError): void {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({
      ok: false,
      error_code: code,
      description: message,
      ...(parameters && { parameters }),
    }),
  );
}

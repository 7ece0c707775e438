import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import busboy from 'busboy';
import { type WebSocket, WebSocketServer } from 'ws';
import { METHODS, Refused } from './web-api.ts';
import { World } from './world.ts';

/** How the next calls of a method are answered; of any method where none is named. */
export interface Fault {
  readonly method?: string;
  readonly how:
    | { readonly kind: 'rate-limit'; readonly seconds: number }
    | { readonly kind: 'status'; readonly status: number }
    | { readonly kind: 'error'; readonly error: string }
    /** Says nothing. */
    | { readonly kind: 'hang' }
    /** Does what was asked, and closes the connection without an answer. */
    | { readonly kind: 'lost-answer' };
}

/** An installation that waits for its code to be exchanged. */
export interface PendingInstall {
  readonly team?: string;
  readonly enterprise?: string;
  readonly botToken: string;
}

const APP_TOKEN = 'xapp-1-test';

/** Slack on this machine: Web API over HTTP, Socket Mode over WebSocket. */
export class SlackServer {
  readonly world = new World();
  readonly appToken = APP_TOKEN;
  readonly installs = new Map<string, PendingInstall>();
  readonly clientSecret = 'client-secret';
  readonly faults: Fault[] = [];
  readonly connections = new Set<WebSocket>();
  readonly #acks = new Map<string, (payload: unknown) => void>();
  readonly #http: Server;
  readonly #sockets: WebSocketServer;
  readonly #tickets = new Set<string>();
  #next = 0;
  port = 0;

  constructor() {
    this.#http = createServer((request, response) => {
      this.#serve(request, response).catch(() => response.writeHead(500).end());
    });
    this.#sockets = new WebSocketServer({ noServer: true });
    this.#http.on('upgrade', (request, socket, head) => {
      // An address from apps.connections.open opens one connection, once.
      const ticket = new URL(request.url ?? '', this.origin).searchParams.get('ticket') ?? '';
      if (!this.#tickets.delete(ticket)) {
        socket.destroy();
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#connected(opened));
    });
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get apiUrl(): string {
    return `${this.origin}/api/`;
  }

  async listen(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.#http.listen(port, '127.0.0.1', resolve));
    this.port = (this.#http.address() as AddressInfo).port;
    return this;
  }

  async close(): Promise<void> {
    for (const socket of this.connections) socket.terminate();
    this.#http.closeAllConnections();
    await new Promise<void>((resolve) => this.#http.close(() => resolve()));
  }

  /** Sends an envelope over one of the connections; resolves with the payload of its acknowledgement, or undefined in time. */
  async push(
    type: string,
    payload: unknown,
    waitMs: number,
    retry?: number,
  ): Promise<{ payload: unknown } | undefined> {
    const open = [...this.connections].filter(({ readyState }) => readyState === 1);
    const socket = open[this.#next++ % Math.max(open.length, 1)];
    if (!socket) return undefined;
    const envelope = randomUUID();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#acks.delete(envelope);
        resolve(undefined);
      }, waitMs);
      this.#acks.set(envelope, (acked) => {
        clearTimeout(timer);
        this.#acks.delete(envelope);
        resolve({ payload: acked });
      });
      socket.send(
        JSON.stringify({
          envelope_id: envelope,
          type,
          accepts_response_payload: type !== 'events_api',
          payload,
          ...(retry !== undefined && { retry_attempt: retry, retry_reason: 'timeout' }),
        }),
      );
    });
  }

  /** Slack renews connections every few hours. */
  renewConnections(): void {
    for (const socket of this.connections) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    }
  }

  cutConnections(): void {
    for (const socket of this.connections) socket.terminate();
  }

  #connected(socket: WebSocket): void {
    this.connections.add(socket);
    socket.on('close', () => this.connections.delete(socket));
    socket.on('message', (data) => {
      const { envelope_id: id, payload } = JSON.parse(String(data));
      this.#acks.get(id)?.(payload);
    });
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.connections.size,
        connection_info: { app_id: 'A1' },
        debug_info: { host: 'test', approximate_connection_time: 18_060 },
      }),
    );
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.origin);
    if (pathname.startsWith('/api/')) return this.#call(pathname.slice(5), request, response);
    if (pathname.startsWith('/upload/')) return this.#upload(pathname.slice(8), request, response);
    if (pathname.startsWith('/files/')) return this.#file(pathname.slice(7), request, response);
    response.writeHead(404).end();
  }

  async #call(method: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const args = readArgs(request, await readBody(request));
    const token = tokenOf(request, args);
    this.world.calls.push({ method, args, token });
    const fault = this.#takeFault(method);
    if (fault && fault.kind !== 'lost-answer') return refuse(fault, response);
    const answer = this.#answer(method, args, token);
    if (fault) return void response.destroy();
    reply(response, answer);
  }

  #answer(method: string, args: Record<string, unknown>, token: string): Record<string, unknown> {
    try {
      if (method === 'oauth.v2.access') return { ok: true, ...this.#exchange(args) };
      if (!token) throw new Refused('not_authed');
      if (method === 'apps.connections.open') return { ok: true, ...this.#ticket(token) };
      const team = this.world.teamOf(token);
      if (!team) throw new Refused('invalid_auth');
      const run = METHODS[method];
      if (!run) throw new Refused('unknown_method');
      return { ok: true, ...run(args, { world: this.world, team, origin: this.origin }) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { ok: false, error: error.code };
    }
  }

  #takeFault(method: string): Fault['how'] | undefined {
    const at = this.faults.findIndex((fault) => !fault.method || fault.method === method);
    return at < 0 ? undefined : this.faults.splice(at, 1)[0]?.how;
  }

  #ticket(token: string): Record<string, unknown> {
    if (token !== this.appToken) throw new Refused('invalid_auth');
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    return { url: `ws://127.0.0.1:${this.port}/link?ticket=${ticket}` };
  }

  #exchange(args: Record<string, unknown>): Record<string, unknown> {
    if (args['client_secret'] !== this.clientSecret) throw new Refused('bad_client_secret');
    const install = this.installs.get(String(args['code']));
    if (!install) throw new Refused('invalid_code');
    this.installs.delete(String(args['code']));
    const { team, enterprise, botToken } = install;
    const home = team ?? `E-home-of-${enterprise}`;
    if (!this.world.teams.has(home)) this.world.addTeam(home, botToken, enterprise);
    return {
      access_token: botToken,
      token_type: 'bot',
      scope: 'chat:write,im:history',
      bot_user_id: `UBOT${home}`,
      app_id: 'A1',
      team: team ? { id: team, name: 'A workspace' } : null,
      enterprise: enterprise ? { id: enterprise, name: 'An organisation' } : null,
      is_enterprise_install: !team,
      authed_user: { id: 'UADMIN' },
    };
  }

  async #upload(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const upload = this.world.uploads.get(id);
    if (!upload) return void response.writeHead(404).end();
    upload.bytes = await readUpload(request);
    response.end(`OK - ${upload.bytes.length}`);
  }

  async #file(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const fault = this.#takeFault('files');
    if (fault) return refuse(fault, response);
    const file = this.world.files.get(id);
    if (!this.world.teamOf(tokenOf(request, {}))) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      return void response.end('<html>Sign in</html>');
    }
    if (!file) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': file.mimetype });
    response.end(file.bytes);
  }
}

function refuse(how: Fault['how'], response: ServerResponse): void {
  switch (how.kind) {
    case 'rate-limit':
      response.writeHead(429, { 'retry-after': String(how.seconds) });
      response.end(JSON.stringify({ ok: false, error: 'ratelimited' }));
      return;
    case 'status':
      response.writeHead(how.status).end('<html>Server Error</html>');
      return;
    case 'error':
      reply(response, { ok: false, error: how.error });
      return;
    case 'hang':
    case 'lost-answer':
      return;
  }
}

function reply(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Members that Slack takes as JSON inside a form. */
const NESTED = ['blocks', 'view', 'metadata', 'files', 'unfurls', 'prompts', 'attachments'];

function readArgs({ headers }: IncomingMessage, body: Buffer): Record<string, unknown> {
  const type = headers['content-type'] ?? '';
  if (type.includes('json')) return JSON.parse(body.toString('utf8') || '{}');
  const args: Record<string, unknown> = Object.fromEntries(
    new URLSearchParams(body.toString('utf8')),
  );
  for (const name of NESTED) {
    const value = args[name];
    if (typeof value === 'string') args[name] = JSON.parse(value);
  }
  return args;
}

const tokenOf = ({ headers }: IncomingMessage, args: Record<string, unknown>): string =>
  headers.authorization?.replace(/^Bearer /, '') ?? String(args['token'] ?? '');

/** Files come as a form or as they are. */
async function readUpload(request: IncomingMessage): Promise<Buffer> {
  if (!request.headers['content-type']?.startsWith('multipart/')) return readBody(request);
  return new Promise((resolve, reject) => {
    const form = busboy({ headers: request.headers });
    const chunks: Buffer[] = [];
    form.on('file', (_name, stream) => stream.on('data', (chunk: Buffer) => chunks.push(chunk)));
    form.on('close', () => resolve(Buffer.concat(chunks)));
    form.on('error', reject);
    request.pipe(form);
  });
}

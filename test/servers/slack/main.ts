import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { type AppAddress, Courier } from './deliver.ts';
import { Person } from './people.ts';
import { SlackServer } from './slack-server.ts';

/**
 * Slack as a process of its own: `tsx test/servers/slack/main.ts <port> [app-address signing-secret]`.
 *
 * Without an address the app is reached in Socket Mode. A second port, named in the line that is printed when both are
 * ready, takes what people do: `POST /act {"user","team","do","with":[…]}` with a method of {@link Person}; `POST /fault`
 * with a fault; `GET /seen?user=&channel=` shows what the app has said there.
 */
const TEAM = 'T00000001';
const HALL = 'C00000001';
const BOT_TOKEN = 'xoxb-test-token';

const Deed = z.object({
  user: z.string().default('U00000001'),
  team: z.string().default(TEAM),
  do: z.enum([
    'dm',
    'mention',
    'edit',
    'unfold',
    'press',
    'pressAtHome',
    'slash',
    'shortcut',
    'openModal',
    'submit',
    'fillIn',
    'sendAgain',
    'openAssistant',
    'openHome',
    'shareLink',
    'uninstall',
  ]),
  with: z.array(z.unknown()).default([]),
});
const Fault = z.object({
  method: z.string().optional(),
  how: z.union([
    z.object({ kind: z.literal('rate-limit'), seconds: z.number() }),
    z.object({ kind: z.literal('status'), status: z.number() }),
    z.object({ kind: z.literal('error'), error: z.string() }),
    z.object({ kind: z.enum(['hang', 'lost-answer']) }),
  ]),
});

const [port = '0', url, signingSecret = ''] = process.argv.slice(2);
const server = await new SlackServer().listen(Number(port));
const { botUser } = server.world.addTeam(TEAM, BOT_TOKEN);
server.world.addChannel(TEAM, HALL, ['U00000001', botUser]);
const app: AppAddress = url ? { kind: 'http', url, signingSecret } : { kind: 'socket' };
const courier = new Courier(server, app);

async function act(body: unknown): Promise<unknown> {
  const deed = Deed.parse(body);
  const person = new Person(server, courier, deed.team, deed.user);
  const deeds = person as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
  return deeds[deed.do]?.(...deed.with);
}

function addFault(body: unknown): unknown {
  const { method, how } = Fault.parse(body);
  server.faults.push({ how, ...(method && { method }) });
  return {};
}

function seen({ searchParams }: URL): unknown {
  const user = searchParams.get('user') ?? 'U00000001';
  const person = new Person(server, courier, searchParams.get('team') ?? TEAM, user);
  return person.seen(searchParams.get('channel') ?? person.messages);
}

const control = createServer((request, response) => void serve(request, response));

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const address = new URL(request.url ?? '/', server.origin);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString('utf8')) : {};
  const answers: Record<string, () => unknown> = {
    '/act': () => act(body),
    '/fault': () => addFault(body),
    '/seen': () => seen(address),
  };
  try {
    const answer = await answers[address.pathname]?.();
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? null));
  } catch (error) {
    response.writeHead(400).end(String(error));
  }
}
await new Promise<void>((resolve) => control.listen(0, '127.0.0.1', resolve));

const ready = {
  apiUrl: server.apiUrl,
  controlUrl: `http://127.0.0.1:${(control.address() as AddressInfo).port}`,
  appToken: server.appToken,
  botToken: BOT_TOKEN,
  team: TEAM,
  channel: HALL,
};
process.stdout.write(`${JSON.stringify(ready)}\n`);

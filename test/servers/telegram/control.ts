import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fault } from './faults.ts';
import type { TelegramServer } from './server.ts';

/** What a test in another process asks for, as JSON in a POST to the control address. */
export type Order =
  /** People say things, all in one moment. @returns The numbers of the updates. */
  | { readonly do: 'say'; readonly said: readonly { person: number; text: string }[] }
  /** Presses a button by its data. */
  | { readonly do: 'press'; readonly person: number; readonly data: string }
  | {
      readonly do: 'refuse';
      readonly fault: Fault;
      readonly method?: string;
      readonly times?: number;
    }
  | { readonly do: 'heal' }
  /** Every update with the moments when it came and was confirmed, and every message of the bot, from a count on. */
  | { readonly do: 'journal'; readonly updatesFrom?: number; readonly sentFrom?: number }
  /** What one person sees. */
  | { readonly do: 'chat'; readonly person: number };

export interface Control {
  readonly url: string;
  stop(): Promise<void>;
}

/** Takes orders for a server that runs in a process of its own. */
export async function serveControl(telegram: TelegramServer): Promise<Control> {
  const server = createServer((request, response) => {
    void readOrder(request)
      .then((order) => obey(order, telegram))
      .then(
        (result) => response.end(JSON.stringify(result ?? null)),
        (error: unknown) => response.writeHead(400).end(String(error)),
      );
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readOrder(request: IncomingMessage): Promise<Order> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Order;
}

function obey(order: Order, telegram: TelegramServer): unknown {
  const { world } = telegram;
  switch (order.do) {
    case 'say':
      return order.said.map(({ person, text }) => telegram.person(person, 'ko').text(text));
    case 'press':
      return telegram.person(order.person, 'ko').press(order.data);
    case 'refuse': {
      const { fault, method, times } = order;
      telegram.refuseNext(fault, { ...(method && { method }), ...(times && { times }) });
      return true;
    }
    case 'heal':
      telegram.faults.clear();
      return true;
    case 'journal':
      return {
        updates: [...world.updates.values()].slice(order.updatesFrom ?? 0),
        sent: world.sent.slice(order.sentFrom ?? 0),
      };
    case 'chat':
      return telegram.person(order.person).messages;
  }
}

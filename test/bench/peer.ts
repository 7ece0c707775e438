import { createHash } from 'node:crypto';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import Database from 'libsql';

/** As many as Telegram opens to a webhook unless told otherwise. */
const CONNECTIONS = 40;

/**
 * What a bot could do at the least: an Express handler that writes each delivery to SQLite, durably, and answers nothing.
 *
 * @returns Deliveries taken in a second, and how long 99 of 100 took at the most.
 */
export async function measurePeer(
  folder: string,
  count: number,
): Promise<{ readonly perSecond: number; readonly p99Ms: number }> {
  const database = new Database(join(folder, 'peer.sqlite'));
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = full');
  database.exec('create table inbox (id text primary key, body text not null)');
  const insert = database.prepare('insert into inbox values (?, ?) on conflict do nothing');
  const app = express();
  app.post('/', express.json(), (incoming, response) => {
    const body = JSON.stringify(incoming.body);
    insert.run(createHash('sha256').update(body).digest('hex'), body);
    response.sendStatus(200);
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const { port } = server.address() as AddressInfo;
  const times: number[] = [];
  const start = performance.now();
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < count) {
      const body = JSON.stringify({
        update_id: next,
        message: { text: `질문 ${next}`, chat: { id: next } },
      });
      next += 1;
      const sent = performance.now();
      await post(port, agent, body);
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client));
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  database.close();
  return { perSecond: count / seconds, p99Ms: quantile(times, 0.99) };
}

const post = (port: number, agent: Agent, body: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    const sent = request(
      { port, host: '127.0.0.1', method: 'POST', agent, headers },
      (response) => {
        response.resume();
        response.on('end', resolve);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

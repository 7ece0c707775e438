import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a line does with a request: `hang` answers nothing, `stall` stops half-way, `cut` closes half-way, `drop` at once. */
export type Fault = 'through' | 'hang' | 'stall' | 'cut' | 'drop';

/** Stands between a client and a server that never fails. */
export interface FaultyLine {
  readonly url: string;
  /** One for each request to come; all later ones go through. */
  readonly plan: Fault[];
  readonly asked: number;
  /** Resolves when a client closes the connection of a request that was not answered in full. */
  left(): Promise<unknown>;
  close(): Promise<void>;
}

export async function openFaultyLine(target: () => string): Promise<FaultyLine> {
  const plan: Fault[] = [];
  let asked = 0;
  let tellLeft = (): void => undefined;
  let left = new Promise<void>((resolve) => {
    tellLeft = resolve;
  });
  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    asked += 1;
    const fault = plan.shift() ?? 'through';
    response.on('close', () => {
      if (!response.writableFinished) tellLeft();
    });
    if (fault === 'drop') return void request.destroy();
    const body = await new Response(request as unknown as ReadableStream).text();
    if (fault === 'hang') return;
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const answer = await fetch(`${target()}${request.url}`, {
      method: 'POST',
      headers: headers as Record<string, string>,
      body,
    });
    const said = Buffer.from(await answer.arrayBuffer());
    const { 'transfer-encoding': ____, ...back } = Object.fromEntries(answer.headers);
    response.writeHead(answer.status, back);
    if (fault === 'through') return void response.end(said);
    response.write(said.subarray(0, said.length / 2), () => {
      // Half of it must have left before the line breaks.
      if (fault === 'cut') setTimeout(() => response.destroy(), 20);
    });
  };
  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    plan,
    get asked() {
      return asked;
    },
    left: () =>
      left.then(() => {
        left = new Promise<void>((resolve) => {
          tellLeft = resolve;
        });
      }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

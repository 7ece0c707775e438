import { type Agent, get } from 'node:http';
import { ANSWER_LIMIT_MS, nextAddress } from '../http-client.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/** Gets a page of a server on this computer. */
export function httpGet(port: number, path: string, agent?: Agent): Promise<HttpAnswer> {
  const where = {
    host: '127.0.0.1',
    port,
    path,
    headers: { 'x-forwarded-for': nextAddress() },
    timeout: ANSWER_LIMIT_MS,
    ...(agent && { agent }),
  };
  return new Promise((resolve, reject) => {
    const call = get(where, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      answer.once('error', reject);
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    });
    call.once('timeout', () => call.destroy(new Error('The server is too slow.')));
    call.once('error', reject);
  });
}

import { Agent, request } from 'node:http';
import { timedLater } from './statistics.ts';

/** Questions asked from one made-up address: under the 60 a minute that one address may ask. */
const QUESTIONS_PER_ADDRESS = 50;
export const ANSWER_LIMIT_MS = 10_000;

/** Questions asked so far in this run: an address is never used again by a later load. */
let askedSoFar = 0;

/** What a load brought about. */
export interface LoadResult {
  /** Milliseconds of every answered question. */
  readonly times: readonly number[];
  /** Answers other than 200. */
  readonly refused: number;
  readonly totalMs: number;
}

/** Asks the questions in turn over kept-open connections until `count` were asked or the time is over. */
export async function load(
  port: number,
  questions: readonly string[],
  limits: { readonly connections: number; readonly count: number; readonly ms: number },
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: limits.connections });
  const times: number[] = [];
  let asked = 0;
  let refused = 0;
  const start = performance.now();
  const deadline = start + limits.ms;
  const worker = async () => {
    while (asked < limits.count && performance.now() < deadline) {
      const number = asked++;
      const question = questions[number % questions.length] ?? '';
      const { value: status, ms } = await timedLater(() => askOnce(port, question, agent));
      if (status === 200) times.push(ms);
      else refused++;
    }
  };
  await Promise.all(Array.from({ length: limits.connections }, worker));
  const totalMs = performance.now() - start;
  agent.destroy();
  return { times, refused, totalMs };
}

/** A made-up address that may ask one more question. */
export function nextAddress(): string {
  const person = Math.floor(askedSoFar++ / QUESTIONS_PER_ADDRESS);
  return `10.${(person >> 16) & 255}.${(person >> 8) & 255}.${person & 255}`;
}

/** Posts one question, reads the whole answer, returns the status. */
export function askOnce(port: number, text: string, agent?: Agent): Promise<number> {
  const body = JSON.stringify({ text });
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-forwarded-for': nextAddress(),
  };
  const where = { host: '127.0.0.1', port, path: '/api/ask', method: 'POST', headers };
  return new Promise((resolve, reject) => {
    const call = request(
      { ...where, ...(agent && { agent }), timeout: ANSWER_LIMIT_MS },
      (answer) => {
        answer.once('error', reject);
        answer.once('end', () => resolve(answer.statusCode ?? 0));
        answer.resume();
      },
    );
    call.once('timeout', () => call.destroy(new Error('The server is too slow.')));
    call.once('error', reject);
    call.end(body);
  });
}

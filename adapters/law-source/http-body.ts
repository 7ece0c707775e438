import { LawSetupError } from './errors.ts';
import type { Attempt } from './persist.ts';

/** Above the largest law we know of (2.5 MB) by far; more is not a law. */
const MAX_BODY_BYTES = 50_000_000;

export interface Asking {
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  /** For the whole request, body included. */
  readonly timeLimitMs: number;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * One GET. Whatever may pass with time (network, 429, 5xx, a cut body) is a reason to try again; its
 * wording never holds the address, because the address holds the key.
 *
 * @throws {LawSetupError} when the server says that the address is wrong: no later attempt mends that.
 */
export async function httpBody(url: string, asking: Asking): Promise<Attempt<string>> {
  try {
    const response = await asking.fetch(url, {
      headers: asking.headers,
      signal: AbortSignal.timeout(asking.timeLimitMs),
    });
    if (response.status === 429 || response.status >= 500) {
      await response.body?.cancel();
      return again(`it answered with status ${response.status}`, retryAfterMs(response, asking));
    }
    if (!response.ok) throw wrongAddress(response.status);
    return await bodyOf(response);
  } catch (error) {
    if (error instanceof LawSetupError) throw error;
    return again(whyUnreachable(error, asking.timeLimitMs));
  }
}

const again = (why: string, afterMs?: number): Attempt<never> =>
  afterMs === undefined ? { kind: 'again', why } : { kind: 'again', why, afterMs };

const wrongAddress = (status: number): LawSetupError =>
  new LawSetupError(
    `The server of the national law database answered with status ${status}: LAW_API_URL seems to name another server. Unset it to use the official one.`,
  );

/** Seconds or a date, as RFC 9110, 10.2.3 has it. */
function retryAfterMs(response: Response, { now }: Asking): number | undefined {
  const value = response.headers.get('retry-after')?.trim();
  if (!value) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now().getTime();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

async function bodyOf(response: Response): Promise<Attempt<string>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return again(`its answer is longer than ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    return { kind: 'answer', value: text };
  } catch {
    return again('its answer is not UTF-8');
  }
}

function whyUnreachable(error: unknown, timeLimitMs: number): string {
  if (!(error instanceof Error)) return 'the connection failed';
  if (error.name === 'TimeoutError') return `it gave no answer within ${timeLimitMs / 1000} s`;
  const { cause } = error;
  if (!(cause instanceof Error)) return `the connection failed (${error.name})`;
  return `the connection failed (${'code' in cause ? String(cause.code) : cause.message})`;
}

import { checkedLines, type Lines } from './checked-lines.ts';

/** What is seen of one exchange over HTTP, whatever the provider's library makes of it. */
export interface Exchange {
  wasSent: boolean;
  /** Absent while no answer has begun. */
  status?: number;
  /** How long the provider asks to be left alone. */
  retryAfterMs?: number;
}

/**
 * A `fetch` for the library of a provider that ends with the signal (Ollama's knows none) and notes what came back. It follows no
 * redirection: what people are told about the provider holds for the address that was set, and for no other.
 */
export function observedFetch(
  exchange: Exchange,
  lines: Lines,
  signal: AbortSignal,
  clock: () => number,
): typeof fetch {
  return async (input, init) => {
    exchange.wasSent = true;
    const response = await fetch(input, {
      ...init,
      signal: init?.signal ? AbortSignal.any([signal, init.signal]) : signal,
      redirect: 'error',
    });
    exchange.status = response.status;
    const wait = retryAfterMs(response.headers, clock);
    if (wait !== undefined) exchange.retryAfterMs = wait;
    const { status, headers, body } = response;
    return response.ok && body
      ? new Response(body.pipeThrough(checkedLines(lines)), { status, headers })
      : response;
  };
}

/** Seconds or a date (RFC 9110, 10.2.3). */
function retryAfterMs(headers: Headers, clock: () => number): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return;
  const ms = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - clock();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

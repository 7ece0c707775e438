import type { Log } from '../../bot/log.ts';

/** For a person who waits: how far it is, and what stands in the way. Results go to the other stream. */
export const TERMINAL_LOG: Log = {
  info: ({ done, of }, message) => console.error(of ? `${message}: ${done} of ${of}` : message),
  warn: withCode,
  error: withCode,
};

function withCode({ code }: Readonly<Record<string, unknown>>, message: string): void {
  console.error(code ? `${message} (${code})` : message);
}

import { type Logger, LogLevel } from '@slack/web-api';
import type { Log } from '../../bot/log.ts';

/** Longer than any of their sentences. */
const LONGEST_LINE = 80;

/**
 * Slack's libraries write to our log through this. Their lines hold bodies, addresses with secrets and errors that quote what
 * was sent: of a line only the first words are kept, up to where something is filled in; of an error its code.
 */
export function libraryLog(log: Log): Logger {
  return {
    debug: () => {},
    info: () => {},
    warn: (...said: unknown[]) => log.warn(detailsOf(said), lineOf(said)),
    error: (...said: unknown[]) => log.error(detailsOf(said), lineOf(said)),
    // Their switches do nothing: what is written is decided here.
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}

function lineOf(said: readonly unknown[]): string {
  const [first] = said;
  const sentence = typeof first === 'string' ? (/^[\w .,-]*/.exec(first)?.[0] ?? '') : '';
  return `slack library: ${sentence.trim().slice(0, LONGEST_LINE) || 'error'}`;
}

function detailsOf(said: readonly unknown[]): Readonly<Record<string, unknown>> {
  const error = said.find((part) => part instanceof Error);
  return error ? { error: codeOf(error) } : {};
}

/** What kind of error it is, in a word: never its message, which may quote somebody. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

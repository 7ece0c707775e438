/** Where the bot writes what happened: ids, outcomes, durations. Never words, names, tokens or addresses. */
export interface Log {
  info(details: Readonly<Record<string, unknown>>, message: string): void;
  warn(details: Readonly<Record<string, unknown>>, message: string): void;
  error(details: Readonly<Record<string, unknown>>, message: string): void;
}

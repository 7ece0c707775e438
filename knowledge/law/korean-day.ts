/** Korea is nine hours ahead of UTC, in summer and winter. */
const AHEAD_MS = 9 * 60 * 60 * 1000;

/** The day it is in Korea, YYYY-MM-DD: laws take effect there at midnight. */
export const koreanDay = (now: Date): string =>
  new Date(now.getTime() + AHEAD_MS).toISOString().slice(0, 10);

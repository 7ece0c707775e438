/** Korea is nine hours ahead of UTC, in summer and winter. */
const AHEAD_MS = 9 * 60 * 60 * 1000;

/** The day it is in Korea, YYYY-MM-DD: laws take effect there at midnight. */
export const koreanDay = (now: Date): string =>
  new Date(now.getTime() + AHEAD_MS).toISOString().slice(0, 10);

const DAY_MS = 24 * 60 * 60 * 1000;

/** The day in Korea by a clock; asked for with every citation, it is worked out once a day. */
export function koreanDayClock(clock: () => Date): () => string {
  let day = '';
  let [from, until] = [0, 0];
  return () => {
    const now = clock().getTime();
    if (now < from || now >= until) {
      day = koreanDay(new Date(now));
      from = Math.floor((now + AHEAD_MS) / DAY_MS) * DAY_MS - AHEAD_MS;
      until = from + DAY_MS;
    }
    return day;
  };
}

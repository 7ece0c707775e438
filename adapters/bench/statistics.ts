/** Milliseconds of every call, in the order they were made. */
export type Times = readonly number[];

/** The value below which a share of the times lies (nearest rank); NaN when there are none. */
export function percentile(times: Times, share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const sum = (times: Times): number => times.reduce((total, time) => total + time, 0);

/** Runs something once and says how long it took. */
export function timed<T>(run: () => T): { readonly value: T; readonly ms: number } {
  const start = performance.now();
  const value = run();
  return { value, ms: performance.now() - start };
}

/** The same for something that is awaited. */
export async function timedLater<T>(
  run: () => Promise<T>,
): Promise<{ readonly value: T; readonly ms: number }> {
  const start = performance.now();
  const value = await run();
  return { value, ms: performance.now() - start };
}

/** Milliseconds for reading: three significant digits where they matter. */
export function inMs(ms: number): string {
  if (Number.isNaN(ms)) return '-';
  return ms.toFixed(ms < 1 ? 3 : ms < 100 ? 2 : 0);
}

export const inPercent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((part / whole) * 100).toFixed(1)}%`;

/** How many times ours something is; `x1.00` for ours itself. */
export const againstOurs = (theirs: number, ours: number): string =>
  ours > 0 ? `x${(theirs / ours).toFixed(2)}` : '-';

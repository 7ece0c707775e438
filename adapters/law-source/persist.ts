/** What came of one attempt: an answer, or a reason to try again. */
export type Attempt<T> =
  | { readonly kind: 'answer'; readonly value: T }
  /** `afterMs`: how long the other side asked us to wait. */
  | { readonly kind: 'again'; readonly why: string; readonly afterMs?: number };

/** Waits before the second, third and fourth attempt. A database that restarts is back within that time. */
const BACK_OFF_MS = [1_000, 3_000, 9_000] as const;

/** Asked to wait longer than this we give up instead: nobody watches a bar that stands still. */
const LONGEST_WAIT_MS = 60_000;

/**
 * Tries until there is an answer, at most four times.
 *
 * @returns The answer, or why the last attempt gave none.
 */
export async function persist<T>(
  attempt: () => Promise<Attempt<T>>,
  wait: (ms: number) => Promise<void>,
): Promise<Attempt<T>> {
  for (const backOffMs of BACK_OFF_MS) {
    const outcome = await attempt();
    if (outcome.kind === 'answer') return outcome;
    const afterMs = Math.max(outcome.afterMs ?? 0, backOffMs);
    if (afterMs > LONGEST_WAIT_MS) return outcome;
    await wait(afterMs);
  }
  return await attempt();
}

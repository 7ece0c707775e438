/** Waits that can be cut short, all at once, when a program stops. */
export class Pauses {
  readonly #wakers = new Set<() => void>();
  #isOver = false;

  /** Resolves after a time, or as soon as nobody is to wait any more. */
  wait(ms: number): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#wakers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.#wakers.add(wake);
    });
  }

  end(): void {
    this.#isOver = true;
    for (const wake of this.#wakers) wake();
  }
}

const FIRST_MS = 500;
/** A platform that is back is noticed within half a minute. */
const LONGEST_MS = 30_000;

/** How long to wait after so many failures in a row: doubled each time, and spread so that processes do not come together. */
export const backOffMs = (failures: number): number =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 10)) * (0.75 + Math.random() / 4);

export interface TurnstileOptions {
  /** True while something that matters more is under way. */
  readonly isBusy: () => boolean;
  /** After this long it does not matter more any longer. */
  readonly longestMs: number;
}

/**
 * Lets one pass in each round of the event loop, and none while deliveries are being stored: an answer takes milliseconds of the
 * one thread there is, and what has arrived must first be acknowledged.
 */
export class Turnstile {
  readonly #options: TurnstileOptions;
  #last: Promise<void> = Promise.resolve();

  constructor(options: TurnstileOptions) {
    this.#options = options;
  }

  pass(): Promise<void> {
    this.#last = this.#last.then(() => this.#nextRound());
    return this.#last;
  }

  async #nextRound(): Promise<void> {
    const { isBusy, longestMs } = this.#options;
    const end = performance.now() + longestMs;
    await new Promise((resolve) => setImmediate(resolve));
    while (isBusy() && performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
}

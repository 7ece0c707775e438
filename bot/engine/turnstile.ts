/**
 * Lets one pass in each round of the event loop: an answer takes milliseconds of the one thread there is, and between two of
 * them what has arrived must be read, stored and acknowledged.
 */
export class Turnstile {
  #last: Promise<void> = Promise.resolve();

  pass(): Promise<void> {
    this.#last = this.#last.then(() => new Promise((resolve) => setImmediate(resolve)));
    return this.#last;
  }
}

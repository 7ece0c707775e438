/** Wakes those who wait for work, so that nobody polls in a hurry. */
export class Signal {
  #isSet = false;
  #wake: (() => void) | undefined;

  notify(): void {
    this.#isSet = true;
    this.#wake?.();
  }

  /** Resolves at once when somebody has notified since the last wait, else when somebody does, at the latest after `ms`. */
  async wait(ms: number): Promise<void> {
    if (!this.#isSet) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wake = undefined;
    }
    this.#isSet = false;
  }
}

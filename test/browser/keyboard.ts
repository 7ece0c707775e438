import type { Page } from 'playwright-core';

/** More than there is to focus on any page. */
const MOST_STEPS = 400;

/** Somebody without a mouse: whatever is done here is done with keys. */
export class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  /** The key at this place while the keyboard writes Hangul. */
  async pressesAsHangul(code: string, key: string): Promise<void> {
    const event = JSON.stringify({ code, key, bubbles: true, cancelable: true });
    await this.#page.evaluate(
      `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', ${event}))`,
    );
  }

  types(text: string): Promise<void> {
    return this.#page.keyboard.insertText(text);
  }

  /** Presses a key that leads to another page, or to the same one anew. */
  async follows(key: string): Promise<void> {
    const loaded = this.#page.waitForEvent('load');
    await this.press(key);
    await loaded;
  }

  /** Presses a key until this has the focus. */
  async walksTo(selector: string, key = 'Tab'): Promise<void> {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      if (await this.isAt(selector)) return;
      await this.press(key);
    }
    throw new Error(`"${key}" never leads to ${selector} on ${this.#page.url()}.`);
  }

  isAt(selector: string): Promise<boolean> {
    return this.#page.evaluate<boolean>(
      `document.activeElement.matches(${JSON.stringify(selector)})`,
    );
  }
}

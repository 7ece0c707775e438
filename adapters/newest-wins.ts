/** More places than have something to say at a time; the longest silent are forgotten. */
const MOST_PLACES = 10_000;

/** How soon a place may be called again: not within a gap after the last call, nor while it wants us to wait. */
export class Pace {
  readonly #gapMs: number;
  /** Milliseconds since 1970, by place. */
  readonly #freeAt = new Map<string, number>();

  constructor(gapMs: number) {
    this.#gapMs = gapMs;
  }

  waitMs(place: string): number {
    return Math.max(0, (this.#freeAt.get(place) ?? 0) - Date.now());
  }

  /** A call begins. */
  called(place: string): void {
    this.hold(place, this.#gapMs);
  }

  /** Nothing for a time. */
  hold(place: string, ms: number): void {
    const freeAt = Math.max(this.#freeAt.get(place) ?? 0, Date.now() + ms);
    this.#freeAt.delete(place);
    this.#freeAt.set(place, freeAt);
    const [oldest] = this.#freeAt.keys();
    if (this.#freeAt.size > MOST_PLACES && oldest !== undefined) this.#freeAt.delete(oldest);
  }
}

/** Calls that each make the one before worthless: one at a time, in a pace, and of those that wait only the newest is made. */
export class NewestWins<T> {
  readonly #pace: Pace;
  readonly #place: string;
  readonly #make: (value: T) => Promise<void>;
  #waiting: { readonly value: T } | undefined;
  #work: Promise<void> = Promise.resolve();
  #isWorking = false;
  #isOver = false;
  #wake = (): void => undefined;

  /** @param make - What it throws is nobody's business: the next one may do better. */
  constructor(pace: Pace, place: string, make: (value: T) => Promise<void>) {
    this.#pace = pace;
    this.#place = place;
    this.#make = make;
  }

  offer(value: T): void {
    if (this.#isOver) return;
    this.#waiting = { value };
    if (this.#isWorking) return;
    this.#isWorking = true;
    this.#work = this.#run();
  }

  /** No call begins after this; one may be under way. */
  end(): void {
    this.#isOver = true;
    this.#waiting = undefined;
    this.#wake();
  }

  /** Ends, and resolves when the call under way is over. */
  async close(): Promise<void> {
    this.end();
    await this.#work;
  }

  async #run(): Promise<void> {
    while (this.#waiting) {
      const ms = this.#pace.waitMs(this.#place);
      if (ms > 0) {
        // Others may have taken the turn when it comes.
        await this.#sleep(ms);
        continue;
      }
      const { value } = this.#waiting;
      this.#waiting = undefined;
      this.#pace.called(this.#place);
      await this.#make(value).catch(() => undefined);
    }
    this.#isWorking = false;
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

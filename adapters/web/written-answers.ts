import type { Preview } from '../../bot/channel.ts';
import type { Outgoing } from '../../bot/message.ts';
import { NewestWins, Pace } from '../newest-wins.ts';

/** Pages that may watch at a time; whoever comes after them gets the answer when it is there. */
const MOST_WATCHERS = 1_000;

/** About as often as an eye notices a change. */
const PREVIEW_GAP_MS = 150;

/** Takes the html of the cards so far. */
export type Watcher = (cards: readonly string[]) => void;

/** Answers that are being written in this process, for the pages that wait for them here. */
export class WrittenAnswers {
  readonly #watchers = new Map<string, Set<Watcher>>();
  readonly #pace: Pace;

  constructor(gapMs = PREVIEW_GAP_MS) {
    this.#pace = new Pace(gapMs);
  }

  /** @returns What ends the watching. */
  watch(deliveryId: string, watcher: Watcher): () => void {
    const watchers = this.#watchers.get(deliveryId) ?? new Set();
    if (this.#watchers.size >= MOST_WATCHERS) return () => undefined;
    this.#watchers.set(deliveryId, watchers.add(watcher));
    return () => {
      watchers.delete(watcher);
      if (watchers.size === 0) this.#watchers.delete(deliveryId);
    };
  }

  /** Undefined where nobody watches: the page has no script, or waits at another process. */
  open(deliveryId: string, cardsOf: (message: Outgoing) => readonly string[]): Preview | undefined {
    if (!this.#watchers.has(deliveryId)) return undefined;
    const calls = new NewestWins<Outgoing>(this.#pace, deliveryId, async (message) => {
      const watchers = this.#watchers.get(deliveryId) ?? [];
      const cards = cardsOf(message);
      for (const watcher of [...watchers]) watcher(cards);
    });
    return {
      show: (message) => calls.offer(message),
      close: async () => {
        await calls.close();
        return undefined;
      },
    };
  }
}

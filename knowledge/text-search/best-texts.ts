import type { Hit } from './text-index-data.ts';

/** Keeps the highest scores of all it is offered; of equal ones the first. */
export class BestTexts {
  readonly #texts: Uint32Array;
  readonly #scores: Float32Array;
  #found = 0;
  /** A score that is not above this one need not be offered. */
  floor = 0;

  constructor(count: number) {
    this.#texts = new Uint32Array(count);
    this.#scores = new Float32Array(count);
  }

  offer(text: number, score: number): void {
    if (score <= this.floor) return;
    const texts = this.#texts;
    const scores = this.#scores;
    const last = scores.length - 1;
    let at = Math.min(this.#found, last);
    while (at > 0 && (scores[at - 1] as number) < score) {
      scores[at] = scores[at - 1] as number;
      texts[at] = texts[at - 1] as number;
      at -= 1;
    }
    scores[at] = score;
    texts[at] = text;
    if (this.#found <= last) this.#found += 1;
    if (this.#found > last) this.floor = scores[last] as number;
  }

  hits(): Hit[] {
    return Array.from({ length: this.#found }, (_, at) => ({
      text: this.#texts[at] ?? 0,
      score: this.#scores[at] ?? 0,
    }));
  }
}

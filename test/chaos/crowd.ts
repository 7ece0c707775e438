import type { TelegramServer } from '../servers/telegram/server.ts';

/** The law whose articles people ask for, one after the other: each answer names its article first. */
const LAW = '형사소송법';
const FIRST_WORDS = new RegExp(`^${LAW} 제(\\d+)조`);

export interface CrowdReport {
  readonly asked: number;
  readonly answered: number;
  /** Answers that came a second time. */
  readonly repeated: number;
  /** Answers that came before the answer to an earlier question of the same person. */
  readonly outOfOrder: number;
  /** Questions that nobody answered. */
  readonly missing: number;
}

/** People who ask for one article after the other, so that every answer can be told. */
export class Crowd {
  readonly #telegram: TelegramServer;
  readonly #people: readonly number[];
  readonly #asked = new Map<number, number>();

  constructor(telegram: TelegramServer, size: number) {
    this.#telegram = telegram;
    this.#people = Array.from({ length: size }, (_, n) => 1000 + n);
  }

  /** The next question of a person. */
  ask(person: number): void {
    const number = (this.#asked.get(person) ?? 0) + 1;
    this.#asked.set(person, number);
    this.#telegram.person(person, 'ko').text(`${LAW} ${number}조`);
  }

  /** Asks `rounds` times, everybody once a round, a while apart: nobody writes more than a person may. */
  async talk(rounds: number, pauseMs: number, isOver: () => boolean = () => false): Promise<void> {
    for (let round = 0; round < rounds && !isOver(); round += 1) {
      for (const person of this.#people) {
        this.ask(person);
        await pause((pauseMs / this.#people.length) * 2 * Math.random());
      }
    }
  }

  /** What has come back so far. */
  report(): CrowdReport {
    const people = this.#people.map((person) => this.#reportOn(person));
    const sum = (name: keyof CrowdReport) => people.reduce((total, one) => total + one[name], 0);
    return {
      asked: sum('asked'),
      answered: sum('answered'),
      repeated: sum('repeated'),
      outOfOrder: sum('outOfOrder'),
      missing: sum('missing'),
    };
  }

  #reportOn(person: number): CrowdReport {
    const asked = this.#asked.get(person) ?? 0;
    const seen = new Set<number>();
    let [latest, repeated, outOfOrder] = [0, 0, 0];
    for (const { from, text } of this.#telegram.person(person).messages) {
      const number = from === 0 ? Number(FIRST_WORDS.exec(text)?.[1] ?? 0) : 0;
      if (number === 0) continue;
      if (seen.has(number)) repeated += 1;
      else if (number < latest) outOfOrder += 1;
      seen.add(number);
      latest = Math.max(latest, number);
    }
    return { asked, answered: seen.size, repeated, outOfOrder, missing: asked - seen.size };
  }

  /** Waits until every question is answered; gives up after `ms`. */
  async untilAnswered(ms: number): Promise<void> {
    const end = Date.now() + ms;
    while (this.report().missing > 0 && Date.now() < end) await pause(100);
  }
}

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));

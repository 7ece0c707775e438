import type { TelegramServer } from '../servers/telegram/server.ts';
import type { SeenMessage } from '../servers/telegram/world.ts';

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

/** Which question a message of the bot answers; 0: none. */
export const answeredBy = ({ from, text }: Pick<SeenMessage, 'from' | 'text'>): number =>
  from === 0 ? Number(FIRST_WORDS.exec(text)?.[1] ?? 0) : 0;

/** People who ask for one article after the other, so that every answer can be told. */
export class Crowd {
  readonly #telegram: TelegramServer;
  readonly people: readonly number[];
  readonly #asked = new Map<number, number>();

  constructor(telegram: TelegramServer, size: number) {
    this.#telegram = telegram;
    this.people = Array.from({ length: size }, (_, n) => 1000 + n);
  }

  /** What a person asks next, in words; from now on an answer is expected. */
  nextQuestion(person: number): string {
    const number = (this.#asked.get(person) ?? 0) + 1;
    this.#asked.set(person, number);
    return `${LAW} ${number}조`;
  }

  /** The next question of a person. @returns The number of the update. */
  ask(person: number): number {
    return this.#telegram.person(person, 'ko').text(this.nextQuestion(person));
  }

  /** Asks `rounds` times, everybody once a round, a while apart: nobody writes more than a person may. */
  async talk(rounds: number, pauseMs: number, isOver: () => boolean = () => false): Promise<void> {
    for (let round = 0; round < rounds && !isOver(); round += 1) {
      for (const person of this.people) {
        this.ask(person);
        await pause((pauseMs / this.people.length) * 2 * Math.random());
      }
    }
  }

  /** What has come back so far. @param people - Everybody when absent. */
  report(people: readonly number[] = this.people): CrowdReport {
    const found = people.map((person) => this.#reportOn(person));
    const sum = (name: keyof CrowdReport) => found.reduce((total, one) => total + one[name], 0);
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
    for (const message of this.#telegram.person(person).messages) {
      const number = answeredBy(message);
      if (number === 0) continue;
      if (seen.has(number)) repeated += 1;
      else if (number < latest) outOfOrder += 1;
      seen.add(number);
      latest = Math.max(latest, number);
    }
    return { asked, answered: seen.size, repeated, outOfOrder, missing: asked - seen.size };
  }

  /** Waits until every question is answered; gives up after `ms`. @param people - Everybody when absent. */
  async untilAnswered(ms: number, people?: readonly number[]): Promise<void> {
    const end = Date.now() + ms;
    while (this.report(people).missing > 0 && Date.now() < end) await pause(100);
  }
}

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));

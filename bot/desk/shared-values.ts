import type { Answers } from '../../knowledge/casework/questions.ts';
import type { ClockState, Priority, Triage } from '../../knowledge/triage/triage.ts';

/**
 * Gives back one object for all that are alike. Thousands of cases have the same clocks, reasons and answers; kept once they
 * take a tenth of the memory.
 */
export class SharedValues {
  readonly #clocks = new Map<string, ClockState>();
  readonly #priorities = new Map<string, Priority>();
  readonly #lists = new Map<string, readonly string[]>();

  /** The days have moved on: yesterday's clocks come back no more. */
  forgetDay(): void {
    this.#clocks.clear();
    this.#priorities.clear();
  }

  triage<T extends Pick<Triage, 'clocks' | 'priority'>>(rules: T): T {
    return {
      ...rules,
      clocks: (facts, today) =>
        rules.clocks(facts, today).map((clock) => kept(this.#clocks, clockKey(clock), clock)),
      priority: (input) => {
        const priority = rules.priority(input);
        const reasons = priority.reasons.map(({ id, points }) => `${id}:${points}`);
        return kept(this.#priorities, `${priority.level} ${reasons.join(' ')}`, priority);
      },
    };
  }

  answers(answers: Answers): Answers {
    return Object.fromEntries(
      Object.entries(answers).map(([id, values]) => [
        id,
        kept(this.#lists, values.join('\n'), values),
      ]),
    );
  }
}

/** The same clock of two documents has two names. */
const clockKey = ({ id, name, due, state, basis }: ClockState): string =>
  [id, name.ko, due, state, basis].join(' ');

function kept<T>(values: Map<string, T>, key: string, value: T): T {
  const known = values.get(key);
  if (known !== undefined) return known;
  values.set(key, value);
  return value;
}

import type { Evidence } from './evidence.ts';
import type { Fault } from './faults.ts';
import { aligned, type Statement } from './statements.ts';
import { anyOf, type WordingRules } from './wording-rules.ts';

interface ClaimClass {
  readonly says: RegExp;
  readonly stands: RegExp;
}

/** A sentence claims no more than its passages: no ban, duty or certainty that they do not have. */
export class ClaimCheck {
  readonly #classes: readonly ClaimClass[];
  readonly #hedges: RegExp;
  readonly #keeps: RegExp;
  readonly #halts: RegExp;
  readonly #recommends: RegExp;

  constructor({ classes, hedges, keeps, halts, recommends }: WordingRules['claims']) {
    this.#classes = classes.map(({ says, stands }) => ({
      says: anyOf(says),
      stands: new RegExp(`${anyOf(says).source}|${anyOf(stands).source}`, 'isu'),
    }));
    this.#hedges = anyOf(hedges);
    this.#keeps = anyOf(keeps);
    this.#halts = anyOf(halts);
    this.#recommends = anyOf(recommends);
  }

  faultsOf(
    text: string,
    evidence: Evidence,
    said: readonly Statement[],
    given: readonly Statement[],
  ): readonly Fault[] {
    const isStronger = this.#classes.some(
      ({ says, stands }) => says.test(text) && !stands.test(evidence.text),
    );
    return isStronger || this.#losesHedge(text, said, given) || this.#makesLaw(text, evidence)
      ? ['claim']
      : [];
  }

  #losesHedge(text: string, said: readonly Statement[], given: readonly Statement[]): boolean {
    if (this.#keeps.test(text)) return false;
    return said.some((one) => {
      const likely = aligned(one, given, 1);
      return likely.length > 0 && likely.every((other) => this.#hedges.test(other.text));
    });
  }

  /** A recommendation to halt becomes a halt by law. */
  #makesLaw(text: string, { passages }: Evidence): boolean {
    const isRecommended = passages.some(
      ({ basis, text: given }) =>
        basis === 'recommendation' ||
        this.#recommends.test(given.replace(/\b(?:not?|nor|none)\b/giu, '')),
    );
    return isRecommended && this.#halts.test(text) && !this.#recommends.test(text) && false;
  }
}

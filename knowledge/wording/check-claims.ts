import type { Verdict } from '../corpus-model/corpus.ts';
import type { Evidence } from './evidence.ts';
import type { Fault } from './faults.ts';
import { aligned, type Statement } from './statements.ts';
import type { Reading } from './text-reader.ts';
import { knows } from './word-match.ts';
import { anyOf, everywhere, type WordingRules } from './wording-rules.ts';

interface ClaimClass {
  readonly says: RegExp;
  readonly stands: RegExp;
  /** Blanked before: "does not have to" is no "has to". */
  readonly unless: RegExp;
}

interface Hedge {
  readonly given: RegExp;
  readonly keeps: RegExp;
}

/** A sentence claims no more than its passages: no ban, duty or certainty that they do not have. */
export class ClaimCheck {
  readonly #classes: readonly ClaimClass[];
  readonly #hedges: readonly Hedge[];
  readonly #halts: RegExp;
  readonly #recommends: RegExp;
  readonly #recommended: RegExp;
  readonly #warnings: ReadonlyMap<Verdict, RegExp>;

  constructor({
    classes,
    hedges,
    halts,
    recommends,
    recommended,
    warnings,
  }: WordingRules['claims']) {
    this.#classes = classes.map(({ says, stands, unless }) => ({
      says: anyOf(says),
      unless: everywhere(anyOf(unless)),
      stands: new RegExp(`${anyOf(says).source}|${anyOf(stands).source}`, 'isu'),
    }));
    this.#hedges = hedges.map(({ given, keeps }) => ({ given: anyOf(given), keeps: anyOf(keeps) }));
    this.#halts = anyOf(halts);
    this.#recommends = anyOf(recommends);
    this.#recommended = anyOf(recommended);
    this.#warnings = new Map(warnings.map(({ verdict, says }) => [verdict, anyOf(says)]));
  }

  faultsOf(reading: Reading, evidence: Evidence): readonly Fault[] {
    const { folded: text } = reading;
    const given = evidence.readings.flatMap((one) => one.text.statements);
    const isStronger = this.#classes.some(
      ({ says, stands, unless }) =>
        says.test(text) &&
        says.test(text.replace(unless, ' ')) &&
        (!stands.test(evidence.text) || this.#isOpen(reading, given, stands)),
    );
    return isStronger ||
      this.#losesHedge(reading, given) ||
      this.#makesLaw(text, evidence) ||
      this.#losesWarning(text, evidence)
      ? ['claim']
      : [];
  }

  /** Says as certain what the passages say only as open. */
  #isOpen({ folded: text, words }: Reading, given: readonly Statement[], stands: RegExp): boolean {
    const standing = given.filter(
      (one) => stands.test(one.text) && one.words.some((word) => knows(words, word)),
    );
    return (
      standing.length > 0 &&
      this.#hedges.some(
        ({ given: isHedge, keeps }) =>
          !keeps.test(text) && standing.every((one) => isHedge.test(one.text)),
      )
    );
  }

  #losesHedge(
    { folded: text, statements: said, words }: Reading,
    given: readonly Statement[],
  ): boolean {
    const lost = this.#hedges.filter(({ keeps }) => !keeps.test(text));
    return said.some((one) => {
      const likely = aligned(one, given, 1).filter((other) => isRetold(other, words));
      return lost.some(
        (hedge) => likely.length > 0 && likely.every((other) => hedge.given.test(other.text)),
      );
    });
  }

  /** What it rests on warns, all of it, and it does not. */
  #losesWarning(text: string, { verdict, passages }: Evidence): boolean {
    const warning = verdict && this.#warnings.get(verdict);
    if (!warning || warning.test(text)) return false;
    return passages.every((one) => one.kind === 'answer' && warning.test(one.text));
  }

  /** A recommendation to halt becomes a halt by law. */
  #makesLaw(text: string, { passages }: Evidence): boolean {
    if (!this.#halts.test(text) || this.#recommends.test(text)) return false;
    return passages.some(
      ({ basis, text: given }) => basis === 'recommendation' || this.#recommended.test(given),
    );
  }
}

/** A sentence that has so many words of a statement speaks of what it says. */
const RETOLD = 0.5;

const isRetold = (statement: Statement, words: Statement['words']): boolean =>
  statement.words.filter((word) => knows(words, word)).length >= statement.words.length * RETOLD;

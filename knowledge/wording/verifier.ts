import type { Corpus, Verdict } from '../corpus-model/corpus.ts';
import { folded } from '../search/plain-text.ts';
import { addressFaults } from './check-address.ts';
import { citationFaults } from './check-citations.ts';
import { ClaimCheck } from './check-claims.ts';
import { firmCheck } from './check-firm.ts';
import { forbiddenCheck } from './check-forbidden.ts';
import { formCheck } from './check-form.ts';
import { languageCheck } from './check-language.ts';
import { NameCheck } from './check-names.ts';
import { NumberCheck } from './check-numbers.ts';
import { orderFaults } from './check-order.ts';
import { PolarityCheck } from './check-polarity.ts';
import { supportFaults } from './check-support.ts';
import { thinFaults } from './check-thin.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { FAULTS, type Fault } from './faults.ts';
import type { WordingGround } from './passage.ts';
import { type Reading, TextReader } from './text-reader.ts';
import type { WordedLine } from './worded-line.ts';
import { anyOf, type WordingRules } from './wording-rules.ts';

type Check = (said: Reading, evidence: Evidence) => readonly Fault[];

/** Measures generated sentences by the passages that they say they rest on. */
export class Verifier {
  readonly #reader: TextReader;
  readonly #checks: readonly Check[];
  readonly #warnings: ReadonlyMap<Verdict, RegExp>;

  constructor(rules: WordingRules, corpus: Pick<Corpus, 'sources' | 'terms' | 'lawAliases'>) {
    this.#warnings = new Map(
      rules.claims.warnings.map(({ verdict, says }) => [verdict, anyOf(says)] as const),
    );
    this.#reader = new TextReader(rules, corpus);
    const names = new NameCheck(rules.names, rules.support.actors, corpus);
    const numbers = new NumberCheck(rules.numbers);
    const polarity = new PolarityCheck(rules.polarity);
    const claims = new ClaimCheck(rules.claims);
    this.#checks = [
      formCheck(rules.form),
      languageCheck(rules.form),
      addressFaults,
      forbiddenCheck(rules.forbidden),
      citationFaults,
      (said, evidence) => names.faultsOf(said, evidence),
      (said, evidence) => numbers.faultsOf(said, evidence),
      (said, evidence) => polarity.faultsOf(said, evidence),
      (said, evidence) => claims.faultsOf(said, evidence),
      supportFaults,
      thinFaults,
      firmCheck(rules.polarity),
      orderFaults,
    ];
  }

  /** Each fault once, in the order of the list; empty where the sentence may be shown. */
  faultsOf({ text, rests }: WordedLine, ground: WordingGround): readonly Fault[] {
    const evidence = evidenceOf(rests, ground, this.#reader);
    if (!evidence) return ['passage'];
    const said = this.#reader.read(text, true);
    const found = new Set(this.#checks.flatMap((check) => check(said, evidence)));
    return FAULTS.filter((fault) => found.has(fault));
  }

  /** Whether a text says what a verdict warns of; false for verdicts that warn of nothing. */
  saysVerdict(text: string, verdict: Verdict): boolean {
    return this.#warnings.get(verdict)?.test(folded(text)) ?? false;
  }
}

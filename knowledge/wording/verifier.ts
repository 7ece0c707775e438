import type { Corpus } from '../corpus-model/corpus.ts';
import { folded } from '../search/plain-text.ts';
import { addressFaults } from './check-address.ts';
import { CitationCheck } from './check-citations.ts';
import { ClaimCheck } from './check-claims.ts';
import { forbiddenCheck } from './check-forbidden.ts';
import { formCheck } from './check-form.ts';
import { languageCheck } from './check-language.ts';
import { NameCheck } from './check-names.ts';
import { NumberCheck } from './check-numbers.ts';
import { PolarityCheck } from './check-polarity.ts';
import { supportFaults, unknownWords } from './check-support.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { FAULTS, type Fault } from './faults.ts';
import type { WordingGround } from './passage.ts';
import { sentencesOf } from './sentences.ts';
import { StatementReader } from './statements.ts';
import { WordReader } from './word-match.ts';
import type { WordedLine } from './worded-line.ts';
import type { WordingRules } from './wording-rules.ts';

/** Measures generated sentences by the passages that they say they rest on. */
export class Verifier {
  readonly #form: ReturnType<typeof formCheck>;
  readonly #language: ReturnType<typeof languageCheck>;
  readonly #forbidden: ReturnType<typeof forbiddenCheck>;
  readonly #numbers: NumberCheck;
  readonly #citations: CitationCheck;
  readonly #names: NameCheck;
  readonly #polarity: PolarityCheck;
  readonly #claims: ClaimCheck;
  readonly #words: WordReader;
  readonly #statements: StatementReader;

  constructor(rules: WordingRules, corpus: Pick<Corpus, 'sources' | 'terms' | 'lawAliases'>) {
    this.#form = formCheck(rules.form);
    this.#language = languageCheck(rules.form);
    this.#forbidden = forbiddenCheck(rules.forbidden);
    this.#numbers = new NumberCheck(rules.numbers);
    this.#citations = new CitationCheck(corpus);
    this.#names = new NameCheck(rules.names, corpus);
    this.#polarity = new PolarityCheck(rules.polarity);
    this.#claims = new ClaimCheck(rules.claims);
    this.#words = new WordReader(rules.support, corpus.terms);
    this.#statements = new StatementReader(rules.polarity, this.#words);
  }

  /** Each fault once, in the order of the list; empty where the sentence may be shown. */
  faultsOf({ text, rests }: WordedLine, ground: WordingGround): readonly Fault[] {
    const evidence = evidenceOf(rests, ground);
    if (!evidence) return ['passage'];
    const found = new Set([
      ...this.#form(text, evidence),
      ...this.#language(text, evidence),
      ...addressFaults(text, evidence),
      ...this.#forbidden(text, evidence),
      ...this.#citations.faultsOf(text, evidence),
      ...this.#names.faultsOf(text, evidence),
      ...this.#numbers.faultsOf(
        this.#citations.without(text),
        this.#citations.without(evidence.cited),
      ),
      ...this.#meaning(text, evidence),
    ]);
    return FAULTS.filter((fault) => found.has(fault));
  }

  debugUnknown({ text, rests }: WordedLine, ground: WordingGround) {
    const e = evidenceOf(rests, ground);
    if (!e) return '';
    const said = this.#words.read(text);
    return `${said.length}: ${unknownWords(said, this.#words.read(e.cited))
      .map(({ raw }) => raw)
      .join(' ')}`;
  }

  #meaning(text: string, evidence: Evidence): readonly Fault[] {
    const said = this.#statements.read(sentencesOf(text));
    const given = this.#statements.read(
      evidence.passages.flatMap((passage) => sentencesOf(passage.text)),
    );
    return [
      ...this.#polarity.faultsOf(said, given),
      ...this.#claims.faultsOf(folded(text), evidence, said, given),
      ...supportFaults(this.#words.read(text), this.#words.read(evidence.cited)),
    ];
  }
}

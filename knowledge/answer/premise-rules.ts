import type { Corpus, Entry } from '../corpus-model/corpus.ts';
import { wordingPattern } from './wording-pattern.ts';

/** Notices questions that take a false belief for granted, by the wordings that the traps list. */
export class PremiseRules {
  readonly #rules: readonly { readonly trap: Entry; readonly premises: readonly RegExp[] }[];

  constructor({ entries }: Pick<Corpus, 'entries'>) {
    this.#rules = [...entries.values()]
      .filter(({ premise }) => premise.length > 0)
      .map((trap) => ({ trap, premises: trap.premise.map(wordingPattern) }));
  }

  /** The trap whose belief the text takes for granted; undefined when there is none. */
  falseBelief(text: string): Entry | undefined {
    return this.#rules.find(({ premises }) => premises.some((premise) => premise.test(text)))?.trap;
  }
}

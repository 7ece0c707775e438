import type { Corpus, Intent } from '../corpus-model/corpus.ts';
import { wordingPattern } from './wording-pattern.ts';

interface CompiledIntent {
  readonly intent: Intent;
  readonly phrases: readonly RegExp[];
  readonly unless: readonly RegExp[];
}

/** The wordings that decide at once what the bot does, compiled from `corpus/intents/`. */
export class IntentRules {
  readonly #rules: readonly CompiledIntent[];
  /** A question is looked at more than once on its way. */
  #last: { readonly text: string; readonly found: readonly Intent[] } | undefined;

  constructor({ intents }: Pick<Corpus, 'intents'>) {
    this.#rules = [...intents.values()].map((intent) => ({
      intent,
      phrases: intent.phrases.map(wordingPattern),
      unless: intent.unless.map(wordingPattern),
    }));
  }

  /** The intents whose wordings the text holds, without those that an exception takes back. */
  match(text: string): readonly Intent[] {
    if (this.#last?.text !== text) {
      const found = this.#rules
        .filter(({ phrases }) => phrases.some((phrase) => phrase.test(text)))
        .filter(({ unless }) => !unless.some((phrase) => phrase.test(text)))
        .map(({ intent }) => intent);
      this.#last = { text, found };
    }
    return this.#last.found;
  }

  /** True when the text holds a wording that takes this intent back. */
  isExcepted(id: string, text: string): boolean {
    const rule = this.#rules.find(({ intent }) => intent.id === id);
    return rule?.unless.some((phrase) => phrase.test(text)) ?? false;
  }
}

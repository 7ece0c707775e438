import type { Term } from '../corpus-model/corpus.ts';
import { PhraseMatcher } from './phrases.ts';

/**
 * The term map at work: everyday words and the words of the law become the same concept,
 * in Korean, English and the other languages of the map.
 */
export class ConceptReader {
  readonly #all: PhraseMatcher<string>;
  /** On its own, so that a longer phrase of another group cannot hide a word that is ours. */
  readonly #core: PhraseMatcher<string>;

  constructor(terms: readonly Term[]) {
    this.#all = new PhraseMatcher(terms.flatMap(phrasesOf));
    this.#core = new PhraseMatcher(terms.filter(({ core }) => core).flatMap(phrasesOf));
  }

  /** Ids of the term groups that a text speaks of, each once. */
  read(text: string): readonly string[] {
    return idsIn(this.#all, text);
  }

  /** How many groups it speaks of that only our subject has. */
  countCore(text: string): number {
    return idsIn(this.#core, text).length;
  }
}

const phrasesOf = ({ id, say, law }: Term): (readonly [string, string])[] =>
  [...say.ko, ...say.en, ...say.other, ...law.ko, ...law.en].map((phrase) => [phrase, id] as const);

const idsIn = (matcher: PhraseMatcher<string>, text: string): string[] => [
  ...new Set(matcher.find(text).map(({ tag }) => tag)),
];

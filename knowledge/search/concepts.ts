import type { Term } from '../corpus-model/corpus.ts';
import { PhraseMatcher } from './phrases.ts';

/**
 * The term map at work: everyday words and the words of the law become the same concept,
 * in Korean, English and the other languages of the map.
 */
export class ConceptReader {
  readonly #matcher: PhraseMatcher<string>;
  readonly #core: ReadonlySet<string>;

  constructor(terms: readonly Term[]) {
    this.#core = new Set(terms.flatMap(({ id, core }) => (core ? [id] : [])));
    this.#matcher = new PhraseMatcher(
      terms.flatMap(({ id, say, law }) =>
        [...say.ko, ...say.en, ...say.other, ...law.ko, ...law.en].map(
          (phrase) => [phrase, id] as const,
        ),
      ),
    );
  }

  /** Ids of the term groups that a text speaks of, each once. */
  read(text: string): readonly string[] {
    return [...new Set(this.#matcher.find(text).map(({ tag }) => tag))];
  }

  /** How many of these groups only our subject has. */
  countCore(ids: readonly string[]): number {
    return ids.filter((id) => this.#core.has(id)).length;
  }
}

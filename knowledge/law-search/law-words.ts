import type { Term } from '../corpus-model/corpus.ts';
import { ConceptReader } from '../search/concepts.ts';
import { squashedWording } from './wording-spellings.ts';

/** More words of the law for one everyday word than these say less and less what was meant. */
const WORDS_PER_TERM = 2;

/**
 * Makes the step from everyday words to the words of the law that the term map knows (씨씨티비: 고정형 영상정보처리기기). A query
 * that has the law's own words for a thing is left as it is.
 */
export function lawWordsFor(terms: readonly Term[]): (query: string) => string | undefined {
  const reader = new ConceptReader(terms);
  const wordsOf = new Map(terms.map(({ id, law }) => [id, law.ko]));
  return (query) => {
    const asked = squashedWording(query);
    const words = reader.read(query).flatMap((id) => {
      const ofLaw = wordsOf.get(id) ?? [];
      const isSaid = ofLaw.some((word) => asked.includes(squashedWording(word)));
      return isSaid ? [] : ofLaw.slice(0, WORDS_PER_TERM);
    });
    return words.length > 0 ? words.join(' ') : undefined;
  };
}

import type { EntryKind } from '../corpus-model/corpus.ts';
import { error, type Rule } from './finding.ts';

/** The size below which the corpus no longer covers what we promise to answer. */
const AT_LEAST = { situations: 80, others: 90, provisions: 150, terms: 150 } as const;

/** The corpus is as large as we say it is. */
export const corpusIsComplete: Rule = ({ corpus }) => {
  const count = (kinds: readonly EntryKind[]) =>
    [...corpus.entries.values()].filter(({ kind }) => kinds.includes(kind)).length;
  const have = {
    situations: count(['situation']),
    others: count(['concept', 'right', 'route', 'trap', 'unsettled']),
    provisions: corpus.provisions.length,
    terms: corpus.terms.length,
  };
  return (Object.keys(AT_LEAST) as (keyof typeof AT_LEAST)[])
    .filter((key) => have[key] < AT_LEAST[key])
    .map((key) => error('corpus', `${have[key]} ${key}, fewer than ${AT_LEAST[key]}`));
};

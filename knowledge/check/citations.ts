import { resolveCitation } from '../corpus-model/citation.ts';
import { entryCitations } from '../corpus-model/cited-places.ts';
import { error, type Rule } from './finding.ts';

/** Every citation of an entry names a source we have and, in a law, an article we have digested. */
export const citationsResolve: Rule = ({ corpus }) => {
  const digested = new Set(corpus.provisions.map(({ source, article }) => `${source} ${article}`));
  return entryCitations(corpus).flatMap(({ about, cite }) => {
    const found = resolveCitation(corpus, cite);
    if ('problem' in found) return [error(about, found.problem)];
    if (!found.at || digested.has(`${found.source.id} ${found.at.article}`)) return [];
    return [error(about, `${cite}: the corpus has no digest of this article (provisions/)`)];
  });
};

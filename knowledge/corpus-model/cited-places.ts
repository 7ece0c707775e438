import type { Pinpoint } from '../law/pinpoint.ts';
import { parsePinpoint } from '../law/pinpoint.ts';
import { resolveCitation } from './citation.ts';
import type { CitedBy, Corpus, Law, Reason } from './corpus.ts';
import { articleKey, byKey } from './stamps.ts';

/** A place in a Korean law that a record of the corpus stands on. */
export interface CitedPlace {
  /** The record: an entry or intent id, or the place of a digest (`pipa 제23조`). */
  readonly about: string;
  readonly law: Law;
  readonly at: Pinpoint;
}

/** Everything that entries, intents and rules cite, as they write it. */
export function entryCitations(corpus: Corpus): readonly CitedBy[] {
  const ofAnswers = [...corpus.entries.values(), ...corpus.intents.values()].flatMap(
    ({ id, reasons }) =>
      reasons.flatMap(({ cite }) => cite.map((one) => ({ about: id, cite: one }))),
  );
  return [...ofAnswers, ...(corpus.ruleCitations ?? [])];
}

/** The places in Korean laws that these reasons cite, in their order. */
export function placesOf(
  corpus: Pick<Corpus, 'sources'>,
  reasons: readonly Pick<Reason, 'cite'>[],
): readonly Omit<CitedPlace, 'about'>[] {
  return reasons.flatMap(({ cite }) => cite.flatMap((one) => placeOf(corpus, one)));
}

/** All places in Korean laws that entries, intents and rules cite. */
export function citedPlaces(corpus: Corpus): readonly CitedPlace[] {
  return entryCitations(corpus).flatMap(({ about, cite }) =>
    placeOf(corpus, cite).map((place) => ({ about, ...place })),
  );
}

function placeOf(corpus: Pick<Corpus, 'sources'>, cite: string): Omit<CitedPlace, 'about'>[] {
  const found = resolveCitation(corpus, cite);
  if ('problem' in found || found.source.type !== 'law' || !found.at) return [];
  return [{ law: found.source, at: found.at }];
}

/** All places that have a digest. */
export function provisionPlaces(corpus: Corpus): readonly CitedPlace[] {
  return corpus.provisions.flatMap((provision) => {
    const law = corpus.sources.get(provision.source);
    const at = parsePinpoint(provision.at);
    if (law?.type !== 'law' || !at) return [];
    return [{ about: `${provision.source} ${provision.at}`, law, at }];
  });
}

/** Every article that the corpus cites or digests, once, by the key of its stamp and in the order of keys. */
export function articlesOf(corpus: Corpus): ReadonlyMap<string, Omit<CitedPlace, 'about'>> {
  const articles = [...citedPlaces(corpus), ...provisionPlaces(corpus)].map(
    ({ law, at: { article } }) => [articleKey(law.id, article), { law, at: { article } }] as const,
  );
  return new Map(articles.sort(([a], [b]) => byKey(a, b)));
}

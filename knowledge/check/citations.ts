import { resolveCitation } from '../corpus-model/citation.ts';
import type { Corpus, Law } from '../corpus-model/corpus.ts';
import { articleDigest, findInStatute } from '../law/find-in-statute.ts';
import { koreanArticle, koreanPinpoint, type Pinpoint, parsePinpoint } from '../law/pinpoint.ts';
import { type CheckContext, error, type Finding, type Rule } from './finding.ts';

interface CitedPlace {
  readonly about: string;
  readonly law: Law;
  readonly at: Pinpoint;
}

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

/** Every place we cite or digest exists in the official text, under the title we give it. */
export const citedPlacesExist: Rule = (context) => [
  ...citedPlaces(context.corpus).flatMap((place) => provePlace(context, place)),
  ...provisionPlaces(context.corpus).flatMap((place) => provePlace(context, place)),
  ...titlesMatch(context),
];

/** The text we stand on is the text a person read: its stamp is there and has not moved. */
export const stampsHold: Rule = ({ corpus, law }) => {
  const places = new Map<string, CitedPlace>();
  for (const place of [...citedPlaces(corpus), ...provisionPlaces(corpus)]) {
    places.set(`${place.law.id} ${koreanArticle(place.at.article)}`, place);
  }
  return [...places].flatMap(([key, { law: source, at }]) => {
    const stamp = corpus.stamps.articles[key];
    if (!stamp) return [error(key, 'not stamped; run `npm run knowledge:stamp`')];
    const article = law?.statute(source.file)?.articles.get(at.article);
    if (!article || articleDigest(article) === stamp.sha256) return [];
    return [error(key, 'the official text differs from the one our digest was checked against')];
  });
};

function provePlace({ law }: CheckContext, { about, law: source, at }: CitedPlace): Finding[] {
  const statute = law?.statute(source.file);
  const name = `${source.title.ko} ${koreanArticle(at.article)}`;
  if (!statute) return [{ level: 'unchecked', about, message: `${name}: no official text here` }];
  const found = findInStatute(statute, at);
  switch (found.kind) {
    case 'found':
      return [];
    case 'deleted':
      return [error(about, `${source.title.ko} ${koreanPinpoint(at)} is deleted`)];
    case 'no-such-article':
      return [error(about, `${name} does not exist`)];
    case 'no-such-part':
      return [error(about, `${name} has no ${found.missing}`)];
  }
}

/** Each file holds the law that its source says, and each of our titles is the official one. */
function titlesMatch(context: CheckContext): Finding[] {
  const { corpus, law } = context;
  const sources = new Set(corpus.provisions.map(({ source }) => source));
  return [
    ...[...sources].flatMap((id) => lawMatches(context, id)),
    ...corpus.provisions.flatMap((provision) => {
      const source = corpus.sources.get(provision.source);
      const statute = source?.type === 'law' ? law?.statute(source.file) : undefined;
      const article = statute?.articles.get(provision.article);
      if (!article || squash(article.title) === squash(provision.title)) return [];
      const about = `${provision.source} ${provision.at}`;
      return [error(about, `the official title is "${article.title}"`)];
    }),
  ];
}

function lawMatches({ corpus, law }: CheckContext, id: string): Finding[] {
  const source = corpus.sources.get(id);
  if (source?.type !== 'law') return [error(id, 'provisions of an unknown law')];
  const statute = law?.statute(source.file);
  if (!statute || squash(statute.title) === squash(source.title.ko)) return [];
  return [error(id, `the file holds "${statute.title}", not "${source.title.ko}"`)];
}

const squash = (title: string): string => title.normalize('NFC').replace(/[\s·ㆍ‧・]/g, '');

/** What entries and intents cite. */
function entryCitations(corpus: Corpus): { about: string; cite: string }[] {
  return [...corpus.entries.values(), ...corpus.intents.values()].flatMap(({ id, reasons }) =>
    reasons.flatMap(({ cite }) => cite.map((one) => ({ about: id, cite: one }))),
  );
}

/** All places in Korean laws that entries cite. */
export function citedPlaces(corpus: Corpus): readonly CitedPlace[] {
  return entryCitations(corpus).flatMap(({ about, cite }) => {
    const found = resolveCitation(corpus, cite);
    if ('problem' in found || found.source.type !== 'law' || !found.at) return [];
    return [{ about, law: found.source, at: found.at }];
  });
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

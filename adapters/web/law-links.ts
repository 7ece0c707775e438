import type { LinkView } from '../../bot/view.ts';
import type { LawLibrary } from '../../knowledge/answer/law-library.ts';
import { lawPath } from '../../knowledge/answer/law-path.ts';
import type { Corpus } from '../../knowledge/corpus-model/corpus.ts';
import type { LawFile } from '../../knowledge/law/law-folder.ts';
import type { NamedLaws } from '../../knowledge/law/named-laws.ts';
import { koreanArticle } from '../../knowledge/law/pinpoint.ts';
import type { Reference } from '../../knowledge/law/reference-model.ts';
import { namesGivenIn, readReferences } from '../../knowledge/law/references.ts';
import type { Statute } from '../../knowledge/law/statute.ts';
import type { WebContext } from './context.ts';
import { type ReadLaw, shelfOf } from './law-shelf.ts';
import type { TextLink } from './law-text.ts';

/** How many laws and articles a search offers by their names. */
const MOST_NAMED = 5;

interface PlacesNamed {
  /** The one article that the query names, when it says nothing else. */
  readonly only?: string;
  readonly links: readonly LinkView[];
}

/** The articles and laws that a query names: those it names outright first, then titles that hold its words. */
export function placesNamed({ corpus, laws }: WebContext, query: string): PlacesNamed {
  if (!laws) return { links: [] };
  const { references } = readReferences(query, shelfOf(laws, corpus));
  const articles = references.flatMap(articleNamed);
  const [first] = articles;
  if (first && articles.length === 1 && saysNothingElse(query, references)) {
    return { only: first.path, links: [first] };
  }
  return { links: [...articles, ...lawsTitled(query, laws, corpus)].slice(0, MOST_NAMED) };
}

function articleNamed({ law, from }: Reference<LawFile>): readonly LinkView[] {
  if (law.kind !== 'named') return [];
  const { title, slug } = law.law;
  return [{ title: `${title} ${koreanArticle(from.article)}`, path: lawPath(slug, from.article) }];
}

const saysNothingElse = (query: string, [first]: readonly Reference<LawFile>[]): boolean =>
  first !== undefined &&
  !/[\p{L}\p{N}]/u.test(query.slice(0, first.start) + query.slice(first.end));

function lawsTitled(query: string, library: LawLibrary, corpus: Corpus): readonly LinkView[] {
  const wanted = wordsOf(query).join('');
  const exact = shelfOf(library, corpus).exact(query);
  const titled = library.laws
    .filter((law) => law !== exact && wanted.length > 1 && isInTitle(wanted, law.title))
    .toSorted((a, b) => a.title.length - b.title.length);
  return [...(exact ? [exact] : []), ...titled]
    .slice(0, MOST_NAMED)
    .map(({ title, slug }) => ({ title, path: lawPath(slug) }));
}

/** From the beginning of a word on, spaces aside: 민법 is in 민법법인 …, and not in 난민법. */
const isInTitle = (wanted: string, title: string): boolean => {
  const words = wordsOf(title);
  return words.some((_, at) => words.slice(at).join('').startsWith(wanted));
};

const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** The places that the text of an article refers to, as far as our pages have them. */
export function linksInLaw(
  { corpus, laws }: WebContext,
  text: string,
  { law, statute }: ReadLaw,
  article: string,
): readonly TextLink[] {
  if (!laws) return [];
  const shelf = shelfOf(laws, corpus);
  const { references } = readReferences(text, shelf, {
    law: statute.title,
    at: { article },
    articles: [...statute.articles.keys()],
    called: namesGiven(statute, shelf),
  });
  return references.flatMap(({ law: named, from, start, end }) => {
    const other = lawReferredTo(named, law, shelf);
    const isOwn = other === law;
    if (!other || (isOwn && (from.article === article || !statute.articles.has(from.article)))) {
      return [];
    }
    return [{ start, end, path: lawPath(other.slug, from.article) }];
  });
}

function lawReferredTo(
  named: Reference<LawFile>['law'],
  own: LawFile,
  shelf: NamedLaws<LawFile>,
): LawFile | undefined {
  switch (named.kind) {
    case 'named':
      return named.law;
    case 'unstated':
      return named.rank ? shelf.exact(`${own.title} ${named.rank}`) : own;
    case 'unknown-name':
      return undefined;
  }
}

const namesByStatute = new WeakMap<Statute, ReadonlyMap<string, string>>();

/** What a law calls other laws (이하 "법"이라 한다). Only lines that could say so are read: laws are long. */
function namesGiven(statute: Statute, shelf: NamedLaws<LawFile>): ReadonlyMap<string, string> {
  const known = namesByStatute.get(statute);
  if (known) return known;
  const lines = [...statute.articles.values()].flatMap(({ text }) =>
    text.includes('이하') ? text.split('\n').filter((line) => line.includes('이하')) : [],
  );
  const names = namesGivenIn(lines.join('\n'), shelf);
  namesByStatute.set(statute, names);
  return names;
}

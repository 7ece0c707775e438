import { fill, type Words } from '../../bot/words.ts';
import { lawPath, officialLawUrl } from '../../knowledge/answer/law-path.ts';
import { provisionsAt } from '../../knowledge/corpus-model/citation.ts';
import type { Corpus, Law } from '../../knowledge/corpus-model/corpus.ts';
import type { Language } from '../../knowledge/language.ts';
import { koreanArticle } from '../../knowledge/law/pinpoint.ts';
import type { Statute } from '../../knowledge/law/statute.ts';
import type { WebContext } from './context.ts';
import { whyMissing } from './law-article.ts';
import { grouped } from './law-facts.ts';
import { lawNotices } from './law-page.ts';
import type { LawFinding, ReadLaw } from './law-shelf.ts';
export type Unread = Exclude<LawFinding, { kind: 'read' }>;

/** Why a page of the law shows no text, and where to go on from there. */
export interface LawMessage {
  readonly status: number;
  readonly title: string;
  readonly text: string;
  readonly links: readonly {
    readonly title: string;
    readonly path: string;
    readonly isOutside?: true;
  }[];
}

/** The text at hand has no such article: says what it has, and whether that settles it. */
export function noSuchArticle(
  context: WebContext,
  language: Language,
  found: ReadLaw,
  number: string,
): LawMessage {
  const { law, statute } = found;
  const words = context.words[language];
  const links = [
    ...nearest([...statute.articles.keys()], law.slug, number, words),
    { title: words.law.wholeLaw, path: lawPath(law.slug) },
    officialLink(words, law.title, number),
  ];
  const why = whyMissing(context, found, number);
  if (why === 'text-unavailable') {
    return { status: 503, title: words.law.unavailable, text: words.law.noSoundText, links };
  }
  const { isRepealed, inForce } = statute;
  const known = isRepealed
    ? lawNotices(statute, inForce, words, context.today())
    : [extentOf(statute, words)];
  const yet =
    why === 'not-in-later-text' ? [fill(words.law.noSuchArticleYet, { date: inForce })] : [];
  return {
    status: 404,
    title: fill(words.law.noSuchArticle, { law: law.title, article: koreanArticle(number) }),
    text: [...known, ...yet].join(' '),
    links,
  };
}

function extentOf({ articles, inForce }: Statute, words: Words): string {
  const all = [...articles.keys()];
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last) return words.law.noArticles;
  return fill(words.law.noSuchArticleText, {
    inForce,
    first: koreanArticle(first),
    last: koreanArticle(last),
  });
}

function nearest(all: readonly string[], slug: string, number: string, words: Words) {
  const after = all.find((article) => compareArticles(article, number) > 0);
  const before = all.findLast((article) => compareArticles(article, number) < 0);
  const link = (title: string, article: string | undefined) =>
    article
      ? [{ title: fill(title, { article: koreanArticle(article) }), path: lawPath(slug, article) }]
      : [];
  return [...link(words.law.nearestBefore, before), ...link(words.law.nearestAfter, after)];
}

/** By number, then by the number after 의. */
function compareArticles(a: string, b: string): number {
  const [first = 0, second = 0] = a.split('-').map(Number);
  const [otherFirst = 0, otherSecond = 0] = b.split('-').map(Number);
  return first - otherFirst || second - otherSecond;
}

/** The text cannot be had, or nothing here has that name. Only the latter is a 404. */
export function unavailable(
  { corpus, laws, words: byLanguage }: WebContext,
  language: Language,
  finding: Unread,
  number?: string,
): LawMessage {
  const words = byLanguage[language];
  const { name } = finding;
  if (finding.kind === 'no-such-law') {
    const text = fill(words.law.noSuchLawText, { name, laws: grouped(laws?.laws.length ?? 0) });
    return { status: 404, title: words.law.noSuchLaw, text, links: [officialLink(words, name)] };
  }
  const { source } = finding;
  const texts = {
    'no-folder': words.law.noFolder,
    absent: words.law.noFile,
    unreadable: words.law.unreadable,
  };
  return {
    status: 503,
    title: words.law.unavailable,
    text: texts[finding.kind],
    links: [
      officialLink(words, source?.title.ko ?? name, number),
      ...(source ? [{ title: words.law.ours, path: ourPage(corpus, source, number) }] : []),
    ],
  };
}

const ourPage = ({ provisions }: Corpus, { id }: Law, number: string | undefined): string =>
  number && provisionsAt(provisions, id, number).length > 0 ? `/p/${id}/${number}` : `/s/${id}`;

const officialLink = (words: Words, name: string, number?: string) => ({
  title: words.law.officialLink,
  path: officialLawUrl(encodeURIComponent(name.replace(/\s+/g, '')), number),
  isOutside: true as const,
});

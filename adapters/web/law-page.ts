import { fill, type Words } from '../../bot/words.ts';
import { lawPath } from '../../knowledge/answer/law-path.ts';
import type { Language } from '../../knowledge/language.ts';
import { koreanArticle } from '../../knowledge/law/pinpoint.ts';
import type { Article, Division, Statute } from '../../knowledge/law/statute.ts';
import type { WebContext } from './context.ts';
import { grouped, statuteFacts } from './law-facts.ts';
import { type ReadLaw, sourceTitled } from './law-shelf.ts';

/** Unread lines that the page of a law lists; the count names all of them. */
const UNREAD_SHOWN = 30;

/** Headings of a law come below the one of its contents, which is of the second level. */
const FIRST_LEVEL = 3;
const LAST_LEVEL = 6;

interface ContentsPart {
  readonly headings: readonly { readonly title: string; readonly level: number }[];
  readonly articles: readonly ArticleLink[];
}

interface ArticleLink {
  readonly title: string;
  readonly path: string;
  readonly isDeleted: boolean;
}

/** `제23조(민감정보의 처리 제한)`, as laws write it. */
export const articleHeading = ({ number, title }: Article): string =>
  title ? `${koreanArticle(number)}(${title})` : koreanArticle(number);

/** `제4장의2 이동형 영상정보처리기기`. */
export function divisionHeading({ kind, number, title }: Division): string {
  const [first, branch] = number.split('-');
  return `제${first}${kind}${branch ? `의${branch}` : ''} ${title}`.trim();
}

/** The page of a law: what it is, and its articles under their parts and chapters. */
export function lawPageData(context: WebContext, { law, statute }: ReadLaw, language: Language) {
  const words = context.words[language];
  const today = context.today();
  const source = sourceTitled(context.corpus, law.title);
  const articles = [...statute.articles.values()];
  const deleted = articles.filter(({ isDeleted }) => isDeleted).length;
  const { unread } = statute;
  return {
    title: statute.title,
    ...(source && { source: { title: source.title[language], path: `/s/${source.id}` } }),
    notices: lawNotices(statute, statute.inForce, words, today),
    facts: [
      ...statuteFacts(statute, law.file, words, today),
      {
        name: words.law.articles,
        value: fill(words.law.articlesValue, {
          count: grouped(articles.length),
          deleted: grouped(deleted),
        }),
      },
    ],
    preamble: statute.preamble,
    contents: contentsOf({ law, statute }),
    unread: unread.slice(0, UNREAD_SHOWN),
    unreadCount: fill(words.law.unread, { count: unread.length }),
  };
}

/** What must be known before the text is read: that it has no force, not yet or no more. */
export function lawNotices(
  { isRepealed }: Statute,
  inForce: string,
  { law }: Words,
  today: string,
): string[] {
  const isUpcoming = inForce > today;
  if (isRepealed) {
    return [fill(isUpcoming ? law.repealedFrom : law.repealed, { date: inForce })];
  }
  return isUpcoming ? [fill(law.upcoming, { date: inForce })] : [];
}

/** Every article once, in the order of the text; each heading before the first article below it. */
function contentsOf({ law, statute }: ReadLaw): readonly ContentsPart[] {
  const levelOf = pageLevels(statute.divisions);
  const headingsAt = (article: string | undefined) =>
    statute.divisions
      .filter(({ firstArticle }) => firstArticle === article)
      .map((division) => ({ title: divisionHeading(division), level: levelOf(division) }));
  const parts: { headings: ContentsPart['headings']; articles: ArticleLink[] }[] = [];
  for (const article of statute.articles.values()) {
    const headings = headingsAt(article.number);
    if (headings.length > 0 || parts.length === 0) parts.push({ headings, articles: [] });
    parts.at(-1)?.articles.push({
      title: articleHeading(article),
      path: lawPath(law.slug, article.number),
      isDeleted: article.isDeleted,
    });
  }
  return [...parts, { headings: headingsAt(undefined), articles: [] }];
}

/** A law that has chapters and no parts begins at the first level all the same. */
function pageLevels(divisions: readonly Division[]): (division: Division) => number {
  const used = [...new Set(divisions.map(({ level }) => level))].sort((a, b) => a - b);
  return ({ level }) => Math.min(FIRST_LEVEL + used.indexOf(level), LAST_LEVEL);
}

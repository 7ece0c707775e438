import { catalogueOf } from '../law/law-catalogue.ts';
import type { LawFolder } from '../law/law-folder.ts';
import { TextIndexBuilder } from '../text-search/text-index-builder.ts';
import type { TextIndexData } from '../text-search/text-index-data.ts';
import type { ArticleTableData } from './article-table.ts';

/** An index of all articles, and what its numbers stand for. */
export interface ArticleIndex {
  readonly table: ArticleTableData;
  readonly texts: TextIndexData;
}

/** The laws between two reports of progress. */
const REPORT_EVERY = 50;

/**
 * Indexes every article of every law that counts on a day. Deleted articles are counted, not indexed.
 *
 * @param today - ISO date.
 */
export function buildArticleIndex(
  folder: LawFolder,
  today: string,
  report: (done: number, total: number) => void = () => undefined,
): ArticleIndex {
  const { laws, problems } = catalogueOf(folder, today);
  const builder = new TextIndexBuilder();
  const counts: number[] = [];
  const lines: string[] = [];
  const unreadable = problems.map(({ file }) => file);
  let articleCount = 0;
  laws.forEach(({ file, title }, number) => {
    const reading = folder.read(file);
    const articles = reading.kind === 'read' ? [...reading.statute.articles.values()] : [];
    if (reading.kind !== 'read') unreadable.push(file);
    const standing = articles.filter(({ isDeleted }) => !isDeleted);
    for (const article of standing) {
      lines.push(`${article.number}\t${article.title.replace(/\s+/g, ' ')}\n`);
      builder.add({
        group: number,
        groupName: title,
        title: article.title,
        body: article.text,
        prior: priorOf(title),
      });
    }
    counts.push(standing.length);
    articleCount += articles.length;
    if (number % REPORT_EVERY === 0) report(number, laws.length);
  });
  const table = {
    laws: laws.map(({ file, title }) => ({ file, title })),
    counts,
    lines: lines.join(''),
    articleCount,
    unreadable,
  };
  const texts = builder.finish();
  report(laws.length, laws.length);
  return { table, texts };
}

/** Acts rank before decrees and rules that repeat their words. Measured: DECISIONS.md, 15. */
export function priorOf(title: string): number {
  if (/(?:법|법률|헌법)$/.test(title)) return 1;
  return /(?:규칙|규정)$/.test(title) ? 0.8 : 0.85;
}

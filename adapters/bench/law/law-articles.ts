import { catalogueOf } from '../../../knowledge/law/law-catalogue.ts';
import { openLawFolder } from '../../../knowledge/law/law-folder.ts';
import type { Article } from '../../../knowledge/law/statute.ts';

/** An article as every engine gets it. */
export interface LawArticle {
  /** Counted from 0 over all that are indexed. */
  readonly number: number;
  readonly file: string;
  readonly law: string;
  readonly article: Article;
}

/**
 * All articles that our own index holds, in its order: of each law the version that counts on a day, without the
 * deleted ones.
 */
export function* lawArticles(
  path: string,
  today: string,
  report: (done: number, total: number) => void = () => undefined,
): Generator<LawArticle> {
  // Each law is read once: none is kept.
  const folder = openLawFolder(path, { mostCharactersKept: 0 });
  const { laws } = catalogueOf(folder, today);
  let number = 0;
  for (const [at, { file, title }] of laws.entries()) {
    report(at, laws.length);
    const reading = folder.read(file);
    if (reading.kind !== 'read') continue;
    for (const article of reading.statute.articles.values()) {
      if (!article.isDeleted) yield { number: number++, file, law: title, article };
    }
  }
}

/** Reads every article and keeps none: the part of every build that is not indexing. */
export function readAll(path: string, today: string): number {
  let articles = 0;
  for (const _ of lawArticles(path, today)) articles += 1;
  return articles;
}

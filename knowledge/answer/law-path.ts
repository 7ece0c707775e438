import { koreanArticle } from '../law/pinpoint.ts';

/** The permanent address of our page of a law, or of one article of it (`23`, `25-2`), percent-encoded. */
export function lawPath(slug: string, article?: string): string {
  const law = `/law/${encodeURIComponent(slug)}`;
  return article === undefined ? law : `${law}/${encodeURIComponent(koreanArticle(article))}`;
}

/** Where the national law database shows a law, or one article of it. */
export function officialLawUrl(title: string, article?: string): string {
  const law = `https://www.law.go.kr/법령/${title.replace(/\s+/g, '')}`;
  return article === undefined ? law : `${law}/${koreanArticle(article)}`;
}

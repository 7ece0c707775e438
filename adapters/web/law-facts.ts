import { fill, type Words } from '../../bot/words.ts';
import { koreanArticle } from '../../knowledge/law/pinpoint.ts';
import type { Article, Statute } from '../../knowledge/law/statute.ts';
import type { Fact } from './source-facts.ts';

/**
 * What a reader should know of the text of a law: its kind, since when it applies, and where we have it from.
 * An article may take effect on a day of its own.
 */
export function statuteFacts(
  { inForce, promulgated, promulgationNumber, kind, url }: Statute,
  file: string,
  words: Words,
  today: string,
  article?: Article,
): readonly Fact[] {
  const { law } = words;
  const since = article?.inForce ?? inForce;
  return [
    { name: law.kind, value: kind },
    {
      name: law.inForce,
      value: since > today ? fill(words.proof.upcoming, { date: since }) : since,
    },
    {
      name: law.promulgated,
      value: fill(law.promulgatedValue, { date: promulgated, number: promulgationNumber }),
    },
    { name: law.file, value: file },
    ...(isWebAddress(url)
      ? [{ name: law.official, value: law.officialLink, url: placeIn(url, article) }]
      : []),
  ];
}

/** `2026-09-11 시행`, or that it is promulgated and not in force yet. */
export const inForceText = (inForce: string, { answer, proof }: Words, today: string): string =>
  fill(inForce > today ? proof.upcoming : answer.inForce, { date: inForce });

/** The address comes from the file, and a file may be anybody's. */
const isWebAddress = (url: string): boolean => /^https?:\/\//.test(url);

/** The official site shows an article below the address of its law. */
const placeIn = (url: string, article: Article | undefined): string =>
  article ? `${url}/${koreanArticle(article.number)}` : url;

/** 204,873 in both languages. */
export const grouped = (count: number): string => count.toLocaleString('en');

import { articlesOf } from '../corpus-model/cited-places.ts';
import type { Corpus, Law, Review } from '../corpus-model/corpus.ts';
import { type NewStamp, stampFor } from '../corpus-model/new-stamps.ts';
import type { LawFolder } from '../law/law-folder.ts';
import { stampedInForce } from '../law/stamped-article.ts';
import type { Article, Statute } from '../law/statute.ts';
import { stampableIn } from './stampable.ts';
import { type Dependants, dependantsOf } from './stands-on.ts';

/** An article that a person can review: what the text at hand says, and what of ours rests on it. */
export interface Reviewable extends Dependants {
  /** Of its stamp: `pipa 제23조`. */
  readonly key: string;
  readonly law: Law;
  readonly statute: Statute;
  readonly article: Article;
  readonly compared: 'unchanged' | 'changed' | 'unstamped';
}

export type ReviewRequest =
  | { readonly kind: 'ready'; readonly articles: readonly Reviewable[] }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** Gathers what is to be reviewed. One article that cannot be is reason to refuse them all: nothing is half done. */
export function requestReview(
  corpus: Corpus,
  folder: LawFolder,
  keys: readonly string[],
): ReviewRequest {
  const known = articlesOf(corpus);
  const dependants = dependantsOf(corpus);
  const find = stampableIn(corpus, folder);
  const articles: Reviewable[] = [];
  const problems: string[] = [];
  for (const key of new Set(keys)) {
    const place = known.get(key);
    const found = place && find(place.law, place.at.article);
    if (!found) problems.push(`${key}: no entry, intent or digest of ours stands on it`);
    else if ('problem' in found) problems.push(`${key}: ${found.problem}`);
    else articles.push({ ...dependants(key), ...found, key, law: place.law });
  }
  return problems.length > 0 ? { kind: 'refused', problems } : { kind: 'ready', articles };
}

/** Who reviewed, when, and what they want to have said about it. */
export interface Reviewer {
  readonly by: string;
  /** The day in Korea, YYYY-MM-DD. */
  readonly on: string;
  readonly note?: string;
}

/** What a finished review writes: the new stamps, and the record of who gave them. */
export function reviewed(
  corpus: Corpus,
  articles: readonly Reviewable[],
  reviewer: Reviewer,
): { readonly stamps: readonly NewStamp[]; readonly reviews: readonly Review[] } {
  const stamps = articles.map(({ key, statute, article, compared }) => {
    const before = compared === 'unchanged' ? corpus.stamps.articles[key] : undefined;
    return stampFor(key, statute, article, reviewer, before);
  });
  const reviews = stamps.map(({ key, stamp }, index): Review => {
    const from = corpus.stamps.articles[key]?.sha256;
    return {
      on: reviewer.on,
      by: reviewer.by,
      article: key,
      ...(from && { from }),
      to: stamp.sha256,
      promulgationNumber: stamp.promulgationNumber,
      inForce: stampedInForce(stamp),
      entries: [...(articles[index]?.entries ?? [])],
      ...(reviewer.note && { note: reviewer.note }),
    };
  });
  return { stamps, reviews };
}

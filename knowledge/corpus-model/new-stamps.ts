import { digestOf, inForceFrom } from '../law/stamped-article.ts';
import type { Article, Statute } from '../law/statute.ts';
import type { ArticleStamp, Stamps } from './corpus.ts';
import { lawOfKey, stampsOf } from './stamps.ts';

/** A stamp to be written: of which article, and of which 법령ID. */
export interface NewStamp {
  readonly key: string;
  readonly lawId: string;
  readonly stamp: ArticleStamp;
}

/**
 * What an article of the text at hand is stamped with.
 *
 * @param before - Its stamp so far, where the article is still as that says: it may apply since an earlier day.
 */
export function stampFor(
  key: string,
  statute: Statute,
  article: Article,
  { by, on }: { readonly by: string; readonly on: string },
  before?: ArticleStamp,
): NewStamp {
  const { lawId, promulgationNumber, promulgated, inForce } = statute;
  const appliesFrom = inForceFrom(statute, article.number, before, on);
  return {
    key,
    lawId,
    stamp: {
      sha256: digestOf(article),
      promulgationNumber,
      promulgated,
      inForce,
      ...(appliesFrom !== inForce && { appliesFrom }),
      checkedOn: on,
      by,
    },
  };
}

/** The stamps with these in place of the ones they replace. */
export function withStamps(stamps: Stamps, added: readonly NewStamp[]): Stamps {
  const lawIds = added.map(({ key, lawId }) => [lawOfKey(key), { lawId }] as const);
  return stampsOf({
    laws: { ...stamps.laws, ...Object.fromEntries(lawIds) },
    articles: {
      ...stamps.articles,
      ...Object.fromEntries(added.map(({ key, stamp }) => [key, stamp] as const)),
    },
  });
}

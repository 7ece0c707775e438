import type { ArticleStamp, Stamps } from '../corpus-model/corpus.ts';
import { articleKey, lawOfKey } from '../corpus-model/stamps.ts';
import { articleDigest } from './find-in-statute.ts';
import { ageOf } from './law-version.ts';
import type { Article, Statute } from './statute.ts';

/** How an article of the text at hand stands to what we compared our digest with. */
export type Comparison =
  | 'unchanged'
  /** The text is newer, and the article differs or is not there. */
  | 'changed'
  /** The text claims to be a version we compared with, and differs from it: cut off, or altered. */
  | 'damaged'
  /** The text is older than the version we compared with: what differs in it means nothing. */
  | 'older-text'
  | 'unstamped'
  /** We compared other articles of this law with a newer version than this text. */
  | 'unstamped-in-older-text';

/** Compares articles of a law with the stamps of the corpus. */
export type StampComparer = (law: string, statute: Statute, article: string) => Comparison;

/** Digests are kept for as long as their statute is: the same articles are asked for at every answer. */
export function stampComparer({ articles, laws }: Stamps): StampComparer {
  const damaged = new WeakMap<Statute, boolean>();

  /** Any stamped article that is not as stamped shows that the file is not what it says. */
  const isDamaged = (law: string, statute: Statute): boolean => {
    const known = damaged.get(statute);
    if (known !== undefined) return known;
    const byDigest = digestsIn(statute);
    const found = Object.entries(articles).some(
      ([key, stamp]) =>
        lawOfKey(key) === law && ageOf(statute, stamp) === 'same' && byDigest(key) !== stamp.sha256,
    );
    damaged.set(statute, found);
    return found;
  };

  const unstamped = (law: string, statute: Statute): Comparison => {
    const newest = laws[law];
    if (newest && ageOf(statute, newest) === 'older') return 'unstamped-in-older-text';
    return isDamaged(law, statute) ? 'damaged' : 'unstamped';
  };

  return (law, statute, number) => {
    const stamp = articles[articleKey(law, number)];
    if (!stamp) return unstamped(law, statute);
    const age = ageOf(statute, stamp);
    if (age === 'older') return 'older-text';
    const article = statute.articles.get(number);
    if (article && digestOf(article) === stamp.sha256) return 'unchanged';
    return age === 'same' || isDamaged(law, statute) ? 'damaged' : 'changed';
  };
}

/**
 * From when the words of an article apply. A version that takes effect later may leave an article as it is: then it
 * applies since the day we know it from, not only from the day of that version.
 *
 * @param stamp - What the article was compared with and found unchanged; absent in every other case.
 */
export function inForceFrom(
  statute: Statute,
  number: string,
  stamp: ArticleStamp | undefined,
  today: string,
): string {
  const own = statute.articles.get(number)?.inForce ?? statute.inForce;
  if (own <= today || !stamp) return own;
  const known = ageOf(statute, stamp) === 'newer' ? stampedInForce(stamp) : stamp.appliesFrom;
  return known !== undefined && known < own ? known : own;
}

/** From when the article applies that was stamped. */
export const stampedInForce = ({ appliesFrom, inForce }: ArticleStamp): string =>
  appliesFrom ?? inForce;

/** The digest of the article that a stamp's key names. */
function digestsIn(statute: Statute): (key: string) => string | undefined {
  const byKey = new Map(
    [...statute.articles].map(([number, article]) => [articleKey('', number), article] as const),
  );
  return (key) => {
    const article = byKey.get(key.slice(lawOfKey(key).length));
    return article && digestOf(article);
  };
}

const digests = new WeakMap<Article, string>();

/** `articleDigest`, computed once for each article in memory. */
export function digestOf(article: Article): string {
  const known = digests.get(article);
  if (known !== undefined) return known;
  const digest = articleDigest(article);
  digests.set(article, digest);
  return digest;
}

import type { ArticleStamp, Corpus, Law } from '../corpus-model/corpus.ts';
import { articleKey } from '../corpus-model/stamps.ts';
import { findInStatute } from '../law/find-in-statute.ts';
import type { LawFolder } from '../law/law-folder.ts';
import type { LawVersion } from '../law/law-version.ts';
import { digestOf, inForceFrom, stampComparer } from '../law/stamped-article.ts';
import type { Statute } from '../law/statute.ts';
import { type LawNotAtHand, textOfLaw } from '../law/text-of-law.ts';
import { earlierText, wordingOf } from './earlier-text.ts';
import { type WordDifference, wordDifference } from './word-difference.ts';

/** What became of an article since it was stamped. `moved`: its words now stand under another number. */
export type ChangeKind = 'amended' | 'moved' | 'deleted' | 'gone' | 'repealed';

/** An article that is no longer what its stamp says, in the text at hand. */
export interface ArticleChange {
  readonly kind: 'changed';
  readonly change: ChangeKind;
  readonly movedTo?: string;
  readonly stamp: ArticleStamp;
  readonly version: LawVersion;
  /** From when what is at hand applies; it may be a day to come. */
  readonly inForce: string;
  /** Old words against new; absent where the old text is not at hand. */
  readonly difference?: WordDifference;
}

export type WhyUncompared = LawNotAtHand['why'] | 'damaged' | 'older-text' | 'unstamped';

export type ArticleState =
  | ArticleChange
  | { readonly kind: 'unchanged'; readonly inForce: string }
  | { readonly kind: 'uncompared'; readonly why: WhyUncompared; readonly detail?: string };

/** Compares articles with their stamps, and where the old text is at hand with that. */
export function articleComparer(
  { stamps }: Pick<Corpus, 'stamps'>,
  folder: LawFolder | undefined,
  earlier: LawFolder | undefined,
  today: string,
): (law: Law, article: string) => ArticleState {
  const compare = stampComparer(stamps);
  return (law, article) => {
    const text = textOfLaw(folder, law, stamps.laws[law.id]?.lawId);
    if ('why' in text) return { kind: 'uncompared', ...text };
    const { statute } = text;
    const stamp = stamps.articles[articleKey(law.id, article)];
    if (!stamp) return { kind: 'uncompared', why: 'unstamped' };
    const compared = compare(law.id, statute, article);
    if (compared === 'damaged' || compared === 'older-text') {
      return { kind: 'uncompared', why: compared };
    }
    if (compared === 'unchanged' && !statute.isRepealed) {
      return { kind: 'unchanged', inForce: inForceFrom(statute, article, stamp, today) };
    }
    return {
      kind: 'changed',
      ...whatHappened(statute, article, stamp),
      stamp,
      version: statute,
      inForce: inForceFrom(statute, article, undefined, today),
      ...differenceOf(statute, article, earlierText(earlier, law.file, article, stamp.sha256)),
    };
  };
}

function whatHappened(
  statute: Statute,
  article: string,
  { sha256 }: ArticleStamp,
): { change: ChangeKind; movedTo?: string } {
  if (statute.isRepealed) return { change: 'repealed' };
  const elsewhere = [...statute.articles.values()].find((other) => digestOf(other) === sha256);
  if (elsewhere) return { change: 'moved', movedTo: elsewhere.number };
  switch (findInStatute(statute, { article }).kind) {
    case 'deleted':
      return { change: 'deleted' };
    case 'no-such-article':
    case 'no-such-part':
      return { change: 'gone' };
    case 'found':
      return { change: 'amended' };
  }
}

function differenceOf(
  statute: Statute,
  article: string,
  before: ReturnType<typeof earlierText>,
): { difference?: WordDifference } {
  const after = statute.articles.get(article);
  if (!before || statute.isRepealed) return {};
  return { difference: wordDifference(wordingOf(before), after ? wordingOf(after) : '') };
}

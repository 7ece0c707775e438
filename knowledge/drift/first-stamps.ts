import { articlesOf } from '../corpus-model/cited-places.ts';
import type { Corpus } from '../corpus-model/corpus.ts';
import { type NewStamp, stampFor } from '../corpus-model/new-stamps.ts';
import type { LawFolder } from '../law/law-folder.ts';
import { stampableIn } from './stampable.ts';

export interface FirstStamps {
  readonly added: readonly NewStamp[];
  /** Articles without a stamp that got none, and why. */
  readonly left: readonly { readonly key: string; readonly problem: string }[];
}

/**
 * Stamps for the articles that have none. A stamped article keeps its stamp, changed or not: after a change
 * only a person's review may renew it.
 */
export function firstStamps(
  corpus: Corpus,
  folder: LawFolder,
  who: { readonly by: string; readonly on: string },
): FirstStamps {
  const find = stampableIn(corpus, folder);
  const added: NewStamp[] = [];
  const left: { key: string; problem: string }[] = [];
  for (const [key, { law, at }] of articlesOf(corpus)) {
    if (corpus.stamps.articles[key]) continue;
    const found = find(law, at.article);
    if ('problem' in found) left.push({ key, problem: found.problem });
    else added.push(stampFor(key, found.statute, found.article, who));
  }
  return { added, left };
}

import type { Corpus } from '../../knowledge/corpus-model/corpus.ts';
import { earlierText, wordingOf } from '../../knowledge/drift/earlier-text.ts';
import type { Reviewable } from '../../knowledge/drift/review.ts';
import {
  differenceText,
  type Marks,
  wordDifference,
} from '../../knowledge/drift/word-difference.ts';
import type { LawFolder } from '../../knowledge/law/law-folder.ts';
import { koreanArticle } from '../../knowledge/law/pinpoint.ts';
import { inForceFrom } from '../../knowledge/law/stamped-article.ts';
import { dependantLines, indented, stampText, versionText } from './article-lines.ts';

export interface ReviewShown {
  readonly corpus: Corpus;
  readonly earlier: LawFolder | undefined;
  readonly today: string;
  readonly marks: Marks;
}

/** What a reviewer must have seen of an article: the change, what rests on it, and what we say it means. */
export function reviewLines(reviewable: Reviewable, shown: ReviewShown): readonly string[] {
  const { key, law, article, statute, compared } = reviewable;
  const stamp = shown.corpus.stamps.articles[key];
  const unchanged = compared === 'unchanged' ? stamp : undefined;
  const inForce = inForceFrom(statute, article.number, unchanged, shown.today);
  return [
    `${law.title.ko} ${koreanArticle(article.number)} (${key}): ${STATE[compared]}`,
    ...(stamp ? [`  read in  ${stampText(stamp)}`] : []),
    `  now      ${versionText(statute)}`,
    ...(inForce > shown.today
      ? [
          `  not yet in force: it takes effect on ${inForce}; the digest and the answers must say so`,
        ]
      : []),
    ...dependantLines(shown.corpus, law, article.number, reviewable),
    ...digestLines(shown.corpus, law.id, article.number),
    ...textLines(reviewable, shown),
    '',
  ];
}

const STATE: Readonly<Record<Reviewable['compared'], string>> = {
  changed: 'amended since it was stamped',
  unchanged: 'as it was stamped',
  unstamped: 'not stamped yet',
};

const digestLines = (corpus: Corpus, law: string, article: string): readonly string[] =>
  corpus.provisions
    .filter((provision) => provision.source === law && provision.article === article)
    .flatMap(({ at, digest }) => [
      `  our digest of ${at}`,
      ...indented(digest.ko),
      ...indented(digest.en),
    ]);

/** The difference where the text that was stamped is at hand; else the text as it is now. */
function textLines(
  { key, law, article, compared }: Reviewable,
  { corpus, earlier, marks }: ReviewShown,
): readonly string[] {
  if (compared === 'unchanged') return [];
  const sha256 = corpus.stamps.articles[key]?.sha256 ?? '';
  const before = earlierText(earlier, law.file, article.number, sha256);
  const now = wordingOf(article);
  if (!before) return ['  the official text now (the old one is not at hand)', ...indented(now)];
  const difference = wordDifference(wordingOf(before), now);
  return ['  the change', ...indented(differenceText(difference, marks))];
}

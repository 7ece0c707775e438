import { type LawFolder, statuteIn } from '../law/law-folder.ts';
import { digestOf } from '../law/stamped-article.ts';
import type { Article } from '../law/statute.ts';

/**
 * The article as it was when it was stamped, out of a folder of replaced texts. Only its digest makes it that text:
 * a folder may hold a version that is older still.
 */
export function earlierText(
  earlier: LawFolder | undefined,
  file: string,
  article: string,
  sha256: string,
): Article | undefined {
  const old = statuteIn(earlier, file)?.articles.get(article);
  return old && digestOf(old) === sha256 ? old : undefined;
}

/** All that a reader compares: the heading counts as a line of its own. */
export const wordingOf = ({ title, text }: Article): string =>
  title ? `(${title})\n${text}` : text;

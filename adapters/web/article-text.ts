import type { AnswerView } from '../../bot/view.ts';
import { lawPath } from '../../knowledge/answer/law-path.ts';
import type { Law } from '../../knowledge/corpus-model/corpus.ts';
import type { Language } from '../../knowledge/language.ts';
import type { WebContext } from './context.ts';
import { officialLines, proofOf, soundness } from './law-article.ts';
import { inForceText } from './law-facts.ts';
import { articleHeading } from './law-page.ts';
import { lawOfAddress } from './law-shelf.ts';
import type { TextLine } from './law-text.ts';

/** The official text below our own words about an article. */
export interface ArticleText {
  /** As the law writes it: 제23조(민감정보의 처리 제한). */
  readonly heading: string;
  readonly lines: readonly TextLine[];
  readonly dates: string;
  /** That the file at hand differs from the version we compared with, if so. */
  readonly warnings: readonly string[];
  readonly path: string;
}

/** The whole article of a law of our corpus; undefined where its text is not at hand. */
export function articleText(
  context: WebContext,
  source: Law,
  number: string,
  language: Language,
): ArticleText | undefined {
  const found = lawOfAddress(context, source.title.ko);
  const article = found.kind === 'read' ? found.statute.articles.get(number) : undefined;
  if (found.kind !== 'read' || !article) return undefined;
  const words = context.words[language];
  const inForce = article.inForce ?? found.statute.inForce;
  return {
    heading: articleHeading(article),
    lines: officialLines(context, found, article),
    dates: inForceText(inForce, words, context.today()),
    warnings: soundness(proofOf(context, found, number), words),
    path: lawPath(found.law.slug, number),
  };
}

/** A view without the official text in it, for a page that shows all of it in a place of its own. */
export const withoutTexts = (view: AnswerView): AnswerView => ({
  ...view,
  texts: [],
  reasons: view.reasons.map((reason) => ({
    ...reason,
    citations: reason.citations.map(({ official: _, ...cited }) => cited),
  })),
});

import type { Outcome } from '../knowledge/answer/answer.ts';
import { officialLawUrl } from '../knowledge/answer/law-path.ts';
import type { Language } from '../knowledge/language.ts';
import {
  type ArticleSubject,
  citedPlace,
  lastArticle,
  type StatuteSubject,
} from './article-view.ts';
import type { AnswerView, ViewSettings } from './view.ts';
import { fill, type Words } from './words.ts';

/** Why an article that was asked for is not shown: gone, never there, or not to be read at the moment. */
export function missingArticleView(
  subject: ArticleSubject | StatuteSubject,
  outcome: Outcome,
  language: Language,
  settings: ViewSettings,
): Partial<AnswerView> {
  const words = settings.words[language];
  const {
    text: place,
    proof,
    url,
  } = citedPlace(subject, { article: subject.at.article }, settings, language);
  const date = proof.state === 'failed' ? proof.inForce : '';
  const file = proof.state === 'failed' ? proof.file : subject.law.file;
  const last = lastArticle(file, language, settings);
  const line = lineOf(outcome, words);
  return {
    ...(line && { lead: fill(line, { place, date }) }),
    ...(outcome === 'no-such-article' &&
      last && { digests: [fill(words.statute.lastArticle, { article: last })] }),
    // The official page of an article that there is not would be an empty one.
    ...(outcome === 'no-such-article'
      ? { officialUrl: officialLawUrl(titleOf(subject)) }
      : url && { officialUrl: url }),
  };
}

const titleOf = ({ law }: ArticleSubject | StatuteSubject): string =>
  typeof law.title === 'string' ? law.title : law.title.ko;

/** Undefined where the lead of the answer says it. */
function lineOf(outcome: Outcome, words: Words): string | undefined {
  const lines: Partial<Record<Outcome, string>> = {
    'no-such-article': words.statute.noSuchArticle,
    'article-deleted': words.statute.deleted,
    'law-repealed': words.statute.repealed,
    'text-unavailable': words.statute.unavailable,
  };
  return lines[outcome];
}

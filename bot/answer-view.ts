import type { Answer, Subject } from '../knowledge/answer/answer.ts';
import { LONGEST_QUESTION } from '../knowledge/answer/pipeline.ts';
import { citationText } from '../knowledge/corpus-model/citation.ts';
import { articleView, statuteView } from './article-view.ts';
import { companionView, EMPTY_VIEW, entryView, intentView, linkTo } from './entry-view.ts';
import { missingArticleView } from './missing-article-view.ts';
import { citedTextsView, lawSearchLink, statuteSearchView } from './statute-search-view.ts';
import type { AnswerView, Notice, ViewSettings } from './view.ts';
import { wordedLead } from './worded-lead.ts';
import { fill, type Words } from './words.ts';

/** What an answer looks like in words, whichever channel lays it out. */
export function answerView(answer: Answer, settings: ViewSettings): AnswerView {
  const { language, kind, outcome } = answer;
  const words = settings.words[language];
  const subject = answer.subject ? subjectView(answer.subject, answer, settings) : {};
  const companion = answer.companion && companionView(answer.companion, language, settings);
  const lawSearch =
    outcome === 'out-of-scope' && lawSearchLink(answer.question, language, settings);
  return {
    ...EMPTY_VIEW,
    lead: leadOf(answer, words),
    ...subject,
    language,
    kind,
    outcome,
    notices: [...noticesOf(answer, words), ...(subject.notices ?? [])],
    choices: answer.choices.map((entry) => linkTo(entry, language)),
    ...(answer.worded && { lead: wordedLead(answer.worded, answer, settings), isGenerated: true }),
    ...(companion && { companion }),
    ...(lawSearch && { lawSearch }),
  };
}

function noticesOf(answer: Answer, words: Words): readonly Notice[] {
  const { masked, emergency, language, correction, subject } = answer;
  const isSubject = subject?.type === 'intent' && subject.intent.id === emergency?.id;
  const kinds = masked.map((kind) => words.personalData[kind]).join(', ');
  return [
    ...(emergency && !isSubject
      ? [{ tone: 'emergency' as const, text: emergency.reply[language] }]
      : []),
    ...(masked.length > 0
      ? [{ tone: 'warning' as const, text: fill(words.reply.masked, { kinds }) }]
      : []),
    ...(correction
      ? [{ tone: 'warning' as const, text: `${words.answer.correction} ${correction[language]}` }]
      : []),
    ...understandingNotice(answer, words),
    ...(answer.worded ? [{ tone: 'note' as const, text: words.model.label }] : []),
  ];
}

/** A reader must be able to tell whether we answer what they asked, and why we found nothing. */
function understandingNotice(
  { understoodBy, subject, language }: Answer,
  { model }: Words,
): readonly Notice[] {
  if (understoodBy === 'nobody') return [{ tone: 'warning', text: model.away }];
  if (understoodBy !== 'model' || subject?.type !== 'entry') return [];
  const { title } = subject.entry;
  return [{ tone: 'note', text: fill(model.understood, { title: title[language] }) }];
}

function leadOf(answer: Answer, words: Words): string {
  switch (answer.outcome) {
    case 'empty':
      return words.reply.empty;
    case 'too-long':
      return fill(words.reply.tooLong, { limit: LONGEST_QUESTION });
    case 'asked-back':
      return `${words.reply.askBack} ${words.reply.askBackHint}`;
    case 'article-not-digested':
      return notDigested(answer, words);
    case 'which-text':
      return words.statute.whichText;
    case 'out-of-scope':
      return words.reply.outOfScope;
    // The subject of these has the words.
    case 'answered':
    case 'answered-article':
    case 'about-bot':
    case 'emergency':
    case 'declined':
    case 'complaint-started':
    case 'statute-text':
    case 'no-such-article':
    case 'article-deleted':
    case 'law-repealed':
    case 'text-unavailable':
    case 'official-text':
    case 'statutes-found':
    case 'statutes-not-searched':
      return '';
  }
}

function notDigested({ subject, language }: Answer, words: Words): string {
  if (subject?.type !== 'article') return words.reply.outOfScope;
  const reference = citationText({ source: subject.law, at: subject.at }, language);
  return fill(words.reply.articleNotDigested, { reference });
}

function subjectView(
  subject: Subject,
  answer: Answer,
  settings: ViewSettings,
): Partial<AnswerView> {
  const { language } = answer;
  switch (subject.type) {
    case 'entry':
      return entryView(subject.entry, language, settings);
    case 'intent':
      return intentView(subject.intent, language, settings);
    case 'article':
      return answer.outcome === 'answered-article'
        ? articleView(subject, language, settings)
        : lookUpView(subject, answer, settings);
    case 'statute':
      return lookUpView(subject, answer, settings);
    case 'official-text':
      return citedTextsView(subject.of, language, settings);
    case 'statute-search':
      return statuteSearchView(subject, language, settings);
  }
}

/** What an article comes to, in the words of the law only. @param characters - How much of it is shown. */
export function lookUpView(
  subject: Extract<Subject, { type: 'article' | 'statute' }>,
  { outcome, language }: Pick<Answer, 'outcome' | 'language'>,
  settings: ViewSettings,
  characters?: number,
): Partial<AnswerView> {
  return outcome === 'statute-text'
    ? statuteView(subject, language, settings, characters)
    : missingArticleView(subject, outcome, language, settings);
}

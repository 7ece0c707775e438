import type { Answer, AnswerKind, Outcome, Subject } from '../knowledge/answer/answer.ts';
import { citationsOfReason, citedSource } from '../knowledge/answer/citations.ts';
import { LONGEST_QUESTION } from '../knowledge/answer/pipeline.ts';
import { citationText, entriesCiting } from '../knowledge/corpus-model/citation.ts';
import type { Basis, Corpus, Entry, Reason, Verdict } from '../knowledge/corpus-model/corpus.ts';
import type { Language } from '../knowledge/language.ts';
import { type CitationView, citationView } from './citation-view.ts';
import { fill, type Words, type WordsByLanguage } from './words.ts';

/** An answer in the words of one language, ready to be laid out: by the web, as plain text, by a messenger. */
export interface AnswerView {
  readonly language: Language;
  readonly kind: AnswerKind;
  readonly outcome: Outcome;
  /** To be read first: help in danger, masked data, a premise set right. */
  readonly notices: readonly { readonly tone: 'emergency' | 'warning'; readonly text: string }[];
  readonly title?: string;
  readonly verdict?: { readonly id: Verdict; readonly label: string; readonly meaning: string };
  /** The plain answer. */
  readonly lead: string;
  /** What an article says, paragraph by paragraph where we split it. */
  readonly digests: readonly string[];
  readonly reasons: readonly ReasonView[];
  readonly changes: readonly string[];
  readonly steps: readonly { readonly text: string; readonly path?: string }[];
  readonly related: readonly LinkView[];
  /** The right or route that goes along: its plain answer and what that stands on. */
  readonly companion?: CompanionView;
  readonly choices: readonly LinkView[];
  /** Address of the permanent page, without the host. */
  readonly path?: string;
  readonly officialUrl?: string;
  readonly reviewed?: string;
}

export interface ReasonView {
  readonly basis: Basis;
  readonly label: string;
  readonly text: string;
  readonly citations: readonly CitationView[];
}

export interface CompanionView extends LinkView {
  readonly lead: string;
  readonly reasons: readonly ReasonView[];
}

export interface LinkView {
  readonly title: string;
  readonly path: string;
}

export interface ViewSettings {
  readonly corpus: Corpus;
  readonly words: WordsByLanguage;
}

export function answerView(answer: Answer, settings: ViewSettings): AnswerView {
  const words = settings.words[answer.language];
  return {
    ...EMPTY,
    language: answer.language,
    kind: answer.kind,
    outcome: answer.outcome,
    notices: noticesOf(answer, words),
    lead: leadOf(answer, words),
    choices: answer.choices.map((entry) => linkTo(entry, answer.language)),
    ...(answer.subject && subjectView(answer.subject, answer, settings)),
    ...(answer.companion && {
      companion: companionView(answer.companion, answer.language, settings),
    }),
  };
}

/** The permanent page of an entry shows the same as the answer. */
export function entryView(entry: Entry, language: Language, settings: ViewSettings): AnswerView {
  const words = settings.words[language];
  const { corpus } = settings;
  return {
    ...EMPTY,
    language,
    kind: 'answer',
    outcome: 'answered',
    title: entry.title[language],
    ...((entry.kind === 'situation' || entry.verdict !== 'information') && {
      verdict: {
        id: entry.verdict,
        label: words.verdict[entry.verdict],
        meaning: words.verdictMeaning[entry.verdict],
      },
    }),
    lead: entry.answer[language],
    reasons: reasonViews(entry.reasons, language, settings),
    changes: entry.changes.map((change) => change[language]),
    steps: entry.steps.map((step) => ({
      text: step[language],
      ...(step.to && { path: `/a/${step.to}` }),
    })),
    related: entry.related.flatMap((id) => {
      const other = corpus.entries.get(id);
      return other ? [linkTo(other, language)] : [];
    }),
    path: `/a/${entry.id}`,
    reviewed: entry.reviewed,
  };
}

function companionView(entry: Entry, language: Language, settings: ViewSettings): CompanionView {
  return {
    ...linkTo(entry, language),
    lead: entry.answer[language],
    reasons: reasonViews(entry.reasons, language, settings),
  };
}

function reasonViews(
  reasons: readonly Reason[],
  language: Language,
  { corpus, words: byLanguage }: ViewSettings,
): readonly ReasonView[] {
  const words = byLanguage[language];
  return reasons.map((reason) => ({
    basis: reason.basis,
    label: words.basis[reason.basis],
    text: reason[language],
    citations: citationsOfReason(reason, corpus, language).map((cited) =>
      citationView(cited, words),
    ),
  }));
}

const EMPTY = {
  notices: [],
  digests: [],
  reasons: [],
  changes: [],
  steps: [],
  related: [],
  choices: [],
} as const;

export const linkTo = ({ id, title }: Entry, language: Language): LinkView => ({
  title: title[language],
  path: `/a/${id}`,
});

function noticesOf(answer: Answer, words: Words): AnswerView['notices'] {
  const { language, masked, emergency, correction, subject } = answer;
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
  ];
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
    case 'out-of-scope':
      return words.reply.outOfScope;
    // The subject of these has the words.
    case 'answered':
    case 'answered-article':
    case 'about-bot':
    case 'emergency':
    case 'declined':
    case 'complaint-started':
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
  { language, outcome }: Answer,
  settings: ViewSettings,
): Partial<AnswerView> {
  switch (subject.type) {
    case 'entry': {
      const {
        notices: _,
        outcome: __,
        kind: ___,
        choices: ____,
        ...view
      } = entryView(subject.entry, language, settings);
      return view;
    }
    case 'intent':
      return {
        lead: subject.intent.reply[language],
        reasons: reasonViews(subject.intent.reasons, language, settings),
      };
    case 'article':
      return outcome === 'article-not-digested'
        ? officialOnly(subject, language, settings)
        : articleView(subject, language, settings);
  }
}

type ArticleSubject = Extract<Subject, { type: 'article' }>;

/** Answers named beside an article: those that rest on it. */
const RELATED_TO_ARTICLE = 4;

function officialOnly(
  { law, at }: ArticleSubject,
  language: Language,
  { corpus }: ViewSettings,
): Partial<AnswerView> {
  const { url } = citedSource({ source: law, at }, corpus, language);
  return url ? { officialUrl: url } : {};
}

/** What an article says and why it matters here; also the page of the article. */
export function articleView(
  { law, at, provisions }: ArticleSubject,
  language: Language,
  { corpus, words: byLanguage }: ViewSettings,
): Partial<AnswerView> {
  const words = byLanguage[language];
  const cited = citedSource({ source: law, at: { article: at.article } }, corpus, language);
  const heading = language === 'ko' ? provisions[0]?.title : provisions[0]?.titleEn;
  const isSplit = provisions.length > 1;
  return {
    title: heading ? `${cited.text} (${heading})` : cited.text,
    lead: isSplit ? '' : (provisions[0]?.digest[language] ?? ''),
    digests: isSplit ? provisions.map((row) => `${row.at}: ${row.digest[language]}`) : [],
    reasons: provisions.map((row) => ({
      basis: 'law',
      label: words.answer.matters,
      text: row.note ? `${row.matters[language]} ${row.note[language]}` : row.matters[language],
      citations: row === provisions[0] ? [citationView(cited, words)] : [],
    })),
    related: entriesCiting(corpus, law, at.article)
      .slice(0, RELATED_TO_ARTICLE)
      .map((entry) => linkTo(entry, language)),
    path: cited.path,
    ...(cited.url && { officialUrl: cited.url }),
    ...(cited.checkedOn && { reviewed: cited.checkedOn }),
  };
}

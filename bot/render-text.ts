import type { Answer, Subject } from '../knowledge/answer/answer.ts';
import { type CitedSource, citationsOfReason, citedSource } from '../knowledge/answer/citations.ts';
import { LONGEST_QUESTION } from '../knowledge/answer/pipeline.ts';
import { citationText } from '../knowledge/corpus-model/citation.ts';
import type { Corpus, Entry, Provision } from '../knowledge/corpus-model/corpus.ts';
import { fill, type Words, type WordsByLanguage } from './words.ts';

export interface TextSettings {
  readonly corpus: Corpus;
  readonly words: WordsByLanguage;
  /** Before the paths of our own pages; empty when they have no public address. */
  readonly baseUrl: string;
}

/** An answer as plain text: what a person reads where there is no markup. */
export function renderText(answer: Answer, settings: TextSettings): string {
  const words = settings.words[answer.language];
  return [
    ...notices(answer, words),
    ...body(answer, words, settings),
    ...choices(answer, words, settings),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function notices(answer: Answer, words: Words): string[] {
  const { language, masked, emergency, correction, subject } = answer;
  const isSubject = subject?.type === 'intent' && subject.intent.id === emergency?.id;
  const kinds = masked.map((kind) => words.personalData[kind]).join(', ');
  return [
    emergency && !isSubject ? `${words.web.emergencyTitle}: ${emergency.reply[language]}` : '',
    masked.length > 0 ? fill(words.reply.masked, { kinds }) : '',
    correction ? `${words.answer.correction} ${correction[language]}` : '',
  ];
}

function body(answer: Answer, words: Words, settings: TextSettings): string[] {
  if (answer.subject && answer.outcome !== 'article-not-digested') {
    return renderSubject(answer.subject, answer, words, settings);
  }
  switch (answer.outcome) {
    case 'empty':
      return [words.reply.empty];
    case 'too-long':
      return [fill(words.reply.tooLong, { limit: LONGEST_QUESTION })];
    case 'asked-back':
      return [words.reply.askBack];
    case 'article-not-digested':
      return notDigested(answer, words, settings);
    default:
      return [words.reply.outOfScope];
  }
}

function renderSubject(
  subject: Subject,
  answer: Answer,
  words: Words,
  settings: TextSettings,
): string[] {
  switch (subject.type) {
    case 'entry':
      return renderEntry(subject.entry, answer, words, settings);
    case 'intent':
      return [subject.intent.reply[answer.language]];
    case 'article':
      return renderArticle(subject, answer, words, settings);
  }
}

function renderEntry(
  entry: Entry,
  { language }: Answer,
  words: Words,
  settings: TextSettings,
): string[] {
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? '' : `${title}\n${lines.map((text) => `- ${text}`).join('\n')}`;
  const reasons = entry.reasons.map((reason) => {
    const cited = citationsOfReason(reason, settings.corpus, language);
    const places = cited.map((citation) => withDate(citation, words)).join('; ');
    const label = `[${words.basis[reason.basis]}]`;
    return places ? `${label} ${reason[language]} (${places})` : `${label} ${reason[language]}`;
  });
  return [
    entry.kind === 'situation' || entry.verdict === 'unsettled'
      ? `${words.web.verdictLabel}: ${words.verdict[entry.verdict]}`
      : '',
    entry.answer[language],
    list(words.answer.reasons, reasons),
    list(words.answer.changes, entry.changes.map((change) => change[language])),
    list(words.answer.steps, entry.steps.map((step) => step[language])),
    list(words.answer.related, relatedTitles(entry, language, settings.corpus)),
    footer(`/a/${entry.id}`, language, words, settings, entry.reviewed),
  ];
}

function relatedTitles(entry: Entry, language: 'ko' | 'en', corpus: Corpus): string[] {
  return entry.related.flatMap((id) => corpus.entries.get(id)?.title[language] ?? []);
}

function renderArticle(
  { law, at, provisions }: Extract<Subject, { type: 'article' }>,
  { language }: Answer,
  words: Words,
  settings: TextSettings,
): string[] {
  const place = { source: law, at: { article: at.article } };
  const cited = citedSource(place, settings.corpus, language);
  const title = language === 'ko' ? provisions[0]?.title : provisions[0]?.titleEn;
  return [
    `${withDate(cited, words)}${title ? ` — ${title}` : ''}`,
    ...provisions.map((row) => renderProvision(row, language, provisions.length > 1)),
    `${words.answer.matters}: ${provisions.map(({ matters }) => matters[language]).join(' ')}`,
    ...provisions.flatMap(({ note }) => (note ? [`${words.answer.note}: ${note[language]}`] : [])),
    cited.url ? `${words.answer.official}: ${cited.url}` : '',
    footer(cited.path, language, words, settings, cited.checkedOn),
  ];
}

function renderProvision(row: Provision, language: 'ko' | 'en', isNamed: boolean): string {
  return isNamed ? `- ${row.at}: ${row.digest[language]}` : row.digest[language];
}

function notDigested({ subject, language }: Answer, words: Words, settings: TextSettings) {
  if (subject?.type !== 'article') return [words.reply.outOfScope];
  const cited = citedSource({ source: subject.law, at: subject.at }, settings.corpus, language);
  const reference = citationText({ source: subject.law, at: subject.at }, language);
  return [fill(words.reply.articleNotDigested, { reference }), cited.url ?? ''];
}

function choices({ choices, language }: Answer, words: Words, { baseUrl }: TextSettings): string[] {
  if (choices.length === 0) return [];
  const lines = choices.map(({ id, title }) => `- ${title[language]} (${baseUrl}/a/${id})`);
  return [lines.join('\n'), words.reply.askBackHint];
}

function footer(
  path: string,
  language: 'ko' | 'en',
  words: Words,
  { baseUrl }: TextSettings,
  reviewed: string | undefined,
): string {
  const date = reviewed ? ` · ${fill(words.answer.reviewed, { date: reviewed })}` : '';
  return `${words.answer.link}: ${baseUrl}${path}?lang=${language}${date}\n${words.answer.notAdvice}`;
}

/** `개인정보 보호법 제23조제1항, 2026-09-11 시행`: a date beside every citation, of the kind the source has. */
export function withDate({ source, text, inForce }: CitedSource, words: Words): string {
  if (source.type === 'law') {
    return inForce ? `${text}, ${fill(words.answer.inForce, { date: inForce })}` : text;
  }
  const { decided, announced, published, inForce: effective } = source.dates;
  const dates = [
    decided && fill(words.answer.decided, { date: decided }),
    announced && fill(words.answer.announced, { date: announced }),
    effective && fill(words.answer.inForce, { date: effective }),
    !decided && !announced && !effective && published,
  ].filter(Boolean);
  return dates.length > 0 ? `${text}, ${dates.join(', ')}` : text;
}

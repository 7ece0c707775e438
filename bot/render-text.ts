import type { Answer } from '../knowledge/answer/answer.ts';
import { type AnswerView, answerView, type ViewSettings } from './answer-view.ts';
import type { CitationView } from './citation-view.ts';
import { fill, type Words } from './words.ts';

export interface TextSettings extends ViewSettings {
  /** Before the paths of our own pages; empty when they have no public address. */
  readonly baseUrl: string;
}

/** An answer as plain text: what a person reads where there is no markup. */
export function renderText(answer: Answer, settings: TextSettings): string {
  const words = settings.words[answer.language];
  return viewAsText(answerView(answer, settings), words, settings.baseUrl);
}

function viewAsText(view: AnswerView, words: Words, baseUrl: string): string {
  const { answer } = words;
  return [
    ...view.notices.map(({ tone, text }) =>
      tone === 'emergency' ? `${words.web.emergencyTitle}: ${text}` : text,
    ),
    // An article is named before it is summed up; an entry's title would only repeat the question.
    view.title && view.officialUrl ? view.title : '',
    view.verdict ? `${words.web.verdictLabel}: ${view.verdict.label}` : '',
    view.lead,
    list('', view.digests),
    list(answer.reasons, view.reasons.map(reasonText)),
    list(answer.changes, view.changes),
    list(
      answer.steps,
      view.steps.map(({ text }) => text),
    ),
    ...companionText(view),
    list(
      answer.related,
      view.related.map(({ title }) => title),
    ),
    list(
      '',
      view.choices.map(({ title, path }) => `${title} (${baseUrl}${path})`),
    ),
    footer(view, words, baseUrl),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function companionText({ companion }: AnswerView): string[] {
  if (!companion) return [];
  return [`${companion.title}\n${companion.lead}`, list('', companion.reasons.map(reasonText))];
}

function list(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const items = lines.map((line) => `- ${line}`).join('\n');
  return title ? `${title}\n${items}` : items;
}

function reasonText({ label, text, citations }: AnswerView['reasons'][number]): string {
  const places = citations.map(citationText).join('; ');
  return places ? `[${label}] ${text} (${places})` : `[${label}] ${text}`;
}

const citationText = ({ text, dates }: CitationView): string =>
  dates ? `${text}, ${dates}` : text;

function footer(view: AnswerView, words: Words, baseUrl: string): string {
  const { path, reviewed, officialUrl, language } = view;
  if (!path) return officialUrl ? `${words.answer.official}: ${officialUrl}` : '';
  const date = reviewed ? ` · ${fill(words.answer.reviewed, { date: reviewed })}` : '';
  return [
    officialUrl ? `${words.answer.official}: ${officialUrl}` : '',
    `${words.answer.link}: ${baseUrl}${path}?lang=${language}${date}`,
    words.answer.notAdvice,
  ]
    .filter(Boolean)
    .join('\n');
}

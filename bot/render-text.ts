import type { Answer } from '../knowledge/answer/answer.ts';
import type { LookUp } from '../knowledge/answer/look-up-article.ts';
import type { Language } from '../knowledge/language.ts';
import type { FoundArticle, Mentions } from '../knowledge/law-search/article-search.ts';
import { answerView, lookUpView } from './answer-view.ts';
import type { CitationView, OfficialTextView } from './citation-view.ts';
import { EMPTY_VIEW } from './entry-view.ts';
import { foundView, statuteSearchView } from './statute-search-view.ts';
import type { AnswerView, FoundView, Notice, ViewSettings } from './view.ts';
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

/** The official text of a place in any law, whole, without anything of ours. */
export function renderLookUp(
  { outcome, subject }: LookUp,
  language: Language,
  settings: TextSettings,
): string {
  const view = lookUpView(subject, { outcome, language }, settings, Number.POSITIVE_INFINITY);
  return asText({ outcome, ...view }, language, settings);
}

/** What a search of all laws found; without a wording that all of them hold, the best fit first. */
export function renderFound(
  found: readonly FoundArticle[] | Mentions,
  query: string,
  language: Language,
  settings: TextSettings,
): string {
  const view =
    'articleCount' in found
      ? statuteSearchView(
          { wording: query, result: { kind: 'found', mentions: found } },
          language,
          settings,
        )
      : { found: found.map((article) => foundView(article, query, language, settings)) };
  return asText({ outcome: 'statutes-found', ...view }, language, settings);
}

const asText = (
  view: Pick<AnswerView, 'outcome'> & Partial<AnswerView>,
  language: Language,
  { words, baseUrl }: TextSettings,
): string =>
  viewAsText({ ...EMPTY_VIEW, language, kind: 'answer', ...view }, words[language], baseUrl);

function viewAsText(view: AnswerView, words: Words, baseUrl: string): string {
  const { answer } = words;
  return [
    ...view.notices.map((notice) => noticeText(notice, words)),
    // An article is named before it is summed up; an entry's title would only repeat the question.
    view.title && view.officialUrl ? view.title : '',
    view.verdict ? `${words.web.verdictLabel}: ${view.verdict.label}` : '',
    view.lead,
    list('', view.digests),
    ...view.texts.map((text) => officialText(text, view.title, words, baseUrl)),
    list('', view.found.map(foundText)),
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
    view.lawSearch ? `${view.lawSearch.title}: ${address(baseUrl, view.lawSearch.path)}` : '',
    footer(view, words, baseUrl),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function noticeText({ tone, text, officialUrl }: Notice, words: Words): string {
  const line = tone === 'emergency' ? `${words.web.emergencyTitle}: ${text}` : text;
  return officialUrl ? `${line}\n${words.answer.official}: ${officialUrl}` : line;
}

/** The words of the law under their place and date; only the official address where they are not at hand. */
function officialText(
  view: OfficialTextView,
  heading: string | undefined,
  { statute, answer, law }: Words,
  baseUrl: string,
): string {
  const { title, text, dates, isCut, lawPath, officialUrl = '' } = view;
  if (!text) return `${title}\n${answer.official}: ${officialUrl}`;
  const whole = lawPath ? address(baseUrl, lawPath) : officialUrl;
  const isNamed = heading === title || heading?.startsWith(`${title} (`);
  return [
    `${isNamed ? law.text : title} (${dates})`,
    text,
    ...(isCut ? [`${statute.cut} ${statute.fullText}: ${whole}`] : []),
  ].join('\n');
}

const foundText = ({ title, snippet }: FoundView): string =>
  snippet.length > 0
    ? `${title}: ${snippet
        .map(({ text }) => text)
        .join('')
        .replace(/\s+/g, ' ')}`
    : title;

/** An address that people can read: Korean letters stand as they are. */
const address = (baseUrl: string, path: string): string =>
  `${baseUrl}${path.replace(/(?:%[EF][\dA-F](?:%[89AB][\dA-F])+)+/g, decodeURIComponent)}`;

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

const citationText = ({ text, dates, state }: CitationView): string =>
  [text, dates, state.short].filter(Boolean).join(', ');

function footer(view: AnswerView, words: Words, baseUrl: string): string {
  const { path, reviewed, officialUrl, language } = view;
  if (!path) return officialUrl ? `${words.answer.official}: ${officialUrl}` : '';
  const date = reviewed ? ` · ${fill(words.answer.reviewed, { date: reviewed })}` : '';
  return [
    officialUrl ? `${words.answer.official}: ${officialUrl}` : '',
    `${words.answer.link}: ${address(baseUrl, path)}?lang=${language}${date}`,
    words.answer.notAdvice,
  ]
    .filter(Boolean)
    .join('\n');
}

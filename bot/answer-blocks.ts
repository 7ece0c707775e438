import type { CitationView, OfficialTextView } from './citation-view.ts';
import type { Block, Run } from './message.ts';
import type { AnswerView, FoundView, Notice, ReasonView } from './view.ts';
import { fill, type Words, type WordsByLanguage } from './words.ts';

export interface BlockSettings {
  readonly words: WordsByLanguage;
  /** Before the paths of our own pages; empty when they have no public address, and are then not linked. */
  readonly baseUrl: string;
}

/**
 * An answer as rich text for a messenger: what must be read first comes first, every reason carries its citations.
 * Related answers and choices are not in it: a messenger has buttons for them.
 */
export function answerBlocks(view: AnswerView, settings: BlockSettings): readonly Block[] {
  const words = settings.words[view.language];
  const { answer } = words;
  const link = linkMaker(settings.baseUrl, view.language);
  return [
    ...view.notices.flatMap((notice) => noticeBlocks(notice, words)),
    // An article is named before it is summed up; an entry's title would only repeat the question that was typed.
    ...(view.title && (view.officialUrl || view.isUnasked) ? [heading(view.title)] : []),
    ...(view.verdict ? [verdictBlock(view.verdict.label, words)] : []),
    ...paragraph(view.lead),
    ...list('', view.digests.map(plain)),
    ...view.texts.flatMap((text) => officialBlocks(text, view.title, words, link)),
    ...list(
      '',
      view.found.map((found) => foundRuns(found, link)),
    ),
    ...list(
      answer.reasons,
      view.reasons.map((reason) => reasonRuns(reason, link)),
    ),
    ...list(answer.changes, view.changes.map(plain)),
    ...list(
      answer.steps,
      view.steps.map(({ text }) => plain(text)),
    ),
    ...companionBlocks(view, link),
    ...lawSearchBlocks(view, link),
    ...footer(view, words, link),
  ];
}

type Link = (path: string) => string | undefined;

/** Absolute addresses of our pages, in the language of the answer. */
export const linkMaker =
  (baseUrl: string, language: string): Link =>
  (path) => {
    if (!baseUrl) return undefined;
    const query = path.includes('lang=') ? '' : `${path.includes('?') ? '&' : '?'}lang=${language}`;
    return `${baseUrl}${path}${query}`;
  };

export const plain = (text: string): readonly Run[] => [{ text }];
export const heading = (text: string): Block => ({ kind: 'heading', text });

/** Line breaks of a text become paragraphs of their own; nothing becomes none. */
export const paragraph = (text: string): readonly Block[] =>
  text
    .split(/\n+/)
    .filter((line) => line.trim())
    .map((line) => ({ kind: 'paragraph', runs: plain(line) }));

const linked = (text: string, url: string | undefined): Run => (url ? { text, url } : { text });

function list(title: string, items: readonly (readonly Run[])[]): readonly Block[] {
  if (items.length === 0) return [];
  return [...(title ? [heading(title)] : []), { kind: 'list', items }];
}

function noticeBlocks({ tone, text, officialUrl }: Notice, words: Words): readonly Block[] {
  const label =
    tone === 'emergency' ? [{ text: `${words.web.emergencyTitle}: `, isBold: true }] : [];
  const link = officialUrl
    ? [{ text: ' ' }, { text: words.answer.official, url: officialUrl }]
    : [];
  const runs = [...label, { text }, ...link];
  return [tone === 'note' ? { kind: 'note', runs } : { kind: 'paragraph', runs }];
}

const verdictBlock = (label: string, { web }: Words): Block => ({
  kind: 'paragraph',
  runs: [{ text: `${web.verdictLabel}: ` }, { text: label, isBold: true }],
});

/** The words of the law under their place and date; only the official address where they are not at hand. */
function officialBlocks(
  view: OfficialTextView,
  title: string | undefined,
  { statute, answer, law }: Words,
  link: Link,
): readonly Block[] {
  const isNamed = title === view.title || title?.startsWith(`${view.title} (`);
  const name = isNamed ? law.text : view.title;
  if (!view.text) {
    return [
      {
        kind: 'paragraph',
        runs: [{ text: `${name} ` }, linked(answer.official, view.officialUrl)],
      },
    ];
  }
  const whole = (view.lawPath && link(view.lawPath)) || view.officialUrl;
  return [
    { kind: 'paragraph', runs: [{ text: name, isBold: true }, { text: ` (${view.dates})` }] },
    { kind: 'quote', runs: plain(view.text) },
    ...(view.isCut
      ? [
          {
            kind: 'note' as const,
            runs: [{ text: `${statute.cut} ` }, linked(statute.fullText, whole)],
          },
        ]
      : []),
  ];
}

function foundRuns({ title, path, snippet }: FoundView, link: Link): readonly Run[] {
  const around = snippet.map(({ text }) => text).join('');
  const shown = around.replace(/\s+/g, ' ');
  return [linked(title, link(path)), ...(shown ? [{ text: `: ${shown}` }] : [])];
}

function reasonRuns({ label, text, citations }: ReasonView, link: Link): readonly Run[] {
  const places = citations.flatMap((cite, at) => [
    { text: at === 0 ? ' (' : '; ' },
    ...citationRuns(cite, link),
  ]);
  return [
    { text: `[${label}] `, isBold: true },
    { text },
    ...places,
    ...(places.length > 0 ? [{ text: ')' }] : []),
  ];
}

/** Our page of the place where we have one, else the official one. */
function citationRuns({ text, dates, state, path, url }: CitationView, link: Link): Run[] {
  const known = [dates, state.short].filter(Boolean).join(', ');
  return [linked(text, link(path) ?? url), ...(known ? [{ text: `, ${known}` }] : [])];
}

function companionBlocks({ companion }: AnswerView, link: Link): readonly Block[] {
  if (!companion) return [];
  return [
    heading(companion.title),
    ...paragraph(companion.lead),
    ...list(
      '',
      companion.reasons.map((reason) => reasonRuns(reason, link)),
    ),
  ];
}

function lawSearchBlocks({ lawSearch }: AnswerView, link: Link): readonly Block[] {
  const url = lawSearch && link(lawSearch.path);
  return lawSearch && url ? [{ kind: 'paragraph', runs: [linked(lawSearch.title, url)] }] : [];
}

function footer(view: AnswerView, { answer }: Words, link: Link): readonly Block[] {
  const { path, reviewed, officialUrl } = view;
  const page = path && link(path);
  const parts: readonly Run[] = [
    ...(officialUrl ? [linked(answer.official, officialUrl)] : []),
    ...(page ? [linked(answer.link, page)] : []),
    ...(path && reviewed ? [{ text: fill(answer.reviewed, { date: reviewed }) }] : []),
    ...(path ? [{ text: answer.notAdvice }] : []),
  ];
  const runs = parts.flatMap((part, at) => (at === 0 ? [part] : [{ text: ' · ' }, part]));
  return runs.length > 0 ? [{ kind: 'note', runs }] : [];
}

/** What a message says without any form, for places that cannot show one. */
export const blocksAsText = (blocks: readonly Block[]): string =>
  blocks.map(blockAsText).filter(Boolean).join('\n');

function blockAsText(block: Block): string {
  const runsText = (runs: readonly Run[]) => runs.map(({ text }) => text).join('');
  switch (block.kind) {
    case 'heading':
      return block.text;
    case 'list':
      return block.items.map((item) => `- ${runsText(item)}`).join('\n');
    case 'paragraph':
    case 'quote':
    case 'note':
      return runsText(block.runs);
  }
}

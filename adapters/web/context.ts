import type { Request, Response } from 'express';
import type { Payload, Receive } from '../../bot/channel.ts';
import type { ModelFacts } from '../../bot/model/chat-model.ts';
import type { StoreFigures } from '../../bot/store.ts';
import type { ViewSettings } from '../../bot/view.ts';
import type { Words } from '../../bot/words.ts';
import type { AnswerPipeline, Knowledge } from '../../knowledge/answer/pipeline.ts';
import type { Casework } from '../../knowledge/casework/casework.ts';
import type { RenderDocument } from '../../knowledge/casework/document.ts';
import type { Language } from '../../knowledge/language.ts';
import type { FileLoan } from './lent-files.ts';
import type { Render } from './views.ts';
import type { Watcher } from './written-answers.ts';

/** The conversation behind the chat page. */
export interface WebChat {
  /** Resolves when what was said is stored. */
  readonly deliver: Receive;
  /** Undefined when it takes longer than `ms`. */
  repliesTo(deliveryId: string, ms: number): Promise<readonly Payload[] | undefined>;
  /** For files that a form brought. Undefined while too many are in hand. */
  readonly borrow: () => FileLoan | undefined;
  /** Shows the reply while it is written, if that is done in this process. @returns What ends it. */
  readonly watch: (deliveryId: string, watcher: Watcher) => () => void;
  /** What is remembered, as it is stored. @param conversation - The secret that the page carries. */
  stateOf(conversation: string): Promise<string | undefined>;
  /** A document that was made in this conversation. @param conversation - The secret that the page carries. */
  readFile(
    conversation: string,
    id: string,
  ): Promise<
    { readonly bytes: Uint8Array; readonly name: string; readonly mediaType: string } | undefined
  >;
  figures(): Promise<StoreFigures>;
}

/** How long a text is by the ways in which portals count. */
export interface TextCounts {
  readonly characters: number;
  readonly charactersWithoutSpaces: number;
  readonly utf8Bytes: number;
  /** Two for everything beyond ASCII. */
  readonly eucKrBytes: number;
}

export const COUNTED_UNITS = ['characters', 'utf8Bytes', 'eucKrBytes'] as const;

/** What the interview asks by, and documents are completed with. */
export interface DocumentDesk {
  readonly casework: Casework;
  readonly renderDocument: RenderDocument;
  readonly textCounts: (text: string) => TextCounts;
  /** Cuts a text into parts of at most so much. */
  readonly splitForPortal: (
    text: string,
    limit: { readonly most: number; readonly unit: (typeof COUNTED_UNITS)[number] },
  ) => readonly string[];
  /** The smallest part that can be cut. */
  readonly leastPart: number;
}

/** What every page needs. */
export interface WebContext extends ViewSettings {
  readonly pipeline: AnswerPipeline;
  readonly knowledge: Knowledge;
  readonly render: Render;
  readonly chat: WebChat;
  readonly desk: DocumentDesk;
  /** Scheme and host of our public address; empty to write addresses relative. */
  readonly baseUrl: string;
  /** The ISO date of the day in Korea. */
  readonly today: () => string;
  /** The language model that words answers in the chat; absent where there is none. */
  readonly model?: ModelFacts | undefined;
  /** Absent where no cases are taken in. */
  readonly receiving?: {
    /** Who takes them in. */
    readonly institution: string;
    /** For the foot of every page. */
    readonly links: (
      language: Language,
    ) => readonly { readonly path: string; readonly label: string }[];
  };
}

/** `?lang=`, else what the browser prefers, else Korean. */
export function languageFor(request: Request): Language {
  const asked = request.query['lang'];
  if (asked === 'ko' || asked === 'en') return asked;
  return request.acceptsLanguages('ko', 'en') === 'en' ? 'en' : 'ko';
}

/** True when the person has chosen a language, not only their browser. */
export const hasChosenLanguage = (request: Request): boolean =>
  request.query['lang'] === 'ko' || request.query['lang'] === 'en';

/** For an address that we send a person on to: the language they chose, if any. */
export const chosenLanguage = (request: Request): string =>
  hasChosenLanguage(request) ? `?lang=${languageFor(request)}` : '';

interface Page {
  readonly view: string;
  readonly title?: string;
  readonly description?: string;
  readonly current?: 'entries' | 'sources' | 'law' | 'complaint';
  /** Of `static/`, beside the one of every page. */
  readonly script?: 'complaint.js' | 'continue.js';
  /** True: what a person wrote is in it, and no cache may keep it. */
  readonly isPrivate?: boolean;
  readonly data: Readonly<Record<string, unknown>>;
  readonly status?: number;
}

/** Sends a whole page in the language of the request. */
export function sendPage(context: WebContext, request: Request, response: Response, page: Page) {
  const language = languageFor(request);
  const words: Words['web'] = context.words[language].web;
  const body = context.render(page.view, { words, language, ...page.data });
  const html = context.render('layout', {
    words,
    language,
    body,
    title: page.title,
    description: page.description,
    current: page.current,
    script: page.script,
    law: context.words[language].law,
    caseLinks: context.receiving?.links(language) ?? [],
    addressIn: (other: string) => addressIn(request, other),
  });
  if (page.isPrivate) response.set('cache-control', 'no-store');
  response
    .status(page.status ?? 200)
    .set('vary', 'accept-language')
    .type('html')
    .send(html);
}

/** A page that says one thing. */
export function sendMessage(
  context: WebContext,
  request: Request,
  response: Response,
  status: number,
  heading: string,
  text: string,
): void {
  const data = { heading, text };
  sendPage(context, request, response, { view: 'message', title: heading, status, data });
}

/** The same page in another language; a search goes along, a question that was typed into the chat does not. */
function addressIn(request: Request, language: string): string {
  // Two slashes at the start would be read as the name of another host.
  const path = request.method === 'GET' ? request.path.replace(/^[/\\]+/, '/') : '/';
  const query = new URLSearchParams({ lang: language });
  if (path === '/entries' || path === '/law') {
    for (const name of ['q', 'exact', 'page']) {
      const value = request.query[name];
      if (typeof value === 'string') query.set(name, value);
    }
  }
  return `${path}?${query}`;
}

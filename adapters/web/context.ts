import type { Request, Response } from 'express';
import type { Payload, Receive } from '../../bot/channel.ts';
import type { StoreFigures } from '../../bot/store.ts';
import type { ViewSettings } from '../../bot/view.ts';
import type { Words } from '../../bot/words.ts';
import type { AnswerPipeline, Knowledge } from '../../knowledge/answer/pipeline.ts';
import type { Language } from '../../knowledge/language.ts';
import type { Render } from './views.ts';

/** The conversation behind the chat page. */
export interface WebChat {
  /** Resolves when what was said is stored. */
  readonly deliver: Receive;
  /** Undefined when it takes longer than `ms`. */
  repliesTo(deliveryId: string, ms: number): Promise<readonly Payload[] | undefined>;
  /** @param conversation - The secret that the page carries. */
  readFile(conversation: string, id: string): Promise<Uint8Array | undefined>;
  figures(): Promise<StoreFigures>;
}

/** What every page needs. */
export interface WebContext extends ViewSettings {
  readonly pipeline: AnswerPipeline;
  readonly knowledge: Knowledge;
  readonly render: Render;
  readonly chat: WebChat;
  /** Scheme and host of our public address; empty to write addresses relative. */
  readonly baseUrl: string;
  /** The ISO date of the day in Korea. */
  readonly today: () => string;
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
  readonly current?: 'entries' | 'sources' | 'law';
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
    law: context.words[language].law,
    addressIn: (other: string) => addressIn(request, other),
  });
  response
    .status(page.status ?? 200)
    .set('vary', 'accept-language')
    .type('html')
    .send(html);
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

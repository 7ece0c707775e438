import type { Request, Response } from 'express';
import type { Language } from '../../knowledge/language.ts';
import { type DeskContext, type DeskPage, sendPageTo, signedInOrNot } from './context.ts';
import { openFormToken } from './form-token.ts';

/** The language of the account, else `?lang=`, else what the browser prefers, else Korean. */
export function readerLanguage(request: Request, response: Response): Language {
  const signed = signedInOrNot(response);
  if (signed) return signed.staff.language;
  const asked = request.query['lang'];
  if (asked === 'ko' || asked === 'en') return asked;
  return request.acceptsLanguages('ko', 'en') === 'en' ? 'en' : 'ko';
}

/** Sends a page to somebody who may not be signed in, or not yet wholly. */
export function sendOpenPage(
  context: DeskContext,
  request: Request,
  response: Response,
  page: DeskPage,
): void {
  const signed = signedInOrNot(response);
  const language = readerLanguage(request, response);
  if (signed?.session.state === 'full') {
    const { staff, session } = signed;
    sendPageTo(context, response, { language, staff, csrf: session.csrf }, page);
    return;
  }
  const csrf = signed?.session.csrf ?? openFormToken(context, request, response);
  sendPageTo(context, response, { language, csrf, mayChooseLanguage: !signed }, page);
}

const NOTICES = {
  strangeForm: ['strangeFormTitle', 'strangeFormText'],
  forbidden: ['forbiddenTitle', 'forbiddenText'],
  notFound: ['notFoundTitle', 'notFoundText'],
  tooLarge: ['tooLargeTitle', 'tooLargeText'],
  busy: ['busyTitle', 'busyText'],
  tooMany: ['tooManyTitle', 'tooManyText'],
  failed: ['failedTitle', 'failedText'],
} as const;

/** A page that says one thing. */
export function sendNotice(
  context: DeskContext,
  request: Request,
  response: Response,
  status: number,
  notice: keyof typeof NOTICES,
  number = '',
): void {
  const { shared } = context.words[readerLanguage(request, response)];
  const [title, text] = NOTICES[notice];
  sendOpenPage(context, request, response, {
    view: 'notice',
    title: shared[title],
    status,
    data: { heading: shared[title], text: shared[text], number },
  });
}

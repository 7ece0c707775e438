import type { Request, RequestHandler, Response } from 'express';
import { may, type Permission } from '../../bot/desk/permissions.ts';
import { type DeskContext, type Signed, signedIn, signedInOrNot } from './context.ts';
import { readerLanguage, sendNotice } from './notices.ts';
import { sessionOf } from './sessions.ts';

/** Finds out who is there, for everything that comes after. */
export function readSession(context: DeskContext): RequestHandler {
  return async (request, response, next) => {
    const signed = await sessionOf(context, request);
    if (signed) response.locals['signed'] = signed;
    next();
  };
}

/** Nobody passes who has not signed in wholly; they are sent to what comes next for them. */
export function signedInOnly(context: DeskContext): RequestHandler {
  return (request, response, next) => {
    const signed = signedInOrNot(response);
    if (!signed && comesFromElsewhere(request)) return bounce(context, request, response);
    const step = stepFor(signed);
    if (!step) return next();
    const back = request.method === 'GET' ? backTo(request.originalUrl) : '';
    response.set('cache-control', 'no-store').redirect(303, `${step}${back}`);
  };
}

/** Where somebody has to go before anything else. Undefined: they have arrived. */
export function stepFor(signed: Signed | undefined): string | undefined {
  if (!signed) return '/desk/sign-in';
  const { staff, session } = signed;
  if (session.state === 'password' && staff.totpSecret) return '/desk/sign-in/code';
  if (staff.mustChangePassword) return '/desk/sign-in/password';
  return session.state === 'password' ? '/desk/sign-in/set-up' : undefined;
}

const BACK = /^\/desk\/(?!sign-in|static)[\w\-./]*(?:\?[\w\-.~%=&+:]*)?$/;

const backTo = (path: string): string =>
  BACK.test(path) && !path.includes('//') ? `?next=${encodeURIComponent(path)}` : '';

/**
 * The next step of somebody, or else where they were going.
 *
 * @param next - As an address has it; the queue where it is no place of the desk.
 */
export function placeAfter(signed: Signed | undefined, next: unknown): string {
  const back = typeof next === 'string' ? backTo(next) : '';
  const step = stepFor(signed);
  if (step) return `${step}${back}`;
  return typeof next === 'string' && back ? next : '/desk/queue';
}

/** Where the person of a request was going; empty where that is nowhere of ours. */
export function keptNext(request: Request): string {
  const next = request.query['next'];
  return typeof next === 'string' && backTo(next) ? next : '';
}

/**
 * From a link on another site the browser does not send our cookies, which are for this site only. From a page of ours it
 * does: so the person is sent on from one.
 */
function bounce(context: DeskContext, request: Request, response: Response): void {
  const to = backTo(request.originalUrl) ? request.originalUrl : '/desk';
  sendOnward(context, request, response, to);
}

const comesFromElsewhere = (request: Request): boolean =>
  request.method === 'GET' && request.get('sec-fetch-site') === 'cross-site';

/** A page that at once leads to another of ours. */
export function sendOnward(
  context: DeskContext,
  request: Request,
  response: Response,
  to: string,
): void {
  const language = readerLanguage(request, response);
  response
    .set('cache-control', 'no-store')
    .type('html')
    .send(context.render('onward', { to, language, words: context.words[language] }));
}

/** For the routes of one permission; others get a page that says so, in their language. */
export function requirePermission(context: DeskContext, what: Permission): RequestHandler {
  return (request, response, next) => {
    if (may(signedIn(response).staff, what)) return next();
    sendNotice(context, request, response, 403, 'forbidden');
  };
}

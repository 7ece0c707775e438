import type { Request, RequestHandler } from 'express';
import { type DeskContext, fieldOf } from './context.ts';
import { expectedToken, isSame } from './form-token.ts';
import { sendNotice } from './notices.ts';

/**
 * Lets a form in only where our own page sent it: the browser says so (`Sec-Fetch-Site`, `Origin`), and the token of the
 * session comes back with it.
 */
export function ownFormsOnly(context: DeskContext): RequestHandler {
  return (request, response, next) => {
    if (['GET', 'HEAD'].includes(request.method)) return next();
    const isOurs =
      request.method === 'POST' &&
      cameFromUs(context, request) &&
      isSame(fieldOf(request, 'csrf'), expectedToken(context, request, response));
    if (isOurs) return next();
    sendNotice(context, request, response, 403, 'strangeForm');
  };
}

function cameFromUs(context: DeskContext, request: Request): boolean {
  const site = request.get('sec-fetch-site');
  const origin = request.get('origin');
  if (site === undefined && origin === undefined) return false;
  return (
    (site === undefined || site === 'same-origin') &&
    (origin === undefined || origin === ourOrigin(context, request))
  );
}

export const ourOrigin = ({ baseUrl }: DeskContext, request: Request): string =>
  baseUrl ? new URL(baseUrl).origin : `${request.protocol}://${request.get('host')}`;

import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { DeskContext } from './context.ts';

/**
 * `session`: who is signed in. `form`: pairs with the forms of somebody who is not. `device`: where somebody signed in before.
 * `oidc`: what a sign-in through the institution began with; the institution sends people back from its own site, so this one
 * alone is sent along from there.
 */
const COOKIES = {
  session: { name: 'desk', sameSite: 'strict' },
  form: { name: 'desk-form', sameSite: 'strict' },
  device: { name: 'desk-device', sameSite: 'strict' },
  oidc: { name: 'desk-oidc', sameSite: 'lax' },
} as const;

type CookieUse = keyof typeof COOKIES;

/** Over https the prefix binds a cookie to this host: no neighbour under the same domain can plant one. */
const nameOf = ({ baseUrl }: DeskContext, use: CookieUse): string =>
  `${isSecure(baseUrl) ? '__Host-' : ''}${COOKIES[use].name}`;

const isSecure = (baseUrl: string): boolean => baseUrl.startsWith('https:');

export const cookieOf = (
  context: DeskContext,
  request: Request,
  use: CookieUse,
): string | undefined =>
  parseCookie(request.headers.cookie ?? '')[nameOf(context, use)] || undefined;

/** @param seconds - How long it is kept; absent: until the browser is closed. */
export function setCookie(
  context: DeskContext,
  response: Response,
  use: CookieUse,
  value: string,
  seconds?: number,
): void {
  response.append(
    'set-cookie',
    stringifySetCookie({
      name: nameOf(context, use),
      value,
      path: '/',
      httpOnly: true,
      secure: isSecure(context.baseUrl),
      sameSite: COOKIES[use].sameSite,
      ...(seconds !== undefined && { maxAge: seconds }),
    }),
  );
}

export const dropCookie = (context: DeskContext, response: Response, use: CookieUse): void =>
  setCookie(context, response, use, '', 0);

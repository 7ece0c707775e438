import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { type DeskContext, signedInOrNot } from './context.ts';
import { cookieOf, setCookie } from './cookies.ts';

/** What a form must bring back. Empty: no form was given out to this browser. */
export function expectedToken(context: DeskContext, request: Request, response: Response): string {
  const signed = signedInOrNot(response);
  if (signed) return signed.session.csrf;
  const cookie = cookieOf(context, request, 'form');
  return cookie ? pairOf(context, cookie) : '';
}

/** What goes into a form of somebody who is not signed in; its other half is a cookie. */
export function openFormToken(context: DeskContext, request: Request, response: Response): string {
  const present = cookieOf(context, request, 'form');
  const cookie = present ?? context.newSecret();
  if (!present) setCookie(context, response, 'form', cookie);
  return pairOf(context, cookie);
}

const pairOf = (context: DeskContext, cookie: string): string =>
  createHmac('sha256', context.secretFor('desk-form')).update(cookie).digest('base64url');

/** In a time that says nothing about how much was right. An empty text is the same as none. */
export function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compared').update(text).digest();
  return expected !== '' && timingSafeEqual(digest(given), digest(expected));
}

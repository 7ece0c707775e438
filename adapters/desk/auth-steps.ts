import type { Request, RequestHandler, Response } from 'express';
import type { Staff } from '../../bot/desk/staff.ts';
import type { DeskWords } from '../../bot/desk/words/desk-words.ts';
import { fill } from '../../bot/words.ts';
import { auditEntry } from './change-staff.ts';
import { type DeskContext, formOf, type Signed, signedInOrNot } from './context.ts';
import { knownDevice, rememberDevice } from './device.ts';
import type { Tried } from './door.ts';
import { placeAfter, stepFor } from './guard.ts';
import { readerLanguage } from './notices.ts';
import { beginSession } from './sessions.ts';

/** For the page of one step: whoever is at another is sent there. */
export function atStep(step: string): RequestHandler {
  return (request, response, next) => {
    if (stepFor(signedInOrNot(response)) === step) return next();
    goOn(request, response, signedInOrNot(response));
  };
}

/** To the next step, or where the person was going. */
export function goOn(request: Request, response: Response, signed: Signed | undefined): void {
  response
    .set('cache-control', 'no-store')
    .redirect(303, placeAfter(signed, request.query['next']));
}

/** Somebody has shown all that is asked: a whole session, under a new token. */
export async function arrive(
  context: DeskContext,
  request: Request,
  response: Response,
  { staff, way, before }: { readonly staff: Staff; readonly way: string; readonly before?: Signed },
): Promise<Signed> {
  const device = knownDevice(context, request, staff.id) ? 'known' : 'new';
  const signed = await beginSession(context, response, staff, 'full', before);
  rememberDevice(context, request, response, staff.id);
  const details = { way, device };
  await context.audit([auditEntry(context, { actor: staff.id, action: 'signed-in', details })]);
  return signed;
}

export interface Refusal {
  /** Of the answer. */
  readonly status: number;
  readonly problem: string;
}

/** What a person is told after an attempt that came to nothing. */
export function refusalOf(
  context: DeskContext,
  request: Request,
  response: Response,
  tried: Exclude<Tried<unknown>, { is: 'right' }>,
  wrong: keyof DeskWords['auth'],
): Refusal {
  const words = context.words[readerLanguage(request, response)].auth;
  if (tried.is === 'wrong') return { status: 422, problem: words[wrong] };
  response.set('retry-after', String(Math.ceil(tried.ms / 1000)));
  const minutes = Math.ceil(tried.ms / 60_000);
  return { status: 429, problem: fill(words.wait, { minutes }) };
}

/** As it was typed: spaces are part of a password. */
export const secretField = (request: Request, name: string): string =>
  ([formOf(request)[name] ?? ''].flat()[0] ?? '').slice(0, 1000);

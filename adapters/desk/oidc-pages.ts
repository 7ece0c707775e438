import { createHmac } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Staff } from '../../bot/desk/staff.ts';
import { arrive } from './auth-steps.ts';
import { auditEntry, changeStaff } from './change-staff.ts';
import { type DeskContext, signedInOrNot } from './context.ts';
import { cookieOf, dropCookie, setCookie } from './cookies.ts';
import { isSame } from './form-token.ts';
import { keptNext, placeAfter, sendOnward } from './guard.ts';
import { readerLanguage, sendOpenPage } from './notices.ts';
import { type Oidc, OidcChecks, type OidcPerson } from './oidc.ts';
import { ourOrigin } from './same-site.ts';
import { beginSession } from './sessions.ts';

/** How long somebody may take at the provider. */
const AWAY_SECONDS = 10 * 60;

const Away = z.strictObject({ checks: OidcChecks, until: z.number(), next: z.string() });

/** Sign-in by the institution's own provider. It says who somebody is, never what they may do, and makes no accounts. */
export function oidcPages(context: DeskContext, oidc: Oidc): Router {
  const router = Router();
  router.get('/desk/sign-in/oidc', async (request, response) => {
    let begun: Awaited<ReturnType<Oidc['begin']>>;
    try {
      begun = await oidc.begin();
    } catch (error) {
      return refuse(context, request, response, { kind: 'oidc-away', error });
    }
    const next = keptNext(request);
    const until = context.clock() + AWAY_SECONDS * 1000;
    const away = { checks: begun.checks, until, next };
    setCookie(context, response, 'oidc', signed(context, away), AWAY_SECONDS);
    response.set('cache-control', 'no-store').redirect(303, begun.url);
  });
  router.get('/desk/sign-in/oidc/callback', async (request, response) => {
    const away = readAway(context, request);
    dropCookie(context, response, 'oidc');
    if (!away) return refuse(context, request, response, { kind: 'oidc-state' });
    let person: OidcPerson;
    try {
      const address = new URL(request.originalUrl, ourOrigin(context, request));
      person = await oidc.finish(address, away.checks);
    } catch (error) {
      return refuse(context, request, response, { kind: 'oidc-answer', error });
    }
    const found = await accountOf(context, person);
    if (!found.staff) return refuse(context, request, response, found);
    const before = signedInOrNot(response);
    const { staff } = found;
    const come = person.hasManyFactors
      ? await arrive(context, request, response, { staff, way: 'oidc', ...(before && { before }) })
      : await beginSession(context, response, staff, 'password', before);
    // Not a redirect: on one that began at the provider the new cookie would not be sent.
    sendOnward(context, request, response, placeAfter(come, away.next));
  });
  return router;
}

type Found =
  | { readonly staff: Staff }
  | { readonly staff?: undefined; readonly kind: string; readonly id?: string };

/** By issuer and subject; where nobody has these yet, once, by a verified e-mail address that is the login of an account. */
async function accountOf(context: DeskContext, person: OidcPerson): Promise<Found> {
  const { issuer, subject, email } = person;
  const all = await context.staff.list();
  const linked = all.find(
    ({ staff }) => staff.oidc?.issuer === issuer && staff.oidc.subject === subject,
  );
  if (linked) {
    const { staff } = linked;
    return staff.isActive ? { staff } : { kind: 'inactive', id: staff.id };
  }
  const named = email === undefined ? undefined : (await context.staff.byLogin(email))?.staff;
  if (!named) return { kind: 'oidc-unknown' };
  if (!named.isActive) return { kind: 'inactive', id: named.id };
  const staff = await changeStaff(context, named.id, (now) => link(now, { issuer, subject }), {
    actor: named.id,
    action: 'oidc-linked',
  });
  return staff ? { staff } : { kind: 'oidc-other', id: named.id };
}

/** A one-time password that was never used is needed no more. Undefined: the account belongs to another person there. */
function link(staff: Staff, oidc: NonNullable<Staff['oidc']>): Staff | undefined {
  if (staff.oidc || !staff.isActive) return undefined;
  if (staff.passwordUntil === undefined) return { ...staff, oidc };
  const { passwordHash: _unused, passwordUntil: _never, ...rest } = staff;
  return { ...rest, oidc, mustChangePassword: false };
}

/** Whoever is refused is told the same whatever was wrong; the operator finds why in the audit log. */
async function refuse(
  context: DeskContext,
  request: Request,
  response: Response,
  { kind, id, error }: { readonly kind: string; readonly id?: string; readonly error?: unknown },
): Promise<void> {
  const details = { kind, ...(id !== undefined && { staff: id }) };
  await context.audit([
    auditEntry(context, { actor: 'system', action: 'sign-in-refused', details }),
  ]);
  if (error !== undefined) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    context.log.warn({ kind, code }, 'sign-in by the institution failed');
  }
  const { auth } = context.words[readerLanguage(request, response)];
  sendOpenPage(context, request, response, {
    view: 'sign-in',
    title: auth.signIn,
    status: kind === 'oidc-away' ? 502 : 403,
    data: { hasOidc: true, problem: auth.oidcRefused, next: '' },
  });
}

const signatureOf = (context: DeskContext, text: string): string =>
  createHmac('sha256', context.secretFor('desk-oidc')).update(text).digest('base64url');

function signed(context: DeskContext, away: z.infer<typeof Away>): string {
  const text = Buffer.from(JSON.stringify(away)).toString('base64url');
  return `${text}.${signatureOf(context, text)}`;
}

function readAway(context: DeskContext, request: Request): z.infer<typeof Away> | undefined {
  const [text = '', signature = ''] = (cookieOf(context, request, 'oidc') ?? '').split('.');
  if (!isSame(signature, signatureOf(context, text))) return undefined;
  const away = Away.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  return away.until > context.clock() ? away : undefined;
}

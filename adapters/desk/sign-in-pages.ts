import { type Request, type Response, Router } from 'express';
import type { Staff } from '../../bot/desk/staff.ts';
import { isOutdated, normalLogin } from '../staff-accounts.ts';
import { goOn, type Refusal, refusalOf, secretField } from './auth-steps.ts';
import { auditEntry, changeStaff } from './change-staff.ts';
import { type DeskContext, fieldOf, signedInOrNot } from './context.ts';
import type { Door } from './door.ts';
import { keptNext, stepFor } from './guard.ts';
import { readerLanguage, sendOpenPage } from './notices.ts';
import { beginSession, endSession } from './sessions.ts';

/** Name and password, and going away again. */
export function signInPages(context: DeskContext, door: Door, hasOidc: boolean): Router {
  const router = Router();
  router.get('/desk', (request, response) => goOn(request, response, signedInOrNot(response)));
  router.get('/desk/sign-in', (request, response) => {
    const signed = signedInOrNot(response);
    if (signed && stepFor(signed) === undefined) return goOn(request, response, signed);
    sendForm(context, request, response, hasOidc, { status: 200, problem: '' });
  });
  router.post('/desk/sign-in', async (request, response) => {
    const login = normalLogin(fieldOf(request, 'login'));
    const stored = await context.staff.byLogin(login);
    const password = secretField(request, 'password');
    const claim = { kind: 'password', account: login, staff: stored?.staff } as const;
    const tried = await door.attempt(request, claim, async () => {
      const hash = usableHash(stored?.staff, context.clock());
      if (!(await door.passwords.verify(password, hash)) || !hash) return undefined;
      return stored && afterPassword(context, door, stored.staff.id, { hash, password });
    });
    if (tried.is === 'right') {
      const before = signedInOrNot(response);
      return goOn(
        request,
        response,
        await beginSession(context, response, tried.value, 'password', before),
      );
    }
    const refusal = refusalOf(context, request, response, tried, 'wrongPassword');
    sendForm(context, request, response, hasOidc, refusal);
  });
  router.post('/desk/sign-out', async (_request, response) => {
    const signed = signedInOrNot(response);
    if (signed) {
      await endSession(context, response, signed);
      const actor = signed.staff.id;
      await context.audit([auditEntry(context, { actor, action: 'signed-out' })]);
    }
    response.set('clear-site-data', '"cache"').redirect(303, '/desk/sign-in');
  });
  return router;
}

/** None for an account that is closed, and none of a one-time password whose day has passed. */
const usableHash = (staff: Staff | undefined, now: number): string | undefined =>
  staff?.isActive && now < (staff.passwordUntil ?? Number.POSITIVE_INFINITY)
    ? staff.passwordHash
    : undefined;

/**
 * A one-time password is used up: of two who have it, one comes in. One that was hashed at another cost is hashed anew.
 * Undefined: somebody else was faster.
 */
async function afterPassword(
  context: DeskContext,
  door: Door,
  id: string,
  { hash, password }: { readonly hash: string; readonly password: string },
): Promise<Staff | undefined> {
  const renewed = isOutdated(hash) ? await door.passwords.hash(password) : hash;
  return changeStaff(context, id, (staff) => {
    if (staff.passwordHash !== hash || !staff.isActive) return undefined;
    const { passwordHash: _used, passwordUntil, ...rest } = staff;
    return passwordUntil === undefined ? { ...staff, passwordHash: renewed } : rest;
  });
}

function sendForm(
  context: DeskContext,
  request: Request,
  response: Response,
  hasOidc: boolean,
  { status, problem }: Refusal,
): void {
  const { auth } = context.words[readerLanguage(request, response)];
  sendOpenPage(context, request, response, {
    view: 'sign-in',
    title: auth.signIn,
    status,
    data: { hasOidc, problem, next: keptNext(request) },
  });
}

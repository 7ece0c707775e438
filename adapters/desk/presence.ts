import type { Request, Response } from 'express';
import type { Staff } from '../../bot/desk/staff.ts';
import { type Refusal, refusalOf, secretField } from './auth-steps.ts';
import { useCode } from './code-pages.ts';
import { type DeskContext, fieldOf, signedIn } from './context.ts';
import type { Door } from './door.ts';

const MINUTE = 60_000;
/** Whoever has neither password nor second factor here has just been sent by the institution. */
const FRESH_MS = 10 * MINUTE;

/** With what somebody shows, before something grave, that it is still them: their password, a code, or having just signed in. */
export const presenceOf = ({
  passwordHash,
  totpSecret,
}: Staff): 'password' | 'code' | 'fresh-session' => {
  if (passwordHash) return 'password';
  return totpSecret ? 'code' : 'fresh-session';
};

/** Looks at the field `present` of a form. Undefined: it is them. */
export async function presenceProblem(
  context: DeskContext,
  door: Door,
  request: Request,
  response: Response,
): Promise<Refusal | undefined> {
  const { staff, session } = signedIn(response);
  const presence = presenceOf(staff);
  if (presence === 'fresh-session') {
    const isFresh = context.clock() - session.startedAt < FRESH_MS;
    const { auth } = context.words[staff.language];
    return isFresh ? undefined : { status: 422, problem: auth.signInAgain };
  }
  const isPassword = presence === 'password';
  const tried = await door.attempt<unknown>(request, claimOf(staff, isPassword), () =>
    isPassword
      ? asFound(door.passwords.verify(secretField(request, 'present'), staff.passwordHash))
      : useCode(context, staff, fieldOf(request, 'present')),
  );
  if (tried.is === 'right') return undefined;
  const wrong = isPassword ? 'wrongPresent' : 'wrongCode';
  return refusalOf(context, request, response, tried, wrong);
}

const claimOf = (staff: Staff, isPassword: boolean) =>
  isPassword
    ? ({ kind: 'password', account: staff.login, staff } as const)
    : ({ kind: 'code', account: staff.id, staff } as const);

const asFound = async (isRight: Promise<boolean>): Promise<true | undefined> =>
  (await isRight) || undefined;

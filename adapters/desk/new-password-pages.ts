import { type Request, type Response, Router } from 'express';
import type { Staff } from '../../bot/desk/staff.ts';
import type { DeskWords } from '../../bot/desk/words/desk-words.ts';
import { atStep, goOn, secretField } from './auth-steps.ts';
import { changeStaff } from './change-staff.ts';
import { type DeskContext, signedIn } from './context.ts';
import type { Door } from './door.ts';
import { sendOpenPage } from './notices.ts';
import { passwordProblem } from './password.ts';
import { renewAlone } from './sessions.ts';

const STEP = '/desk/sign-in/password';

/** For whoever came in with a one-time password, which has ended with that: they choose their own before anything else. */
export function newPasswordPages(context: DeskContext, door: Door): Router {
  const router = Router();
  router.get(STEP, atStep(STEP), (request, response) => {
    sendForm(context, request, response, '');
  });
  router.post(STEP, atStep(STEP), async (request, response) => {
    const before = signedIn(response);
    const problem = newPasswordProblem(context, request, before.staff);
    if (problem) return sendForm(context, request, response, problem);
    const staff = await putPassword(context, door, before.staff.id, secretField(request, 'fresh'));
    if (!staff) return goOn(request, response, undefined);
    goOn(request, response, await renewAlone(context, response, before, staff));
  });
  return router;
}

const PROBLEMS = {
  short: 'passwordShort',
  long: 'passwordLong',
  common: 'passwordCommon',
  personal: 'passwordPersonal',
} as const satisfies Readonly<Record<string, keyof DeskWords['auth']>>;

/** What is wrong with the fields `fresh` and `again`, in the person's language; empty where nothing is. */
export function newPasswordProblem(context: DeskContext, request: Request, staff: Staff): string {
  const { auth } = context.words[staff.language];
  const fresh = secretField(request, 'fresh');
  if (fresh !== secretField(request, 'again')) return auth.passwordsDiffer;
  const problem = passwordProblem(fresh, [staff.login, staff.name, context.institution]);
  return problem ? auth[PROBLEMS[problem]] : '';
}

/** Undefined: the account went meanwhile. */
export async function putPassword(
  context: DeskContext,
  door: Door,
  id: string,
  password: string,
): Promise<Staff | undefined> {
  const passwordHash = await door.passwords.hash(password);
  return changeStaff(
    context,
    id,
    ({ passwordUntil: _over, ...staff }) =>
      staff.isActive ? { ...staff, passwordHash, mustChangePassword: false } : undefined,
    { actor: id, action: 'password-changed' },
  );
}

function sendForm(
  context: DeskContext,
  request: Request,
  response: Response,
  problem: string,
): void {
  const { staff } = signedIn(response);
  sendOpenPage(context, request, response, {
    view: 'new-password',
    title: context.words[staff.language].auth.newPasswordTitle,
    status: problem ? 422 : 200,
    data: { problem, login: staff.login },
  });
}

import { type Request, type Response, Router } from 'express';
import type { Staff } from '../../bot/desk/staff.ts';
import { arrive, atStep, goOn, type Refusal, refusalOf } from './auth-steps.ts';
import { changeStaff } from './change-staff.ts';
import { type DeskContext, fieldOf, signedIn } from './context.ts';
import type { Door } from './door.ts';
import { sendOpenPage } from './notices.ts';
import { stepOfCode, withoutRecoveryCode } from './second-factor.ts';

const STEP = '/desk/sign-in/code';

/** The second factor of whoever has one. */
export function codePages(context: DeskContext, door: Door): Router {
  const router = Router();
  router.get(STEP, atStep(STEP), (request, response) => {
    sendForm(context, request, response, { status: 200, problem: '' });
  });
  router.post(STEP, atStep(STEP), async (request, response) => {
    const before = signedIn(response);
    const tried = await trySecondFactor(context, door, request, before.staff);
    if (tried.is === 'right') {
      const { staff, way } = tried.value;
      return goOn(
        request,
        response,
        await arrive(context, request, response, { staff, way, before }),
      );
    }
    const refusal = refusalOf(context, request, response, tried, 'wrongCode');
    sendForm(context, request, response, refusal);
  });
  return router;
}

/** The code of the app in the field `code`, or one of those kept for emergencies in `recovery`. Each is taken once. */
const trySecondFactor = (context: DeskContext, door: Door, request: Request, staff: Staff) =>
  door.attempt(request, { kind: 'code', account: staff.id, staff }, async () => {
    const recovery = fieldOf(request, 'recovery');
    const way = recovery ? 'recovery-code' : 'code';
    const used = recovery
      ? await useRecoveryCode(context, staff, recovery)
      : await useCode(context, staff, fieldOf(request, 'code'));
    return used && { staff: used, way };
  });

/** Undefined: it is wrong, or was used. */
export async function useCode(
  context: DeskContext,
  { id, totpSecret }: Staff,
  code: string,
): Promise<Staff | undefined> {
  const step = totpSecret && (await stepOfCode(code, totpSecret, context.clock()));
  if (!step) return undefined;
  return changeStaff(context, id, (staff) =>
    // None is taken twice, nor one before the last: also where two send it in one moment.
    staff.totpSecret === totpSecret && (staff.totpStep ?? 0) < step
      ? { ...staff, totpStep: step }
      : undefined,
  );
}

const useRecoveryCode = (
  context: DeskContext,
  { id }: Staff,
  code: string,
): Promise<Staff | undefined> =>
  changeStaff(
    context,
    id,
    (staff) => {
      const recovery = withoutRecoveryCode(staff, code);
      return recovery && { ...staff, recovery: [...recovery] };
    },
    { actor: id, action: 'recovery-code-used' },
  );

function sendForm(
  context: DeskContext,
  request: Request,
  response: Response,
  { status, problem }: Refusal,
): void {
  const { staff } = signedIn(response);
  sendOpenPage(context, request, response, {
    view: 'code',
    title: context.words[staff.language].auth.codeTitle,
    status,
    data: { problem, hasRecovery: staff.recovery.length > 0 },
  });
}

import { Router } from 'express';
import { sendAccount } from './account-view.ts';
import { refusalOf, secretField } from './auth-steps.ts';
import { changeStaff } from './change-staff.ts';
import { type DeskContext, signedIn } from './context.ts';
import type { Door } from './door.ts';
import { newPasswordProblem, putPassword } from './new-password-pages.ts';
import { presenceOf, presenceProblem } from './presence.ts';
import { newRecoveryCodes } from './second-factor.ts';
import { renewAlone } from './sessions.ts';
import { sendPicture, sendRecoveryCodes, sendSetUp, trySetUp } from './set-up-pages.ts';

const FACTOR = '/desk/account/second-factor';

/** Password, second factor, recovery codes: whoever changes these shows again who they are. */
export function accountSecurityPages(context: DeskContext, door: Door): Router {
  const router = Router();
  router.post('/desk/account/password', async (request, response) => {
    const signed = signedIn(response);
    const { staff } = signed;
    // Whoever comes through the institution has none, and needs none.
    if (presenceOf(staff) !== 'password') return response.redirect(303, '/desk/account');
    const refusal = await presenceProblem(context, door, request, response);
    const problem = refusal ? refusal.problem : newPasswordProblem(context, request, staff);
    if (problem) {
      const status = refusal?.status ?? 422;
      return sendAccount(context, request, response, { status, problem, place: 'password' });
    }
    const changed = await putPassword(context, door, staff.id, secretField(request, 'fresh'));
    if (changed) await renewAlone(context, response, signed, changed);
    response.redirect(303, '/desk/account?done=passwordChanged');
  });
  router.post('/desk/account/recovery', async (request, response) => {
    const refusal = await presenceProblem(context, door, request, response);
    if (refusal) return sendAccount(context, request, response, { ...refusal, place: 'recovery' });
    const { id } = signedIn(response).staff;
    const { codes, digests } = newRecoveryCodes(id);
    await changeStaff(context, id, (staff) => ({ ...staff, recovery: [...digests] }), {
      actor: id,
      action: 'recovery-codes-made',
    });
    sendRecoveryCodes(context, request, response, codes, '/desk/account');
  });
  router.use(secondFactorPages(context, door));
  return router;
}

/** Another app in the place of the one that is set up. */
function secondFactorPages(context: DeskContext, door: Door): Router {
  const router = Router();
  router.get(FACTOR, (request, response) => {
    sendSetUp(context, request, response, { at: FACTOR, status: 200, problem: '' });
  });
  router.get(`${FACTOR}/picture.svg`, async (_request, response) => {
    await sendPicture(context, response);
  });
  router.post(FACTOR, async (request, response) => {
    const refusal = await presenceProblem(context, door, request, response);
    if (refusal) return sendSetUp(context, request, response, { at: FACTOR, ...refusal });
    const signed = signedIn(response);
    const tried = await trySetUp(context, door, request, signed);
    if (tried.is !== 'right') {
      const wrong = refusalOf(context, request, response, tried, 'wrongCode');
      return sendSetUp(context, request, response, { at: FACTOR, ...wrong });
    }
    const { staff, codes } = tried.value;
    if (!staff) return response.redirect(303, '/desk/account');
    await renewAlone(context, response, signed, staff);
    sendRecoveryCodes(context, request, response, codes, '/desk/account');
  });
  return router;
}

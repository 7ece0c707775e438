import { Router } from 'express';
import type { Staff } from '../../bot/desk/staff.ts';
import { LANGUAGES } from '../../knowledge/language.ts';
import { accountSecurityPages } from './account-security.ts';
import { sendAccount } from './account-view.ts';
import { auditEntry, changeStaff } from './change-staff.ts';
import { type DeskContext, fieldOf, signedIn } from './context.ts';
import type { Door } from './door.ts';
import { placeAfter } from './guard.ts';
import { presenceProblem } from './presence.ts';
import { renewAlone } from './sessions.ts';

/** What everybody may see and change of their own account. */
export function accountPages(context: DeskContext, door: Door): Router {
  const router = Router();
  router.get('/desk/account', async (request, response) => {
    await sendAccount(context, request, response, {});
  });
  // A sign of life, for a page that is open for long.
  router.get('/desk/account/awake', (_request, response) => {
    response.status(204).end();
  });
  router.post('/desk/account/language', async (request, response) => {
    const signed = signedIn(response);
    const language = LANGUAGES.find((one) => one === fieldOf(request, 'language'));
    if (language) {
      await changeStaff(context, signed.staff.id, (staff) => ({ ...staff, language }));
    }
    response.redirect(303, placeAfter(signed, fieldOf(request, 'next')));
  });
  router.post('/desk/account/sessions', async (_request, response) => {
    const signed = signedIn(response);
    await renewAlone(context, response, signed, signed.staff);
    const actor = signed.staff.id;
    await context.audit([auditEntry(context, { actor, action: 'other-sessions-ended' })]);
    response.redirect(303, '/desk/account?done=sessionsEnded');
  });
  router.post('/desk/account/slack', async (request, response) => {
    const { staff } = signedIn(response);
    const refusal = await presenceProblem(context, door, request, response);
    if (refusal) return sendAccount(context, request, response, { ...refusal, place: 'slack' });
    const problem = await putSlackUser(context, staff, fieldOf(request, 'slackUser'));
    if (!problem) return response.redirect(303, '/desk/account?done=slackSaved');
    await sendAccount(context, request, response, {
      status: 422,
      place: 'slack',
      problem: context.words[staff.language].auth[problem],
    });
  });
  router.use(accountSecurityPages(context, door));
  return router;
}

/** Who acts in Slack acts under this account: no two may name the same person there. */
async function putSlackUser(
  context: DeskContext,
  { id }: Staff,
  slackUser: string,
): Promise<'slackWrong' | 'slackTaken' | undefined> {
  if (slackUser && !/^[UW][A-Z0-9]{4,30}$/.test(slackUser)) return 'slackWrong';
  const others = (await context.staff.list()).filter(({ staff }) => staff.id !== id);
  if (slackUser && others.some(({ staff }) => staff.slackUser === slackUser)) return 'slackTaken';
  await changeStaff(
    context,
    id,
    ({ slackUser: _before, ...staff }) => ({ ...staff, ...(slackUser && { slackUser }) }),
    { actor: id, action: slackUser ? 'slack-linked' : 'slack-unlinked' },
  );
  return undefined;
}

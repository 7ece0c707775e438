import { type Request, type Response, Router } from 'express';
import type { Staff } from '../../bot/desk/staff.ts';
import { arrive, atStep, goOn, type Refusal, refusalOf } from './auth-steps.ts';
import { changeStaff } from './change-staff.ts';
import { type DeskContext, fieldOf, type Signed, signedIn } from './context.ts';
import type { Door, Tried } from './door.ts';
import { placeAfter } from './guard.ts';
import { sendOpenPage } from './notices.ts';
import { presenceOf } from './presence.ts';
import { newRecoveryCodes, pendingSecret, secretPicture, stepOfCode } from './second-factor.ts';

const STEP = '/desk/sign-in/set-up';

/** The second factor of whoever has none yet: without it nobody gets further. */
export function setUpPages(context: DeskContext, door: Door): Router {
  const router = Router();
  router.get(STEP, atStep(STEP), (request, response) => {
    sendSetUp(context, request, response, { at: STEP, status: 200, problem: '' });
  });
  router.get(`${STEP}/picture.svg`, atStep(STEP), async (_request, response) => {
    await sendPicture(context, response);
  });
  router.post(STEP, atStep(STEP), async (request, response) => {
    const before = signedIn(response);
    const tried = await trySetUp(context, door, request, before);
    if (tried.is !== 'right') {
      const refusal = refusalOf(context, request, response, tried, 'wrongCode');
      return sendSetUp(context, request, response, { at: STEP, ...refusal });
    }
    const { staff, codes } = tried.value;
    if (!staff) return goOn(request, response, before);
    const signed = await arrive(context, request, response, { staff, way: 'set-up', before });
    sendRecoveryCodes(context, request, response, codes, placeAfter(signed, request.query['next']));
  });
  return router;
}

/** The secret as a picture; an image of our own, for pages hold no inline ones. */
export async function sendPicture(context: DeskContext, response: Response): Promise<void> {
  const signed = signedIn(response);
  const picture = await secretPicture(context, signed.staff, pendingSecret(context, signed));
  response.set('cache-control', 'no-store').type('image/svg+xml').send(picture);
}

/** A code that shows that the app has the secret of this session. `staff` is undefined where a second factor was set up elsewhere meanwhile. */
export function trySetUp(
  context: DeskContext,
  door: Door,
  request: Request,
  signed: Signed,
): Promise<Tried<{ readonly staff: Staff | undefined; readonly codes: readonly string[] }>> {
  const { staff } = signed;
  const claim = { kind: 'code', account: staff.id, staff } as const;
  return door.attempt(request, claim, async () => {
    const totpSecret = pendingSecret(context, signed);
    const step = await stepOfCode(fieldOf(request, 'code'), totpSecret, context.clock());
    if (!step) return undefined;
    const { codes, digests } = newRecoveryCodes(staff.id);
    const changed = await changeStaff(
      context,
      staff.id,
      (now) =>
        now.totpSecret === staff.totpSecret
          ? { ...now, totpSecret, totpStep: step, recovery: [...digests] }
          : undefined,
      { actor: staff.id, action: 'second-factor-set' },
    );
    return { staff: changed, codes };
  });
}

/** @param at - The page's address, under which the picture lies too. */
export function sendSetUp(
  context: DeskContext,
  request: Request,
  response: Response,
  { at, status, problem }: Refusal & { readonly at: string },
): void {
  const signed = signedIn(response);
  const secret = pendingSecret(context, signed).replace(/.{4}(?=.)/g, '$& ');
  sendOpenPage(context, request, response, {
    view: 'set-up',
    title: context.words[signed.staff.language].auth.setUpTitle,
    status,
    data: {
      problem,
      secret,
      picture: `${at}/picture.svg`,
      isChange: signed.session.state === 'full',
      presence: presenceOf(signed.staff),
    },
  });
}

/** Shows new codes, this once. */
export function sendRecoveryCodes(
  context: DeskContext,
  request: Request,
  response: Response,
  codes: readonly string[],
  next: string,
): void {
  const { staff } = signedIn(response);
  sendOpenPage(context, request, response, {
    view: 'recovery-codes',
    title: context.words[staff.language].auth.recoveryTitle,
    data: { codes, next },
  });
}

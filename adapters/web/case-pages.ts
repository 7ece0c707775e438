import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { receiptFileName, receivedOf, writeReceipt } from '../../bot/desk/receipt.ts';
import { maskPersonalData } from '../../knowledge/answer/personal-data.ts';
import { type CaseDoor, heldCase, sendCodeForm } from './case-door.ts';
import { takeEvidence } from './case-evidence.ts';
import { receiptPartsOf, type WebIntake } from './case-intake.ts';
import { WrongCodes } from './case-limits.ts';
import { keyIn, sendCase, sendDone, sendSure, sendWithName } from './case-page.ts';
import { languageFor, type WebContext } from './context.ts';

/** Longer than anything that these forms hold. */
const LARGEST_FORM = '100kb';

const ActForm = z.object({
  do: z.enum(['message', 'withdraw', 'withdraw-sure', 'identify']).optional().catch(undefined),
  text: z.string().catch(''),
});
const ReceiptForm = z.object({ receipt: z.coerce.number().int().min(0).catch(-1) });

/**
 * A case that was sent in, for whoever has its code: to see, write, add, name themselves, withdraw. The code travels in
 * forms only: it stands in no address, no cookie and no log.
 */
export function casePages(context: WebContext, intake: WebIntake | undefined): Router {
  const router = Router();
  if (!intake) return router;
  const door: CaseDoor = { context, intake, wrong: new WrongCodes() };
  const form = express.urlencoded({ extended: false, limit: LARGEST_FORM });
  router.get('/case', (request, response) => {
    sendCodeForm(door, request, response);
  });
  router.get(['/case/act', '/case/evidence', '/case/receipt'], (request, response) => {
    response.redirect(303, `/case?lang=${languageFor(request)}`);
  });
  router.post('/case', form, (request, response) => showCase(door, request, response));
  router.post('/case/act', form, (request, response) => act(door, request, response));
  router.post('/case/evidence', (request, response) => takeEvidence(door, request, response));
  router.post('/case/receipt', form, (request, response) => sendReceipt(door, request, response));
  return router;
}

async function showCase(door: CaseDoor, request: Request, response: Response): Promise<void> {
  // From a button of the chat: no code was asked for yet.
  if (!CodeGiven.safeParse(request.body).success) return sendCodeForm(door, request, response);
  const held = await heldCase(door, request, response);
  if (!held) return;
  // What is shown counts as read; the page shows it as new this once.
  await door.intake.cases.act(held.stored, { do: 'read' }, keyIn(undefined));
  sendCase(door, request, response, held);
}

const CodeGiven = z.object({ code: z.string() });

async function act(door: CaseDoor, request: Request, response: Response): Promise<void> {
  const held = await heldCase(door, request, response);
  if (!held) return;
  const { filing } = door.context.words[languageFor(request)];
  const { cases } = door.intake;
  const { do: wanted, text } = ActForm.parse(request.body ?? {});
  const key = keyIn(request.body);
  switch (wanted) {
    case 'message': {
      const masked = maskPersonalData(text, ['resident-number']).text;
      const done = await cases.act(held.stored, { do: 'message', text: masked }, key);
      return sendDone(door, request, response, held, done, filing.pageSent);
    }
    case 'withdraw':
      return sendSure(door, request, response, held);
    case 'withdraw-sure': {
      const done = await cases.act(held.stored, { do: 'withdraw' }, key);
      return sendDone(door, request, response, held, done, filing.withdrawn);
    }
    case 'identify':
      return sendWithName(door, request, response, held);
    case undefined:
      return sendCase(door, request, response, held);
  }
}

async function sendReceipt(door: CaseDoor, request: Request, response: Response): Promise<void> {
  const held = await heldCase(door, request, response);
  if (!held) return;
  const { receipt } = ReceiptForm.parse(request.body ?? {});
  const received = receivedOf(held.file)[receipt];
  if (!received) return sendCase(door, request, response, held);
  const text = writeReceipt(held.file, received, receiptPartsOf(door.context, door.intake));
  response
    .set('cache-control', 'no-store')
    .attachment(receiptFileName(received, held.file))
    .type('text/plain; charset=utf-8')
    .send(Buffer.from(text));
}

import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { checkReceipt, rawKey, receiptLines } from '../../bot/desk/receipt.ts';
import { checkedLine } from '../../bot/desk/receipt-words.ts';
import type { WebIntake } from './case-intake.ts';
import { languageFor, sendMessage, sendPage, type WebContext } from './context.ts';
import { readUpload } from './evidence-upload.ts';

/** Far above a receipt with the most exhibits that there can be. */
const LARGEST_BYTES = 100_000;

const PasteForm = z.object({ text: z.string().catch('') });

/** Whether a receipt is as this institution signed it. Nothing of it is kept. */
export function receiptPages(context: WebContext, intake: WebIntake | undefined): Router {
  const router = Router();
  if (!intake) return router;
  const form = express.urlencoded({ extended: false, limit: LARGEST_BYTES * 4 });
  router.get('/receipt', (request, response) => {
    sendForm(context, intake, request, response);
  });
  router.get('/receipt/key', (_request, response) => {
    response
      .attachment('facerights-receipt-key.pem')
      .type('application/x-pem-file')
      .send(intake.publicKeyPem);
  });
  router.get('/receipt/file', (request, response) => {
    response.redirect(303, `/receipt?lang=${languageFor(request)}`);
  });
  router.post('/receipt', form, (request, response) => {
    const { text } = PasteForm.parse(request.body ?? {});
    sendForm(context, intake, request, response, text.slice(0, LARGEST_BYTES));
  });
  router.post('/receipt/file', async (request, response) => {
    const upload = await readUpload(request, () => Promise.resolve(true));
    if ('problem' in upload) {
      const { filing } = context.words[languageFor(request)];
      const status = upload.problem === 'unreadable' ? 400 : 413;
      const text = filing.checkNoReceipt;
      sendMessage(context, request, response, status, filing.checkTitle, text);
      return;
    }
    const bytes = upload.files[0]?.bytes.subarray(0, LARGEST_BYTES) ?? new Uint8Array();
    sendForm(context, intake, request, response, new TextDecoder().decode(bytes));
  });
  return router;
}

/** @param given - What somebody wants to have checked; it is not shown again. */
function sendForm(
  context: WebContext,
  intake: WebIntake,
  request: Request,
  response: Response,
  given?: string,
): void {
  const language = languageFor(request);
  const words = context.words[language];
  const key = rawKey(intake.publicKeyPem);
  const checked = given === undefined ? undefined : checkReceipt(given, intake.verify, key);
  sendPage(context, request, response, {
    view: 'receipt',
    title: words.filing.checkTitle,
    isPrivate: true,
    status: checked && !checked.isSound ? 422 : 200,
    data: {
      filing: words.filing,
      key,
      checked,
      line: checked ? checkedLine(checked, words) : '',
      lines: checked?.isSound ? receiptLines(checked.receipt, language, context.words) : [],
    },
  });
}

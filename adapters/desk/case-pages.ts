import { type Request, type Response, Router } from 'express';
import { act, refuseForm, sendBack } from './case-acting.ts';
import { sendEvidence } from './case-evidence.ts';
import { actionKey, fieldValue, fieldValues } from './case-fields.ts';
import { labelsFor } from './case-labels.ts';
import { composeLetter } from './case-letter.ts';
import { sendCase } from './case-page.ts';
import { CASE_STYLES, caseAddress, queryFrom, queryOf } from './case-state.ts';
import { type DeskContext, formOf, sendDeskPage, signedIn } from './context.ts';

type OfCase = Request<{ id: string }>;

/** The page of a case and everything staff do there. Who may do what is checked by the desk; the page only leaves out. */
export function casePages(context: DeskContext): Router {
  const router = Router();
  router.get('/desk/cases/:id', (request: OfCase, response) =>
    sendCase(context, response, request.params.id, queryOf(request)),
  );
  router.get(
    '/desk/cases/:id/evidence/:file',
    (request: Request<{ id: string; file: string }>, response) =>
      sendEvidence(context, request, response),
  );
  router.post('/desk/cases/:id/act', (request: OfCase, response) =>
    act(context, request, response),
  );
  router.post('/desk/cases/:id/merge', (request: OfCase, response) =>
    mergeInto(context, request, response),
  );
  router.post('/desk/cases/:id/split', (request: OfCase, response) =>
    takeOut(context, request, response),
  );
  router.post('/desk/cases/:id/letter', (request: OfCase, response) =>
    composeLetter(context, request, response),
  );
  router.post('/desk/cases/:id/identity', (request: OfCase, response) =>
    showIdentity(context, request, response),
  );
  return router;
}

async function mergeInto(context: DeskContext, request: OfCase, response: Response) {
  const fields = formOf(request);
  const ids = fieldValues(fields, 'ids');
  const key = actionKey(fieldValue(fields, 'key') || context.newId(), ['merge', ids]);
  const { staff } = signedIn(response);
  const outcome = await context.desk.merge(staff, request.params.id, ids, key);
  if (outcome.isDone) return sendBack(request, response, fields, 'merge');
  return refuseForm(context, request, response, fields, outcome.why);
}

/** The case of the address leaves the one that it was gathered into; `back`: the page where the button stood. */
async function takeOut(context: DeskContext, request: OfCase, response: Response) {
  const fields = formOf(request);
  const { id } = request.params;
  const back = fieldValue(fields, 'back') || id;
  const key = actionKey(fieldValue(fields, 'key') || context.newId(), ['split', id]);
  const outcome = await context.desk.split(signedIn(response).staff, id, key);
  if (outcome.isDone) return sendBack(request, response, fields, 'split', back);
  return sendCase(context, response, back, queryFrom(fields), {
    form: fieldValue(fields, 'form'),
    fields,
    why: outcome.why,
  });
}

/** Who sent the case, once: nothing keeps this page, and looking again is another opening. */
async function showIdentity(context: DeskContext, request: OfCase, response: Response) {
  const fields = formOf(request);
  const { staff } = signedIn(response);
  const { id } = request.params;
  const no = Number(fieldValue(fields, 'no'));
  const outcome = await context.desk.identity(staff, id, no);
  if (!outcome.isDone) return refuseForm(context, request, response, fields, outcome.why);
  const labels = await labelsFor(context, staff.language);
  const known = [...context.casework.outlines.values()].flatMap(({ identity }) => identity);
  sendDeskPage(context, response, {
    view: 'case-identity-shown',
    title: labels.words.identityShown,
    current: 'queue',
    styles: CASE_STYLES,
    data: {
      rows: Object.entries(outcome.value).map(([field, value]) => ({
        label: known.find((one) => one.id === field)?.label[staff.language] ?? field,
        value,
      })),
      back: caseAddress(id, { from: queryFrom(fields).from, section: 'identity' }),
    },
  });
}

import type { Request, Response } from 'express';
import type { Refusal, StaffAction } from '../../bot/desk/case-actions.ts';
import { actionKey, type Fields, fieldValue, readAction, textDigest } from './case-fields.ts';
import { sendLetterAgain } from './case-letter.ts';
import { sendCase } from './case-page.ts';
import { caseAddress, type Problem, queryFrom, SECTIONS } from './case-state.ts';
import { type DeskContext, formOf, signedIn } from './context.ts';

type OfCase = Request<{ id: string }>;

/** Does what one form of the page asks for; back to where it stood, or the page again with why not. */
export async function act(
  context: DeskContext,
  request: OfCase,
  response: Response,
): Promise<void> {
  const fields = formOf(request);
  const colleagues = (await context.staff.list()).map(({ staff }) => staff);
  const read = readAction(fields, colleagues);
  if ('problem' in read) return refuseForm(context, request, response, fields, read.problem);
  const { action } = read;
  const why = await whyNotDone(context, request, response, fields, action);
  if (!why) return sendBack(request, response, fields, action.do);
  // The form of a new letter stands on a page of its own, for whoever may write one.
  return action.do === 'letter' && context.triage.letters.has(action.letter) && !isStranger(why)
    ? sendLetterAgain(context, request, response, fields, why)
    : refuseForm(context, request, response, fields, why);
}

const isStranger = (why: Problem): boolean =>
  ['not-allowed', 'recused', 'no-such-case'].includes(why);

async function whyNotDone(
  context: DeskContext,
  request: OfCase,
  response: Response,
  fields: Fields,
  action: StaffAction,
): Promise<Problem | undefined> {
  if (isUnfinished(action, fields)) return 'unfinished';
  const unknown = unknownId(context, action);
  if (unknown) return unknown;
  const { staff } = signedIn(response);
  const key = fieldValue(fields, 'key') || context.newId();
  for (const one of [...changeBefore(action, fields), action]) {
    const outcome = await context.desk.act(staff, request.params.id, one, actionKey(key, one));
    if (!outcome.isDone) return outcome.why;
  }
  return undefined;
}

/** What letters of the outlines leave for staff to fill in. */
const BLANK = '[[';

const isUnfinished = (action: StaffAction, fields: Fields): boolean =>
  action.do === 'letter-send' && fieldValue(fields, 'text').includes(BLANK);

/** Ids of rules, which the desk takes as they come. */
function unknownId({ triage, casework }: DeskContext, action: StaffAction): Refusal | undefined {
  const ground = 'ground' in action ? action.ground : undefined;
  const isGround = !ground || casework.grounds.some(({ id }) => id === ground);
  const isLetter = action.do !== 'letter' || triage.letters.has(action.letter);
  return isGround && isLetter ? undefined : 'not-there';
}

/** A letter goes out as it stands in its form: whoever changed it there need not save it first. */
function changeBefore(action: StaffAction, fields: Fields): readonly StaffAction[] {
  if (action.do !== 'letter-send' || !('text' in fields)) return [];
  const text = fieldValue(fields, 'text');
  return textDigest(text) === fieldValue(fields, 'shown')
    ? []
    : [{ do: 'letter-change', no: action.no, text }];
}

export function sendBack(
  request: OfCase,
  response: Response,
  fields: Fields,
  did: string,
  id = request.params.id,
): void {
  const { from } = queryFrom(fields);
  response
    .set('cache-control', 'no-store')
    .redirect(303, caseAddress(id, { from, did, section: SECTIONS[did] }));
}

export const refuseForm = (
  context: DeskContext,
  request: OfCase,
  response: Response,
  fields: Fields,
  why: Problem,
): Promise<void> =>
  sendCase(context, response, request.params.id, queryFrom(fields), {
    form: fieldValue(fields, 'form'),
    fields,
    why,
  });

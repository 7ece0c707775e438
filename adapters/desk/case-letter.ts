import type { Request, Response } from 'express';
import { LONGEST_TEXT } from '../../bot/desk/applied.ts';
import type { WrittenLetter } from '../../knowledge/triage/triage.ts';
import { type Fields, fieldValue } from './case-fields.ts';
import { labelsFor } from './case-labels.ts';
import { sendCase } from './case-page.ts';
import { CASE_STYLES, caseAddress, type Problem, problemText, queryFrom } from './case-state.ts';
import { type DeskContext, formOf, sendDeskPage, signedIn } from './context.ts';

type OfCase = Request<{ id: string }>;

const wishIn = (fields: Fields) => {
  const value = (name: string) => fieldValue(fields, name);
  const [ground, missing] = [value('ground'), value('missing')];
  const body = value('transferOther') || value('transferTo');
  return {
    letter: value('letter'),
    ...(ground && { ground }),
    ...(body && { body }),
    ...(missing && { missing }),
  };
};

/** The letter as the outline writes it, to be read, changed and kept. */
export async function composeLetter(context: DeskContext, request: OfCase, response: Response) {
  const fields = formOf(request);
  const { staff } = signedIn(response);
  const { id } = request.params;
  const written = await context.desk.writeLetter(staff, id, wishIn(fields));
  if (!written.isDone) {
    const form = fieldValue(fields, 'form');
    return sendCase(context, response, id, queryFrom(fields), { form, fields, why: written.why });
  }
  return sendLetter(context, request, response, fields, written.value);
}

/** The same page with what was typed, where it could not be kept. */
export async function sendLetterAgain(
  context: DeskContext,
  request: OfCase,
  response: Response,
  fields: Fields,
  why: Problem,
): Promise<void> {
  const { staff } = signedIn(response);
  const written = await context.desk.writeLetter(staff, request.params.id, wishIn(fields));
  const { unproven, language } = written.isDone
    ? written.value
    : { unproven: [], language: staff.language };
  await sendLetter(
    context,
    request,
    response,
    fields,
    { text: fieldValue(fields, 'text'), unproven, language },
    why,
  );
}

async function sendLetter(
  context: DeskContext,
  request: OfCase,
  response: Response,
  fields: Fields,
  { text, unproven, language }: WrittenLetter,
  why?: Problem,
): Promise<void> {
  const { staff } = signedIn(response);
  const labels = await labelsFor(context, staff.language);
  const words = context.words[staff.language];
  const { id } = request.params;
  const { from } = queryFrom(fields);
  const wish = wishIn(fields);
  sendDeskPage(context, response, {
    view: 'case-letter',
    title: labels.letter(wish.letter),
    current: 'queue',
    styles: CASE_STYLES,
    status: why ? 422 : 200,
    data: {
      base: `/desk/cases/${encodeURIComponent(id)}`,
      back: caseAddress(id, { from, section: 'letters' }),
      from,
      newKey: context.newId,
      longest: LONGEST_TEXT,
      letter: { id: wish.letter, name: labels.letter(wish.letter) },
      wish,
      ground: wish.ground ? labels.ground(wish.ground) : '',
      text,
      spoken: language,
      unproven: labels.cites(unproven),
      problem: why ? problemText(why, words) : '',
    },
  });
}

import type { Request, Response } from 'express';
import { readCaseFile } from '../../bot/desk/case-file.ts';
import { prepareSubmission, type Submission } from '../../bot/desk/submission.ts';
import type { Outline } from '../../knowledge/casework/outline.ts';
import type { WebIntake } from './case-intake.ts';
import { languageFor, sendMessage, type WebContext } from './context.ts';
import { type Thread, threadIn } from './conversing.ts';
import { type Identity, identityIn } from './identity-fields.ts';
import { type KeptCase, keptCase } from './kept-case.ts';
import { type SubmitWish, wishIn } from './submit-fields.ts';

/** A draft that is about to be sent in. Who it is outlives the request only in the case itself. */
export interface Submitting {
  readonly thread: Thread;
  readonly kept: KeptCase;
  readonly outline: Outline;
  readonly submission: Submission;
  /** It was sent before: what is new in it goes as a correction. */
  readonly isCorrection: boolean;
  readonly typed: Identity;
  readonly wish: SubmitWish;
}

/** What the form is about; undefined after a page that says that there is nothing to send. */
export async function submittingIn(
  context: WebContext,
  intake: WebIntake,
  request: Request,
  response: Response,
): Promise<Submitting | undefined> {
  const thread = threadIn(request.body);
  const kept = await keptCase(context, thread.conversation);
  const asked = request.query['document'];
  const outline = context.desk.casework.outlines.get(typeof asked === 'string' ? asked : '');
  const wish = wishIn(request.body);
  const submission =
    kept.case && outline && (await prepared(context, kept, outline.id, !wish.isBasic));
  if (submission && outline) {
    const isCorrection = await isSent(intake, kept, outline.id);
    const typed = identityIn(request.body, outline);
    return { thread, kept, outline, submission, isCorrection, typed, wish };
  }
  const { filing, web } = context.words[languageFor(request)];
  sendMessage(context, request, response, 404, filing.pageNoDocument, web.documentNoneText);
  return undefined;
}

/** The draft as it would be sent now. */
export const prepared = (
  context: WebContext,
  { case: draft, state }: KeptCase,
  document: string,
  withSensitive: boolean,
): Promise<Submission | undefined> =>
  prepareSubmission(
    { ...context.desk, settings: context },
    {
      document,
      answers: draft?.answers ?? {},
      exhibits: state.exhibits ?? [],
      formal: draft?.formal,
      now: Date.now(),
      withSensitive,
    },
  );

/** True while the case of this document can be corrected. */
async function isSent(intake: WebIntake, { state }: KeptCase, document: string): Promise<boolean> {
  const filed = state.filed?.findLast((one) => one.document === document);
  const stored = filed && (await intake.caseById(filed.id));
  if (!stored) return false;
  const file = readCaseFile(stored.file);
  return file.withdrawnAt === undefined && file.closedAt === undefined;
}

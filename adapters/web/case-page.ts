import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Done } from '../../bot/desk/case-desk.ts';
import { NHRCK_WITHDRAWN } from '../../bot/dialogue/filing/looking-after.ts';
import { refusalLine } from '../../bot/dialogue/filing/receiving.ts';
import { fill } from '../../bot/words.ts';
import type { CaseDoor, HeldCase } from './case-door.ts';
import { caseView, citedViews } from './case-view.ts';
import { languageFor, sendPage } from './context.ts';
import { FILE_TYPES, MOST_AT_ONCE, MOST_MEGABYTES } from './evidence-upload.ts';
import {
  type Identity,
  type IdentityProblem,
  identityIn,
  identityProblems,
  identityViews,
} from './identity-fields.ts';

const KeyField = z.object({ key: z.uuid().optional().catch(undefined) });

/** By which a form that is sent again is known. */
export const keyIn = (body: unknown): string => KeyField.parse(body ?? {}).key ?? randomUUID();

interface CasePage {
  /** What was done, or why it was not. */
  readonly notice?: string;
  readonly isProblem?: boolean;
  readonly typed?: Identity;
  readonly problems?: readonly IdentityProblem[];
}

/** The page of a case. */
export function sendCase(
  { context, intake }: CaseDoor,
  request: Request,
  response: Response,
  { code, file }: HeldCase,
  { notice = '', isProblem = false, typed = {}, problems = [] }: CasePage = {},
): void {
  const language = languageFor(request);
  const { filing } = context.words[language];
  const outline = context.desk.casework.outlines.get(file.document);
  const { institution, retentionDays: days } = intake;
  sendPage(context, request, response, {
    view: 'filed',
    title: filing.codeTitle,
    isPrivate: true,
    status: isProblem || problems.length > 0 ? 422 : 200,
    data: {
      filing,
      code,
      key: randomUUID(),
      case: caseView(file, context, intake, language),
      notice,
      isProblem,
      problems,
      identity: outline ? identityViews(outline, typed, problems, language) : [],
      fileTypes: FILE_TYPES,
      fileLimits: fill(filing.pageFiles, { files: MOST_AT_ONCE, megabytes: MOST_MEGABYTES }),
      evidenceAgree: fill(filing.pageEvidenceAgree, { institution, days }),
    },
  });
}

/** After something was done, or was not. */
export function sendDone(
  door: CaseDoor,
  request: Request,
  response: Response,
  held: HeldCase,
  done: Done,
  notice: string,
): void {
  if (done.isDone) {
    sendCase(door, request, response, { ...held, file: done.value }, { notice });
    return;
  }
  const line = refusalLine(door.context.words[languageFor(request)], done.why);
  sendCase(door, request, response, held, { notice: line, isProblem: true });
}

/** Whether the case shall be withdrawn, and what follows from it. */
export function sendSure(
  { context, intake }: CaseDoor,
  request: Request,
  response: Response,
  { code, file }: HeldCase,
): void {
  const language = languageFor(request);
  const { filing } = context.words[language];
  const isNhrck = file.document === 'nhrck';
  sendPage(context, request, response, {
    view: 'filed-sure',
    title: filing.withdraw,
    isPrivate: true,
    data: {
      filing,
      code,
      key: randomUUID(),
      ask: fill(filing.withdrawAsk, { days: intake.retentionDays }),
      law: isNhrck ? filing.withdrawNhrck : '',
      cited: isNhrck ? citedViews(NHRCK_WITHDRAWN, context, language) : [],
    },
  });
}

/** Who sent it: beside the case, and nowhere else. */
export async function sendWithName(
  door: CaseDoor,
  request: Request,
  response: Response,
  held: HeldCase,
): Promise<void> {
  const { context, intake } = door;
  const language = languageFor(request);
  const words = context.words[language];
  const outline = context.desk.casework.outlines.get(held.file.document);
  const typed = outline ? identityIn(request.body, outline) : {};
  const problems = outline ? identityProblems(typed, outline, words, language) : [];
  if (problems.length > 0 || Object.keys(typed).length === 0) {
    sendCase(door, request, response, held, { typed, problems, isProblem: true });
    return;
  }
  const identity = JSON.stringify(typed);
  const key = keyIn(request.body);
  const done = await intake.cases.act(held.stored, { do: 'identify' }, key, { identity });
  sendDone(door, request, response, held, done, words.filing.pageNameAdded);
}

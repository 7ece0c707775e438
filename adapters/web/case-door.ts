import type { Request, Response } from 'express';
import { z } from 'zod';
import { type CaseFile, readCaseFile } from '../../bot/desk/case-file.ts';
import type { StoredCase } from '../../bot/desk/case-store.ts';
import { readReceiptCode } from '../../bot/desk/receipt-code.ts';
import { fill } from '../../bot/words.ts';
import type { WebIntake } from './case-intake.ts';
import type { WrongCodes } from './case-limits.ts';
import { languageFor, sendPage, type WebContext } from './context.ts';

/** As long as a sentence with a code in it. */
const LONGEST_FIELD = 300;

const CodeField = z.object({ code: z.string().max(LONGEST_FIELD).catch('') });

/** What the pages of cases work with. */
export interface CaseDoor {
  readonly context: WebContext;
  readonly intake: WebIntake;
  readonly wrong: WrongCodes;
}

/** A case whose code somebody has. */
export interface HeldCase {
  readonly code: string;
  readonly stored: StoredCase;
  readonly file: CaseFile;
}

type Opened =
  | HeldCase
  | { readonly problem: string; readonly wait?: number; readonly status: number };

/** Looks a code up, unless it cannot be one, or too many were wrong. Codes that never were and codes of erased cases are alike. */
export async function openByCode(
  { context, intake, wrong }: CaseDoor,
  request: Request,
  fields: unknown,
): Promise<Opened> {
  const { filing } = context.words[languageFor(request)];
  const read = readReceiptCode(CodeField.parse(fields ?? {}).code);
  if (!read) return { problem: filing.noCode, status: 422 };
  if (read.kind === 'mistyped') return { problem: filing.codeMistyped, status: 422 };
  if (read.kind === 'incomplete') {
    return { problem: fill(filing.codeLength, { digits: read.digits }), status: 422 };
  }
  const wait = await wrong.wait(request.ip);
  if (wait !== undefined) {
    return { problem: fill(filing.codeWait, { seconds: wait }), status: 429, wait };
  }
  const stored = await intake.cases.byCode(read.code);
  if (stored) return { code: read.code, stored, file: readCaseFile(stored.file) };
  await wrong.count(request.ip);
  return { problem: filing.codeUnknown, status: 404 };
}

/** The case of a form; undefined after a page that asks for the code again. */
export async function heldCase(
  door: CaseDoor,
  request: Request,
  response: Response,
  fields: unknown = request.body,
): Promise<HeldCase | undefined> {
  const opened = await openByCode(door, request, fields);
  if (!('problem' in opened)) return opened;
  if (opened.wait !== undefined) response.set('retry-after', String(opened.wait));
  sendCodeForm(door, request, response, opened);
  return undefined;
}

/** What was typed is not shown again: another may look at the screen. */
export function sendCodeForm(
  { context }: CaseDoor,
  request: Request,
  response: Response,
  { problem = '', status = 200 }: { readonly problem?: string; readonly status?: number } = {},
): void {
  const { filing } = context.words[languageFor(request)];
  sendPage(context, request, response, {
    view: 'filed-code',
    title: filing.codeTitle,
    isPrivate: true,
    status,
    data: { filing, problem },
  });
}

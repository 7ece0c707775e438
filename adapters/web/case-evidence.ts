import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { cleanCaption } from '../../bot/caption.ts';
import type { CaseExhibit } from '../../bot/desk/case-file.ts';
import type { CaseAttachment } from '../../bot/desk/case-store.ts';
import { fill } from '../../bot/words.ts';
import { maskPersonalData } from '../../knowledge/answer/personal-data.ts';
import { type CaseDoor, type HeldCase, openByCode, sendCodeForm } from './case-door.ts';
import { keyIn, sendCase, sendDone } from './case-page.ts';
import { languageFor, sendMessage } from './context.ts';
import {
  MOST_AT_ONCE,
  MOST_MEGABYTES,
  MOST_MEGABYTES_IN_ALL,
  readUpload,
  type Upload,
  type UploadProblem,
} from './evidence-upload.ts';

/** Photos and papers for a case, agreed to and sent in one form: all of them or none. */
export async function takeEvidence(
  door: CaseDoor,
  request: Request,
  response: Response,
): Promise<void> {
  const { context } = door;
  // The place alone is wanted: files are looked at here, and so many at a time.
  const loan = context.chat.borrow();
  if (!loan) {
    const { web } = context.words[languageFor(request)];
    sendMessage(context, request, response, 503, web.failed, web.evidenceBusy);
    return;
  }
  try {
    await takeFiles(door, request, response);
  } finally {
    loan.end();
  }
}

async function takeFiles(door: CaseDoor, request: Request, response: Response): Promise<void> {
  let opened: Awaited<ReturnType<typeof openByCode>> | undefined;
  const open = async (fields: Upload['fields']) => {
    opened ??= await openByCode(door, request, fields);
    return !('problem' in opened);
  };
  const upload = await readUpload(request, open);
  if (!('problem' in upload)) await open(upload.fields);
  const found = opened;
  if (found && 'problem' in found) {
    if (found.wait !== undefined) response.set('retry-after', String(found.wait));
    sendCodeForm(door, request, response, found);
    return;
  }
  if (!found || 'problem' in upload) {
    const problem = 'problem' in upload ? upload.problem : 'unreadable';
    sendUploadProblem(door, request, response, problem);
    return;
  }
  await addFiles(door, request, response, found, upload);
}

function sendUploadProblem(
  { context }: CaseDoor,
  request: Request,
  response: Response,
  problem: UploadProblem,
): void {
  const { web, chat, filing } = context.words[languageFor(request)];
  const texts = {
    'too-large': fill(chat.evidenceTooLarge, { megabytes: MOST_MEGABYTES }),
    'too-much': fill(web.evidenceAtOnce, { files: MOST_AT_ONCE, megabytes: MOST_MEGABYTES_IN_ALL }),
    'not-allowed': filing.codeUnknown,
    unreadable: filing.pageFilesNone,
  };
  const status = problem === 'too-large' || problem === 'too-much' ? 413 : 400;
  sendMessage(context, request, response, status, filing.pageNotDone, texts[problem]);
}

async function addFiles(
  door: CaseDoor,
  request: Request,
  response: Response,
  held: HeldCase,
  upload: Upload,
): Promise<void> {
  const { filing } = door.context.words[languageFor(request)];
  const refuse = (notice: string) =>
    sendCase(door, request, response, held, { notice, isProblem: true });
  if (upload.fields['agree'] !== 'yes' || upload.files.length === 0) {
    return refuse(filing.pageFilesNone);
  }
  const looked = await lookedAt(door, upload);
  if (!looked) return refuse(filing.pageFilesFailed);
  const { exhibits, files } = looked;
  const key = keyIn(upload.fields);
  const { cases } = door.intake;
  const done = await cases.act(held.stored, { do: 'add-evidence', exhibits }, key, { files });
  const added = fill(filing.evidenceAdded, { count: files.length });
  const odd = exhibits.filter(({ isStripped }) => !isStripped);
  const type = odd.map(({ mediaType }) => mediaType.split('/').at(-1)?.toUpperCase()).join(', ');
  const { notStripped } = door.context.words[languageFor(request)].interview;
  const note = odd.length > 0 ? ` ${fill(notStripped, { type })}` : '';
  sendDone(door, request, response, held, done, added + note);
}

/** Copies as they are kept; undefined where one of them cannot be. What a camera noted stays out of the case. */
async function lookedAt(
  { intake }: CaseDoor,
  { fields, files }: Upload,
): Promise<
  | { readonly exhibits: readonly CaseExhibit[]; readonly files: readonly CaseAttachment[] }
  | undefined
> {
  const caption = maskPersonalData(cleanCaption(fields['caption'] ?? ''), ['resident-number']).text;
  const addedAt = Date.now();
  const exhibits: CaseExhibit[] = [];
  const attachments: CaseAttachment[] = [];
  // One after the other: a photo that is looked at takes memory.
  for (const file of files) {
    const seen = await intake.inspectEvidence(file.bytes);
    if ('problem' in seen) return undefined;
    const { type: mediaType, bytes, sha256, isStripped } = seen;
    const id = randomUUID();
    const size = bytes.length;
    exhibits.push({ file: id, caption, mediaType, size, sha256, isStripped, addedAt });
    attachments.push({ id, bytes });
  }
  return { exhibits, files: attachments };
}

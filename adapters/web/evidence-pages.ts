import { createHash } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { tokenOf } from '../../bot/choices.ts';
import { MOST_FILES } from '../../bot/dialogue/evidence.ts';
import type { Content } from '../../bot/message.ts';
import { fill, type Words } from '../../bot/words.ts';
import { maskPersonalData } from '../../knowledge/answer/personal-data.ts';
import { sendChat } from './chat-page.ts';
import { languageFor, sendMessage, type WebContext } from './context.ts';
import { Secret, type Thread, takeTurn, threadIn } from './conversing.ts';
import {
  MOST_AT_ONCE,
  MOST_MEGABYTES,
  MOST_MEGABYTES_IN_ALL,
  readUpload,
  type Upload,
  type UploadProblem,
} from './evidence-upload.ts';
import { keptCase } from './kept-case.ts';
import type { FileLoan } from './lent-files.ts';

/** Photos are opened and written anew one after the other; a large one takes seconds. */
const LOOKED_AT_WITHIN_MS = 60_000;

const STATUS = { 'too-large': 413, 'too-much': 413, 'not-allowed': 404, unreadable: 400 } as const;

/** Photos and papers to go with a draft: agreed to and sent in one form. */
export function evidencePages(context: WebContext): Router {
  const router = Router();
  router.get('/evidence', (request, response) => {
    response.redirect(303, `/?lang=${languageFor(request)}`);
  });
  router.post('/evidence', async (request, response) => {
    const loan = context.chat.borrow();
    if (!loan) {
      const { web } = context.words[languageFor(request)];
      sendMessage(context, request, response, 503, web.failed, web.evidenceBusy);
      return;
    }
    try {
      await takeFiles(context, request, response, loan);
    } finally {
      loan.end();
    }
  });
  return router;
}

async function takeFiles(
  context: WebContext,
  request: Request,
  response: Response,
  loan: FileLoan,
): Promise<void> {
  const words = context.words[languageFor(request)];
  const hasCase = async ({ conversation }: Upload['fields']) =>
    (await keptCase(context, Secret.parse(conversation))).case !== undefined;
  const upload = await readUpload(request, hasCase);
  if ('problem' in upload) {
    const text = problemText(upload.problem, words);
    sendMessage(context, request, response, STATUS[upload.problem], words.web.failed, text);
    return;
  }
  const thread = threadIn(upload.fields);
  const kept = await keptCase(context, thread.conversation);
  const notice = noticeOf(upload, kept.state.exhibits?.length ?? 0, words);
  if (notice) {
    await sendChat(context, request, response, { thread, notice, status: 422 });
    return;
  }
  const shown = fill(words.web.evidenceSent, { count: upload.files.length });
  const said = { ...saidWith(upload, thread, loan), shown, waitMs: LOOKED_AT_WITHIN_MS };
  const turn = await takeTurn(context, request, response, said);
  if (turn) await sendChat(context, request, response, { turn });
}

/** What is missing, so that the person can send the form once more; undefined: nothing. */
function noticeOf(
  { fields, files }: Upload,
  kept: number,
  { web, chat }: Words,
): string | undefined {
  if (fields['agree'] !== 'yes') return web.evidenceNotAgreed;
  if (files.length === 0) return web.evidenceNone;
  return kept + files.length > MOST_FILES
    ? fill(chat.evidenceTooMany, { most: MOST_FILES })
    : undefined;
}

/** The files, and that they shall be kept: both were said in one form. */
function saidWith({ fields, files }: Upload, thread: Thread, loan: FileLoan) {
  const digest = createHash('sha256');
  const caption = captionIn(fields);
  const brought = files.map(({ bytes, mediaType }): Content => {
    digest.update(bytes);
    const file = { ref: loan.lend(bytes), mediaType, size: bytes.length };
    return { kind: 'file', file, caption };
  });
  const agreed: Content = { kind: 'choice', token: tokenOf({ do: 'evidence', isKept: true }) };
  return { thread, contents: [...brought, agreed], key: digest.digest('base64url') };
}

/** A line for the list of exhibits: neither a command nor anybody's registration number. */
const captionIn = ({ caption = '' }: Upload['fields']): string =>
  maskPersonalData(caption.replace(/^[\s/]+/, ''), ['resident-number']).text;

function problemText(problem: UploadProblem, { web, chat }: Words): string {
  switch (problem) {
    case 'too-large':
      return fill(chat.evidenceTooLarge, { megabytes: MOST_MEGABYTES });
    case 'too-much':
      return fill(web.evidenceAtOnce, { files: MOST_AT_ONCE, megabytes: MOST_MEGABYTES_IN_ALL });
    case 'not-allowed':
      return web.documentNoneText;
    case 'unreadable':
      return web.evidenceNone;
  }
}

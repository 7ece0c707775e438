import { type Request, type Response, Router } from 'express';
import { tokenOf } from '../../bot/choices.ts';
import { fileName } from '../../bot/dialogue/interview/drafting.ts';
import { draftOf } from '../../bot/draft.ts';
import { fill } from '../../bot/words.ts';
import type { DocumentContent, DocumentFormat } from '../../knowledge/casework/document.ts';
import { MEDIA_TYPES } from '../../knowledge/casework/document.ts';
import type { Outline } from '../../knowledge/casework/outline.ts';
import type { Language } from '../../knowledge/language.ts';
import { languageFor, sendMessage, sendPage, type WebContext } from './context.ts';
import { type Thread, threadIn } from './conversing.ts';
import { type DocumentWish, limitIn, wishIn } from './document-fields.ts';
import {
  type Identity,
  type IdentityProblem,
  identityFor,
  identityIn,
  identityProblems,
  identityViews,
} from './identity-fields.ts';
import { type KeptCase, keptCase } from './kept-case.ts';

/** A draft that is being completed: nothing of the identity outlives the request. */
interface Completing {
  readonly thread: Thread;
  readonly kept: KeptCase;
  readonly outline: Outline;
  readonly typed: Identity;
  readonly wish: DocumentWish;
}

/** The draft, the fields that only the document gets, and the files that it can be had as. */
export function documentPages(context: WebContext): Router {
  const router = Router();
  router.get(['/document', '/document/file'], (request, response) => {
    response.redirect(303, `/?lang=${languageFor(request)}`);
  });
  router.post('/document', async (request, response) => {
    const completing = await completingIn(context, request, response);
    if (!completing) return;
    if (completing.wish.show) await sendText(context, request, response, completing);
    else sendDocument(context, request, response, completing);
  });
  router.post('/document/file', async (request, response) => {
    const completing = await completingIn(context, request, response);
    if (!completing) return;
    const problems = problemsOf(context, request, completing);
    const { format } = completing.wish;
    if (!format || problems.length > 0) {
      sendDocument(context, request, response, completing, { problems });
      return;
    }
    await sendFile(context, response, completing, format);
  });
  return router;
}

/** What the form is about; undefined after a page that says that there is no such draft. */
async function completingIn(
  context: WebContext,
  request: Request,
  response: Response,
): Promise<Completing | undefined> {
  const thread = threadIn(request.body);
  const kept = await keptCase(context, thread.conversation);
  const asked = request.query['document'];
  const outline = context.desk.casework.outlines.get(typeof asked === 'string' ? asked : '');
  if (kept.case && outline) {
    const typed = identityIn(request.body, outline);
    return { thread, kept, outline, typed, wish: wishIn(request.body) };
  }
  const { web } = context.words[languageFor(request)];
  sendMessage(context, request, response, 404, web.documentNone, web.documentNoneText);
  return undefined;
}

const problemsOf = (
  context: WebContext,
  request: Request,
  { typed, outline }: Completing,
): readonly IdentityProblem[] => {
  const language = languageFor(request);
  return identityProblems(typed, outline, context.words[language], language);
};

/** The document as it would be filed now. */
function contentOf(
  context: WebContext,
  { kept, outline, typed }: Completing,
  language: Language,
  isComplete: boolean,
): DocumentContent {
  const content = draftOf(
    { casework: context.desk.casework, settings: context },
    {
      document: outline.id,
      language,
      answers: kept.case?.answers ?? {},
      exhibits: kept.state.exhibits ?? [],
      formal: kept.case?.formal,
      now: Date.now(),
      ...(isComplete && { identity: identityFor(typed, language) }),
    },
  );
  if (!content) throw new Error(`There is no outline ${outline.id}.`);
  return content;
}

async function sendFile(
  context: WebContext,
  response: Response,
  completing: Completing,
  format: DocumentFormat,
): Promise<void> {
  const { language } = completing.wish;
  const bytes = await rendered(context, completing, format);
  response
    .set('cache-control', 'no-store')
    .attachment(fileName(completing.outline.id, format, language))
    .type(MEDIA_TYPES[format])
    .send(Buffer.from(bytes));
}

/** What a bug quotes may be what somebody typed: it is told without its words. */
async function rendered(
  context: WebContext,
  completing: Completing,
  format: DocumentFormat,
): Promise<Uint8Array> {
  try {
    const content = contentOf(context, completing, completing.wish.language, true);
    return await context.desk.renderDocument(content, format);
  } catch (error) {
    throw new Error(`A document could not be laid out as ${format}.`, { cause: error });
  }
}

/** The document as text, in parts where a portal takes no more at a time. */
async function sendText(
  context: WebContext,
  request: Request,
  response: Response,
  completing: Completing,
): Promise<void> {
  const { wish } = completing;
  const words = context.words[languageFor(request)];
  const limit = limitIn(wish, context.desk, words);
  const wrongLimit = 'problem' in limit ? [{ field: 'most', text: limit.problem }] : [];
  const problems = [...problemsOf(context, request, completing), ...wrongLimit];
  if (problems.length > 0 || 'problem' in limit) {
    sendDocument(context, request, response, completing, { problems });
    return;
  }
  const text = new TextDecoder().decode(await rendered(context, completing, 'txt'));
  const { most } = limit;
  const parts = most ? context.desk.splitForPortal(text, { most, unit: wish.unit }) : [text];
  sendDocument(context, request, response, completing, {
    parts: parts.map((part, index) => ({
      text: part,
      title:
        parts.length > 1
          ? fill(words.web.pastePart, { count: parts.length, number: index + 1 })
          : words.web.pasteWhole,
      counts: fill(words.web.pasteCounts, { ...context.desk.textCounts(part) }),
    })),
  });
}

interface Result {
  readonly problems?: readonly IdentityProblem[];
  readonly parts?: readonly { readonly title: string; readonly text: string; counts: string }[];
}

function sendDocument(
  context: WebContext,
  request: Request,
  response: Response,
  completing: Completing,
  { problems = [], parts = [] }: Result = {},
): void {
  const { thread, outline, typed, wish } = completing;
  const language = languageFor(request);
  const words = context.words[language];
  sendPage(context, request, response, {
    view: 'document',
    title: words.web.documentTitle,
    isPrivate: true,
    status: problems.length > 0 ? 422 : 200,
    data: {
      ...thread,
      interview: words.interview,
      document: outline.id,
      draft: contentOf(context, completing, 'ko', false),
      copy: contentOf(context, completing, 'en', false),
      blanks: { ko: context.words.ko.web.documentBlank, en: context.words.en.web.documentBlank },
      identity: identityViews(outline, typed, problems, language),
      problems,
      wish,
      limitProblem: problems.find(({ field }) => field === 'most')?.text ?? '',
      parts,
      otherLanguage: language === 'ko' ? 'en' : 'ko',
      submit:
        context.receiving &&
        fill(words.filing.submit, { institution: context.receiving.institution }),
      back: [
        { token: tokenOf({ do: 'case', to: 'routes' }), label: words.interview.toRoutes },
        { token: tokenOf({ do: 'case', to: 'review' }), label: words.interview.toReview },
      ],
    },
  });
}

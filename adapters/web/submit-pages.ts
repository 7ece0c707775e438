import { createHash } from 'node:crypto';
import express, { type Request, type Response, Router } from 'express';
import type { Content } from '../../bot/message.ts';
import type { WebIntake } from './case-intake.ts';
import { sendChat } from './chat-page.ts';
import { languageFor, type WebContext } from './context.ts';
import { inLanguageOf, takeTurn } from './conversing.ts';
import { prepared, type Submitting, submittingIn } from './submit-draft.ts';
import { submitProblems } from './submit-fields.ts';
import { sendSubmitForm } from './submit-page.ts';

const LARGEST_FORM = '100kb';

/** What would be sent, word for word; name, consent, and the button that sends it. */
export function submitPages(context: WebContext, intake: WebIntake | undefined): Router {
  const router = Router();
  if (!intake) return router;
  const form = express.urlencoded({ extended: false, limit: LARGEST_FORM });
  router.get(['/submit', '/submit/send'], (request, response) => {
    response.redirect(303, `/?lang=${languageFor(request)}`);
  });
  router.post('/submit', form, async (request, response) => {
    const submitting = await submittingIn(context, intake, request, response);
    if (submitting) sendSubmitForm(context, intake, request, response, submitting);
  });
  router.post('/submit/send', form, async (request, response) => {
    const submitting = await submittingIn(context, intake, request, response);
    if (submitting) await send(context, intake, request, response, submitting);
  });
  return router;
}

/** Sent the same way as everything that is said: it is stored, sealed, before it is acknowledged. */
async function send(
  context: WebContext,
  intake: WebIntake,
  request: Request,
  response: Response,
  submitting: Submitting,
): Promise<void> {
  const { thread, kept, outline, submission, typed, wish } = submitting;
  const language = languageFor(request);
  const words = context.words[language];
  if (submission.withSensitive && submission.sensitive.length > 0 && !wish.isSensitiveAgreed) {
    const without = await prepared(context, kept, outline.id, false);
    if (!without) throw new Error(`There is no outline ${outline.id}.`);
    const next = { ...submitting, submission: without };
    sendSubmitForm(context, intake, request, response, next, { isLeftOut: true });
    return;
  }
  const problems = submitProblems(submitting, words, language);
  if (problems.length > 0) {
    sendSubmitForm(context, intake, request, response, submitting, { problems });
    return;
  }
  const content: Content = {
    kind: 'submission',
    document: outline.id,
    // Of what the page showed: where the draft has changed since, it is not sent.
    documentSha256: wish.shown,
    withSensitive: submission.withSensitive,
    identity: typed,
  };
  const turn = await takeTurn(context, request, response, {
    thread,
    contents: [...inLanguageOf(language, kept.state), content],
    shown: words.filing.pageSubmitted,
    key: createHash('sha256').update(JSON.stringify(content)).digest('base64url'),
  });
  if (turn) await sendChat(context, request, response, { turn });
}

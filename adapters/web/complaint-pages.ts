import { createHash } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { CASE_DAYS } from '../../bot/dialogue/interview/consenting.ts';
import { fill } from '../../bot/words.ts';
import { allCitations, isSound } from '../../knowledge/answer/citations.ts';
import type { Question } from '../../knowledge/casework/questions.ts';
import type { Language } from '../../knowledge/language.ts';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import { sendChat } from './chat-page.ts';
import {
  type FieldProblem,
  type Filled,
  filledFrom,
  filledIn,
  formContent,
  problemsIn,
} from './complaint-fields.ts';
import { questionView } from './complaint-view.ts';
import { languageFor, sendPage, type WebContext } from './context.ts';
import { inLanguageOf, newThread, type Thread, takeTurn, threadIn } from './conversing.ts';
import { type KeptCase, keptCase } from './kept-case.ts';

/** PIPA's own form of asking for consent, and the separate one for sensitive information. */
const CONSENT_CITE = ['pipa 제15조제2항', 'pipa 제23조제1항'];

/** What a page of the form shows. */
interface FormPage {
  readonly thread: Thread;
  readonly kept: KeptCase;
  /** What somebody filled in just now; undefined: what is kept is shown. */
  readonly filled?: Filled | undefined;
  readonly problems?: readonly FieldProblem[];
}

/** The whole interview as one form. What it says goes the same way as what is said in the chat. */
export function complaintPages(context: WebContext): Router {
  const { questions } = context.desk.casework;
  const router = Router();

  router.get('/complaint', async (request, response) => {
    const kept = await keptCase(context, undefined);
    sendForm(context, request, response, { thread: newThread(), kept });
  });

  // Arriving from the chat, or from this page in the other language.
  router.post('/complaint', async (request, response) => {
    const thread = threadIn(request.body);
    const kept = await keptCase(context, thread.conversation);
    const filled = filledIn(request.body, questions);
    sendForm(context, request, response, { thread, kept, filled });
  });

  router.get('/complaint/answers', (request, response) => {
    response.redirect(303, `/complaint?lang=${languageFor(request)}`);
  });

  router.post('/complaint/answers', async (request, response) => {
    const thread = threadIn(request.body);
    const kept = await keptCase(context, thread.conversation);
    const filled = filledIn(request.body, questions) ?? { consent: 'none', values: {} };
    const language = languageFor(request);
    const words = context.words[language];
    const hasCase = kept.case !== undefined;
    const problems = problemsIn(filled, questions, { words, language, hasCase });
    if (problems.length > 0) {
      sendForm(context, request, response, { thread, kept, filled, problems });
      return;
    }
    const content = formContent(filled, questions, kept.case?.answers ?? {});
    const turn = await takeTurn(context, request, response, {
      thread,
      contents: [...inLanguageOf(language, kept.state), content],
      shown: words.web.formSent,
      // A form that was mended with the "back" of the browser carries the same delivery.
      key: createHash('sha256').update(JSON.stringify(content)).digest('base64url'),
    });
    if (turn) await sendChat(context, request, response, { turn });
  });
  return router;
}

function sendForm(
  context: WebContext,
  request: Request,
  response: Response,
  { thread, kept, filled, problems = [] }: FormPage,
): void {
  const language = languageFor(request);
  const words = context.words[language];
  const { casework } = context.desk;
  const answers = kept.case?.answers ?? kept.state.assessed ?? {};
  const values = filled?.values ?? filledFrom(answers, casework.questions);
  const asked = casework.questions.filter((question) => isAsked(question, kept));
  const views = asked.map((question) =>
    questionView(question, context, { values, problems, language }),
  );
  const { web } = words;
  sendPage(context, request, response, {
    view: 'complaint',
    title: web.formTitle,
    current: 'complaint',
    script: 'complaint.js',
    // The empty form may be kept: else the "back" of a browser would lose what was typed into it.
    isPrivate: request.method === 'POST',
    status: problems.length > 0 ? 422 : 200,
    data: {
      ...thread,
      interview: words.interview,
      problems,
      consent: consentView(context, kept, filled, language),
      derived: JSON.stringify(casework.derived.map(({ when, sets }) => ({ when, sets }))),
      groups: [
        { title: web.formSituation, questions: views.filter(({ flow }) => flow === 'assess') },
        { title: web.formComplaint, questions: views.filter(({ flow }) => flow === 'complaint') },
        { title: web.formExtra, questions: views.filter(({ flow }) => flow === 'extra') },
      ],
      otherLanguage: language === 'ko' ? 'en' : 'ko',
    },
  });
}

/** Where somebody agreed to nothing sensitive, nothing sensitive is asked. */
const isAsked = ({ isSensitive }: Question, kept: KeptCase): boolean =>
  !isSensitive || kept.case?.consent !== 'basic';

/** What is asked for before anything is kept, or what was agreed to. */
function consentView(
  context: WebContext,
  kept: KeptCase,
  filled: Filled | undefined,
  language: Language,
) {
  const { web, interview } = context.words[language];
  if (kept.case) {
    const { consent, keepUntil } = kept.case;
    const line = consent === 'basic' ? web.formConsentGivenBasic : web.formConsentGiven;
    return { given: fill(line, { date: koreanDay(new Date(keepUntil)) }) };
  }
  return {
    items: [
      interview.consentItems,
      interview.consentPurpose,
      fill(interview.consentPeriod, { days: CASE_DAYS }),
      interview.consentRefusal,
    ],
    basis: allCitations([{ cite: CONSENT_CITE }], context, language)
      .filter(isSound)
      .map(({ text, path }) => ({ text, path })),
    isBasic: filled !== undefined && filled.consent !== 'none',
    isAll: filled?.consent === 'all',
  };
}

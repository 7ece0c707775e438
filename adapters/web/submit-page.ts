import type { Request, Response } from 'express';
import { besideDocument } from '../../bot/desk/submission.ts';
import {
  CONSENT_CITE,
  consentLines,
  SENSITIVE_CITE,
} from '../../bot/dialogue/filing/previewing.ts';
import { answerText } from '../../bot/dialogue/interview/saying.ts';
import { fill } from '../../bot/words.ts';
import type { WebIntake } from './case-intake.ts';
import { citedViews } from './case-view.ts';
import { languageFor, sendPage, type WebContext } from './context.ts';
import { type IdentityProblem, identityViews } from './identity-fields.ts';
import type { Submitting } from './submit-draft.ts';

interface Shown {
  readonly problems?: readonly IdentityProblem[];
  /** Sensitive answers were taken out just now: it has to be read once more. */
  readonly isLeftOut?: boolean;
}

export function sendSubmitForm(
  context: WebContext,
  intake: WebIntake,
  request: Request,
  response: Response,
  submitting: Submitting,
  { problems = [], isLeftOut = false }: Shown = {},
): void {
  const { thread, outline, submission, typed, wish, isCorrection } = submitting;
  const language = languageFor(request);
  const words = context.words[language];
  const { filing } = words;
  const { institution } = intake;
  const title = fill(filing.previewTitle, { institution });
  sendPage(context, request, response, {
    view: 'submit',
    title,
    isPrivate: true,
    status: problems.length > 0 || isLeftOut ? 422 : 200,
    data: {
      ...thread,
      filing,
      title,
      document: outline.id,
      submission,
      hash: fill(filing.previewHash, { sha256: submission.documentSha256 }),
      isCorrection,
      beside: besideDocument(submission, context.desk.casework.questions).map(
        ({ question, given }) => ({
          name: question.name[language],
          value: answerText({ language, words }, question, given),
        }),
      ),
      exhibits: submission.exhibits.map(({ caption, sha256 }, index) =>
        fill(filing.previewExhibit, { number: index + 1, caption, sha256 }).trim(),
      ),
      identity: isCorrection ? [] : identityViews(outline, typed, problems, language),
      required: requiredOf(context, submitting, language),
      wish,
      problems,
      agreeProblem: problems.find(({ field }) => field === 'agree')?.text ?? '',
      consent: consentLines(words, intake, isCorrection),
      consentCited: citedViews(CONSENT_CITE, context, language),
      ...sensitiveData(context, submitting, language),
      otherLanguage: language === 'ko' ? 'en' : 'ko',
    },
  });
}

/** What follows where one of these is left empty. */
const requiredOf = (
  context: WebContext,
  { outline, isCorrection }: Submitting,
  language: 'ko' | 'en',
) =>
  outline.identity
    .filter((field) => field.required && !isCorrection)
    .map(({ label, why, cite }) => ({
      line: `${label[language]}: ${why[language]}`,
      cited: citedViews(cite, context, language),
    }));

function sensitiveData(
  context: WebContext,
  { submission: { sensitive, withSensitive } }: Submitting,
  language: 'ko' | 'en',
) {
  const { filing } = context.words[language];
  const names = sensitive.map(({ name }) => name[language]).join(', ');
  const isAsked = sensitive.length > 0 && withSensitive;
  const isOut = sensitive.length > 0 && !withSensitive;
  return {
    sensitiveLine: isAsked ? fill(filing.consentSensitive, { names }) : '',
    sensitiveCited: isAsked ? citedViews(SENSITIVE_CITE, context, language) : [],
    leftOut: isOut ? fill(filing.leftOut, { names }) : '',
  };
}

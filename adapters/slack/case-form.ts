import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { heading, paragraph, plain } from '../../bot/answer-blocks.ts';
import { tokenOf } from '../../bot/choices.ts';
import { consentLines } from '../../bot/dialogue/interview/consenting.ts';
import type { Block } from '../../bot/message.ts';
import type { WordsByLanguage } from '../../bot/words.ts';
import type { Question } from '../../knowledge/casework/questions.ts';
import { LANGUAGES, type Language } from '../../knowledge/language.ts';
import { checkboxes, field, optionOf, questionFields } from './case-fields.ts';
import { plainLabel } from './labels.ts';
import { BLOCKS_IN_MODAL } from './limits.ts';
import type { Place } from './place.ts';
import { piecesOf } from './rich-text.ts';
import { type Tongue, tongueOf } from './tongue.ts';

/** The form with the whole interview. */
export const CASE_FORM = 'facerights_case';
/** What the button says that opens it. */
export const CASE_FORM_TOKEN = tokenOf({ do: 'case', to: 'form' });
/** The blocks in which consent is given: to a draft being kept at all, and to sensitive facts in it. */
export const CONSENT = 'consent';
export const SENSITIVE = 'sensitive';
export const AGREED = 'agreed';

const LONGEST_TITLE = 24;

/** What the form is made of. */
export interface CaseFormSource {
  readonly questions: readonly Question[];
  /** The articles by which consent is asked for, as a reader of the language writes them; empty where none is proven. */
  readonly consentCited: (language: Language) => string;
}

/** Where the form was opened, as it comes back with what was filled in. */
const Origin = z.object({
  language: z.enum(LANGUAGES).optional(),
  channel: z.string().optional(),
  thread: z.string().optional(),
});
export type Origin = z.infer<typeof Origin>;

/** Slack brings back what we wrote; a form of another version of the program may say something else. */
export function readOrigin(metadata: string): Origin {
  try {
    return Origin.parse(JSON.parse(metadata));
  } catch {
    return {};
  }
}

/** The person presses a button that we wrote in their language. */
export const languageOfLabel = (
  words: WordsByLanguage,
  label: string | undefined,
): Language | undefined => LANGUAGES.find((one) => words[one].interview.openForm === label);

/** What the person answered before is not in it: the channel does not know it. */
export function caseForm(
  { questions, consentCited }: CaseFormSource,
  words: WordsByLanguage,
  { channel, thread }: Pick<Place, 'channel' | 'thread'>,
  language: Language | undefined,
): ModalView {
  const tongue = tongueOf(words, language);
  const origin: Origin = { language, channel, thread };
  const top = tongue.languages.flatMap((one) => introduction(words[one], consentCited(one)));
  return {
    type: 'modal',
    callback_id: CASE_FORM,
    private_metadata: JSON.stringify(origin),
    title: plainLabel(
      tongue.said(({ slack }) => slack.caseTitle),
      LONGEST_TITLE,
    ),
    submit: plainLabel(
      tongue.said(({ slack }) => slack.caseSubmit),
      LONGEST_TITLE,
    ),
    close: plainLabel(
      tongue.said(({ slack }) => slack.close),
      LONGEST_TITLE,
    ),
    blocks: [
      ...top.flatMap(piecesOf).map(({ block }): KnownBlock => block),
      ...consentFields(tongue),
      ...questions.flatMap((question) => questionFields(question, tongue)),
    ].slice(0, BLOCKS_IN_MODAL),
  };
}

/** Before anything is filled in: what empty fields mean, and what is kept, what for, how long, and that one may refuse. */
function introduction(
  { slack, interview }: WordsByLanguage[Language],
  cited: string,
): readonly Block[] {
  const sensitive = cited ? `${interview.consentSensitive} (${cited})` : interview.consentSensitive;
  return [
    ...paragraph(slack.caseIntro),
    heading(interview.consentTitle),
    { kind: 'list', items: consentLines(interview).map(plain) },
    ...paragraph(sensitive),
  ];
}

/** Two questions, for consent to what is sensitive is given by itself. */
function consentFields({ said }: Tongue) {
  const agree = (label: string) => checkboxes([optionOf(AGREED, label)]);
  return [
    field(CONSENT, {
      label: said(({ slack }) => slack.caseConsent),
      hint: said(({ slack }) => slack.caseConsentAgain),
      element: agree(said(({ slack }) => slack.caseAgree)),
      isRequired: true,
    }),
    field(SENSITIVE, {
      label: said(({ slack }) => slack.caseSensitive),
      hint: said(({ slack }) => slack.caseSensitiveLeft),
      element: agree(said(({ slack }) => slack.caseAgreeSensitive)),
    }),
  ];
}

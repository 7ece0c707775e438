import type { Outline } from '../../../knowledge/casework/outline.ts';
import { heading, paragraph, plain } from '../../answer-blocks.ts';
import type { Intake } from '../../desk/intake.ts';
import { besideDocument, type Submission } from '../../desk/submission.ts';
import type { Block, Choice, Outgoing, Run } from '../../message.ts';
import { button, movedToPrivate, type Reply, replyWith, say, type Talk } from '../../talk.ts';
import { fill, type Words } from '../../words.ts';
import { citedRuns } from '../interview/cited.ts';
import { offerStart } from '../interview/consenting.ts';
import { answerText } from '../interview/saying.ts';
import { openButton } from './opening.ts';
import { notReceiving } from './receiving.ts';
import { isChanged, type OpenFiled, openFiled, submissionOf } from './submitted-draft.ts';

/** PIPA's own form of asking for consent to collect, and to give to somebody else; and sensitive information by itself. */
export const CONSENT_CITE = ['pipa 제15조제2항', 'pipa 제17조제2항'];
export const SENSITIVE_CITE = ['pipa 제23조제1항'];

/** What would be sent, exactly, and what the person has to know before they agree. */
export async function showPreview(
  talk: Talk,
  document: string,
  { withSensitive, before = [] }: { withSensitive?: boolean; before?: readonly Outgoing[] } = {},
): Promise<Reply> {
  if (talk.incoming.audience === 'group') return movedToPrivate(talk, 'complaint');
  const { intake } = talk.parts;
  if (!intake) return notReceiving(talk);
  const open = await openFiled(talk, document);
  const isWith = withSensitive ?? open?.filed.withSensitive ?? true;
  const submission = await submissionOf(talk, document, { withSensitive: isWith });
  const kept = talk.state.case;
  if (!submission || !kept) return offerStart(talk);
  if (open && !(await isChanged(talk, open))) return nothingNew(talk, open);
  if (talk.incoming.platform === 'web') return onPage(talk, document, before);
  const { documentSha256 } = submission;
  const submitting = {
    id: open?.filed.id ?? idFor(talk, document),
    document,
    documentSha256,
    withSensitive: isWith,
  };
  return replyWith(
    talk,
    open ? 'correction-previewed' : 'submission-previewed',
    [
      ...before,
      contentMessage(talk, intake, submission),
      consentMessage(talk, intake, submission, open !== undefined),
    ],
    { ...talk.state, case: { ...kept, submitting } },
  );
}

/** Shown twice, it is the same case that it will become. */
function idFor({ state, parts }: Talk, document: string): string {
  const shown = state.case?.submitting;
  const isTaken = state.filed?.some(({ id }) => id === shown?.id);
  return shown?.document === document && !isTaken ? shown.id : parts.newId();
}

/** On the web a page shows it, with the fields for name and address. */
function onPage(talk: Talk, document: string, before: readonly Outgoing[]): Reply {
  const { filing } = talk.words;
  const label = filing.toPreview;
  return replyWith(talk, 'submission-on-page', [
    ...before,
    say(filing.onPage, [{ label, page: `/submit?document=${document}` }]),
  ]);
}

function nothingNew(talk: Talk, { filed }: OpenFiled): Reply {
  const { filing } = talk.words;
  return replyWith(talk, 'nothing-changed', [
    say(filing.nothingChanged, openButton(talk, filed.id)),
  ]);
}

/** The document word for word, what else goes along, and what does not. */
function contentMessage(talk: Talk, { institution }: Intake, submission: Submission): Outgoing {
  const { words, language, parts } = talk;
  const { filing } = words;
  const { text, documentSha256, exhibits } = submission;
  const outline = parts.casework.outlines.get(submission.document);
  const beside = besideDocument(submission, parts.casework.questions);
  return {
    kind: 'message',
    blocks: [
      heading(fill(filing.previewTitle, { institution })),
      ...paragraph(filing.previewDocument),
      { kind: 'quote', runs: plain(text) },
      { kind: 'note', runs: plain(fill(filing.previewHash, { sha256: documentSha256 })) },
      ...titled(
        filing.previewAnswers,
        beside.map(({ question, given }) =>
          plain(`${question.name[language]}: ${answerText(talk, question, given)}`),
        ),
      ),
      ...titled(
        filing.previewExhibits,
        exhibits.map(({ caption, sha256 }, index) =>
          plain(fill(filing.previewExhibit, { number: index + 1, caption, sha256 }).trim()),
        ),
      ),
      ...(exhibits.length === 0 ? paragraph(filing.previewNoExhibits) : []),
      ...paragraph(filing.previewLanguage),
      ...(outline ? nameBlocks(talk, outline) : []),
    ],
  };
}

const titled = (title: string, items: readonly (readonly Run[])[]): readonly Block[] =>
  items.length > 0 ? [...paragraph(title), { kind: 'list', items }] : [];

/** In a messenger nobody types who they are; what follows from that is said before it is sent. */
const nameBlocks = (talk: Talk, outline: Outline): readonly Block[] => [
  ...paragraph(talk.words.filing.previewNoName),
  ...withoutNameBlocks(talk, outline),
  ...paragraph(talk.words.filing.previewNameLater),
];

/** What follows where there is no name, with the article. */
export function withoutNameBlocks(talk: Talk, { identity }: Outline): readonly Block[] {
  const { language } = talk;
  const items = identity
    .filter(({ required }) => required)
    .map(({ label, why, cite }) => citedRuns(talk, `${label[language]}: ${why[language]}`, cite));
  return items.length > 0 ? [{ kind: 'list', items }] : [];
}

/** Who receives what, what for, how long, and that one may refuse. */
export function consentLines(
  { filing }: Pick<Words, 'filing'>,
  { institution, retentionDays: days }: Pick<Intake, 'institution' | 'retentionDays'>,
  isCorrection: boolean,
): readonly string[] {
  return [
    fill(filing.consentWho, { institution }),
    filing.consentItems,
    filing.consentPurpose,
    fill(filing.consentPeriod, { days }),
    isCorrection ? filing.consentRefuseCorrection : filing.consentRefuse,
  ];
}

function consentMessage(
  talk: Talk,
  intake: Intake,
  submission: Submission,
  isCorrection: boolean,
): Outgoing {
  const { filing } = talk.words;
  const { sensitive, withSensitive } = submission;
  const names = sensitive.map(({ name }) => name[talk.language]).join(', ');
  const hasSensitive = sensitive.length > 0 && withSensitive;
  return {
    kind: 'message',
    blocks: [
      heading(filing.consentTitle),
      { kind: 'paragraph', runs: citedRuns(talk, filing.consentIntro, CONSENT_CITE) },
      { kind: 'list', items: consentLines(talk.words, intake, isCorrection).map(plain) },
      ...(hasSensitive
        ? [
            {
              kind: 'paragraph' as const,
              runs: citedRuns(talk, fill(filing.consentSensitive, { names }), SENSITIVE_CITE),
            },
          ]
        : []),
      ...(sensitive.length > 0 && !withSensitive ? paragraph(fill(filing.leftOut, { names })) : []),
    ],
    choices: consentChoices(talk, hasSensitive, isCorrection),
  };
}

/** Agreeing to sensitive information is a button of its own. */
function consentChoices(
  { words, parts }: Talk,
  hasSensitive: boolean,
  isCorrection: boolean,
): readonly Choice[] {
  const { filing, interview } = words;
  const agree = (label: string) =>
    hasSensitive ? fill(filing.agreeWithSensitive, { label }) : fill(filing.agree, { label });
  return [
    ...(isCorrection
      ? [button(agree(filing.sendCorrection), { do: 'submitting', to: 'correct' })]
      : [
          button(agree(filing.submitHere), { do: 'submitting', to: 'told-here' }),
          button(agree(filing.submitQuietly), { do: 'submitting', to: 'quietly' }),
        ]),
    ...(hasSensitive
      ? [button(filing.withoutSensitive, { do: 'submitting', to: 'without-sensitive' })]
      : []),
    ...(parts.settings.baseUrl
      ? [button(interview.completeOnWeb, { do: 'case', to: 'to-web' })]
      : []),
    button(filing.notSubmit, { do: 'submitting', to: 'not' }),
  ];
}

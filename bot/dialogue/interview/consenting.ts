import { allCitations, type CitationGround, isSound } from '../../../knowledge/answer/citations.ts';
import type { Language } from '../../../knowledge/language.ts';
import { koreanDay } from '../../../knowledge/law/korean-day.ts';
import { heading, paragraph } from '../../answer-blocks.ts';
import type { Choice } from '../../message.ts';
import type { ConversationState } from '../../state.ts';
import { button, movedToPrivate, type Reply, replyWith, say, type Talk } from '../../talk.ts';
import { fill, type Words } from '../../words.ts';
import { interviewOf } from './asking.ts';
import { citedRuns } from './cited.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long a draft is kept before it is destroyed, and how much longer once it is extended. */
export const CASE_DAYS = 30;
export const caseEnd = (now: number): number => now + CASE_DAYS * DAY_MS;

/** What rests on consent: PIPA's own form of asking, and the separate consent for sensitive information. */
const CONSENT_CITE = ['pipa 제15조제2항', 'pipa 제23조제1항'];

/** The articles by which consent is asked for, where their text stands. */
export const consentCited = (ground: CitationGround, language: Language): string =>
  allCitations([{ cite: CONSENT_CITE }], ground, language)
    .filter(isSound)
    .map(({ text }) => text)
    .join(', ');

/** /complaint: asks for consent before anything is kept, or offers to go on with what there is. */
export function offerStart(talk: Talk): Reply {
  if (talk.incoming.audience === 'group') return movedToPrivate(talk, 'complaint');
  return talk.state.case ? offerToGoOn(talk, talk.state.case.keepUntil) : askConsent(talk);
}

function offerToGoOn(talk: Talk, keepUntil: number): Reply {
  const { interview } = talk.words;
  const line = fill(interview.already, { date: koreanDay(new Date(keepUntil)) });
  return replyWith(talk, 'case-found', [
    say(line, [
      button(interview.goOn, { do: 'case', to: 'go-on' }),
      button(interview.startAnew, { do: 'case', to: 'start-anew' }),
      ...formButton(talk),
      button(interview.extend, { do: 'case', to: 'extend' }),
      button(interview.destroy, { do: 'case', to: 'destroy' }),
    ]),
  ]);
}

/** All questions at once, in a window over the conversation. */
export const formButton = ({ incoming, words }: Talk): readonly Choice[] =>
  incoming.platform === 'slack'
    ? [button(words.interview.openForm, { do: 'case', to: 'form' })]
    : [];

/** What is kept, what for, how long, and that one may refuse. */
export const consentLines = ({
  consentItems,
  consentPurpose,
  consentPeriod,
  consentRefusal,
}: Words['interview']): readonly string[] => [
  consentItems,
  consentPurpose,
  fill(consentPeriod, { days: CASE_DAYS }),
  consentRefusal,
];

/** Items, purpose, period, and the right to refuse, each said; sensitive information asked for by itself. */
export function askConsent(talk: Talk): Reply {
  const { interview } = talk.words;
  return replyWith(
    talk,
    'consent-asked',
    [
      {
        kind: 'message',
        blocks: [
          heading(interview.consentTitle),
          ...paragraph(interview.consentIntro),
          {
            kind: 'list',
            items: consentLines(interview).map((text) => [{ text }]),
          },
          { kind: 'paragraph', runs: citedRuns(talk, interview.consentSensitive, CONSENT_CITE) },
        ],
        choices: [
          button(interview.consentAll, { do: 'case', to: 'consent-all' }),
          button(interview.consentBasic, { do: 'case', to: 'consent-basic' }),
          ...formButton(talk),
          button(interview.consentNo, { do: 'case', to: 'refuse' }),
        ],
      },
    ],
    waitingForConsent(talk),
  );
}

/** A photo that came before goes on waiting, and an assessment under way can be taken up again. */
function waitingForConsent(talk: Talk): ConversationState {
  const { state, now } = talk;
  if (state.dialogue?.kind === 'evidence') return state;
  const paused = interviewOf(talk)?.flow === 'assess' ? state.dialogue : state.paused;
  return {
    ...state,
    ...(paused && { paused }),
    dialogue: {
      kind: 'interview',
      flow: 'complaint',
      askedAt: now,
      waiting: { for: 'consent' },
    },
  };
}

import { koreanDay } from '../../../knowledge/law/korean-day.ts';
import type { CaseMove } from '../../choices.ts';
import { withoutStale } from '../../formal-state.ts';
import type { Outgoing } from '../../message.ts';
import { type ConversationState, ended } from '../../state.ts';
import { button, movedToPrivate, type Reply, replyWith, say, type Talk } from '../../talk.ts';
import { fill } from '../../words.ts';
import { askToKeep } from '../evidence.ts';
import { interviewOf, waitingFor } from './asking.ts';
import { askConsent, caseEnd, offerStart } from './consenting.ts';
import { decideOnNoted, sendExhibits } from './exhibits.ts';
import { goOn } from './interviewing.ts';
import { moveToWeb, offerForm } from './moving.ts';
import { showReview } from './reviewing.ts';
import { showRoutes } from './routing.ts';

/** Something done with the case as a whole. */
export async function moveCase(talk: Talk, to: CaseMove): Promise<Reply> {
  if (talk.incoming.audience === 'group') return movedToPrivate(talk, 'complaint');
  const begin = startMoves[to];
  if (begin) return begin(talk);
  // Everything else is about a draft that somebody agreed to have kept.
  return talk.state.case ? ((await caseMoves[to]?.(talk)) ?? offerStart(talk)) : offerStart(talk);
}

type Move = (talk: Talk) => Reply | Promise<Reply>;

const startMoves: Partial<Record<CaseMove, Move>> = {
  start: (talk) => (talk.state.case ? goOn(talk, 'complaint') : askConsent(talk)),
  'consent-all': (talk) => begin(talk, 'all'),
  'consent-basic': (talk) => begin(talk, 'basic'),
  refuse,
};

const caseMoves: Partial<Record<CaseMove, Move>> = {
  'go-on': (talk) => goOn(talk, 'complaint'),
  'start-anew': startAnew,
  routes: showRoutes,
  review: showReview,
  extend,
  destroy: askToDestroy,
  'destroy-sure': destroy,
  keep: (talk) => showReview({ ...talk, state: ended(talk.state) }),
  'use-noted': (talk) => decideOnNoted(talk, true),
  'leave-noted': (talk) => decideOnNoted(talk, false),
  'send-exhibits': sendExhibits,
  'to-web': moveToWeb,
  form: offerForm,
};

/** The person agreed. What they said in /guide need not be asked again. */
async function begin(talk: Talk, consent: 'all' | 'basic'): Promise<Reply> {
  const { state, now, words } = talk;
  if (state.case) return goOn(talk, 'complaint');
  const answers = { ...state.assessed };
  const started = { consent, startedAt: now, keepUntil: caseEnd(now), answers };
  const before = say(consent === 'basic' ? words.interview.begunBasic : words.interview.begun);
  // What is kept was said with the consent.
  const begun: Talk = { ...talk, state: { ...state, case: started, isGreeted: true } };
  if (state.dialogue?.kind === 'evidence') return evidenceFirst(begun, before);
  return goOn(begun, 'complaint', [before]);
}

/** A photo that came before the complaint: whether it is kept is settled first, and the questions wait. */
async function evidenceFirst(talk: Talk, before: Outgoing): Promise<Reply> {
  const { dialogue: waiting } = talk.state;
  const next = await goOn({ ...talk, state: ended(talk.state) }, 'complaint');
  const { dialogue: paused, ...state } = next.state ?? talk.state;
  return replyWith(talk, 'consent-given', [before, askToKeep(talk)], {
    ...state,
    ...(paused && { paused }),
    ...(waiting && { dialogue: waiting }),
  });
}

function refuse(talk: Talk): Reply {
  // An old button: what was agreed to since is destroyed by another one.
  if (talk.state.case) return offerStart(talk);
  const isAsked = interviewOf(talk)?.waiting.for === 'consent';
  const state = isAsked ? ended(talk.state) : talk.state;
  return replyWith(talk, 'consent-refused', [say(talk.words.interview.refused)], state);
}

/** The answers go, the consent and what was sent stay. */
function startAnew(talk: Talk): Reply | Promise<Reply> {
  const { case: kept, ...state } = talk.state;
  if (!kept) return offerStart(talk);
  const fresh = withoutStale({ ...kept, answers: {} });
  return goOn({ ...talk, state: { ...ended(state), case: fresh } }, 'complaint');
}

function extend(talk: Talk): Reply {
  const { case: kept } = talk.state;
  if (!kept) return offerStart(talk);
  const keepUntil = caseEnd(talk.now);
  const line = fill(talk.words.interview.extended, { date: koreanDay(new Date(keepUntil)) });
  return replyWith(talk, 'case-extended', [say(line)], {
    ...talk.state,
    case: { ...kept, keepUntil },
  });
}

function askToDestroy(talk: Talk): Reply {
  const { interview } = talk.words;
  return replyWith(
    talk,
    'destroy-asked',
    [
      say(interview.destroyAsk, [
        button(interview.destroySure, { do: 'case', to: 'destroy-sure' }),
        button(interview.destroyNot, { do: 'case', to: 'keep' }),
      ]),
    ],
    waitingFor(talk, 'complaint', { for: 'destroy' }),
  );
}

/** An old button destroys nothing by mistake. */
async function destroy(talk: Talk): Promise<Reply> {
  if (interviewOf(talk)?.waiting.for !== 'destroy') return askToDestroy(talk);
  const files = await talk.lookUp.evidence();
  return {
    ...replyWith(
      talk,
      'case-destroyed',
      [say(talk.words.interview.destroyed)],
      withoutCase(talk.state),
    ),
    dropFiles: files.map(({ id }) => id),
  };
}

/** Everything of a case is gone. */
export function withoutCase(state: ConversationState): ConversationState {
  const { case: _case, exhibits: _exhibits, assessed: _assessed, paused: _paused, ...rest } = state;
  return ended(rest);
}

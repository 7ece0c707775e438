import { UNKNOWN } from '../../../knowledge/casework/facts.ts';
import { applicable, questionBefore, withAnswer } from '../../../knowledge/casework/interview.ts';
import { ONGOING, type Question } from '../../../knowledge/casework/questions.ts';
import { koreanDay } from '../../../knowledge/law/korean-day.ts';
import type { InterviewMove } from '../../choices.ts';
import type { Outgoing } from '../../message.ts';
import { type ConversationState, ended } from '../../state.ts';
import { type Reply, replyWith, say, type Talk } from '../../talk.ts';
import { fill } from '../../words.ts';
import {
  answersOf,
  ask,
  askNext,
  type Flow,
  interviewOf,
  pendingQuestion,
  questionById,
  rulesOf,
  withAnswers,
} from './asking.ts';
import { finishAssessment } from './assessing.ts';
import { citedNames } from './cited.ts';
import { offerStart } from './consenting.ts';
import { showRoutes } from './routing.ts';

/** Asks the next question, or shows what the answers come to. */
export function goOn(
  talk: Talk,
  flow: Flow,
  before: readonly Outgoing[] = [],
): Reply | Promise<Reply> {
  // Whatever button leads here: nothing is asked for a draft that nobody agreed to.
  if (flow === 'complaint' && !talk.state.case) return offerStart(talk);
  const next = askNext(talk, flow, before);
  if (next) return next;
  const done: Talk = { ...talk, state: ended(talk.state) };
  return flow === 'assess' ? finishAssessment(done, before) : showRoutes(done, before);
}

/** /guide: the assessment from its first question. */
export const startGuide = (talk: Talk): Reply | Promise<Reply> =>
  goOn({ ...talk, state: withAnswers(talk.state, 'assess', {}) }, 'assess');

/** A button of a question, perhaps of one that was answered long ago: it then changes that answer. */
export async function choose(talk: Talk, step: string, value: string): Promise<Reply> {
  const question = questionById(talk, step);
  if (!question) return replyWith(talk, 'old-button', [say(talk.words.chat.oldButton)]);
  const flow = flowFor(talk, question);
  if (flow === 'complaint' && !talk.state.case) return offerStart(talk);
  if (!isApplicable(talk, flow, question)) return goOn(talk, flow);
  const option = question.options.find(({ id }) => id === value);
  if (question.kind === 'several' && option && !option.isAlone) {
    return togglePick(talk, flow, question, value);
  }
  if (question.kind === 'date' && value === ONGOING) {
    return answer(talk, flow, question, [koreanDay(new Date(talk.now)), ONGOING]);
  }
  return answer(talk, flow, question, [value]);
}

/** An answer is settled: on to what comes next. */
export function answer(
  talk: Talk,
  flow: Flow,
  question: Question,
  values: readonly string[],
  before: readonly Outgoing[] = [],
): Reply | Promise<Reply> {
  const answers = withAnswer(answersOf(talk.state, flow), question.id, values, rulesOf(talk));
  return goOn({ ...talk, state: withAnswers(talk.state, flow, answers) }, flow, before);
}

const isApplicable = (talk: Talk, flow: Flow, { id, flow: of }: Question): boolean =>
  of === 'extra' ||
  applicable(flow, answersOf(talk.state, flow), rulesOf(talk)).some((one) => one.id === id);

/** Which interview a button belongs to: the one under way, else the one put aside, else what is kept. */
function flowFor({ state }: Talk, question: Question): Flow {
  if (question.flow !== 'assess') return 'complaint';
  return runningFlow(state) ?? (state.case ? 'complaint' : 'assess');
}

/** The interview under way, else the one put aside; one that waits for consent has not begun. */
const runningFlow = ({ dialogue, paused, case: kept }: ConversationState): Flow | undefined =>
  [dialogue, paused].flatMap((one) =>
    one?.kind === 'interview' && (one.flow === 'assess' || kept) ? [one.flow] : [],
  )[0];

function togglePick(talk: Talk, flow: Flow, question: Question, value: string): Reply {
  const waiting = interviewOf(talk)?.waiting;
  const isHere = waiting?.for === 'answer' && waiting.question === question.id;
  const before = isHere ? waiting.picked : [];
  const picked = before.includes(value)
    ? before.filter((one) => one !== value)
    : [...before, value];
  return ask(talk, flow, question, { picked });
}

/** Why a question is asked, the one before it, or that several values are all of them. */
export function move(talk: Talk, to: InterviewMove): Reply | Promise<Reply> {
  const dialogue = interviewOf(talk);
  if (!dialogue) return resume(talk);
  const { flow, waiting } = dialogue;
  const current = 'question' in waiting ? questionById(talk, waiting.question) : undefined;
  if (!current) return goOn(talk, flow);
  switch (to) {
    case 'why':
      return explain(talk, current);
    case 'back':
      return goBack(talk, flow, current);
    case 'done': {
      const picked = waiting.for === 'answer' ? waiting.picked : [];
      return answer(talk, flow, current, picked.length > 0 ? picked : [UNKNOWN]);
    }
  }
}

function explain(talk: Talk, question: Question): Reply {
  const { interview } = talk.words;
  const why = fill(interview.whyLine, {
    why: question.why[talk.language],
    cited: citedNames(talk, question.cite),
  });
  return replyWith(talk, 'interview-why', [say(why), ...pendingQuestion(talk)]);
}

function goBack(talk: Talk, flow: Flow, current: Question): Reply | Promise<Reply> {
  const answers = answersOf(talk.state, flow);
  const before = questionBefore(flow, answers, current.id, rulesOf(talk));
  return before
    ? ask(talk, flow, before, { picked: pickedBefore(answers[before.id]) })
    : goOn(talk, flow);
}

const pickedBefore = (given: readonly string[] = []): readonly string[] =>
  given.includes(UNKNOWN) ? [] : given;

/** From the screen that shows the answers: one of them again. */
export function change(talk: Talk, id: string): Reply | Promise<Reply> {
  const question = questionById(talk, id);
  if (!question || !talk.state.case) return goOn(talk, 'complaint');
  // An old button: the question does not arise any more.
  if (!isApplicable(talk, 'complaint', question)) return goOn(talk, 'complaint');
  const given = talk.state.case.answers[id];
  return ask(talk, 'complaint', question, {
    picked: question.kind === 'several' ? pickedBefore(given) : [],
  });
}

/** Takes up what was put aside. */
export function resume(talk: Talk): Reply | Promise<Reply> {
  const { state } = talk;
  const flow = runningFlow(state) ?? (state.case && 'complaint');
  if (flow) return goOn(talk, flow);
  // Nobody has agreed yet.
  if (interviewOf(talk) ?? state.paused) return offerStart(talk);
  return replyWith(talk, 'nothing-to-resume', [say(talk.words.chat.nothingToResume)]);
}

/** Also by an old button, which ends nothing else. */
export function stop(talk: Talk): Reply {
  const { paused: _stopped, ...state } = talk.state;
  const flow = [talk.state.dialogue, talk.state.paused].find(
    (one) => one?.kind === 'interview',
  )?.flow;
  const { interview, chat } = talk.words;
  const isKept = flow === 'complaint' && state.case;
  const line = isKept
    ? fill(interview.stopped, { date: koreanDay(new Date(isKept.keepUntil)) })
    : chat.guideStopped;
  return replyWith(
    talk,
    'guide-stopped',
    [say(line)],
    state.dialogue?.kind === 'interview' ? ended(state) : state,
  );
}

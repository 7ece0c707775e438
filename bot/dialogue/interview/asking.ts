import { UNKNOWN } from '../../../knowledge/casework/facts.ts';
import {
  applicable,
  type InterviewRules,
  nextQuestion,
  questionBefore,
} from '../../../knowledge/casework/interview.ts';
import type { Answers, Question, QuestionOption } from '../../../knowledge/casework/questions.ts';
import { koreanDay } from '../../../knowledge/law/korean-day.ts';
import { withoutStale } from '../../formal-state.ts';
import type { Choice, Outgoing } from '../../message.ts';
import { type ConversationState, ended, type InterviewState } from '../../state.ts';
import { button, type Reply, replyWith, say, type Talk } from '../../talk.ts';
import { fill } from '../../words.ts';

export type Flow = InterviewState['flow'];
type Waiting = InterviewState['waiting'];

export const answersOf = ({ case: kept, assessed = {} }: ConversationState, flow: Flow): Answers =>
  flow === 'complaint' ? (kept?.answers ?? {}) : assessed;

/** @param answers - Of a complaint they are kept only where there is a case: somebody agreed. */
export function withAnswers(
  state: ConversationState,
  flow: Flow,
  answers: Answers,
): ConversationState {
  const stored = Object.fromEntries(Object.entries(answers).map(([id, of]) => [id, [...of]]));
  if (flow === 'assess') return { ...state, assessed: stored };
  if (!state.case) return state;
  return { ...state, case: withoutStale({ ...state.case, answers: stored }) };
}

/** Whoever agreed to keep nothing sensitive is asked nothing sensitive. */
export function rulesOf({ parts, now, state }: Talk): InterviewRules {
  const rules = parts.casework.interview(koreanDay(new Date(now)));
  if (state.case?.consent !== 'basic') return rules;
  return { ...rules, questions: rules.questions.filter(({ isSensitive }) => !isSensitive) };
}

export const factsIn = (talk: Talk, flow: Flow) =>
  rulesOf(talk).factsOf(answersOf(talk.state, flow));

export const questionById = (talk: Talk, id: string): Question | undefined =>
  rulesOf(talk).questions.find((question) => question.id === id);

export const interviewOf = ({ state }: Talk): InterviewState | undefined =>
  state.dialogue?.kind === 'interview' ? state.dialogue : undefined;

/** The state in which this interview waits for something; nothing else is put aside any more. */
export function waitingFor(talk: Talk, flow: Flow, waiting: Waiting): ConversationState {
  const { paused: _taken, ...state } = talk.state;
  return { ...state, dialogue: { kind: 'interview', flow, askedAt: talk.now, waiting } };
}

/** Asks a question. @param picked - Of several values those that are chosen already. */
export function ask(
  talk: Talk,
  flow: Flow,
  question: Question,
  { picked = [], before = [] }: { picked?: readonly string[]; before?: readonly Outgoing[] } = {},
): Reply {
  const waiting = { for: 'answer' as const, question: question.id, picked: [...picked] };
  // A photo that waited for consent waits no longer, and the person is told so.
  const isDropped = talk.state.dialogue?.kind === 'evidence';
  const dropped = isDropped ? [say(talk.words.chat.evidenceDropped)] : [];
  return replyWith(
    talk,
    flow === 'assess' ? `guide-${question.id}` : `interview-${question.id}`,
    [...dropped, ...before, questionMessage(talk, flow, question, picked)],
    waitingFor(talk, flow, waiting),
  );
}

/** Asks what is to be asked next; undefined where everything has been. */
export function askNext(
  talk: Talk,
  flow: Flow,
  before: readonly Outgoing[] = [],
): Reply | undefined {
  const next = nextQuestion(flow, answersOf(talk.state, flow), rulesOf(talk));
  return next && ask(talk, flow, next, { before });
}

function questionMessage(
  talk: Talk,
  flow: Flow,
  question: Question,
  picked: readonly string[],
): Outgoing {
  const { interview, chat } = talk.words;
  const { language, state } = talk;
  const answers = answersOf(state, flow);
  const applying = applicable(flow, answers, rulesOf(talk));
  const number = applying.findIndex(({ id }) => id === question.id) + 1;
  const text =
    question.flow === 'extra'
      ? question.ask[language]
      : fill(interview.question, { number, ask: question.ask[language] });
  const isDone = picked.length > 0;
  const hasBefore = questionBefore(flow, answers, question.id, rulesOf(talk)) !== undefined;
  return say(text, [
    ...(isDone ? [button(interview.done, { do: 'interview', to: 'done' })] : []),
    ...optionButtons(talk, flow, question, picked),
    button(question.kind === 'text' ? interview.skip : chat.guideUnknown, {
      do: 'guide',
      step: question.id,
      value: UNKNOWN,
    }),
    button(interview.why, { do: 'interview', to: 'why' }),
    ...(hasBefore ? [button(interview.back, { do: 'interview', to: 'back' })] : []),
    button(chat.guideStop, { do: 'stop-guide' }),
  ]);
}

/** What a question offers, in the order of its buttons: who usually runs the place comes first. */
export function offeredOptions(
  { state, parts }: Talk,
  flow: Flow,
  question: Question,
): readonly QuestionOption[] {
  const usual =
    question.slot === 'operator' && parts.casework.usualOperator(answersOf(state, flow));
  return question.options
    .filter(({ isOffered, id }) => isOffered || id === usual)
    .toSorted((a, b) => Number(b.id === usual) - Number(a.id === usual));
}

const optionButtons = (
  talk: Talk,
  flow: Flow,
  question: Question,
  picked: readonly string[],
): readonly Choice[] =>
  offeredOptions(talk, flow, question).map(({ id, label }) =>
    button(`${picked.includes(id) ? '✓ ' : ''}${label[talk.language]}`, {
      do: 'guide',
      step: question.id,
      value: id,
    }),
  );

/** What an interview waits for, to be asked again after something else was answered. */
export function pendingQuestion(talk: Talk): readonly Outgoing[] {
  const dialogue = interviewOf(talk);
  if (dialogue?.waiting.for !== 'answer' && dialogue?.waiting.for !== 'date') return [];
  const question = questionById(talk, dialogue.waiting.question);
  if (!question) return [];
  const picked = dialogue.waiting.for === 'answer' ? dialogue.waiting.picked : [];
  return [questionMessage(talk, dialogue.flow, question, picked)];
}

/** With the interview put aside, to be taken up again. */
export function pausingInterview(state: ConversationState): ConversationState {
  const { dialogue } = state;
  return dialogue?.kind === 'interview' ? { ...ended(state), paused: dialogue } : state;
}

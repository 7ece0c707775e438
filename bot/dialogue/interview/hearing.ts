import { maskPersonalData } from '../../../knowledge/answer/personal-data.ts';
import { UNKNOWN } from '../../../knowledge/casework/facts.ts';
import { nextQuestion } from '../../../knowledge/casework/interview.ts';
import type { Question } from '../../../knowledge/casework/questions.ts';
import type { Outgoing } from '../../message.ts';
import type { InterviewState } from '../../state.ts';
import { type Reply, say, type Talk } from '../../talk.ts';
import { fill } from '../../words.ts';
import {
  answersOf,
  ask,
  interviewOf,
  offeredOptions,
  questionById,
  rulesOf,
  withAnswers,
} from './asking.ts';
import { hearDate, hearDecision } from './dating.ts';
import { answer, move } from './interviewing.ts';
import { readAnswer, saysOngoing } from './reading.ts';
import { hearConsent, hearDestroy, typedMove } from './typed-moves.ts';

/** As much as anybody reads; the forms of the bodies are shorter. */
export const LONGEST_STORY = 10_000;

/** A text after the story that is no answer to the next question goes on with the story. */
const SHORTEST_CONTINUATION = 40;

/** Text while an interview waits for an answer; undefined where it is something else. */
export async function hear(talk: Talk, typed: string): Promise<Reply | undefined> {
  const text = typed.trim();
  const dialogue = interviewOf(talk);
  if (!dialogue) return undefined;
  const { waiting } = dialogue;
  if (waiting.for === 'consent') return hearConsent(talk, text);
  if (waiting.for === 'destroy') return hearDestroy(talk, text);
  return hearAtQuestion(talk, dialogue, text);
}

async function hearAtQuestion(
  talk: Talk,
  dialogue: InterviewState,
  text: string,
): Promise<Reply | undefined> {
  const { waiting } = dialogue;
  const question = 'question' in waiting ? questionById(talk, waiting.question) : undefined;
  if (!question) return undefined;
  const moved = typedMove(talk.parts.settings.words, question, text);
  if (moved) return move(talk, moved);
  const decided = waiting.for === 'date' && hearDecision(talk, text);
  if (decided) return decided;
  const heard = await hearAnswer(talk, dialogue, question, text);
  return heard ?? goOnWithStory(talk, dialogue, question, text);
}

async function hearAnswer(
  talk: Talk,
  { flow }: InterviewState,
  question: Question,
  text: string,
): Promise<Reply | undefined> {
  const shown = offeredOptions(talk, flow, question);
  const read = readAnswer(question, text, talk.parts.readSlots, shown);
  if (read && (await isCallForHelp(talk, text))) {
    // Help comes first; what was told is not lost over it.
    return question.kind === 'text' ? hearStory(talk, flow, question, text, true) : undefined;
  }
  const values = read?.kind === 'values' ? read.values : undefined;
  if (question.kind === 'date' && !values?.includes(UNKNOWN)) {
    return hearDate(talk, question, text, values !== undefined || saysOngoing(question, text));
  }
  if (!read) return undefined;
  if (!values) return ask(talk, flow, question, { before: [say(unclearLine(talk, question))] });
  const isText = question.kind === 'text' && values[0] === text;
  return isText ? hearStory(talk, flow, question, text) : answer(talk, flow, question, values);
}

const unclearLine = ({ words: { interview } }: Talk, { kind }: Question): string =>
  kind === 'several' ? interview.notUnderstood : interview.unclear;

/** "My stalker is at my home" names a place, but help comes first. */
async function isCallForHelp({ parts }: Talk, text: string): Promise<boolean> {
  const { emergency, outcome } = await parts.answer({ text });
  return emergency !== undefined || outcome === 'emergency';
}

async function hearStory(
  talk: Talk,
  flow: InterviewState['flow'],
  question: Question,
  text: string,
  needsHelp = false,
): Promise<Reply | undefined> {
  if (text.length > LONGEST_STORY) return tooLong(talk, flow, question, text.length);
  const { kept, notes } = withoutNumbers(talk, text);
  const help = needsHelp ? [say(talk.words.interview.helpFirst)] : [];
  return answer(talk, flow, question, [kept], [...help, ...notes]);
}

function tooLong(
  talk: Talk,
  flow: InterviewState['flow'],
  question: Question,
  length: number,
): Reply {
  const line = fill(talk.words.interview.storyTooLong, { most: LONGEST_STORY, length });
  return ask(talk, flow, question, { before: [say(line)] });
}

/** A resident registration number may not be kept without a law that says so, not even in somebody's own story. */
function withoutNumbers(
  { words }: Talk,
  text: string,
): { kept: string; notes: readonly Outgoing[] } {
  const masked = maskPersonalData(text, ['resident-number']);
  const isMasked = masked.kinds.length > 0;
  return { kept: masked.text, notes: isMasked ? [say(words.interview.numberMasked)] : [] };
}

/** Platforms cut long texts: what follows the story and answers nothing belongs to it. */
async function goOnWithStory(
  talk: Talk,
  { flow }: InterviewState,
  question: Question,
  text: string,
): Promise<Reply | undefined> {
  const answers = answersOf(talk.state, flow);
  const [told] = answers['story'] ?? [];
  const isNext = nextQuestion(flow, answers, rulesOf(talk))?.id === question.id;
  const follows = question.id === 'wish' && isNext && told && told !== UNKNOWN;
  if (!follows || text.length < SHORTEST_CONTINUATION) return undefined;
  const { kept, notes } = withoutNumbers(talk, text);
  const whole = `${told}\n${kept}`;
  if (whole.length > LONGEST_STORY) return tooLong(talk, flow, question, whole.length);
  const { interview } = talk.words;
  const help = (await isCallForHelp(talk, text)) ? [say(interview.helpFirst)] : [];
  const state = withAnswers(talk.state, flow, { ...answers, story: [whole] });
  const before = [...help, say(interview.storyContinued), ...notes];
  return ask({ ...talk, state }, flow, question, { before });
}

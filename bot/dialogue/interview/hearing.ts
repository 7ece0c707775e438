import { maskPersonalData } from '../../../knowledge/answer/personal-data.ts';
import { type DateReading, readDate, sayDate } from '../../../knowledge/calendar/spoken-date.ts';
import { nextQuestion } from '../../../knowledge/casework/interview.ts';
import { ONGOING, type Question } from '../../../knowledge/casework/questions.ts';
import { koreanDay } from '../../../knowledge/law/korean-day.ts';
import { DATE_PICKS, NO_DATE } from '../../choices.ts';
import type { Outgoing } from '../../message.ts';
import type { InterviewState } from '../../state.ts';
import { button, type Reply, replyWith, say, type Talk } from '../../talk.ts';
import { fill } from '../../words.ts';
import {
  answersOf,
  ask,
  interviewOf,
  questionById,
  rulesOf,
  waitingFor,
  withAnswers,
} from './asking.ts';
import { answer, goOn } from './interviewing.ts';
import { readAnswer, saysOngoing } from './reading.ts';

/** As much as anybody reads; the forms of the bodies are shorter. */
export const LONGEST_STORY = 10_000;

/** A text after the story that is no answer to the next question goes on with the story. */
const SHORTEST_CONTINUATION = 40;

type Spoken = Reply | Promise<Reply> | undefined;

/** Text while an interview waits for an answer; undefined where it is something else. */
export async function hear(talk: Talk, text: string): Promise<Reply | undefined> {
  const dialogue = interviewOf(talk);
  if (!dialogue) return undefined;
  const { waiting } = dialogue;
  if (waiting.for === 'date') return hearDecision(talk, text);
  if (waiting.for !== 'answer') return undefined;
  const question = questionById(talk, waiting.question);
  if (!question) return undefined;
  const heard = await hearAnswer(talk, dialogue, question, text.trim());
  return heard ?? goOnWithStory(talk, dialogue, question, text.trim());
}

async function hearAnswer(
  talk: Talk,
  { flow }: InterviewState,
  question: Question,
  text: string,
): Promise<Reply | undefined> {
  const read = readAnswer(question, text, talk.parts.readSlots);
  if (read && (await isCallForHelp(talk, text))) {
    // Help comes first; what was told is not lost over it.
    return question.kind === 'text' ? hearStory(talk, flow, question, text, true) : undefined;
  }
  if (question.kind === 'date' && read?.kind !== 'values') return hearDate(talk, question, text);
  if (!read) return undefined;
  const { interview } = talk.words;
  if (read.kind === 'unclear')
    return ask(talk, flow, question, { before: [say(interview.unclear)] });
  const isText = question.kind === 'text' && read.values[0] === text;
  return isText ? hearStory(talk, flow, question, text) : answer(talk, flow, question, read.values);
}

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
  const { interview } = talk.words;
  if (text.length > LONGEST_STORY) {
    const tooLong = fill(interview.storyTooLong, { most: LONGEST_STORY, length: text.length });
    return ask(talk, flow, question, { before: [say(tooLong)] });
  }
  const { kept, notes } = withoutNumbers(talk, text);
  const help = needsHelp ? [say(interview.helpFirst)] : [];
  return answer(talk, flow, question, [kept], [...help, ...notes]);
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
function goOnWithStory(
  talk: Talk,
  { flow }: InterviewState,
  question: Question,
  text: string,
): Spoken {
  const answers = answersOf(talk.state, flow);
  const [told] = answers['story'] ?? [];
  const isNext = nextQuestion(flow, answers, rulesOf(talk))?.id === question.id;
  const follows = question.id === 'wish' && isNext && told && told !== 'unknown';
  if (!follows || text.length < SHORTEST_CONTINUATION) return undefined;
  const { kept, notes } = withoutNumbers(talk, text);
  const whole = `${told}\n${kept}`;
  if (whole.length > LONGEST_STORY) return undefined;
  const state = withAnswers(talk.state, flow, { ...answers, story: [whole] });
  const before = [say(talk.words.interview.storyContinued), ...notes];
  return ask({ ...talk, state }, flow, question, { before });
}

function hearDate(talk: Talk, question: Question, text: string): Spoken {
  const { parts, now, language } = talk;
  const holidays = parts.casework.calendar;
  const read = readDate(text, new Date(now), { language, holidays });
  const isOngoing = saysOngoing(question, text);
  if ('problem' in read) {
    return isOngoing
      ? answer(talk, 'complaint', question, [koreanDay(new Date(now)), ONGOING])
      : dateProblem(talk, question, read);
  }
  const { day, time, timeCandidates } = read;
  // Seven in the morning or in the evening: that is asked, never guessed.
  if (timeCandidates)
    return askWhichDate(
      talk,
      question,
      timeCandidates.map((at) => `${day}T${at}`),
    );
  const value = time ? `${day}T${time}` : day;
  return askWhetherDate(talk, question, isOngoing ? [value, ONGOING] : [value]);
}

const dateText = (value: string, language: Talk['language']): string => {
  const [day = '', time] = value.split('T');
  return sayDate(day, language, time);
};

/** Never guessed: the day is said back with its weekday. */
function askWhetherDate(talk: Talk, question: Question, dates: readonly string[]): Reply {
  const { interview } = talk.words;
  const [value = ''] = dates;
  const line = fill(interview.dateConfirm, { date: dateText(value, talk.language) });
  return replyWith(
    talk,
    'date-read',
    [
      say(line, [
        button(interview.dateYes, { do: 'date', pick: 0 }),
        button(interview.dateNo, { do: 'date', pick: NO_DATE }),
      ]),
    ],
    waitingFor(talk, 'complaint', { for: 'date', question: question.id, dates: [...dates] }),
  );
}

function dateProblem(
  talk: Talk,
  question: Question,
  read: Extract<DateReading, { problem: string }>,
): Spoken {
  const { interview } = talk.words;
  const again = (line: string) => ask(talk, 'complaint', question, { before: [say(line)] });
  switch (read.problem) {
    case 'future':
      return again(interview.dateFuture);
    case 'too-old':
      return again(interview.dateTooOld);
    case 'impossible':
      return again(interview.dateImpossible);
    case 'ambiguous': {
      const days = (read.candidates ?? []).map((day) => (read.time ? `${day}T${read.time}` : day));
      return days.length > 0 && days.length <= DATE_PICKS.length
        ? askWhichDate(talk, question, days)
        : again(interview.dateUnclear);
    }
    case 'none':
      return undefined;
    default:
      return undefined;
  }
}

function askWhichDate(talk: Talk, question: Question, days: readonly string[]): Reply {
  const { interview } = talk.words;
  return replyWith(
    talk,
    'date-unclear',
    [
      say(interview.dateWhich, [
        ...days.map((day, pick) => button(dateText(day, talk.language), { do: 'date', pick })),
        button(interview.dateNone, { do: 'date', pick: NO_DATE }),
      ]),
    ],
    waitingFor(talk, 'complaint', { for: 'date', question: question.id, dates: [...days] }),
  );
}

const YES =
  /^(?:네+|넵|예|응|맞아요?|맞습니다|그래요?|yes|yeah|yep|right|correct|ok|okay)[.!~\s]*$/i;
const NO = /^(?:아니요?|아뇨|아니에요|틀려요?|no|nope|wrong)[.!~\s]*$/i;

/** Yes, no, or another date. */
function hearDecision(talk: Talk, text: string): Spoken {
  const said = text.trim();
  const waiting = interviewOf(talk)?.waiting;
  const days = waiting?.for === 'date' ? waiting.dates.filter((date) => date !== ONGOING) : [];
  // Where one of several is meant, "yes" says nothing.
  if (YES.test(said) && days.length === 1) return pickDate(talk, 0);
  if (NO.test(said)) return pickDate(talk, NO_DATE);
  const question = waiting?.for === 'date' ? questionById(talk, waiting.question) : undefined;
  return question && hearDate(talk, question, said);
}

/** A date was confirmed or chosen, or none of them is meant. */
export function pickDate(talk: Talk, pick: number): Reply | Promise<Reply> {
  const waiting = interviewOf(talk)?.waiting;
  const question = waiting?.for === 'date' ? questionById(talk, waiting.question) : undefined;
  if (!question || waiting?.for !== 'date') return goOn(talk, 'complaint');
  const isOngoing = waiting.dates.includes(ONGOING);
  const day = waiting.dates.filter((date) => date !== ONGOING)[pick];
  if (!day) return ask(talk, 'complaint', question);
  return answer(talk, 'complaint', question, isOngoing ? [day, ONGOING] : [day]);
}

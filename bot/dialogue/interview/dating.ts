import { type DateReading, readDate, sayDate } from '../../../knowledge/calendar/spoken-date.ts';
import { ONGOING, type Question } from '../../../knowledge/casework/questions.ts';
import { koreanDay } from '../../../knowledge/law/korean-day.ts';
import { DATE_PICKS, NO_DATE } from '../../choices.ts';
import { button, type Reply, replyWith, say, type Talk } from '../../talk.ts';
import { fill } from '../../words.ts';
import { ask, interviewOf, questionById, waitingFor } from './asking.ts';
import { answer, goOn } from './interviewing.ts';

type Spoken = Reply | Promise<Reply> | undefined;

/** @param isOngoing - The text says that it still goes on. */
export function hearDate(talk: Talk, question: Question, text: string, isOngoing: boolean): Spoken {
  const { parts, now, language } = talk;
  const holidays = parts.casework.calendar;
  const read = readDate(text, new Date(now), { language, holidays });
  if ('problem' in read) {
    return isOngoing
      ? answer(talk, 'complaint', question, [koreanDay(new Date(now)), ONGOING])
      : dateProblem(talk, question, read);
  }
  const { day, time, timeCandidates } = read;
  const ongoing = isOngoing ? [ONGOING] : [];
  // Seven in the morning or in the evening: that is asked, never guessed.
  if (timeCandidates) {
    const moments = timeCandidates.map((at) => `${day}T${at}`);
    return askWhichDate(talk, question, [...moments, ...ongoing]);
  }
  return askWhetherDate(talk, question, [time ? `${day}T${time}` : day, ...ongoing]);
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

function askWhichDate(talk: Talk, question: Question, dates: readonly string[]): Reply {
  const { interview } = talk.words;
  const days = dates.filter((date) => date !== ONGOING);
  return replyWith(
    talk,
    'date-unclear',
    [
      say(interview.dateWhich, [
        ...days.map((day, pick) => button(dateText(day, talk.language), { do: 'date', pick })),
        button(interview.dateNone, { do: 'date', pick: NO_DATE }),
      ]),
    ],
    waitingFor(talk, 'complaint', { for: 'date', question: question.id, dates: [...dates] }),
  );
}

const YES =
  /^(?:네+|넵|예|응|맞아요?|맞습니다|네,? 맞아요|그래요?|yes|yeah|yep|right|correct|ok|okay)[.!~\s]*$/i;
const NO = /^(?:아니요?|아뇨|아니에요|틀려요?|no|nope|wrong)[.!~\s]*$/i;

/** Yes or no to a date that was said back; undefined where the text is something else. */
export function hearDecision(talk: Talk, text: string): Spoken {
  const waiting = interviewOf(talk)?.waiting;
  const days = waiting?.for === 'date' ? waiting.dates.filter((date) => date !== ONGOING) : [];
  // Where one of several is meant, "yes" says nothing.
  if (YES.test(text) && days.length === 1) return pickDate(talk, 0);
  return NO.test(text) ? pickDate(talk, NO_DATE) : undefined;
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

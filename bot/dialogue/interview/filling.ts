import { maskPersonalData } from '../../../knowledge/answer/personal-data.ts';
import { readDate } from '../../../knowledge/calendar/spoken-date.ts';
import { UNKNOWN } from '../../../knowledge/casework/facts.ts';
import { withAnswer } from '../../../knowledge/casework/interview.ts';
import { type Answers, ONGOING, type Question } from '../../../knowledge/casework/questions.ts';
import { koreanDay } from '../../../knowledge/law/korean-day.ts';
import type { Content } from '../../message.ts';
import { type Reply, say, type Talk } from '../../talk.ts';
import { fill } from '../../words.ts';
import { rulesOf } from './asking.ts';
import { askConsent, caseEnd } from './consenting.ts';
import { LONGEST_STORY } from './hearing.ts';
import { goOn } from './interviewing.ts';

type Form = Extract<Content, { kind: 'form' }>;

/** The whole interview at once: what can be read of it counts, and what cannot is asked. */
export function fillForm(talk: Talk, form: Form): Reply | Promise<Reply> {
  const { state, now, parts, words } = talk;
  if (!state.case && form.consent === 'none') return askConsent(talk);
  const consent = state.case?.consent ?? (form.consent === 'all' ? 'all' : 'basic');
  const notes = new Set<string>();
  const rules = rulesOf(talk);
  let answers: Answers = state.case?.answers ?? {};
  for (const question of parts.casework.questions) {
    const typed = form.answers[question.id];
    const given = typed && readField(talk, question, typed, notes);
    if (given) answers = withAnswer(answers, question.id, given, rules);
  }
  if (consent === 'basic') answers = { ...answers, matter: [UNKNOWN] };
  const stored = Object.fromEntries(Object.entries(answers).map(([id, of]) => [id, [...of]]));
  const kept = {
    consent,
    startedAt: state.case?.startedAt ?? now,
    keepUntil: state.case?.keepUntil ?? caseEnd(now),
    answers: stored,
  };
  const before = [words.interview.formTaken, ...notes].map((line) => say(line));
  return goOn({ ...talk, state: { ...state, case: kept } }, 'complaint', before);
}

/** Undefined: nothing that could be read, so the question is asked. */
function readField(
  { now, words }: Talk,
  question: Question,
  typed: readonly string[],
  notes: Set<string>,
): readonly string[] | undefined {
  const { interview } = words;
  const filled = typed.map((value) => value.trim()).filter(Boolean);
  if (filled.length === 0) return undefined;
  if (filled.includes(UNKNOWN)) return [UNKNOWN];
  switch (question.kind) {
    case 'choice':
    case 'several':
      return chosenIn(question, filled);
    case 'date':
      return dateIn(filled, new Date(now), notes, interview.formDate);
    case 'text': {
      const masked = maskPersonalData(filled.join('\n'), ['resident-number']);
      if (masked.kinds.length > 0) notes.add(interview.numberMasked);
      if (masked.text.length <= LONGEST_STORY) return [masked.text];
      const facts = { most: LONGEST_STORY, length: masked.text.length };
      notes.add(fill(interview.storyTooLong, facts));
      return undefined;
    }
  }
}

function chosenIn({ kind, options }: Question, filled: readonly string[]) {
  const known = options.filter(({ id }) => filled.includes(id));
  const others = known.filter(({ isAlone }) => !isAlone);
  const chosen = (others.length > 0 ? others : known).map(({ id }) => id);
  if (chosen.length === 0) return undefined;
  return kind === 'several' ? chosen : chosen.slice(0, 1);
}

/** A field for a date gives a whole day; what was typed by hand counts only where it says exactly one. */
function dateIn(
  filled: readonly string[],
  now: Date,
  notes: Set<string>,
  problem: string,
): readonly string[] | undefined {
  const isOngoing = filled.includes(ONGOING);
  const typed = filled.find((value) => value !== ONGOING);
  if (!typed) return isOngoing ? [koreanDay(now), ONGOING] : undefined;
  const read = readDate(typed, now);
  if ('problem' in read || read.timeCandidates) {
    notes.add(problem);
    return undefined;
  }
  const day = read.time ? `${read.day}T${read.time}` : read.day;
  return isOngoing ? [day, ONGOING] : [day];
}

import { maskPersonalData } from '../../../knowledge/answer/personal-data.ts';
import { type ReadDateOptions, readDate } from '../../../knowledge/calendar/spoken-date.ts';
import { UNKNOWN } from '../../../knowledge/casework/facts.ts';
import { withAnswer } from '../../../knowledge/casework/interview.ts';
import { type Answers, ONGOING, type Question } from '../../../knowledge/casework/questions.ts';
import { koreanDay } from '../../../knowledge/law/korean-day.ts';
import type { Content } from '../../message.ts';
import { movedToPrivate, type Reply, say, type Talk } from '../../talk.ts';
import { fill } from '../../words.ts';
import { rulesOf, withAnswers } from './asking.ts';
import { askConsent, caseEnd } from './consenting.ts';
import { LONGEST_STORY } from './hearing.ts';
import { goOn } from './interviewing.ts';

type Form = Extract<Content, { kind: 'form' }>;

/** The whole interview at once: what can be read of it counts, and what cannot is asked. */
export function fillForm(talk: Talk, form: Form): Reply | Promise<Reply> {
  const { state, now, words } = talk;
  if (talk.incoming.audience === 'group') return movedToPrivate(talk, 'complaint');
  if (!state.case && form.consent === 'none') return askConsent(talk);
  const consent = form.consent === 'all' ? ('all' as const) : ('basic' as const);
  const had = state.case ?? { consent, startedAt: now, keepUntil: caseEnd(now), answers: {} };
  // What was agreed to before stands; a form can add to it.
  const kept = form.consent === 'all' ? { ...had, consent } : had;
  const begun: Talk = { ...talk, state: { ...state, case: kept } };
  const notes = new Set<string>();
  const rules = rulesOf(begun);
  let answers: Answers = kept.answers;
  for (const question of rules.questions) {
    const typed = form.answers[question.id];
    const given = typed && readField(talk, question, typed, notes);
    if (given) answers = withAnswer(answers, question.id, given, rules);
  }
  const before = [words.interview.formTaken, ...notes].map((line) => say(line));
  const filled = withAnswers(begun.state, 'complaint', answers);
  return goOn({ ...begun, state: filled }, 'complaint', before);
}

/** Undefined: nothing that could be read, so the question is asked. */
function readField(
  { now, words, parts, language }: Talk,
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
      return dateIn(filled, new Date(now), notes, interview.formDate, {
        language,
        holidays: parts.casework.calendar,
      });
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
  options: ReadDateOptions,
): readonly string[] | undefined {
  const isOngoing = filled.includes(ONGOING);
  const typed = filled.find((value) => value !== ONGOING);
  if (!typed) return isOngoing ? [koreanDay(now), ONGOING] : undefined;
  const read = readDate(typed, now, options);
  if ('problem' in read || read.timeCandidates) {
    notes.add(problem);
    return undefined;
  }
  const day = read.time ? `${read.day}T${read.time}` : read.day;
  return isOngoing ? [day, ONGOING] : [day];
}

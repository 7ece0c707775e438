import type { z } from 'zod';
import type { Slots } from '../corpus-model/corpus.ts';
import type { Bilingual } from '../language.ts';
import { type Condition, holds } from './condition.ts';
import { type Facts, UNKNOWN } from './facts.ts';
import type { DerivedRow, QuestionRow } from './question-files.ts';

export type Flow = 'assess' | 'complaint' | 'extra';

export interface QuestionOption {
  readonly id: string;
  readonly isAlone: boolean;
  /** False: it can be typed, but has no button. */
  readonly isOffered: boolean;
  readonly label: Bilingual;
  readonly said: Bilingual;
  readonly phrases: { readonly ko: readonly string[]; readonly en: readonly string[] };
}

export interface Question {
  readonly id: string;
  readonly flow: Flow;
  readonly kind: 'choice' | 'several' | 'date' | 'text';
  readonly isSensitive: boolean;
  readonly slot?: 'place' | 'operator';
  readonly when?: Condition;
  readonly name: Bilingual;
  readonly ask: Bilingual;
  readonly why: Bilingual;
  readonly cite: readonly string[];
  readonly gap: Bilingual;
  readonly options: readonly QuestionOption[];
}

/**
 * What a person answered, by question: the ids of options, `unknown` where they skipped it, of a date
 * `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM` and perhaps `ongoing`, of a text the words themselves.
 */
export type Answers = Readonly<Record<string, readonly string[]>>;

type Row = z.infer<typeof QuestionRow>;

/** @throws where a question offers a place or operator that slots.yaml lacks. */
export function questionsOf(rows: readonly Row[], slots: Slots): readonly Question[] {
  return rows.map(({ slot, offered, options, when, sensitive, ...row }) => ({
    ...row,
    isSensitive: sensitive,
    ...(slot && { slot }),
    ...(when && { when }),
    options: slot
      ? slotOptions(row.id, slots[slot], offered)
      : options.map(({ alone, ...option }) => ({ ...option, isAlone: alone, isOffered: true })),
  }));
}

function slotOptions(
  question: string,
  values: readonly { readonly id: string; readonly label: Bilingual }[],
  offered: readonly string[],
): readonly QuestionOption[] {
  const known = new Set(values.map(({ id }) => id));
  const missing = offered.filter((id) => !known.has(id));
  if (missing.length > 0) throw new Error(`${question} offers ${missing}, which slots.yaml lacks.`);
  const rank = (id: string) => (offered.includes(id) ? offered.indexOf(id) : offered.length);
  return values
    .map(({ id, label }) => ({
      id,
      label,
      said: label,
      isAlone: false,
      isOffered: offered.includes(id),
      phrases: { ko: [], en: [] },
    }))
    .sort((a, b) => rank(a.id) - rank(b.id));
}

/** The facts of a case: what was chosen and what follows from it. Of texts only that they were written. */
export function factsOf(
  answers: Answers,
  questions: readonly Question[],
  derived: readonly DerivedRow[],
  more: Facts = {},
): Facts {
  const chosen = Object.fromEntries(
    questions.flatMap((question) => {
      const given = answers[question.id];
      return given ? [[question.id, factValues(question, given)] as const] : [];
    }),
  );
  const facts: Record<string, readonly string[]> = { ...chosen, ...ongoingOf(answers), ...more };
  for (const { when, sets } of derived) {
    if (holds(when, facts) !== 'yes') continue;
    for (const [name, value] of Object.entries(sets)) {
      if (isOpen(facts[name])) facts[name] = [value];
    }
  }
  return facts;
}

/** Whoever does not know may have said it all the same: called at once is recognised at once. */
const isOpen = (given: readonly string[] | undefined): boolean => !given || given.includes(UNKNOWN);

function factValues({ kind }: Question, given: readonly string[]): readonly string[] {
  if (given.includes(UNKNOWN)) return [UNKNOWN];
  if (kind === 'text') return ['given'];
  return kind === 'date' ? given.filter((value) => value !== ONGOING) : given;
}

/** Of a date: it still goes on. */
export const ONGOING = 'ongoing';

const ongoingOf = (answers: Answers): Facts => {
  const when = answers['when'];
  if (!when || when.includes(UNKNOWN)) return {};
  return { ongoing: [when.includes(ONGOING) ? 'yes' : 'no'] };
};

import { z } from 'zod';
import { LONGEST_STORY } from '../../bot/dialogue/interview/hearing.ts';
import type { Content } from '../../bot/message.ts';
import { fill, type Words } from '../../bot/words.ts';
import { readDate } from '../../knowledge/calendar/spoken-date.ts';
import { UNKNOWN } from '../../knowledge/casework/facts.ts';
import { type Answers, ONGOING, type Question } from '../../knowledge/casework/questions.ts';
import type { Language } from '../../knowledge/language.ts';

/** Fields of the form, as its template names them. */
const CONSENT = 'consent';
const SENSITIVE = 'consent-sensitive';
const fieldOf = (question: string) => `q-${question}`;
const timeOf = (question: string) => `q-${question}-time`;

type Consent = Extract<Content, { kind: 'form' }>['consent'];

/** What somebody has filled in, as they did: also what cannot be read. */
export interface Filled {
  readonly consent: Consent;
  /** By question. Of a date: the day, the time or nothing, and perhaps `ongoing`. Blank ones are left out. */
  readonly values: Answers;
}

const Body = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** Undefined where nothing was filled in: the page was asked for by a button of the chat. */
export function filledIn(body: unknown, questions: readonly Question[]): Filled | undefined {
  const parsed = Body.safeParse(body ?? {});
  if (!parsed.success || parsed.data['form'] === undefined) return undefined;
  const of = (name: string): readonly string[] => [parsed.data[name] ?? []].flat();
  const values = questions.map(({ id, kind }) => {
    const typed = of(fieldOf(id)).map((value) => value.trim());
    if (kind === 'date') return [id, dateFields(typed, of(timeOf(id))[0]?.trim() ?? '')] as const;
    return [id, withoutDoubt(typed.filter(Boolean))] as const;
  });
  const isSensitive = of(SENSITIVE).length > 0;
  return {
    consent: of(CONSENT).length === 0 ? 'none' : isSensitive ? 'all' : 'basic',
    values: Object.fromEntries(values.filter(([, given]) => given.length > 0)),
  };
}

function dateFields(typed: readonly string[], time: string): readonly string[] {
  const ongoing = typed.filter((value) => value === ONGOING);
  const [day = ''] = typed.filter((value) => value !== ONGOING);
  return day || time ? [day, time, ...ongoing] : ongoing;
}

/** "Not sure" beside something that was chosen says nothing. */
function withoutDoubt(chosen: readonly string[]): readonly string[] {
  const sure = chosen.filter((value) => value !== UNKNOWN);
  return sure.length > 0 ? sure : chosen.slice(0, 1);
}

/** What is kept, as the form shows it. */
export const filledFrom = (answers: Answers, questions: readonly Question[]): Filled['values'] =>
  Object.fromEntries(
    questions.flatMap(({ id, kind }) => {
      const given = answers[id];
      if (!given) return [];
      if (kind === 'text' || kind === 'date') {
        if (given.includes(UNKNOWN)) return [];
      }
      if (kind !== 'date') return [[id, given] as const];
      const [day = '', time = ''] = given[0]?.split('T') ?? [];
      return [[id, [day, time, ...given.filter((value) => value === ONGOING)]] as const];
    }),
  );

export interface FieldProblem {
  /** The question, or `consent`. */
  readonly field: string;
  readonly text: string;
}

/** What has to be mended before the form can be sent. @param hasCase - Somebody agreed before. */
export function problemsIn(
  { consent, values }: Filled,
  questions: readonly Question[],
  { words, language, hasCase }: { words: Words; language: Language; hasCase: boolean },
): readonly FieldProblem[] {
  const ofQuestions = questions.flatMap(({ id, kind }) => {
    const given = values[id];
    const text = given && kind === 'date' ? dateProblem(given, words, language) : undefined;
    const tooLong = given && kind === 'text' ? lengthProblem(given, words) : undefined;
    return (text ?? tooLong) ? [{ field: id, text: text ?? tooLong ?? '' }] : [];
  });
  if (hasCase || consent !== 'none') return ofQuestions;
  return [{ field: 'consent', text: words.web.formConsentMissing }, ...ofQuestions];
}

function lengthProblem(given: readonly string[], { web }: Words): string | undefined {
  const { length } = given.join('\n');
  if (length <= LONGEST_STORY) return undefined;
  return fill(web.formStoryTooLong, { length, most: LONGEST_STORY });
}

function dateProblem(
  [day = '', time = '']: readonly string[],
  { web, interview }: Words,
  language: Language,
): string | undefined {
  if (!day || day === ONGOING) return time && time !== ONGOING ? web.formDayMissing : undefined;
  const read = readDate(`${day} ${time}`, new Date(), { language });
  if (!('problem' in read)) return read.timeCandidates ? interview.formDate : undefined;
  const texts = {
    future: interview.dateFuture,
    'too-old': interview.dateTooOld,
    impossible: interview.dateImpossible,
    ambiguous: interview.formDate,
    none: interview.formDate,
  };
  return texts[read.problem];
}

/**
 * As the conversation takes it. What was left blank is asked there, unless it was answered before: then it is taken back.
 *
 * @param kept - The answers so far.
 */
export function formContent(
  { consent, values }: Filled,
  questions: readonly Question[],
  kept: Answers,
): Extract<Content, { kind: 'form' }> {
  const answers = questions.flatMap(({ id, kind }) => {
    const given = values[id];
    if (!given) return kept[id] ? [[id, [UNKNOWN]] as const] : [];
    return [[id, kind === 'date' ? dateValues(given) : given] as const];
  });
  return { kind: 'form', consent, answers: Object.fromEntries(answers) };
}

function dateValues(given: readonly string[]): readonly string[] {
  const [day = '', time = ''] = given;
  const ongoing = given.filter((value) => value === ONGOING);
  return !day || day === ONGOING ? ongoing : [`${day} ${time}`.trim(), ...ongoing];
}

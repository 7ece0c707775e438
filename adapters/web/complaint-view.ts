import { fill } from '../../bot/words.ts';
import { allCitations, isSound } from '../../knowledge/answer/citations.ts';
import { type Condition, factsIn } from '../../knowledge/casework/condition.ts';
import { UNKNOWN } from '../../knowledge/casework/facts.ts';
import { type Answers, ONGOING, type Question } from '../../knowledge/casework/questions.ts';
import type { Language } from '../../knowledge/language.ts';
import type { FieldProblem } from './complaint-fields.ts';
import type { WebContext } from './context.ts';

/** A question as the template lays it out. */
export interface QuestionView {
  readonly id: string;
  readonly flow: Question['flow'];
  readonly field: 'select' | 'radio' | 'checkbox' | 'date' | 'long-text' | 'text';
  readonly ask: string;
  readonly why: string;
  readonly basis: readonly { readonly text: string; readonly path: string }[];
  readonly options: readonly { id: string; label: string; isChosen: boolean }[];
  /** Of a text or a date. */
  readonly value: string;
  readonly time: string;
  /** When it is to be answered; empty: always. */
  readonly onlyIf: string;
  readonly isSensitive: boolean;
  /** The condition as JSON, for the script that hides what does not apply. */
  readonly when: string;
  readonly problem: string;
}

export interface Shown {
  readonly values: Answers;
  readonly problems: readonly FieldProblem[];
  readonly language: Language;
}

export function questionView(
  question: Question,
  context: WebContext,
  { values, problems, language }: Shown,
): QuestionView {
  const { id, flow, kind, isSensitive, ask, why, cite, when } = question;
  const given = values[id] ?? [];
  const isDate = kind === 'date';
  return {
    id,
    flow,
    field: fieldKind(question),
    ask: ask[language],
    why: why[language],
    basis: allCitations([{ cite: [...cite] }], context, language)
      .filter(isSound)
      .map(({ text, path }) => ({ text, path })),
    options: optionsOf(question, given, context, language),
    value:
      kind === 'text' ? given.join('\n') : isDate && given[0] !== ONGOING ? (given[0] ?? '') : '',
    time: isDate && given[1] !== ONGOING ? (given[1] ?? '') : '',
    onlyIf: when ? onlyIf(when, context, language) : '',
    isSensitive,
    when: when ? JSON.stringify(when) : '',
    problem: problems.find(({ field }) => field === id)?.text ?? '',
  };
}

function fieldKind({ kind, slot, flow }: Question): QuestionView['field'] {
  if (slot) return 'select';
  if (kind === 'text') return flow === 'extra' ? 'text' : 'long-text';
  if (kind === 'date') return 'date';
  return kind === 'several' ? 'checkbox' : 'radio';
}

function optionsOf(
  { kind, options }: Question,
  given: readonly string[],
  { words }: WebContext,
  language: Language,
): QuestionView['options'] {
  const all = options.map(({ id, label }) => ({ id, label: label[language] }));
  const unknown = { id: UNKNOWN, label: words[language].chat.guideUnknown };
  const isChoosing = kind === 'choice' || kind === 'several';
  return [...all, ...(isChoosing ? [unknown] : [])].map((option) => ({
    ...option,
    isChosen: given.includes(option.id),
  }));
}

/** When a question is to be answered, in the words of the questions that it depends on. */
function onlyIf(when: Condition, context: WebContext, language: Language): string {
  const { web } = context.words[language];
  const { questions } = context.desk.casework;
  const sectors: Readonly<Record<string, string>> = {
    public: web.formSectorPublic,
    private: web.formSectorPrivate,
  };
  const operator = questions.find(({ slot }) => slot === 'operator')?.name[language] ?? '';
  const parts = factsIn(when).flatMap(([fact, wanted]) => {
    const asked = questions.find(({ id }) => id === fact);
    const labels = wanted.flatMap((value) => {
      if (value === UNKNOWN) return [context.words[language].chat.guideUnknown];
      if (fact === 'sector') return [sectors[value] ?? value];
      return asked?.options.find(({ id }) => id === value)?.label[language] ?? [];
    });
    const name = fact === 'sector' ? operator : asked?.name[language];
    return name && labels.length > 0 ? [`${name} — ${labels.join(', ')}`] : [];
  });
  return parts.length > 0 ? fill(web.formOnlyIf, { when: parts.join(' · ') }) : '';
}

import type { Checkboxes, InputBlock, PlainTextOption } from '@slack/types';
import { LONGEST_STORY } from '../../bot/dialogue/interview/hearing.ts';
import { fill, type Words } from '../../bot/words.ts';
import { UNKNOWN } from '../../knowledge/casework/facts.ts';
import type { Question, QuestionOption } from '../../knowledge/casework/questions.ts';
import { plainLabel } from './labels.ts';
import {
  LONGEST_INPUT,
  LONGEST_LABEL,
  LONGEST_OPTION,
  OPTIONS_IN_CHECKBOXES,
  OPTIONS_IN_SELECT,
} from './limits.ts';
import type { Tongue } from './tongue.ts';

/** Every block has one field, of this name. */
const FIELD = 'field';

/** Of a date, the fields beside the day: the time of day, and what else is so. */
export type FieldPart = 'time' | 'more';

const PREFIX = 'answer';

/** The block of a question; ids of questions have no colon. */
export const blockOf = (question: string, part?: FieldPart): string =>
  [PREFIX, question, ...(part ? [part] : [])].join(':');

/** The question whose main block this is. */
export function questionOf(block: string): string | undefined {
  const [prefix, question, part] = block.split(':');
  return prefix === PREFIX && part === undefined ? question : undefined;
}

/** The fields of one question. None has to be filled in. */
export function questionFields(question: Question, tongue: Tongue): readonly InputBlock[] {
  const { id, kind, options } = question;
  const label = tongue.line(question.ask);
  const hint = hintOf(question, tongue);
  const main = (element: InputBlock['element']) => field(blockOf(id), { label, hint, element });
  switch (kind) {
    case 'choice':
      return [
        main({ type: 'static_select', ...FIELD_ID, options: choiceOptions(options, tongue) }),
      ];
    case 'several':
      return [
        main({
          type: 'multi_static_select',
          ...FIELD_ID,
          options: optionsOf(options, tongue).slice(0, OPTIONS_IN_SELECT),
        }),
      ];
    case 'date':
      return [main({ type: 'datepicker', ...FIELD_ID }), ...fieldsBesideDay(question, tongue)];
    case 'text':
      return [main({ type: 'plain_text_input', ...FIELD_ID, ...textSize(question) })];
  }
}

const FIELD_ID = { action_id: FIELD } as const;

/** A story takes many lines, what may be added to it one. */
const isStory = ({ kind, flow }: Question): boolean => kind === 'text' && flow !== 'extra';

const textSize = (question: Question) => ({
  multiline: isStory(question),
  max_length: LONGEST_INPUT,
});

function hintOf(question: Question, { said }: Tongue): string {
  if (isStory(question)) return said(storyHint);
  return question.when ? said(({ slack }) => slack.caseIfApplies) : '';
}

const storyHint = ({ slack }: Words): string =>
  fill(slack.caseStory, { most: inDigits(LONGEST_INPUT), inChat: inDigits(LONGEST_STORY) });

const inDigits = (count: number): string => count.toLocaleString('en');

function fieldsBesideDay({ id, name, options }: Question, tongue: Tongue): readonly InputBlock[] {
  const time = field(blockOf(id, 'time'), {
    label: tongue.said(({ slack }) => slack.caseTime),
    element: { type: 'timepicker', ...FIELD_ID },
  });
  if (options.length === 0) return [time];
  const element = checkboxes(optionsOf(options, tongue).slice(0, OPTIONS_IN_CHECKBOXES));
  return [time, field(blockOf(id, 'more'), { label: tongue.line(name), element })];
}

const optionsOf = (options: readonly QuestionOption[], { line }: Tongue): PlainTextOption[] =>
  options.map(({ id, label }) => optionOf(id, line(label)));

/** With "not sure" at the end, for which the others make room; several values are left out instead. */
const choiceOptions = (options: readonly QuestionOption[], tongue: Tongue): PlainTextOption[] => [
  ...optionsOf(options, tongue).slice(0, OPTIONS_IN_SELECT - 1),
  optionOf(
    UNKNOWN,
    tongue.said(({ chat }) => chat.guideUnknown),
  ),
];

export const optionOf = (value: string, label: string): PlainTextOption => ({
  text: plainLabel(label, LONGEST_OPTION),
  value,
});

export const checkboxes = (options: PlainTextOption[]): Checkboxes => ({
  type: 'checkboxes',
  ...FIELD_ID,
  options,
});

interface Field {
  readonly label: string;
  readonly hint?: string;
  readonly element: InputBlock['element'];
  readonly isRequired?: boolean;
}

export const field = (
  block: string,
  { label, hint, element, isRequired = false }: Field,
): InputBlock => ({
  type: 'input',
  block_id: block,
  optional: !isRequired,
  label: plainLabel(label, LONGEST_LABEL),
  ...(hint && { hint: plainLabel(hint, LONGEST_LABEL) }),
  element,
});

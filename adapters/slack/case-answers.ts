import { z } from 'zod';
import type { Content } from '../../bot/message.ts';
import { blockOf, questionOf } from './case-fields.ts';
import { AGREED, CONSENT, SENSITIVE } from './case-form.ts';

/** What is wrong with a block: without consent nothing is taken, and a time of day without its day says nothing. */
export interface FormFault {
  readonly block: string;
  readonly fault: 'no-consent' | 'no-day';
}

const Chosen = z.object({ value: z.string() });
/** The state of a field, whatever its kind. */
const FieldState = z.object({
  value: z.string().nullish(),
  selected_option: Chosen.nullish(),
  selected_options: z.array(Chosen).nullish(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
});
const Values = z.record(z.string(), z.record(z.string(), FieldState));

type FormContent = Extract<Content, { kind: 'form' }>;
type Given = ReadonlyMap<string, readonly string[]>;

/** What was filled in, by question; fields that were left empty are not in it. @throws {z.ZodError} when it is no form. */
export function readCaseForm(values: unknown): {
  readonly content: FormContent;
  readonly faults: readonly FormFault[];
} {
  const blocks = Object.entries(Values.parse(values));
  const given: Given = new Map(
    blocks.map(([block, fields]) => [block, Object.values(fields).flatMap(givenIn)]),
  );
  const questions = [...given.keys()].flatMap((block) => questionOf(block) ?? []);
  const answers = Object.fromEntries(
    questions
      .map((id) => [id, answerTo(id, given)] as const)
      .filter(([, { length }]) => length > 0),
  );
  const consent = consentIn(given);
  const dayless = questions.filter((id) => isTimeAlone(id, given)).map((id) => blockOf(id));
  return {
    content: { kind: 'form', answers, consent },
    faults: [
      ...(consent === 'none' ? [{ block: CONSENT, fault: 'no-consent' as const }] : []),
      ...dayless.map((block) => ({ block, fault: 'no-day' as const })),
    ],
  };
}

const givenIn = (field: z.infer<typeof FieldState>): readonly string[] =>
  [
    field.value,
    field.selected_option?.value,
    ...(field.selected_options ?? []).map(({ value }) => value),
    field.selected_date,
    field.selected_time,
  ].flatMap((value) => (value?.trim() ? [value] : []));

const at = (given: Given, block: string): readonly string[] => given.get(block) ?? [];

/** Day and time are one value: `2026-11-20T19:00`. */
function answerTo(question: string, given: Given): readonly string[] {
  const main = at(given, blockOf(question));
  const [time] = at(given, blockOf(question, 'time'));
  const timed = time === undefined ? main : main.map((day) => `${day}T${time}`);
  return [...timed, ...at(given, blockOf(question, 'more'))];
}

const isTimeAlone = (question: string, given: Given): boolean =>
  at(given, blockOf(question, 'time')).length > 0 && at(given, blockOf(question)).length === 0;

function consentIn(given: Given): FormContent['consent'] {
  const agrees = (block: string) => at(given, block).includes(AGREED);
  if (!agrees(CONSENT)) return 'none';
  return agrees(SENSITIVE) ? 'all' : 'basic';
}

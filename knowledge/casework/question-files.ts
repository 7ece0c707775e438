import { z } from 'zod';
import { Condition } from './condition.ts';

const words = z.string().trim().min(1);
export const bilingual = z.strictObject({ ko: words, en: words });
export const ruleId = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
export const cite = z.array(words);

const Option = z.strictObject({
  id: ruleId,
  /** May not be chosen together with others. */
  alone: z.boolean().default(false),
  label: bilingual,
  /** What the document says of it: only what was chosen. */
  said: bilingual,
  /** Wordings that mean this option when they are typed. */
  phrases: z.strictObject({ ko: z.array(words), en: z.array(words) }),
});

/** `rules/questions.yaml`: the questions of the assessment and of the interview, in the order in which they are asked. */
export const QuestionRow = z.strictObject({
  id: ruleId,
  /** `extra` is never asked in its turn, only added on the way out. */
  flow: z.enum(['assess', 'complaint', 'extra']),
  kind: z.enum(['choice', 'several', 'date', 'text']),
  /** Asked only of somebody who agreed to have sensitive information kept. */
  sensitive: z.boolean().default(false),
  /** The options are the places or operators of slots.yaml, of which some have a button. */
  slot: z.enum(['place', 'operator']).optional(),
  offered: z.array(ruleId).default([]),
  when: Condition.optional(),
  /** Its short name, where the answers are shown. */
  name: bilingual,
  ask: bilingual,
  why: bilingual,
  cite,
  /** What the document says where the person does not know. */
  gap: bilingual,
  options: z.array(Option).default([]),
});

/** `rules/facts.yaml`: what follows from what was chosen. */
export const DerivedRow = z.strictObject({
  when: Condition,
  cite: cite.default([]),
  sets: z.record(ruleId, words),
});
export type DerivedRow = Readonly<z.infer<typeof DerivedRow>>;

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The OWASP Top 10 for applications of large language models, 2025. */
export const OWASP = {
  LLM01: 'prompt injection',
  LLM02: 'disclosure of sensitive information',
  LLM03: 'supply chain',
  LLM04: 'poisoned data and models',
  LLM05: 'output that is not handled as foreign',
  LLM06: 'a model that may do too much',
  LLM07: 'leakage of the system prompt',
  LLM08: 'weaknesses of vectors and embeddings',
  LLM09: 'misinformation',
  LLM10: 'consumption without bounds',
} as const;
export type Owasp = keyof typeof OWASP;
export const OWASP_IDS = Object.keys(OWASP) as readonly Owasp[];

/** By what the attack comes in. */
export const WAYS = [
  'question',
  'unicode',
  'history',
  'edited',
  'caption',
  'file',
  'retrieved',
  'slots',
  'form',
  'button',
] as const;

const Turn = z.union([
  z.string(),
  z.strictObject({ edit: z.string() }),
  /** `photo`: the name under which it lies on the platform. */
  z.strictObject({ photo: z.string(), caption: z.string(), content: z.string().optional() }),
  z.strictObject({ form: z.record(z.string(), z.array(z.string())) }),
  z.strictObject({ token: z.string() }),
  z.strictObject({ command: z.enum(['ask', 'language']), argument: z.string() }),
  /** Asks a model to put the account formally. */
  z.strictObject({ polish: z.string() }),
]);
export type AttackTurn = Readonly<z.infer<typeof Turn>>;

const Case = z.strictObject({
  id: z.string(),
  owasp: z.enum(OWASP_IDS),
  way: z.enum(WAYS),
  language: z.enum(['ko', 'en', 'mixed']),
  /** Message by message. */
  said: z.array(Turn).min(1),
  /**
   * What a model writes that does all that the attacker wants. `{verdict}`, `{A1}`, `{answer}`, `{system}`, `{question}` and
   * `{passages}` stand for what it was given; `{repeat:3:text}` for the text three times.
   */
  written: z.string(),
  /** What it answers when it is asked what a message means; absent: the question of the usual entry. */
  understood: z.unknown().optional(),
  /** A sentence that stands in the plain answer of an entry, as if somebody had slipped it in. */
  poison: z.strictObject({ entry: z.string(), sentence: z.string() }).optional(),
  /** Nothing that a person sees may match. */
  mustNot: z.array(z.string().min(1)).min(1),
  /** Nothing that a model is given may hold. */
  mask: z.array(z.string().min(2)).default([]),
});
export type AttackCase = Readonly<z.infer<typeof Case>>;

const FOLDER = join(import.meta.dirname, 'cases');

export const attackCases = (): readonly AttackCase[] =>
  readdirSync(FOLDER)
    .toSorted()
    .flatMap((file) => readFileSync(join(FOLDER, file), 'utf8').split('\n').filter(Boolean))
    .map((line) => Case.parse(JSON.parse(line)));

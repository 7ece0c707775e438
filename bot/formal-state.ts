import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Answers } from '../knowledge/casework/questions.ts';
import { LANGUAGES } from '../knowledge/language.ts';

/** An answer in formal sentences, each with what of the person's own it rests on. */
export const Formal = z.strictObject({
  question: z.string(),
  /** SHA-256 of the answer as it was typed: of another answer it says nothing. */
  of: z.string(),
  language: z.enum(LANGUAGES),
  sentences: z
    .array(
      z.strictObject({
        text: z.string(),
        /** Sentences of the answer, from 0. */
        rests: z.array(z.number().int()).min(1),
        /** `person`: it stands as they typed it. */
        by: z.enum(['model', 'person']),
      }),
    )
    .min(1),
});
export type Formal = Readonly<z.infer<typeof Formal>>;

/** By which an answer is known again. */
export const answerHash = (given: readonly string[]): string =>
  createHash('sha256').update(given.join('\n')).digest('hex');

/** False once the answer was changed. */
export const fitsAnswer = ({ question, of }: Formal, answers: Answers): boolean =>
  answerHash(answers[question] ?? []) === of;

interface Kept {
  readonly answers: Answers;
  readonly formal?: Formal | undefined;
  readonly proposed?: Formal | undefined;
}

/** Without formal sentences of an answer that has changed since. */
export function withoutStale<T extends Kept>(kept: T): T {
  const { formal, proposed, ...rest } = kept;
  return {
    ...rest,
    ...(formal && fitsAnswer(formal, kept.answers) && { formal }),
    ...(proposed && fitsAnswer(proposed, kept.answers) && { proposed }),
  } as T;
}

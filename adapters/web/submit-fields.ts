import { z } from 'zod';
import { fill, type Words } from '../../bot/words.ts';
import type { Outline } from '../../knowledge/casework/outline.ts';
import type { Language } from '../../knowledge/language.ts';
import { type Identity, type IdentityProblem, identityProblems } from './identity-fields.ts';

const Ticked = z
  .literal('yes')
  .optional()
  .catch(undefined)
  .transform((value) => value !== undefined);

const SubmitForm = z
  .object({
    agree: Ticked,
    'agree-sensitive': Ticked,
    basic: Ticked,
    nameless: Ticked,
    shown: z.string().max(64).catch(''),
  })
  .transform(({ agree, basic, nameless, shown, ...form }) => ({
    isAgreed: agree,
    isSensitiveAgreed: form['agree-sensitive'],
    /** Sensitive answers stay out. */
    isBasic: basic,
    isNameless: nameless,
    /** SHA-256 of the document that the page showed. */
    shown,
  }));

export type SubmitWish = z.infer<typeof SubmitForm>;

export const wishIn = (body: unknown): SubmitWish => SubmitForm.parse(body ?? {});

/** What keeps it from being sent. Without a name it is sent only by somebody who says so. */
export function submitProblems(
  {
    typed,
    outline,
    wish,
    isCorrection,
  }: {
    readonly typed: Identity;
    readonly outline: Outline;
    readonly wish: SubmitWish;
    readonly isCorrection: boolean;
  },
  words: Words,
  language: Language,
): readonly IdentityProblem[] {
  const { filing } = words;
  const labels = new Map(
    outline.identity.map(({ id, label }) => [`identity-${id}`, label[language]]),
  );
  const missing = new Set(
    outline.identity.flatMap(({ id }) => (typed[id] === undefined ? [`identity-${id}`] : [])),
  );
  const named = isCorrection ? [] : identityProblems(typed, outline, words, language);
  return [
    ...named.flatMap((problem): readonly IdentityProblem[] => {
      if (!missing.has(problem.field)) return [problem];
      if (wish.isNameless) return [];
      const label = labels.get(problem.field) ?? '';
      return [{ field: problem.field, text: fill(filing.pageNamelessMissing, { label }) }];
    }),
    ...(wish.isAgreed ? [] : [{ field: 'agree', text: filing.pageAgreeMissing }]),
  ];
}

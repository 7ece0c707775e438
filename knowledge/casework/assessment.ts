import { z } from 'zod';
import { BASES } from '../corpus-model/schema.ts';
import { Condition, holds } from './condition.ts';
import { type Facts, UNKNOWN } from './facts.ts';
import { bilingual, cite, ruleId } from './question-files.ts';

const Result = z.strictObject({
  id: ruleId,
  /** How clear the signs of real-time remote recognition are; `other`: it is something else. */
  level: z.enum(['strong', 'some', 'few', 'other']),
  /** Absent in the last one, so that every path ends. */
  when: Condition.optional(),
  title: bilingual,
  says: bilingual,
  cite,
});

const Remark = z.strictObject({ when: Condition, says: bilingual, cite, basis: z.enum(BASES) });

/** `rules/assessment.yaml`. */
export const AssessmentFile = z.strictObject({
  results: z.array(Result).min(1),
  signs: z.array(Remark.extend({ points: z.enum(['for', 'against']) })),
  concerns: z.array(Remark),
  unknowns: z.array(z.strictObject({ fact: ruleId, says: bilingual, how: bilingual, cite })),
});

export type AssessmentRules = Readonly<z.infer<typeof AssessmentFile>>;
export type AssessmentResult = AssessmentRules['results'][number];

/** Whether it is real-time remote identification, why, and what is not known. */
export interface Assessment {
  readonly result: AssessmentResult;
  readonly signs: readonly AssessmentRules['signs'][number][];
  readonly concerns: readonly AssessmentRules['concerns'][number][];
  readonly unknowns: readonly AssessmentRules['unknowns'][number][];
}

/** @throws where no result is without a condition: then a path would not end. */
export function assess(facts: Facts, rules: AssessmentRules): Assessment {
  const isSo = ({ when }: { readonly when?: Condition | undefined }) =>
    !when || holds(when, facts) === 'yes';
  const result = rules.results.find(isSo);
  if (!result) throw new Error('assessment.yaml: the last result must have no condition.');
  return {
    result,
    signs: rules.signs.filter(isSo),
    concerns: rules.concerns.filter(isSo),
    // Only what was asked can be unknown.
    unknowns: rules.unknowns.filter(({ fact }) => facts[fact]?.includes(UNKNOWN)),
  };
}

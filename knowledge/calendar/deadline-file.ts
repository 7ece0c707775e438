import { z } from 'zod';
import { COUNTING, problemOf } from './period.ts';

const Bilingual = z.strictObject({ ko: z.string().min(1), en: z.string().min(1) });
const Count = z.number().int().positive();
const Length = z.union([
  z.strictObject({ days: Count }),
  z.strictObject({ months: Count }),
  z.strictObject({ years: Count }),
]);
const Cite = z.string().regex(/^\S+ \S/, 'names no place in a source');

/** The happening that sets a period going. */
const Start = z.enum([
  'event',
  'known',
  'filing',
  'request',
  'decision',
  'refusal',
  'judgment',
  'ruling',
  'notice',
  'proposal',
  'recommendation',
  'silence',
  'recording',
]);

const Deadline = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    label: Bilingual,
    /** Who must act in time: the person, or the body on the other side. */
    whose: z.enum(['yours', 'theirs']),
    from: Start,
    /** From when it runs, as a phrase that can follow the label. */
    since: Bilingual,
    length: Length,
    /** How often, and by how much each time, it may be made longer. */
    extension: z.strictObject({ days: Count, times: Count, cite: Cite }).optional(),
    counts: z.enum(COUNTING),
    /** One place, the one that carries the number. */
    cite: z.tuple([Cite]),
    note: Bilingual.optional(),
    /** `secondary`: the text that carries the number could not be read; other sources say so. */
    confidence: z.enum(['verified', 'secondary']),
  })
  .superRefine(({ length, counts }, context) => {
    const problem = problemOf(length, counts);
    if (problem) context.addIssue(problem);
  });
export type Deadline = z.output<typeof Deadline>;

export const DeadlinesFile = z.array(Deadline).superRefine((deadlines, context) => {
  const ids = new Set<string>();
  for (const { id } of deadlines) {
    if (ids.has(id)) context.addIssue(`two deadlines have the id ${id}`);
    ids.add(id);
  }
});

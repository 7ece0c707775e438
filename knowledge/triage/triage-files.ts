import { z } from 'zod';
import { COUNTING } from '../calendar/period.ts';
import { bilingual, cite, ruleId } from '../casework/question-files.ts';

/** The forms of `rules/desk/{statuses,clocks,letters}.yaml`; what the fields mean stands at the head of those files. */

const cites = cite.default([]);
const BASES = ['law', 'analysis'] as const;
const basis = z.enum(BASES);

const StatusRow = z.strictObject({
  id: ruleId,
  name: bilingual,
  tells: bilingual,
  kind: z.enum(['open', 'waiting', 'closed']),
  cite: cites,
});

const MoveRow = z.strictObject({
  from: z.array(ruleId).min(1),
  to: ruleId,
  needs: z.array(z.enum(['ground', 'transfer', 'supplement', 'reason'])).default([]),
  letters: z.array(ruleId).default([]),
  cite: cites,
  /** Further articles, by document. */
  citeFor: z.record(ruleId, cite.min(1)).default({}),
  basis,
  /** The case had ended. */
  reopens: z.boolean().default(false),
});

export const StatusesFile = z.strictObject({
  first: ruleId,
  statuses: z.array(StatusRow).min(1),
  tables: z
    .array(z.strictObject({ documents: z.array(ruleId).min(1), moves: z.array(MoveRow).min(1) }))
    .min(1),
});
export type StatusesFile = Readonly<z.infer<typeof StatusesFile>>;
export type MoveRow = Readonly<z.infer<typeof MoveRow>>;

const ClockRow = z
  .strictObject({
    id: ruleId,
    documents: z.array(ruleId).min(1),
    name: bilingual,
    whose: z.enum(['staff', 'person']),
    starts: z.enum(['received', 'decided', 'supplement', 'happened']),
    ends: z.array(z.enum(['decided', 'notified', 'filed', 'closed'])).min(1),
    deadline: ruleId.optional(),
    period: z.strictObject({ days: z.int().positive(), counts: z.enum(COUNTING), cite }).optional(),
    promptly: z.strictObject({ cite: cite.min(1) }).optional(),
    pauses: z.strictObject({ cite: cite.min(1), basis }).optional(),
  })
  .refine(
    ({ deadline, period, promptly }) =>
      [deadline, period, promptly].filter((one) => one !== undefined).length === 1,
    'needs one of deadline, period, promptly',
  );

export const ClocksFile = z.strictObject({
  /** Days before the last one from which a clock counts as near. */
  near: z.int().positive(),
  clocks: z.array(ClockRow).min(1),
});
export type ClocksFile = Readonly<z.infer<typeof ClocksFile>>;
export type ClockRow = Readonly<z.infer<typeof ClockRow>>;

/** Values that are put into a letter. */
const HOLES = ['reference', 'receivedOn', 'body', 'missing', 'due'] as const;
export type Hole = (typeof HOLES)[number];
const REASON_GROUPS = ['dismissal', 'transfer', 'rejection'] as const;
export type ReasonGroup = (typeof REASON_GROUPS)[number];

/** No value stands in a sentence: what follows it would need another particle for each. */
const plain = bilingual.refine(({ ko, en }) => !/[{}]/.test(ko + en), 'a sentence holds no value');
const line = bilingual.refine(
  ({ ko, en }) => holeOf(ko) !== undefined && holeOf(ko) === holeOf(en),
  `a line ends with one of ${HOLES.join(', ')}, the same in both languages`,
);
const only = z.enum(HOLES).optional();

/** The value at the end of a line; undefined where there is none, or anything but one. */
export function holeOf(text: string): Hole | undefined {
  const [, name] = /^[^{}]+: \{(\w+)\}$/.exec(text) ?? [];
  return HOLES.find((hole) => hole === name);
}

const Part = z.union([
  z.strictObject({ says: plain, cite: cites, only }),
  z.strictObject({ head: plain, isTitle: z.boolean().default(false) }),
  z.strictObject({ lines: z.array(line).min(1), only }),
  z.strictObject({ reason: z.enum(REASON_GROUPS) }),
  z.strictObject({ blank: plain }),
  z.strictObject({ sign: z.literal(true) }),
]);
export type LetterPart = Readonly<z.infer<typeof Part>>;

const ReasonRow = z
  .strictObject({
    /** Of a ground, or of our own. */
    id: ruleId.optional(),
    /** Of NHRCK Act 32(1): every ground of that item has this sentence. */
    item: z.int().min(1).max(10).optional(),
    ko: plain.shape.ko,
    en: plain.shape.en,
    cite: cite.min(1),
  })
  .refine(({ id, item }) => (id === undefined) !== (item === undefined), 'needs an id or an item');
export type ReasonRow = Readonly<z.infer<typeof ReasonRow>>;

export const LettersFile = z.strictObject({
  blanks: z.record(z.enum([...HOLES, ...REASON_GROUPS]), bilingual),
  reasons: z.record(z.enum(REASON_GROUPS), z.array(ReasonRow).min(1)),
  letters: z
    .array(
      z.strictObject({ id: ruleId, for: ruleId, name: bilingual, parts: z.array(Part).min(1) }),
    )
    .min(1),
});
export type LettersFile = Readonly<z.infer<typeof LettersFile>>;

import { z } from 'zod';
import { Condition } from './condition.ts';
import { bilingual, cite, ruleId } from './question-files.ts';

/** No document ever asks for it, whatever a form may have a box for. */
const NEVER_ASKED = /주민\s*(?:등록)?\s*번호|resident registration|social security/i;
const label = bilingual.refine(
  ({ ko, en }) => !NEVER_ASKED.test(`${ko} ${en}`),
  'asks for a resident registration number, which no document may',
);

const words = z.string().trim().min(1);

/**
 * A sentence of ours. Its citations stand at `{cite}`, or in brackets at its end. It is left out when its condition is not met,
 * or when all that it cites has fallen.
 */
const Statement = z.strictObject({ ko: words, en: words, when: Condition.optional(), cite });

/** What stands in the right column: one of these, or a blank line. */
const Row = z
  .strictObject({
    label,
    when: Condition.optional(),
    /** A field that is asked only when the document is made. */
    identity: ruleId.optional(),
    /** What was chosen or written in answer to a question. With `says` only its gap is used. */
    answer: ruleId.optional(),
    /** The first that holds. */
    says: z.array(Statement).default([]),
    /** To be filled in by hand. */
    blank: z.literal(true).optional(),
  })
  .refine(
    ({ identity, answer, says, blank }) => identity ?? answer ?? blank ?? says.length > 0,
    'a row needs identity, answer, says or blank',
  );

const part = { when: Condition.optional() };
const says = z.array(Statement).min(1);

const QuestionRef = z
  .union([ruleId.transform((id) => ({ id })), z.strictObject({ id: ruleId, gapUnless: Condition })])
  .transform((ref): { readonly id: string; readonly gapUnless?: Condition } => ref);

const PART_KINDS = [
  z.strictObject({ ...part, kind: z.literal('fields'), rows: z.array(Row).min(1) }),
  /** The sentences of what was chosen, in the order of these questions, and the gaps of those not answered. */
  z.strictObject({
    ...part,
    kind: z.literal('said'),
    /** Before the sentences where there are several. */
    lead: bilingual.optional(),
    questions: z.array(QuestionRef).min(1),
  }),
  /** The answer to a question of text, as it was typed. */
  z.strictObject({ ...part, kind: z.literal('own-words'), question: ruleId }),
  /** One paragraph. `first`: only the first sentence that holds. */
  z.strictObject({
    ...part,
    kind: z.literal('sentences'),
    pick: z.enum(['all', 'first']).default('all'),
    style: z.enum(['plain', 'gap', 'note']).default('plain'),
    says,
  }),
  z.strictObject({ ...part, kind: z.literal('list'), numbered: z.boolean().default(false), says }),
  /** The wishes chosen, of those that this addressee can see to. */
  z.strictObject({
    ...part,
    kind: z.literal('wishes'),
    question: ruleId.default('wish'),
    only: z.array(ruleId).min(1),
    /** Before the list: the first that holds. */
    lead: says,
    /** Where wishes were chosen and none of them is for this addressee. */
    otherwise: Statement.extend({ style: z.enum(['plain', 'gap']).default('plain') }),
  }),
  z.strictObject({ ...part, kind: z.literal('exhibits'), none: bilingual }),
  z.strictObject({ ...part, kind: z.literal('signature'), role: bilingual }),
  z.strictObject({ ...part, kind: z.literal('addressee') }),
] as const;

const Part = z.discriminatedUnion('kind', PART_KINDS);

/** As written: parts and provisions that several documents share are named. */
const WrittenPart = z.discriminatedUnion('kind', [
  ...PART_KINDS,
  z.strictObject({ ...part, kind: z.literal('use'), parts: ruleId }),
  z.strictObject({ ...part, kind: z.literal('provisions'), use: z.array(ruleId).min(1) }),
]);

const Section = z.strictObject({
  id: ruleId,
  /** Without one: a closing, set off by itself. */
  heading: label.optional(),
  when: Condition.optional(),
  parts: z.array(WrittenPart).min(1),
});

/** A field that is asked only when the document is made, and is not kept. */
const IdentityField = z.strictObject({
  id: ruleId,
  label,
  /** What the provision cited demands, or what the addressee needs to answer. */
  required: z.boolean().default(false),
  why: bilingual,
  cite,
});

/** `rules/documents/<id>.yaml`. */
export const OutlineFile = z.strictObject({
  id: ruleId,
  title: label,
  /** The cases for which the document makes sense. */
  when: Condition.optional(),
  /** `{respondent}` stands for the exact name of the other side. */
  addressee: bilingual,
  identity: z.array(IdentityField),
  sections: z.array(Section).min(1),
});

const SharedWords = z.strictObject({
  /** Under the title of the English text. */
  readingCopy: words,
  /** Before the person's own words. */
  ownWords: bilingual,
  /** The same, where they wrote in another language than the document's. */
  otherLanguage: bilingual,
  /** Before formal sentences that a language model made of their words and they confirmed. */
  formalWords: bilingual,
  exhibit: bilingual,
  exhibitColumns: z.strictObject({
    number: bilingual,
    shows: bilingual,
    kind: bilingual,
    taken: bilingual,
    sha256: bilingual,
  }),
  seal: bilingual,
});

/** `rules/documents/shared.yaml`: what the documents have in common. */
export const SharedFile = z.strictObject({
  words: SharedWords,
  parts: z.record(ruleId, z.array(Part).min(1)),
  /** What a provision says, in our own words; it stands behind its citation. */
  provisions: z.record(ruleId, Statement),
});

export type OutlineRecord = z.infer<typeof OutlineFile>;
export type SharedRecord = z.infer<typeof SharedFile>;
export type Statement = Readonly<z.infer<typeof Statement>>;
export type Row = Readonly<z.infer<typeof Row>>;
export type IdentityField = Readonly<z.infer<typeof IdentityField>>;
export type OutlineWords = Readonly<z.infer<typeof SharedWords>>;
type WrittenPart = z.infer<typeof WrittenPart>;
type Part = z.infer<typeof Part>;

/** A part with nothing left to look up. */
export type OutlinePart =
  | Part
  | {
      readonly kind: 'provisions';
      readonly when?: Condition | undefined;
      readonly says: readonly Statement[];
    };

/** Looks up what a part names; undefined, with a problem told, where nothing is called that. */
export function resolvedPart(
  written: WrittenPart,
  shared: SharedRecord,
  problem: (what: string) => void,
): readonly OutlinePart[] {
  if (written.kind === 'provisions') {
    const says = written.use.flatMap((id) => {
      const found = shared.provisions[id];
      if (!found) problem(`no provision is called ${id}`);
      return found ?? [];
    });
    return [{ kind: 'provisions', says, ...(written.when && { when: written.when }) }];
  }
  if (written.kind !== 'use') return [written];
  const parts = shared.parts[written.parts];
  if (!parts) problem(`no shared parts are called ${written.parts}`);
  return (parts ?? []).map((one) => ({ ...one, ...bothConditions(one.when, written.when) }));
}

function bothConditions(own: Condition | undefined, using: Condition | undefined) {
  if (own && using) return { when: { all: [own, using] } };
  const when = own ?? using;
  return when ? { when } : {};
}

import { z } from 'zod';

/** What the YAML files of `knowledge/corpus/` may hold. A lawyer's mistake is reported by these, with file and field. */

const words = z.string().trim().min(1);
const bilingual = z.strictObject({ ko: words, en: words });
const id = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'use lower-case letters, digits and hyphens');
/** A pattern of wording-pattern.ts: a bracket left open would bring the bot down when it compiles the pattern. */
const wording = words.refine(hasPairedBrackets, 'close every "(" with a ")"');
const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'write the date as YYYY-MM-DD');
/** A date of which only the year or the month is known is written that far and no further. */
const partialDate = z
  .string()
  .regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/, 'write YYYY, YYYY-MM or YYYY-MM-DD');

/** How sure we are of a fact: read in the official text, reported by a named source, general knowledge, our inference. */
export const CONFIDENCES = ['verified', 'reported', 'general', 'analysis'] as const;
const confidence = z.enum(CONFIDENCES);

/** What a reason stands on. Law binds; the others do not, and are never shown as if they did. */
export const BASES = [
  'law',
  'judgment',
  'recommendation',
  'government',
  'regulator',
  'foreign',
  'press',
  'analysis',
] as const;
const basis = z.enum(BASES);

/** The closed set of assessments. */
export const VERDICTS = [
  'prohibited',
  'halt-recommended',
  'conditional',
  'permitted',
  'unsettled',
  'information',
] as const;
const verdict = z.enum(VERDICTS);

/** What an entry is about. */
export const ENTRY_KINDS = ['situation', 'concept', 'right', 'route', 'trap', 'unsettled'] as const;
const entryKind = z.enum(ENTRY_KINDS);

const mode = z.enum(['verification', 'gate', 'live', 'retrospective', 'none']);

export const LawSource = z.strictObject({
  id,
  title: bilingual,
  /** Short names and nicknames that people use for it. */
  aliases: z.array(words).default([]),
  kind: z.enum(['constitution', 'statute', 'decree', 'rule']),
  issuer: bilingual,
  /** Below the folder of official text. */
  file: words,
  url: z.url(),
});

export const DocumentSource = z.strictObject({
  id,
  /** The name used where answers are exchanged as data: `NHRCK-2023`. */
  code: words,
  title: bilingual,
  /** `descriptive` where we could not confirm the official title. */
  titleStatus: z.enum(['official', 'descriptive']).default('official'),
  issuer: bilingual,
  kind: z.enum([
    'recommendation',
    'opinion',
    'government-statement',
    'regulator-decision',
    'guideline',
    'judgment',
    'foreign-law',
    'international',
    'press',
    'official-page',
  ]),
  force: bilingual,
  dates: z.strictObject({
    decided: partialDate.optional(),
    announced: partialDate.optional(),
    published: partialDate.optional(),
    inForce: partialDate.optional(),
  }),
  url: z.url().optional(),
  confidence,
  note: bilingual.optional(),
});

export const ProvisionRow = z.strictObject({
  /** Official pinpoint: 제23조, 제2조제1호. */
  at: words,
  /** The article's official title; empty for the Constitution. */
  title: z.string(),
  titleEn: words,
  digest: bilingual,
  matters: bilingual,
  /** Said where the text read takes effect only later, or another caution is due. */
  note: bilingual.optional(),
});

const Reason = z.strictObject({
  basis,
  confidence,
  cite: z.array(words).default([]),
  ko: words,
  en: words,
});

const Step = z.strictObject({ ko: words, en: words, to: id.optional() });

export const EntryFile = z.strictObject({
  id,
  kind: entryKind,
  reviewed: isoDate,
  title: bilingual,
  verdict,
  slots: z
    .strictObject({
      place: z.array(id).optional(),
      operator: z.array(id).optional(),
      mode: z.array(mode).optional(),
      purpose: z.array(id).optional(),
    })
    .default({}),
  answer: bilingual,
  reasons: z.array(Reason).min(1),
  changes: z.array(bilingual).default([]),
  steps: z.array(Step).default([]),
  related: z.array(id).default([]),
  correction: bilingual.optional(),
  /** Wordings that take the false belief of a trap for granted; `*` stands for a few words. */
  premise: z.array(wording).default([]),
  asks: z.strictObject({ ko: z.array(words).min(3), en: z.array(words).min(3) }),
});

const sayings = z.strictObject({
  ko: z.array(words).default([]),
  en: z.array(words).default([]),
  /** Chinese, Japanese, Vietnamese, Russian …: people ask in these too. */
  other: z.array(words).default([]),
});

export const TermGroup = z.strictObject({
  id,
  /** True for the words that only our subject has: a question with one of them is likely for us. */
  core: z.boolean().default(false),
  say: sayings,
  law: z.strictObject({ ko: z.array(words).default([]), en: z.array(words).default([]) }).default({
    ko: [],
    en: [],
  }),
  note: bilingual.optional(),
});

export const SlotValue = z.strictObject({
  id,
  label: bilingual,
  say: sayings,
  /** For a place: who usually runs it. */
  operator: id.optional(),
  /** For an operator: on which side of the NHRCK Act Article 30 it stands. */
  sector: z.enum(['public', 'private', 'either']).optional(),
});

export const SlotsFile = z.strictObject({
  place: z.array(SlotValue),
  operator: z.array(SlotValue),
  mode: z.array(SlotValue),
  purpose: z.array(SlotValue),
  /** What kind of answer a question is after: permission, a body, a deadline, a meaning … */
  cue: z.array(SlotValue),
});

export const IntentFile = z.strictObject({
  id,
  /** What the bot does: refuse kindly, start the drafting interview, put help first, talk about itself. */
  outcome: z.enum(['decline', 'complaint', 'emergency', 'about']),
  title: bilingual,
  reply: bilingual,
  /** What legal sentences of the reply stand on. */
  reasons: z.array(Reason).default([]),
  /** Wordings that decide at once; `*` stands for a few words. */
  phrases: z.array(wording).default([]),
  /** Wordings that take the decision back again: questions about the subject rather than the thing itself. */
  unless: z.array(wording).default([]),
  asks: z.strictObject({ ko: z.array(words).min(3), en: z.array(words).min(3) }),
});

/** What people call laws beyond the corpus: title by name. */
export const LawAliasesFile = z.record(words, words);

/** Ids of the situations offered when we ask back. */
export const AskBackFile = z.array(id).min(2).max(8);

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'write a SHA-256 as 64 hexadecimal digits');

/** Which article of which law: `pipa 제25조의2`, the law by its id in sources/. */
const articleKey = z
  .string()
  .regex(/^[a-z0-9-]+ 제\d+조(?:의\d+)?$/, 'write the law and the article, as in "pipa 제23조"');

const ArticleStamp = z.strictObject({
  sha256,
  /** The version of the law that the article was read in. */
  promulgationNumber: words,
  promulgated: isoDate,
  inForce: isoDate,
  /** From when this article applies, where that is another day than `inForce`, which is that of the version. */
  appliesFrom: isoDate.optional(),
  checkedOn: isoDate,
  /** Who compared it: `FaceRights` for the first reading, else the person who reviewed it. */
  by: words,
});

/** What each article looked like when it was last read. Written by `npm run knowledge:stamp` and `knowledge:review`. */
export const StampsFile = z.strictObject({
  /** 법령ID of the national law database, by the id of the law: tells our law from another of the same name. */
  laws: z.record(id, z.strictObject({ lawId: words })),
  articles: z.record(articleKey, ArticleStamp),
});

const ReviewRow = z.strictObject({
  on: isoDate,
  by: words,
  article: articleKey,
  /** Digest before; absent where the article had no stamp. */
  from: sha256.optional(),
  to: sha256,
  promulgationNumber: words,
  inForce: isoDate,
  /** Ids of the entries that cited the article on that day. */
  entries: z.array(id),
  note: words.optional(),
});

/** Who looked at a changed article, when, and what then stood on it. Only ever added to, by `npm run knowledge:review`. */
export const ReviewsFile = z
  .array(ReviewRow)
  // A file with nothing but its comment is YAML for null.
  .nullable()
  .transform((rows) => rows ?? []);

function hasPairedBrackets(text: string): boolean {
  let open = 0;
  for (const letter of text) {
    if (letter === '(') open++;
    if (letter === ')' && --open < 0) return false;
  }
  return open === 0;
}

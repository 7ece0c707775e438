import { z } from 'zod';
import { wordingPattern } from '../answer/wording-pattern.ts';
import { RulesError } from '../casework/casework.ts';
import { CorpusReader } from '../corpus-model/corpus-reader.ts';
import { readCorpusFiles } from '../corpus-model/load-corpus.ts';
import { VERDICTS } from '../corpus-model/schema.ts';

/** Words or wordings by language. In wordings `*` stands for a few words and `(a|b)` for alternatives. */
const lists = z.strictObject({
  ko: z.array(z.string().min(1)).default([]),
  en: z.array(z.string().min(1)).default([]),
});
export type Lists = Readonly<z.infer<typeof lists>>;

const FormFile = z.strictObject({
  /** Latin words that Korean sentences may have though no passage does. */
  latinWords: z.array(z.string().min(1)),
  /** Wordings of a program that speaks of itself or is spoken to. */
  programTalk: lists,
  /** The last syllables of polite Korean sentences. */
  politeEndings: z.array(z.string().min(1)).min(1),
});

const NumbersFile = z.strictObject({
  /** `and`: a unit that means the same for a reader: an age and a number of years. */
  units: z.array(
    z.strictObject({ id: z.string(), ko: z.array(z.string()), en: z.array(z.string()) }),
  ),
  /** Counting that asserts nothing about the law. */
  harmless: lists,
  /** Days and years that depend on when one reads. */
  relative: lists,
  above: lists,
  below: lists,
});

const NamesFile = z.strictObject({
  /** Bodies, companies, countries and places; the names of one row are the same. */
  names: z.array(lists),
  /** Syllables in which names of bodies and laws end. */
  endings: z.array(z.string().min(1)).min(1),
  /** Words that end so and name nothing. */
  notNames: z.array(z.string().min(1)),
  /** Words that English writes with a capital letter anywhere. */
  capitals: z.array(z.string().min(1)),
  /** Wordings that speak of a ruling or of somebody by name. */
  cases: lists,
});

const PolarityFile = z.strictObject({
  /** Wordings with a "not" in them that deny nothing. */
  neutral: lists,
  /** Words that deny by their meaning: banned, refused, void. */
  denying: lists,
  /** Pairs of opposites. */
  opposites: z.array(z.strictObject({ one: lists, other: lists })),
  /** Words that settle a matter: only where a passage has them, or affirmed and denied as the passages do. */
  firm: z.array(lists.extend({ asks: z.enum(['given', 'agreed', 'both']) })),
});

const ClaimsFile = z.strictObject({
  /** A sentence that says one of `says` rests on passages that say the same, or one of `stands`. */
  classes: z
    .array(
      z.strictObject({ id: z.string(), says: lists, stands: lists, unless: lists.prefault({}) }),
    )
    .min(1),
  /** Wordings by which a passage says that something is not certain, and those by which a sentence keeps that. */
  hedges: z.array(z.strictObject({ id: z.string(), given: lists, keeps: lists })),
  halts: lists,
  recommends: lists,
  /** Wordings of a passage that only recommends. */
  recommended: lists,
  /** How an answer says a verdict that warns. */
  warnings: z.array(z.strictObject({ verdict: z.enum(VERDICTS), says: lists })),
});

const ForbiddenFile = z.strictObject({
  /** Never, not even where a passage has it. */
  always: lists,
  /** Only where a passage that the sentence rests on has the same wording. */
  unlessGiven: lists,
});

const SupportFile = z.strictObject({
  /** Words that mean the same in our subject. */
  synonyms: z.array(lists),
  /** Words that say nothing of the subject; one that ends in a hyphen begins words. */
  everyday: lists,
  /** Words that are not counted as new where no passage has them. Written like `everyday`. */
  common: lists,
  /** Those who do something; the names of one row are the same. */
  actors: z.array(lists),
});

const FILES = {
  form: FormFile,
  numbers: NumbersFile,
  names: NamesFile,
  polarity: PolarityFile,
  claims: ClaimsFile,
  forbidden: ForbiddenFile,
  support: SupportFile,
};

/** What generated sentences are measured by. */
export type WordingRules = {
  readonly [Name in keyof typeof FILES]: Readonly<z.infer<(typeof FILES)[Name]>>;
};

/**
 * @param folder - `rules/wording/`.
 * @throws {RulesError} listing every file and field that is wrong.
 */
export function loadWordingRules(folder: string): WordingRules {
  const problems: string[] = [];
  const reader = new CorpusReader(readCorpusFiles(folder), problems);
  const read = <T>(name: string, schema: z.ZodType<T>): T | undefined => {
    const before = problems.length;
    const file = reader.one(`${name}.yaml`, schema);
    if (file === undefined && problems.length === before) problems.push(`${name}.yaml is missing`);
    return file;
  };
  const form = read('form', FILES.form);
  const numbers = read('numbers', FILES.numbers);
  const names = read('names', FILES.names);
  const polarity = read('polarity', FILES.polarity);
  const claims = read('claims', FILES.claims);
  const forbidden = read('forbidden', FILES.forbidden);
  const support = read('support', FILES.support);
  reader.reportUnread();
  if (!form || !numbers || !names || !polarity || !claims || !forbidden || !support) {
    throw new RulesError(problems);
  }
  if (problems.length > 0) throw new RulesError(problems);
  return { form, numbers, names, polarity, claims, forbidden, support };
}

/** One expression for all wordings of both languages: a Korean sentence may have English words. */
export function anyOf({ ko, en }: Lists): RegExp {
  return anyWording([...ko, ...en]);
}

/** Matches nothing where the list is empty. */
export function anyWording(wordings: readonly string[]): RegExp {
  const sources = wordings.map((wording) => wordingPattern(wording).source);
  return new RegExp(sources.length > 0 ? sources.join('|') : '(?!)', 'isu');
}

/** The same expression for finding all places. */
export const everywhere = ({ source, flags }: RegExp): RegExp => new RegExp(source, `${flags}g`);

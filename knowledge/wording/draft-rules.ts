import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { folded } from '../search/plain-text.ts';
import { withFinals } from './korean-roots.ts';

const words = z.strictObject({ ko: z.array(z.string()), en: z.array(z.string()) });
type Words = z.infer<typeof words>;
const rows = z.array(words).min(1);

const DraftFile = z.strictObject({
  onlyIfSaid: rows,
  bothOrNeither: rows,
  denials: words,
  neutral: words,
  people: rows,
  synonyms: rows,
  everyday: words,
});

/** What formal sentences made of an account are measured by. */
export type DraftRules = Readonly<z.infer<typeof DraftFile>>;

/** @param folder - `knowledge/rules`. @throws when the file does not say everything. */
export const loadDraftRules = (folder: string): DraftRules =>
  DraftFile.parse(parse(readFileSync(join(folder, 'drafting.yaml'), 'utf8')));

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Korean words stand anywhere, English ones whole, or at the beginning of a word where they end in `~`. */
function sourceOf({ ko, en }: Words, inKorean = (word: string) => word): string {
  const korean = ko.map((word) =>
    inKorean(escaped(folded(word.replace(/^~/, '')))).replace(/\s+/g, '\\s?'),
  );
  const english = en.map((word) => {
    const bare = escaped(folded(word.replace(/~$/, ''))).replace(/\s+/g, '\\s+');
    return `(?<![a-z])${bare}${word.endsWith('~') ? '[a-z]*' : ''}(?![a-z])`;
  });
  return [...korean, ...english].join('|') || '(?!)';
}

/** Finds a word of a row in folded text. */
export const rowPattern = (row: Words): RegExp => new RegExp(sourceOf(row), 'u');
/** Finds all of them. */
export const rowPatternAll = (row: Words): RegExp => new RegExp(sourceOf(row), 'gu');

/** Finds the words of a row in any form: those that begin words, and those that may stand within one. */
export function formsPattern({ ko, en }: Words): {
  readonly begins: RegExp;
  readonly within: RegExp;
} {
  const isWithin = (word: string) => word.startsWith('~');
  const begins = { ko: ko.filter((word) => !isWithin(word)), en };
  const within = { ko: ko.filter(isWithin), en: [] };
  return {
    begins: new RegExp(sourceOf(begins, withFinals), 'gu'),
    within: new RegExp(sourceOf(within, withFinals), 'gu'),
  };
}

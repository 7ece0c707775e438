import type { Casework } from '../casework/casework.ts';
import { dayText, withoutControls } from '../casework/compose-words.ts';
import type { Bilingual } from '../language.ts';
import type { Letter, LetterInput, WrittenLetter } from './triage.ts';
import {
  type Hole,
  holeOf,
  type LetterPart,
  type LettersFile,
  type ReasonGroup,
  type ReasonRow,
} from './triage-files.ts';

type Bodies = Pick<Casework, 'grounds' | 'routes'>;

/** Lines of a letter that belong together. A heading stays only when something stands under it; what stands apart does not. */
interface Block {
  readonly kind: 'head' | 'under' | 'apart';
  readonly text: string;
}

/** All that stays the same while one letter is written. */
interface Writing extends LetterInput {
  readonly file: LettersFile;
  readonly casework: Bodies;
  readonly values: Readonly<Record<Hole, string | undefined>>;
  readonly unproven: Set<string>;
}

/** More reasons than this are not laid out for staff to choose from. */
const MOST_LISTED = 3;

export const lettersOf = (file: LettersFile, casework: Bodies): ReadonlyMap<string, Letter> =>
  new Map(
    file.letters.map(({ id, name, for: meantFor, parts }) => [
      id,
      { id, name, for: meantFor, write: (input) => write(parts, input, file, casework) },
    ]),
  );

/** Whether something is left that only staff can fill in: such a letter is not to be sent. */
export const hasBlank = (text: string): boolean => /\[\[[^[\]]*\]\]/.test(text);

function write(
  parts: readonly LetterPart[],
  input: LetterInput,
  file: LettersFile,
  casework: Bodies,
): WrittenLetter {
  const values = valuesOf(input, casework);
  const writing: Writing = { ...input, file, casework, values, unproven: new Set() };
  const blocks = parts.flatMap((part) => blocksOf(part, writing));
  return { language: input.language, text: laidOut(blocks), unproven: [...writing.unproven] };
}

function valuesOf(input: LetterInput, { routes }: Bodies): Writing['values'] {
  const { language, body, missing, due, reference, receivedOn } = input;
  const route = routes.find(({ id }) => id === body);
  return {
    reference,
    receivedOn: dayText(receivedOn, language),
    body: route ? route.body[language] : typed(body),
    missing: typed(missing),
    due: due && dayText(due, language),
  };
}

const typed = (text: string | undefined): string | undefined =>
  withoutControls(text ?? '').trim() || undefined;

function laidOut(blocks: readonly Block[]): string {
  let heads = 0;
  return blocks
    .flatMap(({ kind, text }, index) => {
      if (kind !== 'head') return [text];
      if (blocks[index + 1]?.kind !== 'under') return [];
      heads += 1;
      return [`${heads}. ${text}`];
    })
    .join('\n\n');
}

function blocksOf(part: LetterPart, writing: Writing): readonly Block[] {
  const { language, values, today, institution } = writing;
  if ('head' in part) return [{ kind: part.isTitle ? 'apart' : 'head', text: part.head[language] }];
  if ('reason' in part) return reasonBlocks(part.reason, writing);
  if ('blank' in part) return [text(blank(part.blank, writing))];
  if ('sign' in part) {
    return [{ kind: 'apart', text: `${dayText(today, language)}\n${institution}` }];
  }
  if (part.only && !values[part.only]) return [];
  if ('lines' in part) return [text(part.lines.map((line) => filled(line, writing)).join('\n'))];
  return sentence({ ...part.says, cite: part.cite }, writing).map(text);
}

const text = (said: string): Block => ({ kind: 'under', text: said });

const blank = (what: Bilingual, { language }: Writing): string => `[[${what[language]}]]`;

function filled(line: Bilingual, writing: Writing): string {
  const said = line[writing.language];
  const hole = holeOf(said);
  if (!hole) return said;
  const value = writing.values[hole] ?? blank(writing.file.blanks[hole], writing);
  return said.replace(`{${hole}}`, () => value);
}

/** The sentence with its articles, or nothing where one of them is not proven. */
function sentence(
  said: Bilingual & { readonly cite: readonly string[] },
  { language, isProven, citationText, unproven }: Writing,
): readonly string[] {
  const failed = said.cite.filter((cite) => !isProven(cite));
  for (const cite of failed) unproven.add(cite);
  if (failed.length > 0) return [];
  if (said.cite.length === 0) return [said[language]];
  const [between, space] = language === 'ko' ? [', ', ''] : ['; ', ' '];
  const sources = said.cite.map((cite) => citationText(cite, language)).join(between);
  return [said[language].replace(/\.?$/, () => `${space}(${sources}).`)];
}

/** The sentence of the ground that was chosen; else a blank and, where they are few, all that could apply. */
function reasonBlocks(group: ReasonGroup, writing: Writing): readonly Block[] {
  const { file, ground } = writing;
  const rows = file.reasons[group];
  const chosen = rows.find((row) => isReasonOf(row, ground, writing.casework));
  const said = chosen ? sentence(chosen, writing) : [];
  if (said.length > 0) return said.map(text);
  const choose = text(blank(file.blanks[group], writing));
  if (chosen || rows.length > MOST_LISTED) return [choose];
  return [choose, ...rows.flatMap((row) => sentence(row, writing)).map(text)];
}

function isReasonOf(
  { id, item }: ReasonRow,
  ground: string | undefined,
  { grounds }: Bodies,
): boolean {
  if (ground === undefined) return false;
  if (id !== undefined) return id === ground;
  return grounds.some((one) => one.id === ground && one.item === item);
}

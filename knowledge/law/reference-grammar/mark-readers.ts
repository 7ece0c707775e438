import type { NamedLaws } from '../named-laws.ts';
import type { Mark, ReferredLaw } from '../reference-model.ts';
import type { FoldedText } from '../reference-text.ts';
import { readEnglish } from './english-numbers.ts';
import { readPlaces } from './english-places.ts';
import {
  circledMarks,
  hangulMark,
  lineMark,
  relativeMark,
  subitemMarks,
  unitMarks,
} from './korean-numbers.ts';
import { bareWord, englishWord, lawOfName, ownWord, sameWord } from './law-words.ts';
import { countryBefore } from './other-laws.ts';
import { MARK_GROUPS } from './patterns.ts';

/** What a text is read against. */
export interface MarkReading<T> {
  readonly laws: NamedLaws<T>;
  /** What the text calls laws by itself: 이하 "정보통신망법"이라 한다. */
  readonly called: NamedLaws<ReferredLaw<T>>;
  /** Official text: every line break ends a sentence, and numbers of paragraphs and items begin lines. */
  readonly isOfficial: boolean;
}

/** Marks that were read, and where reading goes on. */
export interface ReadMarks<T> {
  readonly marks: readonly Mark<T>[];
  readonly end: number;
}

/** How far back the country or the name of a law is looked for. */
export const NAME_LENGTH = 80;

interface Found<T> {
  readonly folded: FoldedText;
  readonly start: number;
  readonly end: number;
  readonly whole: string;
  readonly reading: MarkReading<T>;
}

/** Reads what one group of the pattern of marks has found. */
export function readMatch<T>(
  match: RegExpExecArray,
  folded: FoldedText,
  reading: MarkReading<T>,
): ReadMarks<T> {
  const [whole] = match;
  const start = match.index;
  const end = start + whole.length;
  const group = MARK_GROUPS[match.findIndex((part, index) => index > 0 && part !== undefined) - 1];
  if (!group) return { marks: [], end };
  const found = { folded, start, end, whole, reading };
  const marks = readUnits<T>(group, found) ?? readLawWords<T>(group, found) ?? [];
  return { marks, end: Math.max(end, marks.at(-1)?.end ?? 0) };
}

function readUnits<T>(group: string, found: Found<T>): readonly Mark<T>[] | undefined {
  const { start, end, whole, reading } = found;
  const { text } = found.folded;
  switch (group) {
    case 'unit':
      return unitMarks(text, start, whole);
    case 'hangul':
      return [hangulMark(text, start, whole)];
    case 'subitem':
      return subitemMarks(start, whole);
    case 'circled':
      return circledMarks(text, start, whole);
    case 'relative':
    case 'previous':
      return [relativeMark(start, whole)];
    case 'english':
      return readEnglish(
        text,
        start,
        end,
        /(?:articles|arts\.?|sections|secs\.?|ss\.|§§)\s*$/.test(whole) ? 'plural' : 'singular',
      )?.marks;
    case 'below':
      return placesMark(text, start);
    case 'line': {
      const line = lineMark<T>(text, start, end);
      return line ? [line] : reading.isOfficial ? [{ kind: 'line', start, end }] : [];
    }
    case 'tail':
    case 'until':
    case 'open':
    case 'close':
      return [{ kind: group, start, end }];
    default:
      return undefined;
  }
}

function placesMark<T>(text: string, start: number): readonly Mark<T>[] {
  const places = readPlaces(text, start);
  return places ? [{ kind: 'places', start, end: places.end, members: places.members }] : [];
}

function readLawWords<T>(group: string, found: Found<T>): readonly Mark<T>[] | undefined {
  const { start, end, whole } = found;
  const korean = { kind: 'law', start, end, language: 'ko' } as const;
  const english = { ...korean, language: 'en' } as const;
  switch (group) {
    case 'quoted':
      return quotedMark(found);
    case 'annex':
      return [{ ...korean, word: { kind: 'outside', why: 'annex', holds: 'item' } }];
    case 'addendum':
      return [{ ...korean, word: { kind: 'outside', why: 'addendum', holds: 'article' } }];
    case 'issue':
      return [{ ...korean, word: { kind: 'outside', why: 'issue-number' } }];
    case 'same':
      return [{ ...korean, word: sameWord(whole) }];
    case 'own':
      return [{ ...korean, word: ownWord(whole) }];
    case 'bare':
    case 'rank':
      return [{ ...korean, word: bareWord(whole) }];
    case 'actWord':
    case 'decree':
      return [{ ...english, word: englishWord(whole) }];
    default:
      return undefined;
  }
}

/** 「…」: the whole of it is the name, known or not. */
function quotedMark<T>({ folded, start, end, whole, reading }: Found<T>): readonly Mark<T>[] {
  const inner = whole.slice(1, -1);
  if (!/[가-힣a-z\u4e00-\u9fff]/.test(inner)) return [];
  const span = { kind: 'law', start, end, language: 'ko' } as const;
  if (/^시행(?:령|규칙)$/.test(inner.trim())) return [{ ...span, word: bareWord(inner.trim()) }];
  const country = countryBefore(folded.text.slice(Math.max(0, start - NAME_LENGTH), start));
  if (country) return [unknownMark(folded, start - country.length, end)];
  const law =
    reading.called.exact(inner) ?? lawOfName(nameAt(folded, start + 1, end - 1), reading.laws);
  return [{ ...span, word: { kind: 'known', law } }];
}

/** A name as it is written, but composed (NFC). */
export const nameAt = (folded: FoldedText, from: number, to: number): string => {
  const { start, end } = folded.originalSpan(from, to);
  return folded.original.slice(start, end).normalize('NFC').trim();
};

/** A law that nobody gave us the name of. */
function unknownMark<T>(folded: FoldedText, start: number, end: number): Mark<T> {
  const name = nameAt(folded, start, end);
  const word = { kind: 'known', law: { kind: 'unknown-name', name } } as const;
  return { kind: 'law', start, end, language: 'ko', word };
}

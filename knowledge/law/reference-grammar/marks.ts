import type { Mark } from '../reference-model.ts';
import type { FoldedText } from '../reference-text.ts';
import { at, COUNTED, readEnglish } from './english-numbers.ts';
import { hangulMark, lineMark } from './korean-numbers.ts';
import {
  type MarkReading,
  NAME_LENGTH,
  nameAt,
  type ReadMarks,
  readMatch,
} from './mark-readers.ts';
import { countryBefore } from './other-laws.ts';
import { GLUED_HANGUL, MARKS } from './patterns.ts';

/** All that a reference may be made of, in the order of the text. */
export function readMarks<T>(folded: FoldedText, reading: MarkReading<T>): readonly Mark<T>[] {
  const next = readerOf(folded, reading);
  const first = reading.isOfficial ? lineMark<T>(folded.text, 0, 0) : undefined;
  const marks: Mark<T>[] = first ? [first] : [];
  let read = next(first?.end ?? 0);
  while (read) {
    marks.push(...read.marks);
    const bare = read.marks.length > 0 ? bareNumber(folded.text, marks, reading) : undefined;
    if (bare) marks.push(...bare.marks);
    read = next(Math.max(read.end, bare?.end ?? 0));
  }
  return marks;
}

/** Reads the marks that come next from a position on; undefined when there are no more. */
function readerOf<T>(
  folded: FoldedText,
  reading: MarkReading<T>,
): (from: number) => ReadMarks<T> | undefined {
  const names = namesFrom(nameMarks(folded, reading));
  const matches = matchesOf(folded.text);
  return (from) => {
    const name = names(from);
    const match = matches(from);
    if (match && !(name && comesFirst(name, match))) return readMatch(match, folded, reading);
    return name && { marks: [name], end: name.end };
  };
}

/** The next name that begins at a position or after it. Positions only grow. */
function namesFrom<T>(names: readonly Mark<T>[]): (from: number) => Mark<T> | undefined {
  let next = 0;
  return (from) => {
    while ((names[next]?.start ?? from) < from) next++;
    return names[next];
  };
}

/**
 * "the Enforcement Decree of the Mining Act" and 「대한민국 법원의 날」 제정에 관한 규칙 are one name each, although
 * "the Enforcement Decree" and 「…」 mean something as well.
 */
function comesFirst<T>(name: Mark<T>, match: RegExpExecArray): boolean {
  const end = match.index + match[0].length;
  return name.start <= match.index || (name.start < end && name.end > end);
}

/** The next match from a position on. One that lies ahead is kept, however often it is asked for. */
function matchesOf(text: string): (from: number) => RegExpExecArray | null {
  let match: RegExpExecArray | null = null;
  let isOver = false;
  return (from) => {
    if (!isOver && (!match || match.index < from)) {
      MARKS.lastIndex = from;
      match = MARKS.exec(text);
      isOver = match === null;
    }
    return match;
  };
}

const WRAPPED = ['""', "''", '<>', '〈〉', '《》'];

function nameMarks<T>(folded: FoldedText, { laws, called }: MarkReading<T>): Mark<T>[] {
  const known = laws
    .mentionsIn(folded)
    .map(({ law, ...span }) => ({ ...span, law: { kind: 'named', law } as const }));
  return [...known, ...called.mentionsIn(folded)]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .map(({ start, end, law }) => {
      const { text } = folded;
      const country = countryBefore(text.slice(Math.max(0, start - NAME_LENGTH), start));
      const from = start - country.length;
      const name = nameAt(folded, from, end);
      // "개인정보 보호법" and <개인정보 보호법> begin and end with their marks.
      const isWrapped = WRAPPED.includes(text.charAt(start - 1) + text.charAt(end)) && !country;
      // The bracket before 대한민국 법원의 날」 제정에 관한 규칙 is part of the name.
      const isOpened = /[」』]/.test(text.slice(start, end)) && !country;
      return {
        kind: 'law',
        start: isWrapped || isOpened ? start - 1 : from,
        end: isWrapped ? end + 1 : end,
        language: /[a-z]/.test(folded.text.charAt(end - 1)) ? 'en' : 'ko',
        word: { kind: 'known', law: country ? { kind: 'unknown-name', name } : law },
      };
    });
}

const BARE_GAP = /(?:의|상)?[\s"')\]』」>]{0,3}(?:,\s)?(?=\d{1,3}(?!\d))/y;
const AFTER_BARE = new RegExp(
  `^(?:$|[^가-힣a-z\\d%.,\\s]|[.,](?!\\d)|(?:이란|이라|란|은|는|이|가|을|를|의|에|도|랑)(?![가-힣])|${COUNTED}\\s(?!\\s?(?:개|가지|년|월|일|명|번|회|차|장|권|편|세|살|분|시|배|위|등|점|조|항|호)(?:$|[^가-힣]|[은는이가을를의에도로])))`,
);

/** "NHRCK Act 48", 개보법 25의2, 헌장제칠조: a number right behind the name of a law. Official text has no such thing. */
function bareNumber<T>(
  text: string,
  marks: readonly Mark<T>[],
  { isOfficial }: MarkReading<T>,
): ReadMarks<T> | undefined {
  const last = marks.at(-1);
  if (isOfficial || last?.kind !== 'law' || !isName(last, marks.at(-2))) return undefined;
  const glued = at(GLUED_HANGUL, text, last.end);
  if (glued) {
    const mark = hangulMark(text, last.end, glued[0]);
    return { marks: [mark], end: mark.end };
  }
  const gap = at(BARE_GAP, text, last.end);
  const from = last.end + (gap?.[0].length ?? 0);
  const read = gap ? readEnglish(text, from, from, 'bare') : undefined;
  return read && AFTER_BARE.test(text.slice(read.end, read.end + 12)) ? read : undefined;
}

/** A name, or 시행령 behind a name. */
function isName<T>(last: Mark<T>, before: Mark<T> | undefined): boolean {
  if (last.kind !== 'law') return false;
  if (last.word.kind === 'known' || last.word.kind === 'same') return true;
  const isRank = last.word.kind === 'bare' && /^시행/.test(last.word.word);
  return isRank && before?.kind === 'law' && last.start - before.end <= 2;
}

import { SUBITEM_LETTERS } from '../pinpoint.ts';
import { depthOf, type Level, type UnitMark } from '../reference-model.ts';
import { numeralValue } from './numerals.ts';

/** A part of the folded text as numbers of places, and where reading stopped. */
interface Reading {
  readonly marks: readonly UnitMark[];
  readonly end: number;
}

const NUMBER = /(\d{1,4}|[ⅰ-ⅿ]{1,6}|[ivx]{1,7}(?![a-z]))(?:\s?의\s?(\d{1,2}))?(?!\d)/y;
/** "§ 23조의2" has the unit on both sides. */
const NUMBER_WITH_UNIT = /(\d{1,4})\s?조(?:\s?의\s?(\d{1,2})(?!\s?[항호]))?(?!\d)/y;
/** "Article I think" and "section x of it" are words; "Article I." and "Article IV" are numbers. */
const LONE_LETTER = /^[ivx]$/;
const AFTER_LONE_LETTER = /^(?:\s?$|\s?[.,;:?!()]|\s(?:of|and|or|to)\s)/;
const SECOND = /\s?([-–])\s?(\d{1,4})(?!\d|\s?[%])/y;
/** No count or measure follows: "Article 23(1) 2 years later". */
export const COUNTED =
  '(?!\\s?(?:years?|months?|days?|hours?|weeks?|people|persons?|times|won|percent|%|cameras?|things?|ways?|questions?|points?|conditions?|cases?)(?![a-z]))';

/** Each way to write a level below the article, most telling first. */
const BELOW: readonly { readonly level: Level; readonly pattern: RegExp }[] = [
  {
    level: 'paragraph',
    pattern: /,?\s?(?:sub-?sections?|paragraphs?|paras?\.?)\s?\(?(\d{1,2})\)?(?!\d)/y,
  },
  {
    level: 'item',
    pattern:
      /,?\s?(?:items?|sub-?paragraphs?|sub-?paras?\.?|nos?\.?|points?|sub-?items?)\s?\(?(\d{1,2}(?:-\d{1,2})?)\)?(?!\d)/y,
  },
  {
    level: 'subitem',
    pattern: /,?\s?(?:items?|sub-?items?|points?|letters?|lit\.?)\s?\(?([a-z]{1,2})\)?(?![a-z])/y,
  },
  { level: 'paragraph', pattern: /\s?\((\d{1,2})\)/y },
  { level: 'item', pattern: /\s?\((\d{1,2}(?:-\d{1,2})?)\)/y },
  { level: 'subitem', pattern: /\s?\(([a-z]{1,2})\)/y },
];
/** "Article 39 (Special Provisions) (1)" */
const HEADING = /\s?\([a-z][^()\d]{2,80}\)(?=\s?\(\d)/y;
const BARE_ITEM = new RegExp(
  `\\s?(\\d{1,2}(?:-\\d{1,2})?)(?![\\d%]|\\.\\d|\\s?[조항호가-힣])\\.?(?![a-z])${COUNTED}`,
  'y',
);
const MORE =
  /\s?(,\s?(?:and|or|&)\s|,\s?|&\s?|\/\s?|;\s|(?<=\s)(?:and|or|to|through|until)\s|[-–~]\s?)/y;
/** After "Article 15, 17" something else than a noun must come, or 17 is a count. */
const END_OF_NUMBER = /^(?:\s?$|\s?[.,;:?!)(]|\s(?:of|and|or|to|in|under)\s)/;

/** The Korean letter of a sub-item: a is 가, aa goes on after z. */
export function koreanLetter(letter: string): string {
  const index = letter.charCodeAt(0) - 'a'.charCodeAt(0) + 26 * (letter.length - 1);
  return SUBITEM_LETTERS[index] ?? letter;
}

/** `25-2`; undefined for 0, what is no numeral, and numbers too large. */
export function numberOf(main: string, branch?: string): string | undefined {
  const value = numeralValue(main);
  const second = branch === undefined ? undefined : numeralValue(branch);
  if (!value || value > 9999 || (branch !== undefined && !second)) return undefined;
  return second ? `${value}-${second}` : `${value}`;
}

/** What a sticky pattern matches at a position. */
export const at = (pattern: RegExp, text: string, position: number): RegExpExecArray | null => {
  pattern.lastIndex = position;
  return pattern.exec(text);
};

/** How the number began: "Articles" may list and range; a bare number stands behind the name of a law. */
export type EnglishHead = 'singular' | 'plural' | 'bare';

/**
 * Reads the numbers behind "Article", "Arts.", "§": 23, 25-2, 23(1)2(a), 15, 17 and 18, 2 to 5.
 * Undefined when no number stands there.
 *
 * @param start - Where the first mark begins ("Article"); `from`: where its number does.
 */
export function readEnglish(
  text: string,
  start: number,
  from: number,
  head: EnglishHead,
): Reading | undefined {
  const state: EnglishState = { text, head, marks: [], end: from };
  if (!readArticle(state, start, from)) return undefined;
  readBelow(state);
  while (state.marks.length < MOST_NUMBERS && readNext(state)) readBelow(state);
  return { marks: state.marks, end: state.end };
}

/** One "Articles" with more numbers than this is no list that anybody wrote. */
const MOST_NUMBERS = 200;

interface EnglishState {
  readonly text: string;
  readonly head: EnglishHead;
  readonly marks: UnitMark[];
  end: number;
}

function push(state: EnglishState, start: number, end: number, level: Level, number?: string) {
  state.marks.push({ kind: 'unit', start, end, level, number, language: 'en', strength: 'full' });
  state.end = end;
}

/** A number with what is joined to it by a hyphen: a branch (25-2), or the end of a range (Arts. 2-5). */
function readArticle(state: EnglishState, start: number, from: number): boolean {
  const { text } = state;
  const hasUnit = state.head !== 'bare' && at(NUMBER_WITH_UNIT, text, from);
  const match = hasUnit || at(NUMBER, text, from);
  if (!match) return false;
  const [whole, main = '', branch] = match;
  const end = from + whole.length;
  if (LONE_LETTER.test(main) && !AFTER_LONE_LETTER.test(text.slice(end, end + 8))) return false;
  const second = branch ? null : at(SECOND, text, end);
  if (!second) push(state, start, end, 'article', numberOf(main, branch));
  else if (isRange(state, main, second)) {
    push(state, start, end, 'article', numberOf(main));
    readArticle(
      state,
      second.index + second[0].search(/\d/),
      second.index + second[0].search(/\d/),
    );
  } else {
    push(state, start, end + second[0].length, 'article', numberOf(main, second[2]));
  }
  return true;
}

/** "Arts. 2-5" and "Art. 2–5" are ranges; "Art. 2-5", "Arts. 25-2" and "Arts. 2-2 to 2-7" are numbers with a branch. */
function isRange(
  { text, head, marks }: EnglishState,
  main: string,
  second: RegExpExecArray,
): boolean {
  const [whole, dash, number = ''] = second;
  const value = numeralValue(main) ?? 0;
  if (Number(number) <= value || marks.at(-1)?.number?.startsWith(`${value}-`)) return false;
  const after = text.slice(second.index + whole.length, second.index + whole.length + 20);
  if (/^[\s,]{0,2}(?:and|or|to|through)?\s?(\d{1,4})-/.exec(after)?.[1] === main) return false;
  return head === 'plural' || dash === '–';
}

function readBelow(state: EnglishState): void {
  passHeading(state);
  for (let limit = 0; limit < 4; limit++) {
    const last = state.marks.at(-1)?.level ?? 'article';
    const found = BELOW.filter(({ level }) => depthOf(level) > depthOf(last))
      .map(({ level, pattern }) => ({ level, match: at(pattern, state.text, state.end) }))
      .find(({ match }) => match);
    const item =
      last === 'paragraph' && !found?.match ? at(BARE_ITEM, state.text, state.end) : null;
    if (found?.match) pushBelow(state, found.level, found.match);
    else if (item) pushBelow(state, 'item', item);
    else return;
  }
}

/** The heading of an article is part of it where a paragraph follows. */
function passHeading(state: EnglishState): void {
  const heading = at(HEADING, state.text, state.end);
  const article = state.marks.pop();
  if (!article) return;
  state.end += heading?.[0].length ?? 0;
  state.marks.push({ ...article, end: state.end });
}

function pushBelow(state: EnglishState, level: Level, match: RegExpExecArray): void {
  const [whole, number = ''] = match;
  const start = match.index + whole.length - whole.trimStart().length;
  const plain = level === 'subitem' ? koreanLetter(number) : numberOf(...splitBranch(number));
  // A point behind an item is that of the sentence where nothing follows it.
  const end = match.index + whole.replace(/\.$/, '').length;
  push(state, start, end, level, plain);
}

const splitBranch = (number: string): [string, string?] => {
  const [main = '', branch] = number.split('-');
  return branch ? [main, branch] : [main];
};

const IN_BRACKETS = /\((?:(\d{1,2})|([a-z]{1,2}))\)/y;

/** The next of a list or range: ", 17", "and (2)", "to 5". */
function readNext(state: EnglishState): boolean {
  const { text, end } = state;
  const more = at(MORE, text, end);
  if (!more) return false;
  const from = end + more[0].length;
  const last = state.marks.at(-1);
  const bracketed = at(IN_BRACKETS, text, from);
  if (bracketed && last && last.level !== 'article') {
    const [, number, letter] = bracketed;
    const level = letter ? 'subitem' : last.level === 'subitem' ? 'item' : last.level;
    const plain = letter ? koreanLetter(letter) : numberOf(number ?? '');
    push(state, from, from + bracketed[0].length, level, plain);
    return true;
  }
  return readNextNumber(state, from, last);
}

function readNextNumber(state: EnglishState, from: number, last: UnitMark | undefined): boolean {
  const { text, head } = state;
  if (!/^\d/.test(text.charAt(from))) return false;
  const item = last?.level === 'item' && head !== 'plural' ? at(BARE_ITEM, text, from) : null;
  const number = at(NUMBER, text, from);
  if (!number || Number(number[1]) > 999) return false;
  const after = text.slice(from + number[0].length, from + number[0].length + 12);
  const isCounted =
    !new RegExp(`^${COUNTED}`).test(after) || /^\s?[조항호]|^[가-힣a-z%]/.test(after);
  const isClear = head === 'plural' || /^[-–]\d/.test(after) || END_OF_NUMBER.test(after);
  if (isCounted || !isClear) return false;
  if (item) pushBelow(state, 'item', item);
  else readArticle(state, from, from);
  return true;
}

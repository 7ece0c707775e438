import { SUBITEM_LETTERS } from '../pinpoint.ts';
import type { Level, Mark, UnitMark } from '../reference-model.ts';
import { at, numberOf } from './english-numbers.ts';
import { HAN_DIGITS, HANGUL_DIGITS, ROMAN_SIGNS } from './numerals.ts';

const LEVEL_OF = new Map<string, Level>([
  ...[...'조條'].map((letter) => [letter, 'article'] as const),
  ...[...'항項'].map((letter) => [letter, 'paragraph'] as const),
  ...[...'호號号'].map((letter) => [letter, 'item'] as const),
  ['목', 'subitem'],
]);
const levelOf = (letter: string): Level => LEVEL_OF.get(letter) ?? 'subitem';

const NUMBERS = new RegExp(
  `([제第]\\s{0,2})?(\\d{1,4}|[${HAN_DIGITS}]+|[${ROMAN_SIGNS}]+|[ivx]+)(?:\\s?[의之]\\s?(\\d{1,2}))?`,
  'g',
);
/** 제25조의2, 25조의 2; not "25조의 2항", "25조의 3가지 요건". */
const BRANCH =
  /[의之](?:(\d{1,2})(?!\d|-\d|\s?[항호項號号]|의\d{1,2}[호號]|가지|개월|번째|%)|\s(\d{1,2})(?!\d|-\d|\s?(?:[항호項號号]|의\d{1,2}[호號]|가지|개(?![인정발별])|번째|배(?!상)|명|년|월|회|차(?!목)|단계|분의|%|천|만|억)))/y;
const SPACED_BRANCH =
  /\s[의之](\d{1,2})(?!\d|-\d|\s?[항호項號号]|의\d{1,2}[호號]|가지|개월|번째|%)/y;
const HAN_BRANCH = new RegExp(
  `[의之]([${HAN_DIGITS}]{1,3}|[${HANGUL_DIGITS}]{1,3}(?=제|\\s|$|[^가-힣]))`,
  'y',
);
const HYPHEN_BRANCH = /-(\d{1,2})(?![\d.]|\s?[조항호])/y;

interface Numbered {
  readonly at: number;
  readonly end: number;
  readonly main: string;
  readonly branch: string | undefined;
}

/** 제23조, 제25조의2, 25-2조, 15·17조, 제2 내지 5조: the numbers before one unit, each a mark. */
export function unitMarks(text: string, start: number, whole: string): UnitMark[] {
  const level = levelOf(whole.slice(-1));
  const found = [...whole.matchAll(NUMBERS)].map((match) => ({
    at: start + match.index,
    end: start + match.index + match[0].length,
    main: match[2] ?? '',
    branch: match[3],
  }));
  const numbers = level === 'paragraph' ? found : joinHyphens(found, text);
  const end = start + whole.length;
  const isBranched = level === 'paragraph' || numbers.at(-1)?.branch !== undefined;
  const tail = isBranched ? undefined : branchAfter(text, end);
  const strength = /^[제第]/.test(whole) ? 'full' : 'plain';
  return numbers.map((number, index) => {
    const isLast = index === numbers.length - 1;
    return {
      kind: 'unit',
      level,
      language: 'ko',
      strength,
      start: number.at,
      end: isLast ? (tail?.end ?? end) : number.end,
      number: numberOf(number.main, (isLast ? tail?.branch : undefined) ?? number.branch),
    };
  });
}

/** 25-2조 is 제25조의2, and 2-5조 a range. */
function joinHyphens(numbers: readonly Numbered[], text: string): Numbered[] {
  const joined: Numbered[] = [];
  for (const number of numbers) {
    const last = joined.at(-1);
    const isHyphen = last && /^\s?-\s?$/.test(text.slice(last.end, number.at));
    if (isHyphen && !last.branch && Number(number.main) <= Number(last.main)) {
      joined.splice(-1, 1, { ...last, branch: number.main, end: number.end });
    } else joined.push(number);
  }
  return joined;
}

function branchAfter(text: string, end: number): { branch: string; end: number } | undefined {
  for (const pattern of [BRANCH, SPACED_BRANCH, HAN_BRANCH, HYPHEN_BRANCH]) {
    const match = at(pattern, text, end);
    const branch = match?.[1] ?? match?.[2];
    const after = end + (match?.[0].length ?? 0);
    if (match && branch) return { branch: isBranchedTwice(text, after) ? '0' : branch, end: after };
  }
  return undefined;
}

/** 제25조의2의2: no article has such a number. */
const isBranchedTwice = (text: string, end: number): boolean =>
  /^의\d{1,2}(?!\d|\s?[항호목])/.test(text.slice(end, end + 6));

/** 제이십삼조, 이십삼조; 일항 and 이호 only behind those. */
export function hangulMark(text: string, start: number, whole: string): UnitMark {
  const level = levelOf(whole.slice(-1));
  const end = start + whole.length;
  const tail = level === 'paragraph' ? undefined : branchAfter(text, end);
  const isFull = whole.startsWith('제');
  return {
    kind: 'unit',
    level,
    language: 'ko',
    strength: isFull ? 'full' : level === 'article' ? 'plain' : 'chain',
    start,
    end: tail?.end ?? end,
    number: numberOf(whole.replace(/^제\s?/, '').replace(/\s?.$/, ''), tail?.branch),
  };
}

/** 가목, 가·나목, 가~다목. */
export function subitemMarks(start: number, whole: string): UnitMark[] {
  const letters = [...whole.slice(0, -1).matchAll(new RegExp(`[${SUBITEM_LETTERS}]`, 'g'))];
  return letters.map((match, index) => ({
    kind: 'unit',
    level: 'subitem',
    language: 'ko',
    strength: 'plain',
    start: index === 0 ? start : start + match.index,
    end: index === letters.length - 1 ? start + whole.length : start + match.index + 1,
    number: match[0],
  }));
}

const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿';
const circledNumber = (sign: string): string =>
  /\d+/.exec(sign)?.[0] ?? `${CIRCLED.indexOf(sign) + 1}`;

const AFTER_CIRCLED = /\s?항(?!목)/y;
const ITEM_AFTER_CIRCLED = /\s?(\d{1,2})(?:의(\d{1,2}))?\.(?!\d)/y;

/** ① or (1) behind an article, and the 1. behind that. */
export function circledMarks(text: string, start: number, sign: string): UnitMark[] {
  const signEnd = start + sign.length;
  const end = signEnd + (at(AFTER_CIRCLED, text, signEnd)?.[0].length ?? 0);
  const chained = { kind: 'unit', language: 'ko' } as const;
  const paragraph: UnitMark = {
    ...chained,
    level: 'paragraph',
    strength: 'circled',
    start,
    end,
    number: circledNumber(sign),
  };
  const item = at(ITEM_AFTER_CIRCLED, text, end);
  if (!item) return [paragraph];
  const [whole, main = '', branch] = item;
  const number = numberOf(main, branch);
  const itemEnd = end + whole.length;
  return [
    paragraph,
    { ...chained, level: 'item', strength: 'chain', start: end, end: itemEnd, number },
  ];
}

/** 같은 조, 이 항, 동호; 전조, 전2항, 전 각 호. */
export function relativeMark<T>(start: number, whole: string): Mark<T> {
  const level = levelOf(whole.slice(-1));
  const [, back] = /^전\s?(\d{1,2}|각)?/.exec(whole) ?? [];
  const isPrevious = whole.startsWith('전');
  return {
    kind: 'relative',
    level,
    start,
    end: start + whole.length,
    to: isPrevious ? 'previous' : /^[이본]/.test(whole) ? 'own' : 'same',
    back: back === '각' ? 'all' : Number(back ?? 1),
  };
}

const LINE = new RegExp(
  `\\s{0,9}(?:([${CIRCLED}])|(\\d{1,3})(?:의(\\d{1,2}))?\\.(?!\\d)|([${SUBITEM_LETTERS}])\\.(?=\\s)|[-*#])`,
  'y',
);

/** The number that a line begins with; undefined when it begins with none. */
export function lineMark<T>(text: string, start: number, from: number): Mark<T> | undefined {
  const match = at(LINE, text, from);
  if (!match) return undefined;
  const [whole, circled, main, branch, letter] = match;
  const span = { kind: 'line', start, end: from + whole.length } as const;
  if (circled) return { ...span, at: { level: 'paragraph', number: circledNumber(circled) } };
  if (letter) return { ...span, at: { level: 'subitem', number: letter } };
  const item = main && numberOf(main, branch);
  return item ? { ...span, at: { level: 'item', number: item } } : span;
}

import { numeralValue } from '../law/reference-grammar/numerals.ts';

/** Numbers in Korean and English words, as their values. */

const NATIVE_TENS = ['열', '스물', '서른', '마흔', '쉰', '예순', '일흔', '여든', '아흔'];
const NATIVE_ONES: readonly (readonly string[])[] = [
  ['한', '하나'],
  ['두', '둘'],
  ['세', '셋', '석'],
  ['네', '넷', '넉'],
  ['다섯'],
  ['여섯'],
  ['일곱'],
  ['여덟'],
  ['아홉'],
];
const ones = NATIVE_ONES.flat().join('|');
const tens = [...NATIVE_TENS, '스무'].join('|');
/** 열네, 스무, 세: what stands before a counter. */
export const NATIVE = `(?:(?:${tens})(?:${ones})?|${ones})`;

export function nativeValue(word: string): number {
  const plain = word.replace('스무', '스물');
  const ten = NATIVE_TENS.findIndex((one) => plain.startsWith(one));
  const rest = ten < 0 ? plain : plain.slice(NATIVE_TENS[ten]?.length);
  const one = NATIVE_ONES.findIndex((forms) => forms.includes(rest));
  return (ten + 1) * 10 + one + 1;
}

const DAYS = new Map([
  ['하루', 1],
  ['이틀', 2],
  ['사흘', 3],
  ['나흘', 4],
  ['닷새', 5],
  ['엿새', 6],
  ['이레', 7],
  ['여드레', 8],
  ['아흐레', 9],
  ['열흘', 10],
  ['열하루', 11],
  ['열이틀', 12],
  ['열사흘', 13],
  ['열나흘', 14],
  ['열닷새', 15],
  ['보름', 15],
  ['스무날', 20],
]);
export const DAY_WORDS = [...DAYS.keys()].toSorted((a, b) => b.length - a.length).join('|');
export const daysOf = (word: string): number => DAYS.get(word) ?? 0;

/** 삼천만, 십오, 5천만, 1억 5천만, 50,000: digits and Korean signs mixed. */
export function sinoValue(text: string): number | undefined {
  const plain = text.replace(/[\s,]/g, '');
  let sum = 0;
  for (const [, part = '', power = ''] of plain.matchAll(/([^만억조]*)([만억조]|$)/g)) {
    if (!part && !power) continue;
    const value = part ? belowTenThousand(part) : 1;
    if (value === undefined) return undefined;
    sum += value * (POWERS[power] ?? 1);
  }
  return sum;
}

const POWERS: Readonly<Record<string, number>> = { 만: 1e4, 억: 1e8, 조: 1e12 };

function belowTenThousand(part: string): number | undefined {
  if (/^\d+(?:\.\d+)?$/.test(part)) return Number(part);
  const spelt = numeralValue(part);
  if (spelt !== undefined) return spelt;
  let sum = 0;
  for (const [, digits = '', power = ''] of part.matchAll(/([\d.]*)([십백천]|$)/g)) {
    sum += (digits ? Number(digits) : power ? 1 : 0) * (SMALL_POWERS[power] ?? 1);
  }
  return sum > 0 ? sum : undefined;
}

const SMALL_POWERS: Readonly<Record<string, number>> = { 십: 10, 백: 100, 천: 1000 };

const ENGLISH = new Map<string, number>(
  [
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
      .split(' ')
      .map((word, at) => [word, at + 1] as const),
    'twenty thirty forty fifty sixty seventy eighty ninety'
      .split(' ')
      .map((word, at) => [word, (at + 2) * 10] as const),
  ].flat(),
);
const ENGLISH_POWERS = new Map([
  ['hundred', 100],
  ['thousand', 1000],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
  ['bn', 1e9],
  ['dozen', 12],
]);
const small = [...ENGLISH.keys()].toSorted((a, b) => b.length - a.length).join('|');
const powers = [...ENGLISH_POWERS.keys()].join('|');
/** fifty thousand, twenty-one, a hundred, 50 million, 1.1bn. */
export const ENGLISH_NUMBER = `(?:(?:(?:\\d+(?:,\\d{3})*(?:\\.\\d+)?|\\b(?:${small})\\b)(?:[\\s-]?(?:(?:${small})\\b|(?:${powers})\\b|and\\s(?=(?:${small})\\b)))*)|\\ba\\s(?:${powers})\\b(?:\\s(?:${powers})\\b)*)`;

export function englishValue(text: string): number {
  let total = 0;
  let current = 0;
  for (const [word] of text.replace(/,(?=\d{3})/g, '').matchAll(/\d+(?:\.\d+)?|[a-z]+/g)) {
    const power = ENGLISH_POWERS.get(word);
    if (power === undefined) current += ENGLISH.get(word) ?? (Number(word) || 0);
    else if (power === 100) current = (current || 1) * power;
    else {
      total += (current || 1) * power;
      current = 0;
    }
  }
  return total + current;
}

const DIGITS = new Map(
  [
    '0〇零',
    '1一일',
    '2二이',
    '3三삼',
    '4四사',
    '5五오',
    '6六육',
    '7七칠',
    '8八팔',
    '9九구',
  ].flatMap(([digit, ...signs]) => signs.map((sign) => [sign, Number(digit)] as const)),
);
const ROMANS = new Map([
  ['i', 1],
  ['v', 5],
  ['x', 10],
  ['l', 50],
  ['c', 100],
]);

/** The signs in which whole numbers are written, for regular expressions over folded text. */
export const HAN_DIGITS = '〇零一二三四五六七八九十百千廿卄';
/** The same in Korean letters. */
export const HANGUL_DIGITS = '일이삼사오육칠팔구십백천';
/** Roman numerals that are one sign each, as a range. */
export const ROMAN_SIGNS = 'ⅰ-ⅿ';

/** The value of `23`, 二十三, 二三, 이십삼, `xxiii` or ⅹⅹⅲ; undefined when the text is none of these. */
export function numeralValue(text: string): number | undefined {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const roman = text.normalize('NFKC');
  if (/^[ivxlc]+$/.test(roman)) return romanValue(roman);
  return eastAsianValue(text.replace(/[廿卄]/g, '二十'));
}

/** At most three alike, and only 4, 9, 40 and 90 by taking away. */
const ROMAN_NUMBER = /^(?=.)c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/;

function romanValue(text: string): number | undefined {
  if (!ROMAN_NUMBER.test(text)) return undefined;
  const values = [...text].map((sign) => ROMANS.get(sign) ?? 0);
  return values.reduce(
    (sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value),
    0,
  );
}

const DIGIT = `[${[...DIGITS.keys()].join('')}]?`;
const POSITIONS = new RegExp(
  `^(?:(${DIGIT})[千천])?(?:(${DIGIT})[百백])?(?:(${DIGIT})[十십])?(${DIGIT})$`,
);
const POWERS = [1000, 100, 10];

/** With 十, 百 or 千 the digits before them multiply; without, they are read one after the other (二三 is 23). */
function eastAsianValue(text: string): number | undefined {
  const digits = [...text].map((sign) => DIGITS.get(sign));
  if (text && !digits.includes(undefined)) return Number(digits.join(''));
  const [whole, thousands, hundreds, tens, ones = ''] = POSITIONS.exec(text) ?? [];
  if (!whole) return undefined;
  // 十 alone is one ten; where the sign is missing there is none.
  return [thousands, hundreds, tens].reduce(
    (sum, digit, at) =>
      digit === undefined ? sum : sum + (DIGITS.get(digit) ?? 1) * (POWERS[at] ?? 0),
    DIGITS.get(ones) ?? 0,
  );
}

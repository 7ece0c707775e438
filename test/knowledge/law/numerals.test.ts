import { describe, expect, it } from 'vitest';
import { numeralValue } from '../../../knowledge/law/reference-grammar/numerals.ts';

const SIGNS = [
  { digits: '一二三四五六七八九', powers: ['千', '百', '十', ''] },
  { digits: '일이삼사오육칠팔구', powers: ['천', '백', '십', ''] },
];

/** The usual way to write a number in such signs: 二十三, 백이. */
function written(value: number, { digits, powers }: (typeof SIGNS)[number]): string {
  return [...String(value).padStart(4, '0')]
    .map((digit, at) => {
      if (digit === '0') return '';
      const power = powers[at] ?? '';
      return (digit === '1' && power ? '' : digits.charAt(Number(digit) - 1)) + power;
    })
    .join('');
}

describe('numeralValue', () => {
  it.each(SIGNS)('reads every number up to 9,999 written in $digits', (signs) => {
    for (let value = 1; value <= 9999; value++) {
      expect(numeralValue(written(value, signs))).toBe(value);
    }
  });

  it.each([
    { text: '23', value: 23 },
    { text: '0', value: 0 },
    { text: '二三', value: 23 },
    { text: '一〇', value: 10 },
    { text: '一十', value: 10 },
    { text: '廿三', value: 23 },
    { text: 'xxiii', value: 23 },
    { text: 'xlix', value: 49 },
    { text: 'ⅳ', value: 4 },
    { text: 'ⅹⅰ', value: 11 },
  ])('reads "$text" as $value', ({ text, value }) => {
    expect(numeralValue(text)).toBe(value);
  });

  it.each(['', 'iiii', 'vx', 'ic', '十百', '二三十', '百二三', '가', '1234567890'])(
    'knows no number in "%s"',
    (text) => {
      expect(numeralValue(text)).toBeUndefined();
    },
  );
});

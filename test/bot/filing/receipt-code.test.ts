import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatReceiptCode,
  newReceiptCode,
  readReceiptCode,
} from '../../../bot/desk/receipt-code.ts';
import { maskPersonalData } from '../../../knowledge/answer/personal-data.ts';

const newCode = () => newReceiptCode(() => randomBytes(18).toString('base64url'));

/** A code of bytes that a property chose. */
const anyCode = fc
  .uint8Array({ minLength: 200, maxLength: 200 })
  .filter((bytes) => bytes.filter((byte) => byte < 250).length >= 20)
  .map((bytes) => newReceiptCode(() => Buffer.from(bytes).toString('base64url')));
const found = (code: string) => ({ kind: 'code', code });
const isRead = (text: string) => readReceiptCode(text)?.kind === 'code';

describe('a receipt code', () => {
  it('has 20 digits that were drawn and one that follows from them', () => {
    expect(newCode()).toMatch(/^\d{21}$/);
    expect(20 * Math.log2(10)).toBeGreaterThan(64);
  });

  it('is drawn evenly: bytes that would favour a digit are passed over', () => {
    const fair = Array.from({ length: 240 }, (_, at) => at);
    const codes = Array.from({ length: 12 }, (_, at) => {
      const bytes = [
        255,
        ...fair.slice(at * 20, at * 20 + 10),
        250,
        ...fair.slice(at * 20 + 10, at * 20 + 20),
      ];
      return newReceiptCode(() => Buffer.from(bytes).toString('base64url')).slice(0, 20);
    });
    const all = codes.join('');
    for (const digit of '0123456789') expect(all.split(digit)).toHaveLength(25);
    const unfair = Buffer.from([250, 251, 255]).toString('base64url');
    expect(() => newReceiptCode(() => unfair)).toThrow('no randomness');
  });

  it('shows every single wrong digit', () => {
    fc.assert(
      fc.property(anyCode, fc.nat(20), fc.integer({ min: 1, max: 9 }), (code, at, by) => {
        const wrong = (Number(code[at]) + by) % 10;
        expect(readReceiptCode(code.slice(0, at) + wrong + code.slice(at + 1))).toEqual({
          kind: 'mistyped',
        });
      }),
      { numRuns: 500 },
    );
  });

  it('shows every swap of two neighbours', () => {
    fc.assert(
      fc.property(anyCode, fc.nat(19), (code, at) => {
        const [one = '', two = ''] = [code[at], code[at + 1]];
        fc.pre(one !== two);
        expect(isRead(code.slice(0, at) + two + one + code.slice(at + 2))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('is shown in groups of three, and read as it is shown', () => {
    const code = newCode();
    expect(formatReceiptCode(code)).toMatch(/^\d{3}(?: \d{3}){6}$/);
    expect(readReceiptCode(formatReceiptCode(code))).toEqual(found(code));
  });

  it('is read with any spaces, hyphens and widths of digits, also in a sentence', () => {
    const gap = fc.constantFrom('', ' ', '-', ' - ', '–', '\u00a0', '\n', '.', '\u3000', '\u200b');
    const around = fc.constantFrom(
      ['', ''],
      ['제 코드는 ', ' 입니다.'],
      ['/case ', ''],
      ['2026-11-28 code: ', ', thanks'],
      ['코드 ', '예요 3번째로 보내요'],
    );
    fc.assert(
      fc.property(
        anyCode,
        fc.array(gap, { minLength: 20, maxLength: 20 }),
        around,
        fc.boolean(),
        (code, gaps, [before = '', after = ''], isWide) => {
          const typed = [...code].map((digit, at) => digit + (gaps[at] ?? '')).join('');
          const digits = isWide
            ? typed.replace(/\d/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
            : typed;
          expect(readReceiptCode(before + digits + after)).toEqual(found(code));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('that lacks a digit or two is said to', () => {
    const code = newCode();
    expect(readReceiptCode(code.slice(1))).toEqual({ kind: 'incomplete', digits: 20 });
    expect(readReceiptCode(`${code}12`)).toEqual({ kind: 'incomplete', digits: 23 });
  });

  it.each([
    '010-1234-5678로 연락 주세요',
    '2026-11-28 19:30에 3번 출구에서요',
    '4111 1111 1111 1111',
    '개인정보 보호법 제23조제1항',
    '',
    '9'.repeat(2000),
  ])('is not seen in "%s"', (text) => {
    expect(readReceiptCode(text)).toBeUndefined();
  });

  it('is left alone by what masks personal data, as it is shown and as it is typed in one', () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        for (const text of [
          formatReceiptCode(code),
          code,
          formatReceiptCode(code).replaceAll(' ', '-'),
        ]) {
          expect(maskPersonalData(`코드 ${text}`).text).toBe(`코드 ${text}`);
        }
      }),
      { numRuns: 500 },
    );
  });
});

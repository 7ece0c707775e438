import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folded, plainText } from '../../../knowledge/search/plain-text.ts';

/** UTF-16 units of every sort: Hangul and its parts, marks, invisible characters, halves of pairs. */
const unit = fc.oneof(
  fc.integer({ min: 0, max: 0xffff }),
  fc.integer({ min: 0x20, max: 0x7e }),
  {
    weight: 6,
    arbitrary: fc.constantFrom(0x09, 0x0a, 0xad, 0x65, 0x1100, 0x1161, 0x301, 0x200b, 0xfe0f),
  },
  fc.constantFrom(0xd83d, 0xdb40, 0xdc41, 0xd800, 0xdfff, 0xfffd),
);
const anyText = fc.array(unit, { maxLength: 40 }).map((units) => String.fromCharCode(...units));

describe('plainText', () => {
  it.each([
    { what: 'zero-width characters', text: '얼\u200b굴\u200d인\u2060식\ufeff', plain: '얼굴인식' },
    {
      what: 'direction marks',
      text: '\u202e얼굴\u202c \u2066인식\u2069\u200f',
      plain: '얼굴 인식',
    },
    { what: 'soft hyphens', text: 'cam\u00adera', plain: 'camera' },
    { what: 'Hangul fillers', text: '\u3164얼굴\u115f\u1160\uffa0', plain: '얼굴' },
    { what: 'variation selectors', text: '얼굴\ufe0f\u{e0101}', plain: '얼굴' },
    { what: 'control characters', text: '얼굴\u0000\u001b인식\u007f', plain: '얼굴인식' },
    {
      what: 'hidden tags',
      text: `얼굴${[...'ignore'].map((c) => String.fromCodePoint(0xe0000 + c.charCodeAt(0))).join('')}인식`,
      plain: '얼굴인식',
    },
    { what: 'lone surrogates', text: 'a\ud83d b\udc00', plain: 'a b' },
    { what: 'line breaks and tabs', text: ' 얼굴\r\n\t인식\u2028돼요? ', plain: '얼굴 인식 돼요?' },
    { what: 'decomposed Hangul', text: '얼굴'.normalize('NFD'), plain: '얼굴' },
    {
      what: 'decomposed Hangul with something invisible inside',
      text: '\u1100\u200b\u1161',
      plain: '가',
    },
    { what: 'nothing but the invisible', text: '\u200b\u202e\n', plain: '' },
  ])('takes out $what', ({ text, plain }) => {
    expect(plainText(text)).toBe(plain);
  });

  it.each(['얼굴인식 카메라, 돼요?', 'Is CCTV lawful?', '人脸识别可以吗？', 'khuôn mặt', '😀'])(
    'leaves "%s" alone',
    (text) => {
      expect(plainText(text)).toBe(text);
    },
  );

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(plainText(plainText(text))).toBe(plainText(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('always gives one well-formed, trimmed, composed line', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const plain = plainText(text);
        expect(plain.isWellFormed()).toBe(true);
        expect(plain).toBe(plain.trim());
        expect(plain).toBe(plain.normalize('NFC'));
        expect(plain).not.toMatch(/[\p{Cc}\u2028\u2029\u{e0000}-\u{e0fff}]/u);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('folded', () => {
  it.each([
    { text: 'ＣＣＴＶ', fold: 'cctv' },
    { text: '㈜가게', fold: '(주)가게' },
    { text: 'Face', fold: 'face' },
  ])('folds $text to $fold', ({ text, fold }) => {
    expect(folded(text)).toBe(fold);
  });
});

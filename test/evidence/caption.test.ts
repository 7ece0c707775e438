import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanCaption } from '../../bot/caption.ts';

describe('a caption', () => {
  it.each([
    { what: 'as it is', text: '매장 입구의 안내판', clean: '매장 입구의 안내판' },
    { what: 'without space around it', text: '  \n안내판\t ', clean: '안내판' },
    { what: 'on one line', text: '입구\r\n\u2028안내판   사진', clean: '입구 안내판 사진' },
    { what: 'without control characters', text: 'a\u0000b\u0007c\u001b[31m', clean: 'abc[31m' },
    {
      what: 'without a turn of direction',
      text: 'photo\u202egnp.exe\u2066',
      clean: 'photognp.exe',
    },
    { what: 'without what nobody sees', text: 'a\u200bb\ufeffc\u00add\u{e0041}', clean: 'abcd' },
    { what: 'with letters put together', text: '안내', clean: '안내' },
    { what: 'with emoji in one piece', text: '👨‍👩‍👧 ❤️', clean: '👨‍👩‍👧 ❤️' },
    { what: 'without halves of characters', text: 'a\ud83db', clean: 'ab' },
    { what: 'of nothing visible', text: '\u3164\u2800\u200b \u00a0', clean: '' },
    { what: 'of marks alone, without end', text: `a${'\u0301'.repeat(5_000)}`, clean: '' },
  ])('is kept $what', ({ text, clean }) => {
    expect(cleanCaption(text)).toBe(clean);
  });

  it('ends after 200 units, before what would not be whole', () => {
    expect(cleanCaption('가'.repeat(300))).toBe('가'.repeat(200));
    expect(cleanCaption(`${'가'.repeat(199)}👍👍`)).toBe('가'.repeat(199));
    expect(cleanCaption(`${'가'.repeat(195)}👨‍👩‍👧`)).toBe('가'.repeat(195));
    expect(cleanCaption(`${'가'.repeat(199)} 나`)).toBe('가'.repeat(199));
  });

  const anything = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 400 }),
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({
      unit: fc.constantFrom(
        'a',
        ' ',
        '\n',
        '\u202e',
        '\u200d',
        '👍',
        '🏽',
        '\u0301',
        '\ud800',
        '안',
        '\u3164',
      ),
      maxLength: 600,
    }),
  );

  it('is short, on one line, trimmed, well-formed and visible, whatever was written', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const clean = cleanCaption(text);
        expect(clean.length).toBeLessThanOrEqual(200);
        expect(clean).toBe(clean.trim());
        expect(clean.isWellFormed()).toBe(true);
        expect(clean).not.toMatch(/[^\S ]| {2}/);
        expect(clean).not.toMatch(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the same when it is cleaned again', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(cleanCaption(cleanCaption(text))).toBe(cleanCaption(text));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is cut between characters: what is left begins the whole, and ends where a character does', () => {
    const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' });
    const long = fc.string({ unit: 'grapheme', minLength: 200, maxLength: 500 });
    fc.assert(
      fc.property(long, (text) => {
        const pieces = [...graphemes.segment(text.normalize('NFC'))].map(({ segment }) => segment);
        const clean = cleanCaption(pieces.join(''));
        fc.pre(pieces.every((piece) => cleanCaption(piece) === piece));
        let begun = '';
        while (begun.length < clean.length) begun += pieces.shift() ?? '\0';
        expect(begun).toBe(clean);
      }),
    );
  });
});

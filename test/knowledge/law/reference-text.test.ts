import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../../knowledge/law/reference-text.ts';

describe('foldText', () => {
  it.each([
    { text: '제２３조（１）', folded: '제23조(1)' },
    { text: 'PIPA Art. 5', folded: 'pipa art. 5' },
    { text: '초ㆍ중‧고•교·법', folded: '초·중·고·교·법' },
    { text: '2∼5조, 2～5조', folded: '2~5조, 2~5조' },
    { text: '“법”과 ｢법｣', folded: '"법"과 「법」' },
    // ① must not become a digit of the number before it, nor a footnote one.
    { text: '제3조①, 제3조❷', folded: '제3조①, 제3조②' },
    { text: '제3조²', folded: '제3조 ' },
    { text: '제Ⅲ조', folded: '제ⅲ조' },
    { text: '제3\u200b조\u00ad', folded: '제3조' },
    { text: '제3조'.normalize('NFD'), folded: '제3조' },
    { text: '가\r\n나\u2028다', folded: '가 \n나\n다' },
  ])('writes "$text" as "$folded"', ({ text, folded }) => {
    expect(foldText(text).text).toBe(folded);
  });

  it('leads every part back to the part of the original it came from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), fc.nat(), (original, a, b) => {
        const folded = foldText(original);
        const [from = 0, to = 0] = [a, b]
          .map((at) => at % (folded.text.length + 1))
          .sort((x, y) => x - y);
        if (from === to) return;
        const { start, end } = folded.originalSpan(from, to);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(original.length);
        // The part alone folds to at least the same: clusters are never cut.
        expect(foldText(original.slice(start, end)).text).toContain(folded.text.slice(from, to));
      }),
      { numRuns: 2000 },
    );
  });

  it('folds composed and decomposed text alike', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'제23조각값가é한①Ⅳ ') }), (text) => {
        expect(foldText(text.normalize('NFD')).text).toBe(foldText(text).text);
      }),
    );
  });
});

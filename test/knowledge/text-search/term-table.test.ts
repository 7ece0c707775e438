import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hashOf,
  PAIR_NUMBERS,
  pairNumber,
  rowOf,
  termSlots,
} from '../../../knowledge/text-search/term-table.ts';

const term = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.string({ unit: fc.constantFrom(...'정보생체_'), maxLength: 4 }),
);
const terms = fc.uniqueArray(term, { maxLength: 200 });

describe('a term table', () => {
  it('finds every term in its row, and no other term', () => {
    fc.assert(
      fc.property(terms, terms, (known, others) => {
        const slots = termSlots(known, known.length);
        expect(known.map((one) => rowOf(slots, one))).toEqual(known.map((_, row) => row));
        for (const other of others) {
          if (!known.includes(other)) expect(rowOf(slots, other)).toBeUndefined();
        }
      }),
    );
  });

  it('tells all pairs of 300 syllables apart, and the stems that end in a mark', () => {
    const syllables = Array.from({ length: 300 }, (_, at) => String.fromCharCode(0xac00 + at * 37));
    const pairs = syllables.flatMap((first) => syllables.map((second) => first + second));
    const all = [...pairs, ...pairs.map((pair) => `${pair}_`), ...syllables];
    const slots = termSlots(all, all.length);
    for (const [row, one] of all.entries()) {
      if (rowOf(slots, one) !== row) expect.fail(`${one} is not in row ${row}`);
    }
    expect(rowOf(slots, `${pairs[0]}__`)).toBeUndefined();
  });

  it('tells words apart that share one of their two hashes', () => {
    const words = ['누도마도', '오모로다', '아아두모', '소투무보'];
    expect(words.map(hashOf)).toEqual(['오모로다', '누도마도', '소투무보', '아아두모'].map(hashOf));
    const slots = termSlots(words, words.length);
    expect(words.map((word) => rowOf(slots, word))).toEqual([0, 1, 2, 3]);
    expect(rowOf(termSlots(['누도마도'], 1), '오모로다')).toBeUndefined();
  });

  it('is at most two thirds full, so that looking for an unknown term ends', () => {
    fc.assert(
      fc.property(terms, (known) => {
        const slots = termSlots(known, known.length);
        const rows = Array.from({ length: slots.length / 3 }, (_, slot) => slots[slot * 3 + 2]);
        const taken = rows.filter((row) => row !== 0).length;
        expect(taken).toBe(known.length);
        expect(taken / rows.length).toBeLessThanOrEqual(2 / 3);
      }),
    );
  });

  it('of no terms finds nothing', () => {
    expect(rowOf(termSlots([], 0), '정보')).toBeUndefined();
  });

  it('refuses two terms that it could not tell apart', () => {
    expect(() => termSlots(['정보', '정보'], 2)).toThrow(/정보/);
  });
});

describe('the numbers of words and pairs', () => {
  it('are whole numbers in their range', () => {
    fc.assert(
      fc.property(term, term, (one, other) => {
        const number = pairNumber(hashOf(one), hashOf(other));
        expect(Number.isInteger(number)).toBe(true);
        expect(number).toBeGreaterThanOrEqual(0);
        expect(number).toBeLessThan(PAIR_NUMBERS);
      }),
    );
  });

  it('tell the order of two words', () => {
    const [police, camera] = [hashOf('경찰'), hashOf('카메라')];
    expect(pairNumber(police, camera)).not.toBe(pairNumber(camera, police));
  });

  it('are spread evenly: of 20,000 pairs few share a number', () => {
    const words = Array.from({ length: 200 }, (_, at) => hashOf(`낱말${at}`));
    const numbers = words.slice(0, 100).flatMap((a) => words.map((b) => pairNumber(a, b)));
    // By chance 189 of 20,000 would fall on a number that is taken.
    expect(new Set(numbers).size).toBeGreaterThan(19_700);
  });

  // An index on disk is worthless on a machine that reckons them otherwise.
  it('are the same everywhere', () => {
    expect([hashOf(''), hashOf('정보'), hashOf('cctv')]).toMatchInlineSnapshot(`
      [
        535972289,
        1257060105,
        4251980350,
      ]
    `);
    expect(pairNumber(hashOf('생체'), hashOf('정보'))).toMatchInlineSnapshot(`528369`);
  });
});

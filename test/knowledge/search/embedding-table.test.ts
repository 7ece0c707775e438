import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compacted, dot, embed, normalised } from '../../../knowledge/search/embedding-table.ts';

const DIMENSIONS = 4;
const value = fc.float({ min: -8, max: 8, noNaN: true });
const row = fc.array(value, { minLength: DIMENSIONS, maxLength: DIMENSIONS });
const rows = fc.array(row, { minLength: 1, maxLength: 6 });
const tableOf = (values: readonly (readonly number[])[]) =>
  compacted(DIMENSIONS, Float32Array.from(values.flat()));

describe('compacted', () => {
  it('keeps every number to within half a step of its row', () => {
    fc.assert(
      fc.property(rows, (values) => {
        const { dimensions, values: bytes, scales } = tableOf(values);
        expect(dimensions).toBe(DIMENSIONS);
        values.flat().forEach((original, at) => {
          const scale = scales[Math.floor(at / DIMENSIONS)] ?? 0;
          const kept = (bytes[at] ?? 0) * scale;
          expect(Math.abs(kept - original)).toBeLessThanOrEqual(0.51 * scale + 1e-30);
        });
      }),
    );
  });

  it('uses the whole byte for the largest number of a row', () => {
    const { values } = tableOf([
      [0.5, -2, 1, 0],
      [0, 0, 0, 0],
    ]);
    expect([...values]).toEqual([32, -127, 64, 0, 0, 0, 0, 0]);
  });
});

describe('embed', () => {
  const table = tableOf([
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [-1, 0, 0, 0],
    [0, 0, 0, 0],
  ]);

  it('adds the rows of the features and makes the sum one long', () => {
    const vector = embed(table, Int32Array.of(0, 1));
    expect(vector[0]).toBeCloseTo(Math.SQRT1_2, 5);
    expect(vector[1]).toBeCloseTo(Math.SQRT1_2, 5);
    expect(dot(vector, vector)).toBeCloseTo(1, 5);
  });

  it.each([
    { what: 'no features', features: [] },
    { what: 'a feature never trained', features: [3] },
    { what: 'a feature outside the table', features: [99] },
  ])('gives zeros for $what', ({ features }) => {
    expect([...embed(table, Int32Array.from(features))]).toEqual([0, 0, 0, 0]);
  });
});

describe('normalised', () => {
  it('gives length 1 and the same direction', () => {
    fc.assert(
      fc.property(row, (values) => {
        const vector = Float32Array.from(values);
        const length = Math.sqrt(dot(vector, vector));
        fc.pre(length > 1e-3);
        const unit = normalised(vector);
        expect(dot(unit, unit)).toBeCloseTo(1, 5);
        expect(dot(unit, vector)).toBeCloseTo(length, 3);
      }),
    );
  });

  it('leaves zeros as they are', () => {
    expect([...normalised(new Float32Array(3))]).toEqual([0, 0, 0]);
  });
});

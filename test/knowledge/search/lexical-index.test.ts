import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FieldTerms,
  LexicalIndex,
  type LexicalSettings,
} from '../../../knowledge/search/lexical-index.ts';

const SETTINGS: LexicalSettings = {
  fieldWeights: [2, 1],
  lengthNormalisation: [0.5, 0.75],
  saturation: 1.2,
};
const QUERY_SATURATION = 2;

const count = (terms: readonly string[] = [], wanted: string) =>
  terms.filter((term) => term === wanted).length;

/** BM25F as the book has it, one document and one term at a time, as a share of the best possible score. */
function naiveScore(
  documents: readonly FieldTerms[],
  query: readonly string[],
  document: FieldTerms,
): number {
  const { fieldWeights, lengthNormalisation, saturation: k1 } = SETTINGS;
  const average = (field: number) =>
    Math.max(
      1,
      documents.map((d) => d[field]?.length ?? 0).reduce((a, b) => a + b, 0) / documents.length,
    );
  let [score, ideal] = [0, 0];
  for (const term of new Set(query)) {
    const having = documents.filter((fields) => fields.some((field) => field.includes(term)));
    const n = having.length;
    const weight =
      n > 0
        ? Math.log(1 + (documents.length - n + 0.5) / (n + 0.5))
        : Math.log(1 + documents.length) / 2;
    const asked = count(query, term);
    const inQuery = (asked * (QUERY_SATURATION + 1)) / (asked + QUERY_SATURATION);
    const frequency = fieldWeights
      .map((boost, field) => {
        const b = lengthNormalisation[field] ?? 0;
        const length = (document[field]?.length ?? 0) / average(field);
        return (boost * count(document[field], term)) / (1 - b + b * length || 1);
      })
      .reduce((a, b) => a + b, 0);
    score += weight * inQuery * ((frequency * (k1 + 1)) / (frequency + k1));
    ideal += weight * inQuery * (k1 + 1);
  }
  return score / ideal;
}

const term = fc.constantFrom('얼굴', '학교', '경찰', 'camera', 'shop', '동의');
const terms = fc.array(term, { maxLength: 8 });
const documents = fc.array(fc.tuple(terms, terms), { minLength: 1, maxLength: 12 });
const query = fc.array(fc.oneof(term, fc.constant('unheard')), { minLength: 1, maxLength: 6 });

describe('LexicalIndex', () => {
  it('scores as BM25F does when reckoned naively', () => {
    fc.assert(
      fc.property(documents, query, (texts, asked) => {
        const found = LexicalIndex.of(texts, SETTINGS).search(asked);
        texts.forEach((text, index) => {
          // The index keeps 32-bit numbers.
          expect(found[index]).toBeCloseTo(naiveScore(texts, asked, text), 5);
        });
      }),
    );
  });

  it('finds just the documents that share a term, each with a score between 0 and 1', () => {
    fc.assert(
      fc.property(documents, query, (texts, asked) => {
        const found = LexicalIndex.of(texts, SETTINGS).search(asked);
        const sharing = texts.flatMap((fields, index) =>
          fields.flat().some((word) => asked.includes(word)) ? [index] : [],
        );
        expect([...found.keys()].filter((index) => (found[index] ?? 0) > 0)).toEqual(sharing);
        for (const score of found) expect(score).toBeLessThanOrEqual(1);
      }),
    );
  });

  const index = LexicalIndex.of(
    [
      [['학교'], ['얼굴', '카메라']],
      [['가게'], ['학교', '카메라']],
      [['경찰'], ['카메라']],
    ],
    SETTINGS,
  );
  const scoreOf = (document: number, ...asked: string[]) => index.search(asked)[document] ?? 0;

  it('prefers the field that weighs more', () => {
    expect(scoreOf(0, '학교')).toBeGreaterThan(scoreOf(1, '학교'));
  });

  it('finds rare terms more telling than common ones', () => {
    expect(index.weight('경찰')).toBeGreaterThan(index.weight('학교'));
    expect(index.weight('학교')).toBeGreaterThan(index.weight('카메라'));
    expect(index.weight('드론')).toBe(0);
  });

  it('is less sure of a question with an unknown word', () => {
    expect(scoreOf(0, '학교', '드론')).toBeLessThan(scoreOf(0, '학교'));
  });

  it('knows its terms', () => {
    expect(index.has('경찰')).toBe(true);
    expect(index.has('드론')).toBe(false);
  });

  it('finds the same after it was stored and read again', () => {
    const again = new LexicalIndex(deserialize(serialize(index.data)));
    expect(again.search(['학교', '카메라'])).toEqual(index.search(['학교', '카메라']));
  });

  it('finds nothing for an empty query or in an empty index', () => {
    expect([...index.search([])]).toEqual([0, 0, 0]);
    expect([...LexicalIndex.of([], SETTINGS).search(['학교'])]).toEqual([]);
  });
});

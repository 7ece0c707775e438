import { describe, expect, it } from 'vitest';
import { citationsResolve } from '../../../knowledge/check/citations.ts';
import type { Corpus } from '../../../knowledge/corpus-model/corpus.ts';
import { corpusOf, document, entry, law, lawReason } from '../../factories.ts';

const today = '2026-06-01';
const citing = (cite: string, parts: Parameters<typeof corpusOf>[0] = {}): Corpus =>
  corpusOf({ entries: [entry({ reasons: [lawReason(cite)] })], ...parts });
const errorOn = (about: string, message: string) => ({ level: 'error', about, message });

describe('citationsResolve', () => {
  it.each([{ cite: 'toy-law 제1조' }, { cite: 'toy-law 제1조제2항' }, { cite: 'toy-guide' }])(
    'accepts $cite',
    ({ cite }) => {
      const corpus = citing(cite, { sources: [law(), document()] });
      expect(citationsResolve({ corpus, today })).toEqual([]);
    },
  );

  it.each([
    { cite: 'no-law 제1조', message: 'no source has the id "no-law"' },
    { cite: 'toy-law', message: '"toy-law" needs a pinpoint such as 제23조제1항' },
    {
      cite: 'toy-law 제7조제1항',
      message: 'toy-law 제7조제1항: the corpus has no digest of this article (provisions/)',
    },
  ])('reports $cite', ({ cite, message }) => {
    expect(citationsResolve({ corpus: citing(cite), today })).toEqual([
      errorOn('shop-camera', message),
    ]);
  });
});

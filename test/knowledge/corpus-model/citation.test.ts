import { describe, expect, it } from 'vitest';
import {
  citationText,
  provisionsAt,
  resolveCitation,
} from '../../../knowledge/corpus-model/citation.ts';
import { corpusOf, document, law, provision } from '../../factories.ts';

const TOY_LAW = law();
const TOY_GUIDE = document();
const CORPUS = corpusOf({ sources: [TOY_LAW, TOY_GUIDE] });

describe('resolveCitation', () => {
  it.each([
    { cite: 'toy-law 제1조', found: { source: TOY_LAW, at: { article: '1' } } },
    {
      cite: '  toy-law  제3조의2 제1항 ',
      found: { source: TOY_LAW, at: { article: '3-2', paragraph: '1' } },
    },
    { cite: 'toy-guide', found: { source: TOY_GUIDE } },
    { cite: 'toy-guide Article 5(1)(h)', found: { source: TOY_GUIDE, part: 'Article 5(1)(h)' } },
  ])('finds "$cite"', ({ cite, found }) => {
    expect(resolveCitation(CORPUS, cite)).toEqual(found);
  });

  it.each([
    { cite: 'no-law 제1조', problem: 'no source has the id "no-law"' },
    { cite: '', problem: 'no source has the id ""' },
    { cite: 'toy-law', problem: '"toy-law" needs a pinpoint such as 제23조제1항' },
    {
      cite: 'toy-law Article 1',
      problem: '"toy-law Article 1" needs a pinpoint such as 제23조제1항',
    },
  ])('says what is wrong with "$cite"', ({ cite, problem }) => {
    expect(resolveCitation(CORPUS, cite)).toEqual({ problem });
  });
});

describe('citationText', () => {
  it.each([
    {
      cite: 'toy-law 제3조의2제1항제2호',
      ko: '장난감 보호법 제3조의2제1항제2호',
      en: 'Toy Protection Act, Article 3-2(1), item 2',
    },
    { cite: 'toy-guide', ko: '장난감 안내서', en: 'Toy Guide' },
    {
      cite: 'toy-guide Article 5(1)(h)',
      ko: '장난감 안내서 제5조(1)(h)',
      en: 'Toy Guide, Article 5(1)(h)',
    },
    { cite: 'toy-guide Recital 32', ko: '장난감 안내서 Recital 32', en: 'Toy Guide, Recital 32' },
    { cite: 'toy-guide 제5조', ko: '장난감 안내서 제5조', en: 'Toy Guide, 제5조' },
    { cite: 'toy-guide 제2장', ko: '장난감 안내서 제2장', en: 'Toy Guide, 제2장' },
  ])('writes "$cite" as "$ko" and "$en"', ({ cite, ko, en }) => {
    const found = resolveCitation(CORPUS, cite);
    if ('problem' in found) throw new Error(found.problem);
    expect({ ko: citationText(found, 'ko'), en: citationText(found, 'en') }).toEqual({ ko, en });
  });
});

describe('provisionsAt', () => {
  it('gives all digests of an article, of that law only', () => {
    const rows = [
      provision({ at: '제1조' }),
      provision({ at: '제2조' }),
      provision({ at: '제1조제1항' }),
      provision({ at: '제1조', source: 'other-law' }),
    ];
    expect(provisionsAt(rows, 'toy-law', '1')).toEqual([rows[0], rows[2]]);
    expect(provisionsAt(rows, 'toy-law', '9')).toEqual([]);
  });
});

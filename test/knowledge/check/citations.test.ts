import { describe, expect, it } from 'vitest';
import {
  citationsResolve,
  citedPlacesExist,
  stampsHold,
} from '../../../knowledge/check/citations.ts';
import type { Corpus } from '../../../knowledge/corpus-model/corpus.ts';
import { articleDigest } from '../../../knowledge/law/find-in-statute.ts';
import { readStatute } from '../../../knowledge/law/read-statute.ts';
import {
  corpusOf,
  document,
  entry,
  law,
  lawReason,
  provision,
  TOY_LAW,
  toyLawFolder,
} from '../../factories.ts';

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

describe('citedPlacesExist', () => {
  it.each(['toy-law 제1조', 'toy-law 제1조제2항', 'toy-law 제1조제2항제1호가목'])(
    'accepts %s, which the law has',
    (cite) => {
      const context = { corpus: citing(cite), law: toyLawFolder(), today };
      expect(citedPlacesExist(context)).toEqual([]);
    },
  );

  it.each([
    { cite: 'toy-law 제2조', message: '장난감 보호법 제2조 is deleted' },
    { cite: 'toy-law 제9조', message: '장난감 보호법 제9조 does not exist' },
    { cite: 'toy-law 제1조제3항', message: '장난감 보호법 제1조 has no 제3항' },
    { cite: 'toy-law 제1조제2항제2호', message: '장난감 보호법 제1조 has no 제2호' },
    { cite: 'toy-law 제1조제2항제1호나목', message: '장난감 보호법 제1조 has no 나목' },
  ])('reports $cite', ({ cite, message }) => {
    const context = { corpus: citing(cite), law: toyLawFolder(), today };
    expect(citedPlacesExist(context)).toEqual([errorOn('shop-camera', message)]);
  });

  it('reports a digest of a place the law lacks', () => {
    const corpus = corpusOf({ provisions: [provision({ at: '제1조제3항' })] });
    expect(citedPlacesExist({ corpus, law: toyLawFolder(), today })).toEqual([
      errorOn('toy-law 제1조제3항', '장난감 보호법 제1조 has no 제3항'),
    ]);
  });

  it('reports an article under another title', () => {
    const corpus = corpusOf({ provisions: [provision({ title: '정의' })] });
    expect(citedPlacesExist({ corpus, law: toyLawFolder(), today })).toEqual([
      errorOn('toy-law 제1조', 'the official title is "목적"'),
    ]);
  });

  it('takes titles that differ in spaces and middle dots for the same', () => {
    const text = TOY_LAW.replace('(목적)', '(수집ㆍ이용 제한)');
    const corpus = corpusOf({ provisions: [provision({ title: '수집·이용제한' })] });
    expect(citedPlacesExist({ corpus, law: toyLawFolder(text), today })).toEqual([]);
  });

  it('reports a file that holds another law', () => {
    const folder = toyLawFolder(TOY_LAW.replace('제목: 장난감 보호법', '제목: 인형법'));
    expect(citedPlacesExist({ corpus: corpusOf(), law: folder, today })).toEqual([
      errorOn('toy-law', 'the file holds "인형법", not "장난감 보호법"'),
    ]);
  });

  it('reports digests of a law that is no source', () => {
    const corpus = corpusOf({ sources: [] });
    expect(citedPlacesExist({ corpus, today })).toEqual([
      errorOn('toy-law', 'provisions of an unknown law'),
    ]);
  });

  it('says what it could not check without the official text', () => {
    const message = '장난감 보호법 제1조: no official text here';
    expect(citedPlacesExist({ corpus: citing('toy-law 제1조'), today })).toEqual([
      { level: 'unchecked', about: 'shop-camera', message },
      { level: 'unchecked', about: 'toy-law 제1조', message },
    ]);
  });
});

describe('stampsHold', () => {
  const article = readStatute(TOY_LAW).articles.get('1');
  const sha256 = article ? articleDigest(article) : '';
  const stamped = (digest: string) =>
    corpusOf({ stamps: { articles: { 'toy-law 제1조': { sha256: digest } } } });

  it('accepts an article that is as it was stamped', () => {
    expect(stampsHold({ corpus: stamped(sha256), law: toyLawFolder(), today })).toEqual([]);
  });

  it('accepts a stamp it cannot compare', () => {
    expect(stampsHold({ corpus: stamped('0'.repeat(64)), today })).toEqual([]);
  });

  it('reports an article that has changed', () => {
    const folder = toyLawFolder(TOY_LAW.replace('장난감을 지킨다', '장난감을 팔 수 있다'));
    expect(stampsHold({ corpus: stamped(sha256), law: folder, today })).toEqual([
      errorOn(
        'toy-law 제1조',
        'the official text differs from the one our digest was checked against',
      ),
    ]);
  });

  it('reports an article without a stamp once, however often it is cited', () => {
    const corpus = corpusOf({
      entries: [entry({ reasons: [lawReason('toy-law 제1조', 'toy-law 제1조제2항')] })],
    });
    expect(stampsHold({ corpus, today })).toEqual([
      errorOn('toy-law 제1조', 'not stamped; run `npm run knowledge:stamp`'),
    ]);
  });
});

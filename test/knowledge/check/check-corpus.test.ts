import { describe, expect, it } from 'vitest';
import { checkCorpus } from '../../../knowledge/check/check-corpus.ts';
import { corpusIsComplete } from '../../../knowledge/check/coverage.ts';
import { corpusOf, entry, lawReason, provision, term, toyLawFolder } from '../../factories.ts';

const today = '2026-06-01';

describe('corpusIsComplete', () => {
  const times = <T>(count: number, make: (id: string) => T) =>
    Array.from({ length: count }, (_, index) => make(`record-${index}`));
  const complete = {
    entries: [
      ...times(80, (id) => entry({ id })),
      ...times(90, (id) => entry({ id: `right-${id}`, kind: 'right' })),
    ],
    provisions: times(150, () => provision()),
    terms: times(150, (id) => term(id)),
  };

  it('accepts a corpus as large as we say it is', () => {
    expect(corpusIsComplete({ corpus: corpusOf(complete), today })).toEqual([]);
  });

  it.each([
    { parts: { entries: complete.entries.slice(1) }, message: '79 situations, fewer than 80' },
    { parts: { entries: complete.entries.slice(0, -1) }, message: '89 others, fewer than 90' },
    { parts: { provisions: [provision()] }, message: '1 provisions, fewer than 150' },
    { parts: { terms: [] }, message: '0 terms, fewer than 150' },
  ])('reports $message', ({ parts, message }) => {
    const corpus = corpusOf({ ...complete, ...parts });
    expect(corpusIsComplete({ corpus, today })).toEqual([
      { level: 'error', about: 'corpus', message },
    ]);
  });
});

describe('checkCorpus', () => {
  const corpus = corpusOf({
    entries: [entry({ reasons: [lawReason('toy-law 제1조', 'toy-law 제1조제1항')] })],
  });

  it('gathers the findings of all rules', () => {
    const broken = corpusOf({
      entries: [
        entry({
          reasons: [lawReason('no-law 제1조')],
          reviewed: '2027-01-01',
          related: ['gone'],
          slots: { place: ['moon'] },
          answer: { ko: '완전히 합법', en: '됩니다' },
        }),
      ],
    });
    const messages = checkCorpus({ corpus: broken, today }).errors.map(({ message }) => message);
    for (const part of [
      'fewer than',
      'no-law',
      'not stamped',
      'future',
      'gone',
      'moon',
      'overstates',
      'not English',
    ]) {
      expect(messages).toContainEqual(expect.stringContaining(part));
    }
  });

  it('counts the citations found in the official text', () => {
    const report = checkCorpus({ corpus, law: toyLawFolder(), today });
    expect(report).toMatchObject({ citations: 2, provenCitations: 2, unchecked: [] });
  });

  it('proves nothing without the official text, and says each thing once', () => {
    const { citations, provenCitations, unchecked } = checkCorpus({ corpus, today });
    expect({ citations, provenCitations }).toEqual({ citations: 2, provenCitations: 0 });
    expect(unchecked.map(({ message }) => message).sort()).toEqual([
      'own words: no official text',
      '장난감 보호법 제1조: no official text here',
    ]);
  });

  it('does not count a citation to an article the law lacks as found', () => {
    const wrong = corpusOf({
      entries: [entry({ reasons: [lawReason('toy-law 제1조', 'toy-law 제99조')] })],
    });
    const { citations, provenCitations } = checkCorpus({
      corpus: wrong,
      law: toyLawFolder(),
      today,
    });
    expect({ citations, provenCitations }).toEqual({ citations: 2, provenCitations: 1 });
  });
});

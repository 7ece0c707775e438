import { expect, it } from 'vitest';
import { reviewsHold } from '../../../knowledge/check/reviews.ts';
import type { Review } from '../../../knowledge/corpus-model/corpus.ts';
import { corpusOf, review, stamp } from '../../factories.ts';

const today = '2026-06-01';
const KEY = 'toy-law 제1조';
const corpusWith = (by: string, reviews: readonly Review[]) =>
  corpusOf({ reviews, stamps: { articles: { [KEY]: stamp({ by, checkedOn: '2026-05-01' }) } } });
const kim = review({ on: '2026-05-01', by: 'Kim' });

it.each([
  { when: 'nobody has reviewed anything', corpus: corpusWith('FaceRights', []) },
  { when: 'the stamp is that of the review', corpus: corpusWith('Kim', [kim]) },
  {
    when: 'the stamp is that of the last of two reviews',
    corpus: corpusWith('Kim', [review({ on: '2026-04-01', by: 'Lee' }), kim]),
  },
  { when: 'the reviewed article is no longer stamped', corpus: corpusOf({ reviews: [kim] }) },
])('accepts the reviews when $when', ({ corpus }) => {
  expect(reviewsHold({ corpus, today })).toEqual([]);
});

it.each([
  { what: 'digest', last: review({ on: '2026-05-01', by: 'Kim', to: 'f'.repeat(64) }) },
  { what: 'reviewer', last: review({ on: '2026-05-01', by: 'Lee' }) },
  { what: 'day', last: review({ on: '2026-05-02', by: 'Kim' }) },
])('reports a stamp with another $what than the last review', ({ last }) => {
  const message = `the stamp is not the one of the review by ${last.by} on ${last.on}; review it again`;
  expect(reviewsHold({ corpus: corpusWith('Kim', [kim, last]), today })).toEqual([
    { level: 'error', about: KEY, message },
  ]);
});

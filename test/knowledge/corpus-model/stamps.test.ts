import { describe, expect, it } from 'vitest';
import type { ArticleStamp } from '../../../knowledge/corpus-model/corpus.ts';
import { stampFor, withStamps } from '../../../knowledge/corpus-model/new-stamps.ts';
import {
  articleKey,
  byKey,
  lawsWithoutId,
  stampsOf,
} from '../../../knowledge/corpus-model/stamps.ts';
import { readStatute } from '../../../knowledge/law/read-statute.ts';
import { stamp, TOY_LAW } from '../../factories.ts';

const laws = { 'toy-law': { lawId: '000001' } };
const OLD = { promulgationNumber: '9', promulgated: '2020-01-02', inForce: '2020-02-03' };

describe('stampsOf', () => {
  it('says of a law what its newest stamp says', () => {
    const articles = {
      'toy-law 제1조': stamp(OLD),
      'toy-law 제2조': stamp({ checkedOn: '2026-01-01' }),
      'toy-law 제3조': stamp({ ...OLD, checkedOn: '2026-12-31' }),
    };
    expect(stampsOf({ laws, articles }).laws).toEqual({
      'toy-law': {
        lawId: '000001',
        promulgationNumber: '42',
        promulgated: '2025-01-02',
        inForce: '2025-07-03',
        checkedOn: '2026-01-01',
      },
    });
  });

  it('says when an article was last compared with that version', () => {
    const articles = {
      'toy-law 제1조': stamp({ checkedOn: '2026-03-01' }),
      'toy-law 제2조': stamp({ checkedOn: '2026-04-01' }),
      'toy-law 제3조': stamp({ checkedOn: '2026-02-01' }),
    };
    expect(stampsOf({ laws, articles }).laws['toy-law']?.checkedOn).toBe('2026-04-01');
  });

  it('leaves out a law of which no article is stamped', () => {
    expect(stampsOf({ laws, articles: {} }).laws).toEqual({});
  });
});

it('names laws whose articles are stamped and that have no number', () => {
  const articles = {
    'toy-law 제1조': stamp(),
    'doll-law 제1조': stamp(),
    'doll-law 제2조': stamp(),
  };
  expect(lawsWithoutId({ laws, articles })).toEqual(['doll-law']);
});

it('keeps articles in the order of their numbers', () => {
  const keys = ['b 제1조', 'a 제10조', 'a 제2조의2', 'a 제2조', 'a-ed 제1조'];
  expect(keys.sort(byKey)).toEqual(['a 제2조', 'a 제2조의2', 'a 제10조', 'a-ed 제1조', 'b 제1조']);
});

it('names an article by law and number', () => {
  expect(articleKey('toy-law', '25-2')).toBe('toy-law 제25조의2');
});

describe('a new stamp', () => {
  const statute = readStatute(TOY_LAW);
  const article = statute.articles.get('1');
  if (!article) throw new Error('the toy law has lost its first article');
  const made = stampFor('toy-law 제1조', statute, article, { by: 'Kim', on: '2026-05-01' });

  it('says who compared which version, when', () => {
    expect(made).toEqual({
      key: 'toy-law 제1조',
      lawId: '000001',
      stamp: stamp({ sha256: made.stamp.sha256, by: 'Kim', checkedOn: '2026-05-01' }),
    });
    expect(made.stamp.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  const stampedAs = (text: string, before?: ArticleStamp) => {
    const read = readStatute(text);
    const first = read.articles.get('1') ?? article;
    return stampFor('toy-law 제1조', read, first, { by: 'Kim', on: '2026-05-01' }, before).stamp;
  };
  const dated = (day: string) => TOY_LAW.replace('출처:', `조문시행일자:\n  "1": "${day}"\n출처:`);
  const LATER = TOY_LAW.replace('2025-07-03', '2027-01-01');

  it.each([
    { what: 'has a day of its own', made: stampedAs(dated('2026-09-11')), day: '2026-09-11' },
    {
      what: 'has the day of the law for its own',
      made: stampedAs(dated('2025-07-03')),
      day: undefined,
    },
    { what: 'is new in a version to come', made: stampedAs(LATER), day: undefined },
    {
      what: 'is as before in a version to come',
      made: stampedAs(LATER, stamp()),
      day: '2025-07-03',
    },
    {
      what: 'has long been as before in a version to come',
      made: stampedAs(LATER, stamp({ inForce: '2027-01-01', appliesFrom: '2020-01-01' })),
      day: '2020-01-01',
    },
    {
      what: 'is as before in a version in force',
      made: stampedAs(TOY_LAW, stamp(OLD)),
      day: undefined,
    },
  ])('keeps the day from which an article applies that $what', ({ made: { appliesFrom }, day }) => {
    expect(appliesFrom).toBe(day);
  });

  it('takes the place of the old one and leaves the others', () => {
    const stamps = stampsOf({
      laws,
      articles: { 'toy-law 제1조': stamp(OLD), 'toy-law 제2조': stamp(OLD) },
    });
    const after = withStamps(stamps, [made]);
    expect(after.articles).toEqual({ 'toy-law 제1조': made.stamp, 'toy-law 제2조': stamp(OLD) });
    expect(after.laws['toy-law']).toMatchObject({ lawId: '000001', promulgationNumber: '42' });
  });
});

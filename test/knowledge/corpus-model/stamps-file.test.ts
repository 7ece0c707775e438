import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Review } from '../../../knowledge/corpus-model/corpus.ts';
import { ReviewsFile, StampsFile } from '../../../knowledge/corpus-model/schema.ts';
import { stampsOf } from '../../../knowledge/corpus-model/stamps.ts';
import {
  appendReviews,
  reviewYaml,
  saveStamps,
  stampsYaml,
} from '../../../knowledge/corpus-model/stamps-file.ts';
import { review, stamp, temporaryFolder } from '../../factories.ts';

const day = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const sha256 = fc.stringMatching(/^[0-9a-f]{64}$/);
/** Names and notes may hold anything a person types; blanks at their ends are cut off before. */
const words = fc
  .oneof(
    fc.string({ minLength: 1, unit: 'grapheme' }),
    fc.constantFrom('김 검토: 변호사', '# 1', '- a', 'null', '2026-01-01', "it's {+}", '둘\n줄'),
  )
  .map((text) => text.trim())
  .filter((text) => text !== '');
const number = fc.integer({ min: 1, max: 99_999 }).map(String);
const key = fc
  .tuple(fc.constantFrom('toy-law', 'doll', 'doll-ed'), fc.nat(120), fc.constantFrom('', '의2'))
  .map(([law, article, branch]) => `${law} 제${article}조${branch}`);
const someStamp = fc.record(
  {
    sha256,
    promulgationNumber: number,
    promulgated: day,
    inForce: day,
    appliesFrom: day,
    checkedOn: day,
    by: words,
  },
  { requiredKeys: ['sha256', 'promulgationNumber', 'promulgated', 'inForce', 'checkedOn', 'by'] },
);
const someReview: fc.Arbitrary<Review> = fc.record(
  {
    on: day,
    by: words,
    article: key,
    from: sha256,
    to: sha256,
    promulgationNumber: number,
    inForce: day,
    entries: fc.array(fc.constantFrom('shop-camera', 'gym', '2023'), { maxLength: 5 }),
    note: words,
  },
  { requiredKeys: ['on', 'by', 'article', 'to', 'promulgationNumber', 'inForce', 'entries'] },
);

describe('stamps', () => {
  const laws = {
    'toy-law': { lawId: '000001' },
    doll: { lawId: '2' },
    'doll-ed': { lawId: '1e3' },
  };

  it('are read back as they were written', () => {
    fc.assert(
      fc.property(fc.dictionary(key, someStamp), (articles) => {
        const stamps = stampsOf({ laws, articles });
        expect(stampsOf(StampsFile.parse(parse(stampsYaml(stamps))))).toEqual(stamps);
      }),
    );
  });

  it('stand one line an article, in the order of their numbers', () => {
    const articles = {
      'toy-law 제12조': stamp(),
      'toy-law 제2조': stamp({ by: '김 검토: 변호사', appliesFrom: '2026-09-11' }),
    };
    const lines = stampsYaml(stampsOf({ laws, articles })).split('\n');
    const zeros = `"${'0'.repeat(64)}"`;
    const version = 'promulgationNumber: "42", promulgated: 2025-01-02, inForce: 2025-07-03';
    expect(lines.filter((line) => !line.startsWith('#'))).toEqual([
      'laws:',
      '  toy-law: { lawId: "000001" }',
      'articles:',
      `  toy-law 제2조: { sha256: ${zeros}, ${version}, checkedOn: 2026-01-15, by: "김 검토: 변호사", appliesFrom: 2026-09-11 }`,
      `  toy-law 제12조: { sha256: ${zeros}, ${version}, checkedOn: 2026-01-15, by: FaceRights }`,
      '',
    ]);
  });

  it('replace the file in one step and leave nothing beside it', () => {
    const folder = temporaryFolder({ 'stamps.yaml': 'old' });
    const before = statSync(join(folder, 'stamps.yaml')).ino;
    const stamps = stampsOf({ laws, articles: { 'toy-law 제1조': stamp() } });
    saveStamps(folder, stamps);
    expect(readFileSync(join(folder, 'stamps.yaml'), 'utf8')).toBe(stampsYaml(stamps));
    expect(statSync(join(folder, 'stamps.yaml')).ino).not.toBe(before);
    expect(readdirSync(folder)).toEqual(['stamps.yaml']);
  });

  it('leave no draft behind when they cannot be put in place', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'stamps.yaml'));
    expect(() => saveStamps(folder, stampsOf({ laws, articles: {} }))).toThrow();
    expect(readdirSync(folder)).toEqual(['stamps.yaml']);
  });
});

describe('reviews', () => {
  it('are read back as they were added, and what stood there stays as it is', () => {
    const folder = temporaryFolder({ 'reviews.yaml': '# Who reviewed what.' });
    const path = join(folder, 'reviews.yaml');
    const all: Review[] = [];
    fc.assert(
      fc.property(fc.array(someReview, { maxLength: 3 }), (added) => {
        const before = readFileSync(path, 'utf8');
        appendReviews(folder, added);
        all.push(...added);
        const after = readFileSync(path, 'utf8');
        expect(after.startsWith(before)).toBe(true);
        expect(ReviewsFile.parse(parse(after))).toEqual(all);
      }),
      { numRuns: 30 },
    );
    expect(readdirSync(folder)).toEqual(['reviews.yaml']);
  });

  it('begin a file where there is none', () => {
    const folder = temporaryFolder();
    appendReviews(folder, [review()]);
    expect(readFileSync(join(folder, 'reviews.yaml'), 'utf8')).toBe(reviewYaml(review()));
  });

  it('may be none: a file with only a comment', () => {
    expect(ReviewsFile.parse(parse('# nothing yet\n'))).toEqual([]);
  });
});

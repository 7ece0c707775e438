import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import {
  CorpusError,
  fingerprintOf,
  loadCorpus,
  readCorpusFiles,
} from '../../../knowledge/corpus-model/load-corpus.ts';
import {
  document,
  entryFile,
  intent,
  law,
  review,
  stamp,
  temporaryFolder,
} from '../../factories.ts';

type Files = Readonly<Record<string, unknown>>;

/** Text stays as it is; anything else is written as YAML. */
const filesOf = (files: Files): Map<string, string> =>
  new Map(
    Object.entries(files).map(([name, content]) => [
      name,
      typeof content === 'string' ? content : stringify(content),
    ]),
  );

const withoutType = ({ type: _, ...row }: { readonly type: string }) => row;
const article = (at: string) => ({
  at,
  title: '목적',
  titleEn: 'Purpose',
  digest: { ko: '지킵니다.', en: 'It protects.' },
  matters: { ko: '출발점입니다.', en: 'The start.' },
});

const GOOD: Files = {
  'entries/situation/shop-camera.yaml': entryFile(),
  'intents/greeting.yaml': intent(),
  'provisions/toy-law.yaml': [article('제1조'), article('제3조의2제1항')],
  'sources/documents.yaml': [withoutType(document())],
  'sources/korean-law.yaml': [withoutType(law())],
  'terms/face.yaml': [{ id: 'face', say: { ko: ['얼굴'] } }],
};

const problemsOf = (files: Files): readonly string[] => {
  try {
    loadCorpus(filesOf(files));
  } catch (error) {
    if (error instanceof CorpusError) return error.problems;
    throw error;
  }
  return [];
};

describe('loadCorpus', () => {
  it('reads every kind of record', () => {
    const corpus = loadCorpus(filesOf(GOOD));
    expect([...corpus.sources.values()].map(({ id, type }) => [id, type])).toEqual([
      ['toy-law', 'law'],
      ['toy-guide', 'document'],
    ]);
    expect([...corpus.entries.keys()]).toEqual(['shop-camera']);
    expect([...corpus.intents.keys()]).toEqual(['greeting']);
    expect(corpus.provisions.map(({ source, article }) => [source, article])).toEqual([
      ['toy-law', '1'],
      ['toy-law', '3-2'],
    ]);
    expect(corpus.terms).toMatchObject([{ id: 'face', say: { ko: ['얼굴'], en: [], other: [] } }]);
    expect(corpus.fingerprint).toBe(fingerprintOf(filesOf(GOOD)));
  });

  it('reads stamps and reviews, and works out what they say of a law', () => {
    const { stamps, reviews } = loadCorpus(
      filesOf({
        ...GOOD,
        'stamps.yaml': {
          laws: { 'toy-law': { lawId: '000001' } },
          articles: { 'toy-law 제1조': stamp() },
        },
        'reviews.yaml': [review(), review({ by: 'Lee' })],
      }),
    );
    expect(stamps.articles).toEqual({ 'toy-law 제1조': stamp() });
    expect(stamps.laws['toy-law']).toMatchObject({ lawId: '000001', inForce: '2025-07-03' });
    expect(reviews.map(({ by }) => by)).toEqual(['Kim', 'Lee']);
  });

  it.each<{ fault: string; files: Files; problem: RegExp }>([
    {
      fault: 'wrong YAML',
      files: { 'intents/greeting.yaml': 'id: greeting\ntitle: {ko: "인사' },
      problem: /^intents\/greeting\.yaml: /,
    },
    {
      fault: 'a field that is missing',
      files: { 'entries/shop-camera.yaml': { ...entryFile(), answer: { ko: '알리면 됩니다.' } } },
      problem: /^entries\/shop-camera\.yaml: answer\.en: /,
    },
    {
      fault: 'a field nobody knows',
      files: { 'entries/shop-camera.yaml': { ...entryFile(), anwser: 'typo' } },
      problem: /^entries\/shop-camera\.yaml: .*anwser/,
    },
    {
      fault: 'a value outside the list',
      files: { 'entries/shop-camera.yaml': { ...entryFile(), verdict: 'maybe' } },
      problem: /^entries\/shop-camera\.yaml: verdict: /,
    },
    {
      fault: 'a field deep in a list',
      files: {
        'sources/korean-law.yaml': [withoutType(law()), { ...withoutType(law()), id: 'A B' }],
      },
      problem: /^sources\/korean-law\.yaml: 1\.id: use lower-case/,
    },
    {
      fault: 'an empty file',
      files: { 'provisions/toy-law.yaml': '' },
      problem: /^provisions\/toy-law\.yaml: /,
    },
    {
      fault: 'a provision without a pinpoint',
      files: { 'provisions/toy-law.yaml': [article('23조')] },
      problem: /^provisions\/toy-law\.yaml: "23조" is not a pinpoint/,
    },
    {
      fault: 'a file named otherwise than its record',
      files: { 'entries/right/shop.yaml': entryFile() },
      problem: /^entries\/right\/shop\.yaml: the id shop-camera differs/,
    },
    {
      fault: 'two sources with one id',
      files: { 'sources/korean-law.yaml': [withoutType(law()), withoutType(law())] },
      problem: /two records have the id toy-law/,
    },
    {
      fault: 'a law and a document with one id',
      files: {
        'sources/korean-law.yaml': [withoutType(law())],
        'sources/documents.yaml': [withoutType(document({ id: 'toy-law' }))],
      },
      problem: /two records have the id toy-law/,
    },
    {
      fault: 'two entries with one id',
      files: {
        'entries/right/shop-camera.yaml': entryFile(),
        'entries/situation/shop-camera.yaml': entryFile(),
      },
      problem: /two records have the id shop-camera/,
    },
    {
      // Search keeps entries and intents under one set of ids.
      fault: 'an entry and an intent with one id',
      files: {
        'entries/shop-camera.yaml': entryFile(),
        'intents/shop-camera.yaml': intent({ id: 'shop-camera' }),
      },
      problem: /shop-camera/,
    },
    {
      fault: 'a stamp of a law without its number',
      files: { 'stamps.yaml': { laws: {}, articles: { 'toy-law 제1조': stamp() } } },
      problem: /^stamps\.yaml: .*laws\.toy-law\.lawId is missing/,
    },
    {
      fault: 'a stamp that does not say who gave it',
      files: {
        'stamps.yaml': {
          laws: { 'toy-law': { lawId: '1' } },
          articles: { 'toy-law 제1조': { ...stamp(), by: undefined } },
        },
      },
      problem: /^stamps\.yaml: articles\.toy-law 제1조\.by: /,
    },
    {
      fault: 'a stamp of something that is no article',
      files: {
        'stamps.yaml': {
          laws: { 'toy-law': { lawId: '1' } },
          articles: { 'toy-law 23': stamp() },
        },
      },
      problem: /^stamps\.yaml: articles\.toy-law 23: /,
    },
    {
      fault: 'a review without a reviewer',
      files: { 'reviews.yaml': [{ ...review(), by: ' ' }] },
      problem: /^reviews\.yaml: 0\.by: /,
    },
  ])('reports $fault, and only that', ({ files, problem }) => {
    expect(problemsOf(files)).toEqual([expect.stringMatching(problem)]);
  });

  it('names the file of a repeated id', () => {
    const [problem] = problemsOf({
      'entries/right/shop-camera.yaml': entryFile(),
      'entries/situation/shop-camera.yaml': entryFile(),
    });
    expect(problem).toContain('entries/situation/shop-camera.yaml');
  });

  it('lists every problem at once', () => {
    const files = {
      ...GOOD,
      'entries/broken.yaml': 'id: [',
      'entries/other-name.yaml': entryFile({ id: 'lobby-camera' }),
      'entries/right/shop-camera.yaml': { ...entryFile(), kind: 'opinion', reviewed: '15.1.2026' },
      'intents/copy.yaml': intent(),
      'provisions/toy-guide.yaml': [article('제1장')],
    };
    const problems = problemsOf(files);
    for (const part of [
      'entries/broken.yaml',
      'entries/other-name.yaml: the id lobby-camera',
      'entries/right/shop-camera.yaml: kind',
      'entries/right/shop-camera.yaml: reviewed: write the date as YYYY-MM-DD',
      'intents/copy.yaml: the id greeting',
      'the id greeting',
      'provisions/toy-guide.yaml: "제1장"',
    ]) {
      expect(problems).toContainEqual(expect.stringContaining(part));
    }
    expect(() => loadCorpus(filesOf(files))).toThrow(`${problems.length} problem(s)`);
    expect(() => loadCorpus(filesOf(files))).toThrow(problems.at(-1));
  });
});

describe('fingerprintOf', () => {
  const files = new Map([['a.yaml', 'x']]);

  it('is the same for the same files', () => {
    expect(fingerprintOf(new Map(files))).toBe(fingerprintOf(files));
  });

  it.each([
    { change: 'content', other: new Map([['a.yaml', 'y']]) },
    { change: 'name', other: new Map([['b.yaml', 'x']]) },
    { change: 'number of files', other: new Map([...files, ['b.yaml', '']]) },
  ])('changes with the $change', ({ other }) => {
    expect(fingerprintOf(other)).not.toBe(fingerprintOf(files));
  });
});

describe('readCorpusFiles', () => {
  it('reads the YAML files below a folder in a stable order', () => {
    const folder = temporaryFolder({ 'b/c.yaml': '2', 'a.yaml': '1', 'b/notes.md': 'no' });
    expect([...readCorpusFiles(folder)]).toEqual([
      ['a.yaml', '1'],
      ['b/c.yaml', '2'],
    ]);
  });
});

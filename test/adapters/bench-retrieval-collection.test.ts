import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBeir } from '../../adapters/bench/retrieval/collection.ts';
import { temporaryFolder } from '../factories.ts';

const GOOD = {
  'corpus.jsonl': '{"_id":"d1","title":"가","text":"나"}\n',
  'queries.jsonl': '{"_id":"q1","text":"물음"}\n',
  'qrels/test.tsv': 'query-id\tcorpus-id\tscore\nq1\td1\t1\n',
};

async function opened(files: Partial<typeof GOOD>) {
  const { queries, texts } = await openBeir(temporaryFolder({ ...GOOD, ...files }));
  const found = [];
  for await (const text of texts()) found.push(text);
  return {
    queries: queries.map(({ text, relevant }) => ({ text, ...Object.fromEntries(relevant) })),
    texts: found,
  };
}

describe('a collection in BEIR layout', () => {
  it('has texts, and queries with what is relevant to them', async () => {
    expect(await opened({})).toEqual({
      texts: [{ id: 'd1', title: '가', text: '나' }],
      queries: [{ text: '물음', d1: 1 }],
    });
  });

  it.each([
    { what: 'numbers for ids', row: '{"_id":12,"title":"가","text":"나"}', id: '12' },
    { what: 'no title', row: '{"_id":"d1","text":"나"}', title: '' },
    { what: 'an empty title', row: '{"_id":"d1","title":null,"text":"나"}', title: '' },
    { what: 'no text', row: '{"_id":"d1","title":"가"}', text: '' },
    {
      what: 'more than it needs',
      row: '{"_id":"d1","title":"가","text":"나","metadata":{"url":1}}',
    },
    {
      what: 'a line separator in its text',
      row: '{"_id":"d1","title":"가","text":"나\u2028다\u0085라"}',
      text: '나\u2028다\u0085라',
    },
    { what: 'a byte order mark before it', row: '\ufeff{"_id":"d1","title":"가","text":"나"}' },
    { what: 'spaces around it', row: '  {"_id":"d1","title":"가","text":"나"} ' },
  ])('may have a text with $what', async ({ row, ...expected }) => {
    const { id = 'd1', title = '가', text = '나' } = expected;
    expect((await opened({ 'corpus.jsonl': `${row}\n` })).texts).toEqual([{ id, title, text }]);
  });

  it.each([
    { what: 'blank lines', corpus: '\n{"_id":"a"}\n\n  \n{"_id":"b"}\n\n' },
    { what: 'other line ends', corpus: '{"_id":"a"}\r\n{"_id":"b"}\r\n' },
    { what: 'no line end at its end', corpus: '{"_id":"a"}\n{"_id":"b"}' },
  ])('may have $what', async ({ corpus }) => {
    const { texts } = await opened({ 'corpus.jsonl': corpus });
    expect(texts.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it.each([
    { what: 'no heading', table: 'q1\td1\t1\n', relevant: { d1: 1 } },
    { what: 'grades', table: 'q\td\ts\nq1\td1\t2\nq1\td2\t1\n', relevant: { d1: 2, d2: 1 } },
    {
      what: 'texts that are not relevant',
      table: 'q\td\ts\nq1\td1\t1\nq1\td2\t0\nq1\td3\t-1\n',
      relevant: { d1: 1 },
    },
    {
      what: 'other line ends and blank lines',
      table: 'q\td\ts\r\n\r\nq1\td1\t1\r\n',
      relevant: { d1: 1 },
    },
    { what: 'a byte order mark', table: '\ufeffq1\td1\t1\n', relevant: { d1: 1 } },
    { what: 'queries that it does not ask', table: 'q1\td1\t1\nq9\td1\t1\n', relevant: { d1: 1 } },
  ])('may have judgements with $what', async ({ table, relevant }) => {
    expect((await opened({ 'qrels/test.tsv': table })).queries).toEqual([
      { text: '물음', ...relevant },
    ]);
  });

  it('leaves out queries to which nothing is relevant', async () => {
    const queries = '{"_id":"q1","text":"물음"}\n{"_id":2,"text":"다른 물음"}\n';
    expect((await opened({ 'queries.jsonl': queries })).queries).toHaveLength(1);
    const table = 'q1\td1\t0\n2\td1\t1\n';
    const judged = await opened({ 'queries.jsonl': queries, 'qrels/test.tsv': table });
    expect(judged.queries).toEqual([{ text: '다른 물음', d1: 1 }]);
  });
});

describe('a collection that cannot be read says in which file and line', () => {
  it.each<{ what: string; files: Partial<typeof GOOD>; says: RegExp }>([
    {
      what: 'a text is no JSON',
      files: { 'corpus.jsonl': '{"_id":"a"}\n\n{"_id":\n' },
      says: /corpus\.jsonl, line 3/,
    },
    {
      what: 'a text has no id',
      files: { 'corpus.jsonl': '{"text":"가"}\n' },
      says: /corpus\.jsonl, line 1/,
    },
    {
      what: 'a text is a list',
      files: { 'corpus.jsonl': '["a"]\n' },
      says: /corpus\.jsonl, line 1/,
    },
    {
      what: 'a query is no JSON',
      files: { 'queries.jsonl': '물음\n' },
      says: /queries\.jsonl, line 1/,
    },
    {
      what: 'a judgement has no third column',
      files: { 'qrels/test.tsv': 'q1\td1\t1\nq1\td2\n' },
      says: /test\.tsv, line 2/,
    },
    {
      what: 'a judgement has a fourth column',
      files: { 'qrels/test.tsv': 'q1\t0\td1\t1\n' },
      says: /test\.tsv, line 1/,
    },
    {
      what: 'a relevance is no number',
      files: { 'qrels/test.tsv': 'q\td\ts\nq1\td1\tyes\n' },
      says: /test\.tsv, line 2/,
    },
  ])('$what', async ({ files, says }) => {
    await expect(opened(files)).rejects.toThrow(says);
  });

  it.each(['corpus.jsonl', 'queries.jsonl', 'qrels/test.tsv'])('%s is missing', async (name) => {
    const { [name]: _, ...others }: Record<string, string> = GOOD;
    const reading = async () => {
      const { texts } = await openBeir(temporaryFolder(others));
      for await (const { id } of texts()) expect(id).toBe('d1');
    };
    await expect(reading()).rejects.toThrow(join(...name.split('/')));
  });
});

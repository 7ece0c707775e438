import { describe, expect, it } from 'vitest';
import { aimsTable } from '../../../../adapters/bench/law/aims.ts';
import { askAll } from '../../../../adapters/bench/law/ask-engine.ts';
import { bigramsOf } from '../../../../adapters/bench/law/bigrams.ts';
import { howItDied } from '../../../../adapters/bench/law/child-process.ts';
import {
  buildTable,
  qualityTable,
  speedBySetTable,
  speedTable,
} from '../../../../adapters/bench/law/engine-tables.ts';
import { tableMarkdown } from '../../../../adapters/bench/law/markdown-report.ts';
import type { Query } from '../../../../adapters/bench/law/messages.ts';
import { readOptions } from '../../../../adapters/bench/law/options.ts';
import type { EngineRun } from '../../../../adapters/bench/law/run-engine.ts';
import { sample } from '../../../../adapters/bench/law/sample.ts';
import { memoryIn } from '../../../../adapters/bench/process-memory.ts';

const wanted = { number: 7, file: '가게법/법률.md', article: '3' };
const QUERIES: readonly Query[] = [
  { set: 'law and title', text: '가게법 준용', wanted },
  { set: 'typed', text: '환불' },
];

const run = (over: Partial<EngineRun> = {}): EngineRun => ({
  engine: 'ours',
  load: 0.5,
  built: { kind: 'built', seconds: 10, cpuSeconds: 12, articles: 5, peakBytes: 200_000_000 },
  stored: { kind: 'stored', bytes: 14_000_000 },
  ready: { kind: 'ready', loadMs: 100, residentBytes: 100_000_000 },
  asked: {
    kind: 'asked',
    answered: [
      { number: 0, times: [1, 2], rank: 0 },
      { number: 1, times: [3, 4] },
    ],
    cpuMsPerQuery: 2,
    residentBytes: 110_000_000,
  },
  ...over,
});

const side = (...runs: readonly EngineRun[]) => ({
  runs,
  queries: QUERIES,
  nameOf: ({ engine }: EngineRun) => engine,
});

describe('options', () => {
  it('run everything when there are none', () => {
    expect(readOptions([], '/here')).toEqual({
      only: ['ours', 'fts5', 'minisearch', 'orama'],
      withServer: true,
    });
  });

  it('name a folder from where the command was given, engines and a number of queries', () => {
    const args = ['--laws', 'kr', '--only', 'fts5, ours', '--queries', '20', '--no-server'];
    expect(readOptions(args, '/here')).toEqual({
      laws: '/here/kr',
      only: ['ours', 'fts5'],
      queries: 20,
      withServer: false,
    });
  });

  it.each([
    { args: ['--only', 'ours,solr'], says: 'solr' },
    { args: ['--only', ''], says: 'no engine named' },
    { args: ['--queries', '0'], says: '--queries' },
    { args: ['--queries', 'many'], says: '--queries' },
    { args: ['--law', 'kr'], says: '--law' },
    { args: ['kr'], says: 'kr' },
  ])('that cannot be understood are named: $args', ({ args, says }) => {
    expect(() => readOptions(args, '/here')).toThrow(says);
    expect(() => readOptions(args, '/here')).toThrow('npm run bench:law');
  });
});

describe('tokens of the other engines', () => {
  it.each([
    { text: '얼굴인식', tokens: ['얼굴', '굴인', '인식'] },
    { text: '제 23조의2', tokens: ['제', '23', '조의', '2'] },
    { text: 'CCTV 安全法', tokens: ['cctv', '安全', '全法'] },
    { text: ' ·「」', tokens: [] },
  ])('of "$text" are pairs of characters and whole words', ({ text, tokens }) => {
    expect(bigramsOf(text)).toEqual(tokens);
  });
});

describe('a sample', () => {
  const items = Array.from({ length: 100 }, (_, at) => `item ${at}`);
  const draw = (from: readonly string[], seed?: number) => sample(from, 10, (item) => item, seed);

  it('is the same whatever the order of the items', () => {
    expect(draw([...items].reverse())).toEqual(draw(items));
  });

  it('is another one under another seed', () => {
    expect(draw(items, 2)).not.toEqual(draw(items, 1));
  });

  it('loses only what is gone when an item goes', () => {
    const [first = '', ...rest] = draw(items);
    expect(draw(items.filter((item) => item !== first)).slice(0, 9)).toEqual(rest);
  });
});

describe('asking an engine', () => {
  it('takes three times of each query and the place of the wanted article', async () => {
    const asked: string[] = [];
    const engine = {
      idOf: ({ number }: { readonly number: number }) => String(number),
      search: (query: string) => {
        asked.push(query);
        return ['3', '7'];
      },
    };
    const { answered, searches } = await askAll(engine, QUERIES);
    expect(answered.map(({ number, rank }) => ({ number, rank }))).toEqual([
      { number: 0, rank: 1 },
      { number: 1, rank: undefined },
    ]);
    expect(answered.map(({ times }) => times.length)).toEqual([3, 3]);
    expect(asked).toHaveLength(QUERIES.length * 4);
    expect(searches).toBe(asked.length);
  });

  it('stops when the time is over, and leaves out what was not answered', async () => {
    let now = 0;
    const engine = {
      idOf: () => '',
      // Three minutes a query: one to warm up, and two until five minutes are over.
      search: () => {
        now += 180_000;
        return [];
      },
    };
    const queries = [...QUERIES, ...QUERIES];
    const { answered, searches } = await askAll(engine, queries, () => now);
    expect(answered.map(({ number }) => number)).toEqual([0, 1]);
    expect(searches).toBe(3);
  });
});

describe('tables', () => {
  const slow = run({
    engine: 'orama',
    built: { kind: 'built', seconds: 40, cpuSeconds: 12, articles: 5 },
    asked: { kind: 'asked', answered: [{ number: 0, times: [10] }], cpuMsPerQuery: 9 },
  });
  const dead: EngineRun = {
    engine: 'minisearch',
    load: 1,
    trouble: 'gave up after 25 min (build)',
  };

  it('hold every figure and how many times ours it is', () => {
    const [, ours, theirs] = buildTable(side(run(), slow), undefined);
    expect(ours).toEqual([
      'ours',
      '10.0',
      'x1.00',
      '12.0',
      '200',
      'x1.00',
      'while building',
      '14',
      'x1.00',
      '0.50',
    ]);
    expect(theirs?.slice(0, 5)).toEqual(['orama', '40.0', 'x4.00', '12.0', '-']);
  });

  it('say why an engine has no figures', () => {
    const [, , row] = buildTable(side(run(), dead), undefined);
    expect(row?.slice(0, 3)).toEqual(['minisearch; gave up after 25 min (build)', '-', '-']);
    expect(speedTable(side(run(), dead))[2]?.slice(1, 4)).toEqual(['0', '-', '-']);
  });

  it('leave ratios out where ours was not run', () => {
    expect(buildTable(side(slow), undefined)[1]?.slice(0, 3)).toEqual(['orama', '40.0', '-']);
  });

  it('count times of all rounds, and of the first alone', () => {
    expect(speedTable(side(run(), slow)).slice(1)).toEqual([
      ['ours', '4', '2.00', 'x1.00', '4.00', 'x1.00', '4.00', 'x1.00', '4.00', '3.00', '2.00'],
      [
        'orama',
        '1',
        '10.00',
        'x5.00',
        '10.00',
        'x2.50',
        '10.00',
        'x2.50',
        '10.00',
        '10.00',
        '9.00',
      ],
    ]);
  });

  it('take times apart by set', () => {
    const [headings = [], row = []] = speedBySetTable(side(run()));
    expect(row[headings.indexOf('typed: p50 ms')]).toBe('3.00');
    expect(row[headings.indexOf('title: p50 ms')]).toBe('-');
  });

  it('count what was found only in sets where one article is wanted', () => {
    expect(qualityTable(side(run(), slow))).toEqual([
      ['found', 'law and title: first', 'in 10', 'asked'],
      ['ours', '100.0%', '100.0%', '1'],
      ['orama', '0.0%', '0.0%', '1'],
    ]);
  });

  it('say of each aim whether it was met, missed or not measured', () => {
    const { asked: _, ...unasked } = run({
      built: { kind: 'built', seconds: 41, cpuSeconds: 12, articles: 5, peakBytes: 799_000_000 },
    });
    const rows = aimsTable(unasked, QUERIES, {});
    expect(rows.slice(1).map(([what, , , verdict]) => [what, verdict])).toEqual([
      ['build', 'missed'],
      ['memory while building', 'met'],
      ['stored', 'met'],
      ['load', 'met'],
      ['query, p50', 'not measured'],
      ['query, p99', 'not measured'],
      ['the server, after law searches', 'not measured'],
    ]);
  });

  it('become Markdown, whatever stands in them', () => {
    expect(
      tableMarkdown([
        ['a', 'b'],
        ['x|y', 'two\nlines'],
      ]),
    ).toBe('| a | b |\n| --- | ---: |\n| x\\|y | two lines |');
  });
});

it('memory is read from what the system says of a process', () => {
  const status = 'Name:\tnode\nVmPeak:\t  999 kB\nVmHWM:\t    300 kB\nVmRSS:\t    200 kB\n';
  expect(memoryIn(status)).toEqual({ residentBytes: 204_800, peakBytes: 307_200 });
  expect(memoryIn('Name:\tnode\n')).toEqual({});
});

it.each([
  {
    words: 'FATAL ERROR: Reached heap limit, JavaScript heap out of memory',
    says: 'out of memory',
  },
  {
    words: 'x.js:1\n  throw\n\nTypeError: no such thing\n    at x',
    says: 'TypeError: no such thing',
  },
  { words: '', says: 'ended with SIGKILL' },
])('an end is told in one line: $says', ({ words, says }) => {
  expect(howItDied(words, null, 'SIGKILL')).toBe(says);
});

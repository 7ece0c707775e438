import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../adapters/config.ts';
import { comparisonTable, tryEmbedding } from '../../../adapters/evaluation/compare-embeddings.ts';
import { goldRows } from '../../../adapters/evaluation/gold.ts';
import type { Marked } from '../../../adapters/evaluation/mark-all.ts';
import { failureLines, marksTable } from '../../../adapters/evaluation/marks-table.ts';
import { projectRoot } from '../../../adapters/project-root.ts';
import { random } from '../../servers/embedding/models.ts';
import { openLog, openServer } from '../embedding/toy-search.ts';

const marked = (over: Partial<Marked> & { all: boolean; verdict_any?: string[] }): Marked => ({
  row: {
    id: 'x-1',
    lang: 'ko',
    kind: 'situation',
    text: '물음',
    history: [],
    gold: over.verdict_any ? { verdict_any: over.verdict_any } : {},
  },
  marks: { kind: true, ...(over.verdict_any && { verdict: over.all }), all: over.all },
  got: 'shop-camera',
  verdict: 'conditional',
  ms: over.ms ?? 1,
});

describe('the tables of an evaluation', () => {
  it('have a row for each embedding and set, with what building and asking cost', () => {
    const sets = [{ name: 'judge', marked: [1, 2, 3, 4].map((ms) => marked({ all: ms < 4, ms })) }];
    const [head = '', ...rows] = comparisonTable([
      { setting: 'builtin', buildSeconds: 12.34, indexBytes: 5_600_000, sets },
      { setting: 'openai:m', buildSeconds: 1, indexBytes: 1e6, sets },
    ]);
    expect(head.split(/ {2,}/)).toEqual(
      ['embedding', 'set', 'n', 'kind', 'verdict', 'citation', 'must', 'safe', 'all'].concat(
        'p50 ms',
        'p95 ms',
        'build s',
        'index MB',
      ),
    );
    expect(rows.map((row) => row.split(/ {2,}/))).toEqual([
      ['builtin', 'judge', '4', '100.0', '-', '-', '-', '-', '75.0', '2.0', '4.0', '12.3', '5.6'],
      ['openai:m', 'judge', '4', '100.0', '-', '-', '-', '-', '75.0', '2.0', '4.0', '1.0', '1.0'],
    ]);
  });

  it('weigh rare verdicts as much as frequent ones', () => {
    const rows = [
      marked({ all: true, verdict_any: ['yes'] }),
      marked({ all: true, verdict_any: ['yes'] }),
      marked({ all: true, verdict_any: ['yes'] }),
      marked({ all: false, verdict_any: ['no'] }),
    ];
    expect(marksTable(rows).at(-1)).toBe('verdict, labels weighted equally: 50.0 %');
    expect(failureLines(rows)).toHaveLength(2);
    expect(failureLines(rows)[0]).toContain('wrong: verdict');
  });
});

it('vectors that say nothing leave the words to answer our own questions, over the whole corpus', async () => {
  const server = await openServer({ small: random(16) });
  const judge = goldRows('test/evaluation/judge.jsonl').filter((_, at) => at % 4 === 0);
  const { sets, indexBytes } = await tryEmbedding(
    readConfig({}),
    { EMBEDDINGS: 'openai:small', EMBEDDINGS_URL: server.url('openai') },
    { root: projectRoot(), sets: [{ name: 'judge', rows: judge }], log: openLog() },
  );
  const right = sets[0]?.marked.filter(({ marks }) => marks.all).length ?? 0;
  expect(right / judge.length).toBeGreaterThanOrEqual(0.85);
  expect(indexBytes).toBeGreaterThan(1e6);
}, 90_000);

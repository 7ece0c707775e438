import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import { openKnowledge } from '../../knowledge/open-knowledge.ts';
import { type BuiltIndex, buildMs } from './built-index.ts';
import type { Section, Table } from './report.ts';
import { inMs, percentile, timedLater } from './statistics.ts';

const LOADS = 5;

/**
 * What the index costs to build, to open and to keep.
 *
 * @param dataFolder - Empty; it holds a stored index afterwards.
 */
export async function indexCost(
  built: BuiltIndex,
  corpusFolder: string,
  dataFolder: string,
): Promise<Section> {
  const open = () =>
    openKnowledge({
      corpusFolder,
      dataFolder,
      embeddings: { kind: 'builtin' },
      today: () => koreanDay(new Date()),
    });
  const first = await timedLater(open);
  const loads: number[] = [];
  for (let load = 0; load < LOADS; load++) loads.push((await timedLater(open)).ms);
  const { took } = built;
  return {
    title: '3. Index',
    notes: [
      `${built.corpus.entries.size} entries, ${built.wordings} wordings, vectors searched by ${first.value.report.vectorSearch}.`,
      'Building was timed first of all, in a process that had done nothing yet.',
    ],
    tables: [
      [
        ['step', 'ms'],
        ['read and check the corpus (YAML)', inMs(took.corpus)],
        ['train the embedding', inMs(took.train)],
        ['embed every wording', inMs(took.embed)],
        ['neighbour graph', inMs(took.graph)],
        ['lexical indexes', inMs(took.lexical)],
        ['build: train + vectors + graph + lexical', inMs(buildMs(built))],
        ['openKnowledge, builds and stores', inMs(first.ms)],
        [`openKnowledge, loads (median of ${LOADS})`, inMs(percentile(loads, 0.5))],
      ],
      sizes(join(dataFolder, 'index')),
    ],
  };
}

function sizes(folder: string): Table {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map(({ name, parentPath }) => ({ name, bytes: statSync(join(parentPath, name)).size }));
  const total = files.reduce((all, { bytes }) => all + bytes, 0);
  const line = (name: string, bytes: number) => [name, (bytes / 1_048_576).toFixed(2)];
  return [
    ['on disk', 'MiB'],
    ...files.map(({ name, bytes }) => line(name, bytes)),
    line('total', total),
  ];
}

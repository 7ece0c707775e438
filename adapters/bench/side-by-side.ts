import type { TextSettings } from '../../bot/render-text.ts';
import { joinHistory } from '../../knowledge/answer/follow-up.ts';
import { plainText } from '../../knowledge/search/plain-text.ts';
import type { GoldRow } from '../evaluation/gold.ts';
import { wouldBeRight } from '../evaluation/would-be-right.ts';
import type { BuiltIndex } from './built-index.ts';
import { type Engine, ourEngines, type Query, searchDocuments } from './engine.ts';
import { otherEngines } from './other-engines.ts';
import type { QuestionSet } from './questions.ts';
import type { Section, Table } from './report.ts';
import { againstOurs, inMs, inPercent, percentile, timedLater } from './statistics.ts';

/** The question with the query made from it. */
interface Asked {
  readonly row: GoldRow;
  readonly query: Query;
}

interface Score {
  readonly first: number;
  readonly firstFive: number;
  readonly questions: number;
}

/** What an engine found: the best ids for every question, in the order asked. */
interface Run {
  readonly engine: Engine;
  readonly found: readonly (readonly string[])[];
  readonly times: number[];
}

interface EngineResult extends Run {
  /** One a question set, in their order, then all together. */
  readonly scores: readonly Score[];
}

/** Rounds after the one that warms up and finds; the engines take turns, so that a busy moment hits all. */
const ROUNDS = 3;

type IsRight = (row: GoldRow, id: string) => boolean;

/** Ours, MiniSearch and Orama on the same entries and the same questions. */
export async function sideBySide(
  built: BuiltIndex,
  settings: TextSettings,
  sets: readonly QuestionSet[],
): Promise<Section> {
  const askedSets = sets.map(({ rows }) =>
    rows.map((row) => ({ row, query: queryOf(row, built) })),
  );
  const isRight = remembered((row, id) => wouldBeRight(row, id, settings));
  const [ours, ...others] = ourEngines(built);
  const engines = [ours, ...others, ...(await otherEngines(searchDocuments(built.corpus)))];
  const runs = await runEngines(engines, askedSets.flat());
  const results = runs.map((run) => ({ ...run, scores: scoresOf(run, askedSets, isRight) }));
  const own = results[0];
  if (!own) throw new Error('No engine was run.');
  const names = [...sets.map(({ name }) => name), 'all'];
  return {
    title: '4. Side by side: MiniSearch 7.2.0, Orama 3.1.18',
    notes: [
      `${own.found.length} questions (situation, concept, route, rights); the same entries, the same run, warm, ${ROUNDS} rounds in turns.`,
      'Right: the answer made from the result would pass every check of the question (mark, gold.ts).',
      'Our ranking weights were learnt with the set `tuning`: its figures favour ours. No set was given to the others.',
      'Ours also ranks intents, and one of those counts as wrong here; the others have entries only.',
      "Orama's default tokeniser drops Hangul: it has no Korean, so its row says little about Orama.",
      'EMBEDDINGS=none keeps the weights that were learnt with vectors, as the product does.',
      'Query time includes taking the question apart. Ratios: theirs divided by ours.',
    ],
    tables: [qualityTable(names, results, own), speedTable(results, own)],
  };
}

function queryOf({ text, history }: GoldRow, { readers }: BuiltIndex): Query {
  const own = plainText(text);
  return { own, joined: joinHistory(own, history.map(plainText), readers) };
}

/** Rendering an answer takes longer than finding it: each pair is judged once. */
function remembered(judge: IsRight): IsRight {
  const known = new Map<GoldRow, Map<string, boolean>>();
  return (row, id) => {
    const ids = known.get(row) ?? new Map<string, boolean>();
    known.set(row, ids);
    const right = ids.get(id) ?? judge(row, id);
    ids.set(id, right);
    return right;
  };
}

async function runEngines(
  engines: readonly Engine[],
  asked: readonly Asked[],
): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for (const engine of engines) {
    const found: (readonly string[])[] = [];
    for (const { query } of asked) found.push(await engine.search(query));
    runs.push({ engine, found, times: [] });
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const { engine, times } of runs) {
      for (const { query } of asked) times.push((await timedLater(() => engine.search(query))).ms);
    }
  }
  return runs;
}

function scoresOf(
  { found }: Run,
  sets: readonly (readonly Asked[])[],
  isRight: IsRight,
): readonly Score[] {
  const remaining = found.values();
  const scores = sets.map((set) => {
    const ranks = set.map(({ row }) => {
      const ids = remaining.next().value ?? [];
      return ids.findIndex((id) => isRight(row, id));
    });
    return {
      first: ranks.filter((rank) => rank === 0).length,
      firstFive: ranks.filter((rank) => rank >= 0).length,
      questions: ranks.length,
    };
  });
  return [...scores, scores.reduce(together)];
}

const together = (a: Score, b: Score): Score => ({
  first: a.first + b.first,
  firstFive: a.firstFive + b.firstFive,
  questions: a.questions + b.questions,
});

function qualityTable(
  names: readonly string[],
  results: readonly EngineResult[],
  ours: EngineResult,
): Table {
  const headings = names.flatMap((name) => [`${name}: first`, 'in 5', 'first/ours']);
  return [
    ['right', ...headings],
    ...results.map(({ engine, scores }) => [
      engine.name,
      ...scores.flatMap(({ first, firstFive, questions }, at) => [
        inPercent(first, questions),
        inPercent(firstFive, questions),
        againstOurs(first, ours.scores[at]?.first ?? 0),
      ]),
    ]),
  ];
}

function speedTable(results: readonly EngineResult[], ours: EngineResult): Table {
  const middle = ({ times }: EngineResult) => percentile(times, 0.5);
  const high = ({ times }: EngineResult) => percentile(times, 0.99);
  return [
    ['speed', 'p50 ms', 'p50/ours', 'p99 ms', 'p99/ours', 'build ms', 'build/ours'],
    ...results.map((result) => [
      result.engine.name,
      inMs(middle(result)),
      againstOurs(middle(result), middle(ours)),
      inMs(high(result)),
      againstOurs(high(result), high(ours)),
      inMs(result.engine.buildMs),
      againstOurs(result.engine.buildMs, ours.engine.buildMs),
    ]),
  ];
}

import type { Table } from '../report.ts';
import { inMs, inPercent, percentile } from '../statistics.ts';
import { BEST } from './ask-engine.ts';
import { compared, inMB, inSeconds, NOTHING, shown } from './figures.ts';
import { type Answered, type Built, QUERY_SETS, type Query } from './messages.ts';
import type { EngineRun } from './run-engine.ts';

/** What is told of all engines together. */
export interface SideBySide {
  readonly runs: readonly EngineRun[];
  readonly queries: readonly Query[];
  /** How an engine is called in the report. */
  readonly nameOf: (run: EngineRun) => string;
}

const oursIn = ({ runs }: SideBySide): EngineRun | undefined =>
  runs.find(({ engine }) => engine === 'ours');

/** What building costs; the last line is what reading alone costs, which is in all others. */
export function buildTable(side: SideBySide, reading: Built | undefined): Table {
  const ours = oursIn(side);
  return [
    [
      'build',
      's',
      's/ours',
      'CPU s',
      'peak MB',
      'MB/ours',
      'to store, s',
      'stored MB',
      'stored/ours',
      'load average',
    ],
    ...side.runs.map((run) => [
      nameWithTrouble(side, run),
      ...compared(run.built?.seconds, ours?.built?.seconds, inSeconds),
      shown(run.built?.cpuSeconds, inSeconds),
      ...compared(run.built?.peakBytes, ours?.built?.peakBytes, inMB),
      run.stored && run.stored.seconds === undefined
        ? 'while building'
        : shown(run.stored?.seconds, inSeconds),
      ...compared(run.stored?.bytes, ours?.stored?.bytes, inMB),
      shown(run.load, (load) => load.toFixed(2)),
    ]),
    [
      'reading the law files only',
      ...compared(reading?.seconds, ours?.built?.seconds, inSeconds),
      shown(reading?.cpuSeconds, inSeconds),
      ...compared(reading?.peakBytes, ours?.built?.peakBytes, inMB),
      ...Array.from({ length: 4 }, () => NOTHING),
    ],
  ];
}

function nameWithTrouble({ nameOf }: SideBySide, run: EngineRun): string {
  const notes = [run.trouble, run.notStored && `cannot be stored: ${run.notStored}`];
  return [nameOf(run), ...notes.filter(Boolean)].join('; ');
}

export function serveTable(side: SideBySide): Table {
  const ours = oursIn(side);
  return [
    ['serve', 'load ms', 'load/ours', 'MB when loaded', 'MB after the queries', 'MB/ours'],
    ...side.runs.map((run) => [
      side.nameOf(run),
      ...compared(run.ready?.loadMs, ours?.ready?.loadMs, inMs),
      shown(run.ready?.residentBytes, inMB),
      ...compared(run.asked?.residentBytes, ours?.asked?.residentBytes, inMB),
    ]),
  ];
}

/** All times of a run, of one set or of all; none when it answered nothing. */
export function timesOf(
  { asked }: EngineRun,
  queries: readonly Query[],
  set?: Query['set'],
): readonly number[] {
  return (asked?.answered ?? [])
    .filter(({ number }) => set === undefined || queries[number]?.set === set)
    .flatMap(({ times }) => times);
}

export function speedTable(side: SideBySide): Table {
  const shares = [0.5, 0.95, 0.99];
  const measured = side.runs.map((run) => ({ run, times: timesOf(run, side.queries) }));
  const ours = measured.find(({ run }) => run.engine === 'ours')?.times ?? [];
  const headings = shares.flatMap((share) => [`p${share * 100} ms`, `p${share * 100}/ours`]);
  return [
    ['query', 'times', ...headings, 'max ms', 'p99 ms, first time asked', 'CPU ms, mean'],
    ...measured.map(({ run, times }) => [
      side.nameOf(run),
      String(times.length),
      ...shares.flatMap((share) =>
        compared(percentile(times, share), percentile(ours, share), inMs),
      ),
      inMs(percentile(times, 1)),
      inMs(percentile(firstTimes(run), 0.99)),
      shown(run.asked?.cpuMsPerQuery, inMs),
    ]),
  ];
}

const firstTimes = ({ asked }: EngineRun): readonly number[] =>
  (asked?.answered ?? []).flatMap(({ times }) => times.slice(0, 1));

export function speedBySetTable({ runs, queries, nameOf }: SideBySide): Table {
  return [
    ['query, by set', ...QUERY_SETS.flatMap((set) => [`${set}: p50 ms`, 'p99 ms'])],
    ...runs.map((run) => [
      nameOf(run),
      ...QUERY_SETS.flatMap((set) => {
        const times = timesOf(run, queries, set);
        return [inMs(percentile(times, 0.5)), inMs(percentile(times, 0.99))];
      }),
    ]),
  ];
}

/** How often the article that a query was made from was found: the sets that have just one such article. */
export function qualityTable({ runs, queries, nameOf }: SideBySide): Table {
  const sets = QUERY_SETS.filter((set) =>
    queries.some((query) => query.set === set && query.wanted),
  );
  return [
    ['found', ...sets.flatMap((set) => [`${set}: first`, `in ${BEST}`, 'asked'])],
    ...runs.map((run) => [
      nameOf(run),
      ...sets.flatMap((set) => foundCells(answersTo(run, queries, set))),
    ]),
  ];
}

const answersTo = ({ asked }: EngineRun, queries: readonly Query[], set: Query['set']) =>
  (asked?.answered ?? []).filter(({ number }) => queries[number]?.set === set);

function foundCells(answers: readonly Answered[]): readonly string[] {
  const ranks = answers.flatMap(({ rank }) => rank ?? []);
  const firsts = ranks.filter((rank) => rank === 0).length;
  return [
    inPercent(firsts, answers.length),
    inPercent(ranks.length, answers.length),
    String(answers.length),
  ];
}

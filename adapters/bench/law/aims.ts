import type { Table } from '../report.ts';
import { inMs, percentile } from '../statistics.ts';
import { timesOf } from './engine-tables.ts';
import { inMB, inSeconds, shown } from './figures.ts';
import type { Query } from './messages.ts';
import type { EngineRun } from './run-engine.ts';

interface Aim {
  readonly what: string;
  readonly unit: string;
  readonly below: number;
  readonly measured: number | undefined;
  readonly format: (value: number) => string;
}

/** What the server itself used, where it was measured. */
export interface ServerFigures {
  /** After law searches. */
  readonly residentBytes?: number;
}

const MB = 1_000_000;

/** What we set out to reach with all of Korean law, and what this run measured. */
export function aimsTable(
  ours: EngineRun,
  queries: readonly Query[],
  server: ServerFigures,
): Table {
  const times = timesOf(ours, queries);
  const { built, stored, ready } = ours;
  const aims: readonly Aim[] = [
    { what: 'build', unit: 's', below: 40, measured: built?.seconds, format: inSeconds },
    {
      what: 'memory while building',
      unit: 'MB',
      below: 800 * MB,
      measured: built?.peakBytes,
      format: inMB,
    },
    { what: 'stored', unit: 'MB', below: 150 * MB, measured: stored?.bytes, format: inMB },
    { what: 'load', unit: 'ms', below: 1000, measured: ready?.loadMs, format: inMs },
    { what: 'query, p50', unit: 'ms', below: 1, measured: percentile(times, 0.5), format: inMs },
    { what: 'query, p99', unit: 'ms', below: 8, measured: percentile(times, 0.99), format: inMs },
    {
      what: 'the server, after law searches',
      unit: 'MB',
      below: 500 * MB,
      measured: server.residentBytes,
      format: inMB,
    },
  ];
  return [['aim', 'below', 'measured', ''], ...aims.map(aimLine)];
}

function aimLine({ what, unit, below, measured, format }: Aim): readonly string[] {
  const isMeasured = measured !== undefined && !Number.isNaN(measured);
  const verdict = isMeasured ? (measured < below ? 'met' : 'missed') : 'not measured';
  const limit = unit === 'MB' ? inMB(below) : String(below);
  return [
    what,
    `${limit} ${unit}`,
    shown(measured, (value) => `${format(value)} ${unit}`),
    verdict,
  ];
}

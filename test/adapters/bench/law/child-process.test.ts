import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runChild } from '../../../../adapters/bench/law/child-process.ts';
import type { Order, Report } from '../../../../adapters/bench/law/messages.ts';
import { temporaryFolder } from '../../../factories.ts';

const ORDER: Order = {
  phase: 'build',
  engine: 'ours',
  lawFolder: '/laws',
  today: '2026-01-15',
  store: '/store',
  queries: '/queries.json',
};
/** Enough for a process that has nothing to do. Milliseconds. */
const PLENTY_MS = 60_000;

async function run(code: string, limitMs = PLENTY_MS, nodeFlags: readonly string[] = []) {
  const program = join(temporaryFolder({ 'program.mjs': code }), 'program.mjs');
  const reports: Report[] = [];
  const ending = await runChild(ORDER, { program, nodeFlags, limitMs }, (report) => {
    reports.push(report);
  });
  return { ending, reports };
}

describe('a child process', () => {
  it('gets its order and hands on what it reports', async () => {
    const { ending, reports } = await run(`
      const { phase } = JSON.parse(process.argv[2]);
      process.send({ kind: 'not-stored', why: phase });
    `);
    expect(ending).toEqual({ kind: 'done' });
    expect(reports).toEqual([{ kind: 'not-stored', why: 'build' }]);
  });

  it('that takes too long is ended', async () => {
    const { ending, reports } = await run('setInterval(() => undefined, 1000);', 300);
    expect(ending).toEqual({ kind: 'gave-up', afterMs: 300 });
    expect(reports).toEqual([]);
  });

  it('that throws tells its error', async () => {
    const { ending } = await run("throw new RangeError('Invalid string length');");
    expect(ending).toEqual({ kind: 'died', how: 'RangeError: Invalid string length' });
  });

  it('that runs out of memory says so', async () => {
    const greedy = 'const kept = []; for (;;) kept.push({ at: kept.length });';
    const { ending } = await run(greedy, PLENTY_MS, ['--max-old-space-size=20']);
    expect(ending).toEqual({ kind: 'died', how: 'out of memory' });
  });
});

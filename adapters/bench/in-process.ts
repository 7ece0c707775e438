import { renderText, type TextSettings } from '../../bot/render-text.ts';
import { AnswerPipeline, type Knowledge } from '../../knowledge/answer/pipeline.ts';
import type { EntrySearch } from '../../knowledge/search/entry-search.ts';
import type { GoldRow } from '../evaluation/gold.ts';
import type { Section } from './report.ts';
import { inMs, inPercent, percentile, sum, timedLater } from './statistics.ts';

const ROUNDS = 3;

/** Question to text, without a network: every question, three rounds after one that warms up. */
export async function inProcess(
  knowledge: Knowledge,
  settings: TextSettings,
  rows: readonly GoldRow[],
): Promise<Section> {
  const pipeline = new AnswerPipeline(knowledge);
  const search = watchSearch(knowledge.search);
  const ask = async ({ text, history }: GoldRow) =>
    renderText(await pipeline.answer({ text, history }), settings);
  for (const row of rows) await ask(row);
  const table = [['', 'questions', 'p50 ms', 'p95 ms', 'p99 ms', 'max ms', 'in search']];
  const all: number[] = [];
  let allSearchMs = 0;
  const line = (name: string, times: readonly number[], searchMs: number) => [
    name,
    String(times.length),
    ...[0.5, 0.95, 0.99, 1].map((share) => inMs(percentile(times, share))),
    inPercent(searchMs, sum(times)),
  ];
  for (let round = 1; round <= ROUNDS; round++) {
    search.ms = 0;
    const times: number[] = [];
    for (const row of rows) times.push((await timedLater(() => ask(row))).ms);
    table.push(line(`round ${round}`, times, search.ms));
    all.push(...times);
    allSearchMs += search.ms;
  }
  search.stop();
  table.push(line('all rounds', all, allSearchMs));
  return {
    title: '1. In process: question to answer',
    notes: ['AnswerPipeline.answer and renderText, one question after the other, warm.'],
    tables: [table],
  };
}

/** Counts the time spent in one search object until it is stopped. */
function watchSearch(search: EntrySearch): { ms: number; readonly stop: () => void } {
  const original = search.search;
  const watch = {
    ms: 0,
    stop: () => {
      search.search = original;
    },
  };
  search.search = async (question) => {
    const start = performance.now();
    const found = await original.call(search, question);
    watch.ms += performance.now() - start;
    return found;
  };
  return watch;
}

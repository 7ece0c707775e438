import { exchangeRow } from '../../bot/exchange-row.ts';
import { type Bot, textSettings } from '../open-bot.ts';
import { type GoldRow, type Marks, mark } from './gold.ts';

export interface Marked {
  readonly row: GoldRow;
  readonly marks: Marks;
  /** What we answered with: an entry, or what came of the question. */
  readonly got: string;
  readonly verdict: string | undefined;
  readonly ms: number;
}

export const COLUMNS = ['kind', 'verdict', 'citation', 'must', 'safe', 'all'] as const;
export type Column = (typeof COLUMNS)[number];

/** Asks every question, one after the other, and marks the answers. */
export async function markAll(
  bot: Bot,
  rows: readonly GoldRow[],
  clock: () => number = () => performance.now(),
): Promise<readonly Marked[]> {
  const settings = textSettings(bot);
  const marked: Marked[] = [];
  for (const row of rows) {
    const start = clock();
    const answer = await bot.pipeline.answer({ text: row.text, history: row.history });
    const ms = clock() - start;
    const out = exchangeRow(answer, settings);
    const got = out.entry ?? out.outcome;
    marked.push({ row, got, marks: mark(row, out), verdict: out.verdict, ms });
  }
  return marked;
}

/** Per cent of the answers that were checked for this; undefined if none was. */
export function share(marked: readonly Marked[], column: Column): number | undefined {
  const checked = marked.flatMap(({ marks }) => marks[column] ?? []);
  if (checked.length === 0) return undefined;
  return (100 * checked.filter(Boolean).length) / checked.length;
}

export const shown = (value: number | undefined): string =>
  value === undefined ? '-' : value.toFixed(1);

import { beforeAll, describe, expect, it } from 'vitest';
import { type GoldRow, goldRows, type Marks, mark } from '../../adapters/evaluation/gold.ts';
import { type Bot, textSettings } from '../../adapters/open-bot.ts';
import { exchangeRow } from '../../bot/exchange-row.ts';
import { openRealBot } from '../real-bot.ts';

/**
 * Below these the answers have become worse. They only ever go up; what was measured stands in DECISIONS.md, 7.
 * `judge` was written without sight of the corpus and of the tuning questions.
 */
const AT_LEAST = [
  { set: 'judge', column: 'all', share: 0.88 },
  { set: 'judge', column: 'verdict', share: 0.9 },
  { set: 'judge', column: 'citation', share: 0.93 },
  { set: 'judge', column: 'safe', share: 1 },
  { set: 'tuning', column: 'all', share: 0.88 },
  { set: 'off-topic', column: 'kind', share: 0.93 },
] as const;

interface Marked {
  readonly row: GoldRow;
  readonly marks: Marks;
}

let bot: Bot;
const marked = new Map<string, readonly Marked[]>();

async function markSet(set: string): Promise<readonly Marked[]> {
  const settings = textSettings(bot);
  const rows: Marked[] = [];
  for (const row of goldRows(`test/evaluation/${set}.jsonl`)) {
    const answer = await bot.pipeline.answer({ text: row.text, history: row.history });
    rows.push({ row, marks: mark(row, exchangeRow(answer, settings)) });
  }
  return rows;
}

const shareOf = (rows: readonly Marked[], column: keyof Marks): number => {
  const checked = rows.flatMap(({ marks }) => marks[column] ?? []);
  return checked.filter(Boolean).length / checked.length;
};

describe('our own questions', () => {
  beforeAll(async () => {
    bot = await openRealBot();
    for (const set of ['judge', 'tuning', 'off-topic']) marked.set(set, await markSet(set));
  });

  it.each(AT_LEAST)('$set: $column is at least $share', ({ set, column, share }) => {
    expect(shareOf(marked.get(set) ?? [], column)).toBeGreaterThanOrEqual(share);
  });

  it('are answered about as well in English as in Korean', () => {
    const judged = marked.get('judge') ?? [];
    const of = (lang: string) =>
      shareOf(
        judged.filter(({ row }) => row.lang === lang),
        'all',
      );
    expect(Math.abs(of('ko') - of('en'))).toBeLessThanOrEqual(0.05);
  });
});

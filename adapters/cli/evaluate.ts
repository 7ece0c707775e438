import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { exchangeRow } from '../../bot/exchange-row.ts';
import { readConfig } from '../config.ts';
import { environment } from '../environment.ts';
import { type GoldRow, goldRows, type Marks, mark } from '../evaluation/gold.ts';
import { type Bot, openBot, textSettings } from '../open-bot.ts';
import { projectRoot } from '../project-root.ts';

interface Marked {
  readonly row: GoldRow;
  readonly marks: Marks;
  /** What we answered with: an entry, or what came of the question. */
  readonly got: string;
  readonly verdict: string | undefined;
}

const COLUMNS = ['kind', 'verdict', 'citation', 'must', 'safe', 'all'] as const;

/**
 * `npm run evaluate [-- FILE …] [--fail]`: answers labelled questions and prints the share of right ones by
 * kind and language. Without a file: the development questions if they are at hand, and our own sets.
 */
async function main(words: readonly string[]): Promise<void> {
  const root = projectRoot();
  const bot = await openBot(readConfig(environment()), root);
  const named = words.filter((word) => !word.startsWith('--'));
  const files = named.length > 0 ? named : defaultFiles(root);
  for (const file of files) {
    const marked = await markAll(bot, goldRows(file));
    console.log(`\n${relative(root, file)}: ${marked.length} questions`);
    printTable(marked);
    if (words.includes('--fail')) printFailures(marked);
  }
}

function defaultFiles(root: string): string[] {
  const development = join(root, '../shared/eval/dev.jsonl');
  const own = ['judge', 'tuning', 'off-topic'].map((name) =>
    join(root, `test/evaluation/${name}.jsonl`),
  );
  if (existsSync(development)) return [development, ...own];
  console.log(
    'The development questions (../shared/eval/dev.jsonl) are not here; our own sets follow.',
  );
  return own;
}

async function markAll(bot: Bot, rows: readonly GoldRow[]): Promise<Marked[]> {
  const settings = textSettings(bot);
  const marked: Marked[] = [];
  for (const row of rows) {
    const answer = await bot.pipeline.answer({ text: row.text, history: row.history });
    const out = exchangeRow(answer, settings);
    const got = out.entry ?? out.outcome;
    marked.push({ row, got, marks: mark(row, out), verdict: out.verdict });
  }
  return marked;
}

function printTable(marked: readonly Marked[]): void {
  console.log(['', 'n', ...COLUMNS].map((head, at) => head.padStart(at === 0 ? 12 : 9)).join(''));
  const print = (name: string, rows: readonly Marked[]) => {
    const cells = COLUMNS.map((column) => share(rows, column).padStart(9));
    console.log(`${name.padStart(12)}${String(rows.length).padStart(9)}${cells.join('')}`);
  };
  for (const [name, rows] of groupBy(marked, ({ row }) => row.kind)) print(name, rows);
  for (const [name, rows] of groupBy(marked, ({ row }) => row.lang)) print(name, rows);
  print('total', marked);
  const labelled = marked.filter(({ row }) => row.gold.verdict_any);
  if (labelled.length === 0) return;
  const shares = [...groupBy(labelled, ({ row }) => row.gold.verdict_any?.[0] ?? '')].map(
    ([, rows]) => rows.filter(({ marks }) => marks.verdict).length / rows.length,
  );
  const balanced = (100 * shares.reduce((sum, one) => sum + one, 0)) / shares.length;
  console.log(`verdict, labels weighted equally: ${balanced.toFixed(1)} %`);
}

function share(rows: readonly Marked[], column: (typeof COLUMNS)[number]): string {
  const checked = rows.flatMap(({ marks }) => marks[column] ?? []);
  if (checked.length === 0) return '-';
  return ((100 * checked.filter(Boolean).length) / checked.length).toFixed(1);
}

function groupBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}

function printFailures(marked: readonly Marked[]): void {
  for (const { row, marks, got, verdict } of marked.filter((one) => !one.marks.all)) {
    const wrong = COLUMNS.filter((column) => column !== 'all' && marks[column] === false);
    console.log(
      `${row.id} ${row.lang} ${row.kind}: ${got} (${verdict ?? '-'}); wrong: ${wrong.join(', ')}`,
    );
    console.log(`    ${row.text.slice(0, 160)}`);
  }
}

await main(process.argv.slice(2));

import { existsSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { type Config, readConfig } from '../config.ts';
import { EmbeddingError } from '../embedding/embedding-error.ts';
import { environment } from '../environment.ts';
import {
  type Comparison,
  comparisonTable,
  type QuestionSet,
  tryEmbedding,
} from '../evaluation/compare-embeddings.ts';
import { goldRows } from '../evaluation/gold.ts';
import { markAll } from '../evaluation/mark-all.ts';
import { failureLines, marksTable } from '../evaluation/marks-table.ts';
import { openBot } from '../open-bot.ts';
import { projectRoot } from '../project-root.ts';
import { compareModels } from './evaluate-models.ts';
import { EVALUATE_USAGE, type EvaluateOptions, readEvaluateOptions } from './evaluate-options.ts';
import { TERMINAL_LOG } from './terminal-log.ts';

/**
 * `npm run evaluate`: answers labelled questions and prints the share of right ones. Without a file: the development
 * questions if they are at hand, and our own sets. See {@link EVALUATE_USAGE}.
 */
async function main(): Promise<void> {
  const options = readEvaluateOptions(process.argv.slice(2));
  if (!options) return console.log(EVALUATE_USAGE);
  const root = projectRoot();
  const config = readConfig(environment());
  const sets = options.models.length > 0 ? ['judge'] : ['judge', 'tuning', 'off-topic'];
  const files = options.files.length > 0 ? options.files : defaultFiles(root, sets);
  if (options.models.length > 0) return compareModels(options, files, config, root);
  if (options.embeddings.length > 0) return compareAll(options, files, config, root);
  const bot = await openBot(config, root, undefined, { log: TERMINAL_LOG });
  for (const file of files) {
    const marked = await markAll(bot, goldRows(file));
    console.log(`\n${relative(root, file)}: ${marked.length} questions`);
    console.log(marksTable(marked).join('\n'));
    if (options.showsFailures) console.log(failureLines(marked).join('\n'));
  }
}

/** One that cannot be used does not keep the others from being compared. */
async function compareAll(
  { embeddings, showsFailures }: EvaluateOptions,
  files: readonly string[],
  config: Config,
  root: string,
): Promise<void> {
  const sets: readonly QuestionSet[] = files.map((file) => ({
    name: basename(file, '.jsonl'),
    rows: goldRows(file),
  }));
  const comparisons: Comparison[] = [];
  for (const { setting, url = config.EMBEDDINGS_URL } of embeddings) {
    console.error(setting);
    try {
      const wanted = { EMBEDDINGS: setting, EMBEDDINGS_URL: url };
      comparisons.push(await tryEmbedding(config, wanted, { root, sets, log: TERMINAL_LOG }));
    } catch (error) {
      if (!(error instanceof EmbeddingError)) throw error;
      console.error(`  ${error.message}`);
      process.exitCode = 1;
    }
  }
  console.log(comparisonTable(comparisons).join('\n'));
  if (!showsFailures) return;
  for (const { setting, sets: asked } of comparisons) {
    console.log(`\n${setting}`);
    for (const { marked } of asked) console.log(failureLines(marked).join('\n'));
  }
}

function defaultFiles(root: string, sets: readonly string[]): string[] {
  const development = join(root, '../shared/eval/dev.jsonl');
  const own = sets.map((name) => join(root, `test/evaluation/${name}.jsonl`));
  if (existsSync(development)) return [development, ...own];
  console.log(
    'The development questions (../shared/eval/dev.jsonl) are not here; our own sets follow.',
  );
  return own;
}

main().catch((error: unknown) => {
  const isOperators = error instanceof Error && 'code' in error;
  console.error(isOperators ? error.message : error);
  process.exitCode = 1;
});

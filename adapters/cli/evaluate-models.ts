import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Config } from '../config.ts';
import { compareModel } from '../evaluation/compare-models.ts';
import { goldRows } from '../evaluation/gold.ts';
import {
  type ModelComparison,
  modelMarkdown,
  modelTable,
  sentenceLines,
} from '../evaluation/model-table.ts';
import { openBot } from '../open-bot.ts';
import { chatModelSettings } from '../open-model.ts';
import type { EvaluateOptions } from './evaluate-options.ts';
import { TERMINAL_LOG } from './terminal-log.ts';

/** What is above it in a file that exists stays. */
const FIGURES_MARK = '<!-- figures -->';

/** Answers the questions without a model and with each of those named, and prints the comparison. */
export async function compareModels(
  { models, save, showsFailures }: EvaluateOptions,
  files: readonly string[],
  config: Config,
  root: string,
): Promise<void> {
  const bot = await openBot(config, root, undefined, { log: TERMINAL_LOG });
  const sources = {
    bot,
    root,
    // What a model took and came to stands in the table.
    log: { ...TERMINAL_LOG, info: () => undefined, warn: () => undefined },
    clock: () => performance.now(),
    random: Math.random,
  };
  const comparisons: ModelComparison[] = [];
  for (const file of files) {
    const compared: ModelComparison['models'][number][] = [];
    for (const { setting, url } of models) {
      const wanted = { ...config, CHAT_MODEL: setting, ...(url && { CHAT_MODEL_URL: url }) };
      const chosen = chatModelSettings(wanted);
      if (!chosen) continue;
      console.error(`${basename(file)}: ${setting}`);
      const { figures, trials } = await compareModel(chosen, goldRows(file), sources);
      if (showsFailures) console.log(sentenceLines(trials).join('\n'));
      compared.push({ model: setting, figures });
    }
    const comparison = { set: basename(file, '.jsonl'), models: compared };
    comparisons.push(comparison);
    console.log(`\n${comparison.set}: ${compared[0]?.figures.questions ?? 0} questions`);
    console.log(modelTable(comparison).join('\n'));
  }
  if (save) saveComparisons(save, comparisons);
}

/** @param file - The table; the same figures as data go beside it. */
export function saveComparisons(file: string, comparisons: readonly ModelComparison[]): void {
  const name = file.replace(/\.(?:md|json)$/, '');
  const [above] = existsSync(`${name}.md`)
    ? readFileSync(`${name}.md`, 'utf8').split(FIGURES_MARK)
    : ['# Answers with and without a language model\n\n'];
  const tables = comparisons.map(modelMarkdown).join('\n\n');
  writeFileSync(`${name}.md`, `${above}${FIGURES_MARK}\n\n${tables}\n`);
  writeFileSync(`${name}.json`, `${JSON.stringify(comparisons, undefined, 2)}\n`);
}

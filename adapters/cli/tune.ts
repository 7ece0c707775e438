import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { joinHistory } from '../../knowledge/answer/follow-up.ts';
import { repairTyping } from '../../knowledge/answer/typing-repair.ts';
import { learnWeights, type RankingExample } from '../../knowledge/search/learn-weights.ts';
import { plainText } from '../../knowledge/search/plain-text.ts';
import { readFollowUp } from '../../knowledge/search/question.ts';
import { RANKING_WEIGHTS } from '../../knowledge/search/ranking-weights.ts';
import { type RankingWeights, weightedSum } from '../../knowledge/search/signals.ts';
import type { VectorSpread } from '../../knowledge/search/vector-spread.ts';
import { readConfig } from '../config.ts';
import { environment } from '../environment.ts';
import { goldRows } from '../evaluation/gold.ts';
import { learntWith } from '../evaluation/learnt-with.ts';
import { wouldBeRight } from '../evaluation/would-be-right.ts';
import { type Bot, openBot, textSettings } from '../open-bot.ts';
import { projectRoot } from '../project-root.ts';

/** Candidates that compete in one example: more teach little and cost time. */
const COMPETITORS = 40;
const FOLDS = 5;

/**
 * `npm run tune`: learns the ranking weights from the tuning questions and writes
 * `knowledge/search/ranking-weights.ts`; always with the built-in embedding, onto which others are scaled. Prints what the weights achieve on questions they did not see
 * (five-fold cross-validation): the figure to believe.
 */
async function main(): Promise<void> {
  const root = projectRoot();
  const bot = await openBot({ ...readConfig(environment()), EMBEDDINGS: 'builtin' }, root);
  const examples = await tuningExamples(bot, root);
  console.log(`${examples.length} tuning questions`);
  console.log(`first result right, weights in use:       ${share(examples, RANKING_WEIGHTS)}`);
  console.log(`first result right, unseen (5 folds):     ${crossValidated(examples)}`);
  const weights = learnWeights(examples, {});
  console.log(`first result right, new weights, as seen: ${share(examples, weights)}`);
  const path = join(root, 'knowledge/search/ranking-weights.ts');
  const spread = learntWith(bot.knowledge.corpus, bot.knowledge.readers);
  writeFileSync(path, fileOf(weights, spread));
}

const fileOf = (
  weights: RankingWeights,
  spread: VectorSpread,
): string => `import type { RankingWeights } from './signals.ts';
import type { VectorSpread } from './vector-spread.ts';

/** How the embedding sees our wordings that the weights were learnt with. */
export const LEARNT_WITH: VectorSpread = ${JSON.stringify(spread)};

/** Learnt by \`npm run tune\` from the tuning questions (DECISIONS.md, 7). */
export const RANKING_WEIGHTS: RankingWeights = ${JSON.stringify(weights, null, 2)};
`;

async function tuningExamples(bot: Bot, root: string): Promise<RankingExample[]> {
  const { search, readers } = bot.knowledge;
  const settings = textSettings(bot);
  const examples: RankingExample[] = [];
  for (const row of goldRows(join(root, 'test/evaluation/tuning.jsonl'))) {
    // Articles are looked up, not searched for.
    if (row.kind === 'article') continue;
    const own = repairTyping(plainText(row.text), (term) => search.knows(term));
    const joined = joinHistory(own, row.history.map(plainText), readers);
    const found = await search.search(readFollowUp(own, joined, readers));
    const candidates = found.slice(0, COMPETITORS).map(({ id, signals }) => ({
      signals,
      isRight: wouldBeRight(row, id, settings),
    }));
    examples.push({ candidates, weight: 1 });
  }
  return examples;
}

function crossValidated(examples: readonly RankingExample[]): string {
  let right = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = learnWeights(
      examples.filter((_, at) => at % FOLDS !== fold),
      {},
    );
    right += firstRight(
      examples.filter((_, at) => at % FOLDS === fold),
      weights,
    );
  }
  return percent(right, examples.length);
}

const share = (examples: readonly RankingExample[], weights: RankingWeights): string =>
  percent(firstRight(examples, weights), examples.length);

const percent = (part: number, whole: number): string =>
  `${((100 * part) / whole).toFixed(1)} % (${part} of ${whole})`;

function firstRight(examples: readonly RankingExample[], weights: RankingWeights): number {
  return examples.filter(({ candidates }) => {
    const scores = candidates.map(({ signals }) => weightedSum(signals, weights));
    return candidates[scores.indexOf(Math.max(...scores))]?.isRight;
  }).length;
}

await main();

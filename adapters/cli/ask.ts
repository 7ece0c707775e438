import { createInterface } from 'node:readline';
import { z } from 'zod';
import { exchangeRow } from '../../bot/exchange-row.ts';
import { renderText } from '../../bot/render-text.ts';
import type { Answer, Asked } from '../../knowledge/answer/answer.ts';
import { readConfig } from '../config.ts';
import { environment } from '../environment.ts';
import { type Bot, openBot, textSettings } from '../open-bot.ts';
import { projectRoot } from '../project-root.ts';
import { awaitLawSearch } from './await-law-search.ts';

const Row = z.object({
  id: z.string(),
  text: z.string(),
  /** `ko` or `en` chooses the language of the answer; anything else leaves it to the question. */
  lang: z.string().optional(),
  history: z.array(z.string()).default([]),
});

/**
 * `npm run ask -- "question"` answers once; `npm run -s ask -- --jsonl` reads rows from standard input and
 * writes one row each. A row that cannot be read gets a row with an `error`, in its place and under its id.
 */
async function main(words: readonly string[]): Promise<void> {
  const config = readConfig(environment());
  const bot = await openBot(config, projectRoot());
  const settings = textSettings(bot, config.PUBLIC_URL);
  if (!words.includes('--jsonl')) {
    const answer = await answerTo(bot, { text: words.join(' ') });
    console.log(renderText(answer, settings));
    return;
  }
  for await (const line of createInterface({ input: process.stdin })) {
    if (!line.trim()) continue;
    const row = readRow(line);
    if ('error' in row) {
      console.log(JSON.stringify(row));
      continue;
    }
    const { id, text, history, lang } = row;
    const asked: Asked =
      lang === 'ko' || lang === 'en' ? { text, history, language: lang } : { text, history };
    const answer = await answerTo(bot, asked);
    console.log(JSON.stringify({ id, ...exchangeRow(answer, settings) }));
  }
}

/** Here nobody can ask again in a moment: a search of all laws is waited for. */
async function answerTo(bot: Bot, asked: Asked): Promise<Answer> {
  const answer = await bot.pipeline.answer(asked);
  const { subject } = answer;
  const isTooEarly = subject?.type === 'statute-search' && subject.result.kind === 'building';
  if (!isTooEarly || !bot.laws) return answer;
  await awaitLawSearch(bot.laws);
  return bot.pipeline.answer(asked);
}

interface Unreadable {
  readonly id?: string;
  readonly error: string;
}

function readRow(line: string): z.infer<typeof Row> | Unreadable {
  try {
    const json: unknown = JSON.parse(line);
    const row = Row.safeParse(json);
    if (row.success) return row.data;
    const problems = row.error.issues.map((i) => `${i.path.join('.') || 'row'}: ${i.message}`);
    const named = Row.pick({ id: true }).safeParse(json);
    return { ...named.data, error: problems.join('; ') };
  } catch {
    return { error: 'not JSON' };
  }
}

await main(process.argv.slice(2));

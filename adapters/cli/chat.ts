import { createInterface } from 'node:readline/promises';
import { renderText } from '../../bot/render-text.ts';
import { readConfig } from '../config.ts';
import { environment } from '../environment.ts';
import { openBot, textSettings } from '../open-bot.ts';
import { projectRoot } from '../project-root.ts';

/** `npm run chat`: a conversation in the terminal. Nothing of it is stored; an empty line or Ctrl-D ends it. */
async function main(): Promise<void> {
  const config = readConfig(environment());
  const bot = await openBot(config, projectRoot());
  const settings = textSettings(bot, config.PUBLIC_URL);
  // The index of all laws is made ready while the person types.
  bot.laws?.library.search();
  const { ko, en } = bot.words;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  terminal.setPrompt('> ');
  console.log(`${ko.web.title} · ${en.web.title}\n${ko.web.askHint}\n${en.web.askHint}\n`);
  const history: string[] = [];
  terminal.prompt();
  for await (const line of terminal) {
    if (!line.trim()) break;
    const answer = await bot.pipeline.answer({ text: line, history });
    console.log(`\n${renderText(answer, settings)}\n`);
    history.push(answer.question);
    terminal.prompt();
  }
  terminal.close();
  bot.laws?.close();
}

await main();

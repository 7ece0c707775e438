import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../adapters/config.ts';
import { openKept } from '../../adapters/open-kept.ts';
import { readCaseFile, statementOf } from '../../bot/desk/case-file.ts';
import { CaseVisitor } from '../adapters/web/case-visitor.ts';
import {
  codeOn,
  FiledVisitor,
  IDENTITY,
  onSubmitPage,
  sends,
} from '../adapters/web/filed-visitor.ts';
import { recordingLog } from '../memory-channel.ts';
import { INDEX_FOLDER, openRealBot } from '../real-bot.ts';
import { type BotProcess, buildBot, startBot } from './bot-process.ts';
import { pause } from './crowd.ts';
import { dataFolder } from './data-folder.ts';

/** `npm run test:chaos` sets it to 200; a round takes some seconds. */
const ROUNDS = Math.min(Number(process.env['CHAOS_KILLS'] ?? 1), 40);
const PEOPLE_IN_A_ROUND = 3;
/** A submission takes some ten milliseconds: many are killed in the middle of it, some before and after. */
const LONGEST_LIFE_MS = 150;

/** Somebody who pressed the button, and what they know of it. */
interface Sender {
  visitor: CaseVisitor;
  readonly codes: string[];
}

let main: string;
beforeAll(async () => {
  main = buildBot();
  // The index is built once; every process reads it.
  await openRealBot();
});

async function started(env: Readonly<Record<string, string>>): Promise<BotProcess> {
  const bot = startBot(main, env);
  expect(await bot.ready, bot.log()).toBe(true);
  return bot;
}

/** The same page in a browser that finds the server at its new address. */
function movedTo(url: string, { form, page, language }: CaseVisitor): CaseVisitor {
  const visitor = new CaseVisitor(url, language);
  visitor.form = form;
  visitor.page = page;
  return visitor;
}

/** Presses the button. @returns Whether an answer came. */
async function press(sender: Sender): Promise<boolean> {
  const { visitor } = sender;
  const before = { form: visitor.form, page: visitor.page };
  try {
    await sends(visitor, IDENTITY);
    expect(visitor.status, visitor.page).toBe(200);
    sender.codes.push(codeOn(visitor.page));
    return true;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // The connection broke: the form is still there.
    Object.assign(visitor, before);
    return false;
  }
}

/** Some people press the button, and the process is killed meanwhile. @returns The next process, and how many had no answer. */
async function round(
  bot: BotProcess,
  senders: readonly Sender[],
  next: () => Promise<BotProcess>,
): Promise<{ readonly bot: BotProcess; readonly unanswered: number }> {
  const pressed = senders.map(press);
  await pause(Math.random() * LONGEST_LIFE_MS);
  await bot.kill();
  const answered = await Promise.all(pressed);
  const again = await next();
  for (const sender of senders) sender.visitor = movedTo(again.url(), sender.visitor);
  // Whoever has no answer presses the button of the same page once more.
  const left = senders.filter((_, at) => !answered[at]);
  await Promise.all(left.map(press));
  return { bot: again, unanswered: left.length };
}

/** What the store has after all of it. */
async function keptIn(folder: string) {
  const { store } = await openKept(readConfig({ DATA_DIR: folder }), recordingLog().log);
  const all = await store.cases.changedSince(0, 1000);
  const { problems } = await store.cases.auditLog.verify();
  await store.close();
  const files = all.flatMap((news) => ('file' in news ? [readCaseFile(news.file)] : []));
  return { files, problems };
}

describe('kill -9 while cases are sent in', () => {
  it(
    'loses none that was acknowledged, and makes one of each that is sent again',
    async () => {
      const folder = dataFolder(INDEX_FOLDER);
      const env = { DATA_DIR: folder, LAW_DIR: join(folder, 'no-law'), INTAKE: 'on' };
      const senders: Sender[] = [];
      let unanswered = 0;
      let bot = await started(env);
      for (let number = 0; number < ROUNDS; number += 1) {
        const fresh: Sender[] = [];
        for (let at = 0; at < PEOPLE_IN_A_ROUND; at += 1) {
          fresh.push({ visitor: await onSubmitPage(bot.url()), codes: [] });
        }
        const after = await round(bot, fresh, () => started(env));
        bot = after.bot;
        unanswered += after.unanswered;
        senders.push(...fresh);
      }
      for (const { codes } of senders) {
        expect(codes).toHaveLength(1);
        const page = await new FiledVisitor(bot.url(), codes[0] ?? '').posts('/case');
        expect(page.status, 'the case of every code that was said').toBe(200);
      }
      for (const planted of Object.values(IDENTITY)) expect(bot.log()).not.toContain(planted);
      await bot.stop();
      const { files, problems } = await keptIn(folder);
      const report = { rounds: ROUNDS, sent: senders.length, unanswered, cases: files.length };
      process.stdout.write(`${JSON.stringify(report)}\n`);
      expect(problems).toEqual([]);
      expect(files).toHaveLength(senders.length);
      expect(files.every((file) => file.hasIdentity && statementOf(file).answers['story'])).toBe(
        true,
      );
    },
    60_000 + ROUNDS * 20_000,
  );
});

import type { Log } from '../../bot/log.ts';
import type { ChatModelSettings } from '../model/chat-model-settings.ts';
import { openChatModel } from '../model/open-chat-model.ts';
import { type Bot, textSettings } from '../open-bot.ts';
import { modelDesk, modelGuards } from '../open-model.ts';
import type { GoldRow } from './gold.ts';
import { HeardModel } from './heard-model.ts';
import { MemoryLedger } from './memory-ledger.ts';
import { type ModelComparisonFigures, modelFigures } from './model-figures.ts';
import { type ModelTrial, tryWithModel } from './model-trial.ts';

export interface ModelTrialSources {
  readonly bot: Bot;
  readonly root: string;
  readonly log: Log;
  /** Milliseconds. */
  readonly clock: () => number;
  readonly random: () => number;
}

/** Asks every question without the model and with it, one after the other; nothing limits what that takes. */
export async function compareModel(
  chosen: Omit<ChatModelSettings, 'tokensPerDay' | 'tokensPerPerson'>,
  rows: readonly GoldRow[],
  { bot, root, log, clock, random }: ModelTrialSources,
): Promise<{
  readonly figures: ModelComparisonFigures;
  readonly trials: readonly ModelTrial[];
}> {
  const ledger = new MemoryLedger();
  const unlimited = {
    tokensPerDay: Number.MAX_SAFE_INTEGER,
    tokensPerPerson: Number.MAX_SAFE_INTEGER,
  };
  const opened = await openChatModel(
    { ...chosen, ...unlimited },
    { ledger, log, clock, random, today: bot.today },
  );
  const model = new HeardModel(opened);
  const settings = textSettings(bot);
  const guards = modelGuards({ bot, root });
  const { verifier } = guards;
  const desk = modelDesk(model, guards, { bot, settings, log });
  const trials: ModelTrial[] = [];
  for (const row of rows) {
    trials.push(await tryWithModel(row, { bot, settings, desk, model, verifier, clock }));
  }
  return { trials, figures: modelFigures(trials, ledger.rows) };
}

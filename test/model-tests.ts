import { type Bot, textSettings } from '../adapters/open-bot.ts';
import { modelDesk, modelGuards } from '../adapters/open-model.ts';
import { projectRoot } from '../adapters/project-root.ts';
import type { Log } from '../bot/log.ts';
import type { ChatModel } from '../bot/model/chat-model.ts';
import type { ModelDesk } from '../bot/model/model-desk.ts';
import type { TextSettings } from '../bot/render-text.ts';
import { recordingLog } from './memory-channel.ts';
import { openRealBot } from './real-bot.ts';

export interface ModelTests {
  readonly bot: Bot;
  readonly settings: TextSettings;
  /** What a model may do for the real bot. */
  desk(model: ChatModel, log?: Log): ModelDesk;
}

/** The real corpus, rules and prompts, for whatever model a test brings. */
export async function modelTests(): Promise<ModelTests> {
  const root = projectRoot();
  const bot = await openRealBot();
  const settings = textSettings(bot);
  const guards = modelGuards({ bot, root });
  return {
    bot,
    settings,
    desk: (model, log = recordingLog().log) => modelDesk(model, guards, { bot, settings, log }),
  };
}

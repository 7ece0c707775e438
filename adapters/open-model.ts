import { join } from 'node:path';
import type { Log } from '../bot/log.ts';
import type { ChatModel } from '../bot/model/chat-model.ts';
import { ModelDesk, type ModelDeskParts } from '../bot/model/model-desk.ts';
import { loadPrompts } from '../bot/model/prompts.ts';
import type { TextSettings } from '../bot/render-text.ts';
import { DraftCheck } from '../knowledge/wording/draft-check.ts';
import { loadDraftRules } from '../knowledge/wording/draft-rules.ts';
import { Verifier } from '../knowledge/wording/verifier.ts';
import { loadWordingRules } from '../knowledge/wording/wording-rules.ts';
import type { Config } from './config.ts';
import { environment } from './environment.ts';
import type { ChatModelSettings } from './model/chat-model-settings.ts';
import { openChatModel } from './model/open-chat-model.ts';
import type { Bot } from './open-bot.ts';
import type { Kept } from './open-kept.ts';

interface ModelSources {
  readonly config: Config;
  readonly bot: Bot;
  readonly settings: TextSettings;
  readonly root: string;
  readonly kept: Pick<Kept, 'store'>;
  readonly log: Log;
}

/** The language model that the operator chose, with everything that watches over it. Undefined where there is none. */
export async function openModel(sources: ModelSources): Promise<ModelDesk | undefined> {
  const { config, bot, kept, log } = sources;
  const chosen = chatModelSettings(config);
  if (!chosen) return undefined;
  const model = await openChatModel(chosen, {
    ledger: kept.store.modelLedger,
    log,
    clock: Date.now,
    random: Math.random,
    today: bot.today,
    environment: environment(),
  });
  return modelDesk(model, modelGuards(sources), sources);
}

/** What measures whatever a model says. */
export type ModelGuards = Pick<ModelDeskParts, 'verifier' | 'draftCheck' | 'prompts'>;

export function modelGuards({ bot, root }: Pick<ModelSources, 'bot' | 'root'>): ModelGuards {
  const rules = join(root, 'knowledge/rules');
  const wording = loadWordingRules(join(rules, 'wording'));
  const verifier = new Verifier(wording, bot.knowledge.corpus);
  return {
    verifier,
    draftCheck: new DraftCheck(loadDraftRules(rules), wording, verifier),
    prompts: loadPrompts(join(root, 'bot/words')),
  };
}

/** Whatever model it is, under guard. */
export const modelDesk = (
  model: ChatModel,
  guards: ModelGuards,
  { bot, settings, log }: Pick<ModelSources, 'bot' | 'settings' | 'log'>,
): ModelDesk =>
  new ModelDesk({
    ...guards,
    model,
    settings,
    log,
    slots: bot.knowledge.corpus.slots,
    answerUnderstood: (asked, understood) => bot.pipeline.answerUnderstood(asked, understood),
  });

/** The most that a model may take over one answer: understanding it, then wording it. */
export const modelMs = ({ CHAT_MODEL_SECONDS: seconds }: Config): number => 2 * seconds * 1000;

/** What the model took today so far, task by task, for whoever reads the log. Nothing where it was asked nothing. */
export async function reportModelUse({
  bot,
  kept,
  log,
}: Pick<ModelSources, 'bot' | 'kept' | 'log'>): Promise<void> {
  for (const figures of await kept.store.modelLedger.figures(bot.today())) {
    log.info({ ...figures }, 'what the language model took today');
  }
}

export function chatModelSettings(config: Config): ChatModelSettings | undefined {
  const { CHAT_MODEL: model, CHAT_MODEL_URL: url, CHAT_MODEL_API_KEY: apiKey } = config;
  if (!model) return undefined;
  const [input, output] = config.CHAT_MODEL_PRICE?.split('/').map(Number) ?? [];
  return {
    model,
    seconds: config.CHAT_MODEL_SECONDS,
    tokensPerDay: config.CHAT_MODEL_TOKENS_PER_DAY,
    tokensPerPerson: config.CHAT_MODEL_TOKENS_PER_PERSON,
    ...(url && { url }),
    ...(apiKey && { apiKey }),
    ...(config.CHAT_MODEL_PROVIDER && { providerName: config.CHAT_MODEL_PROVIDER }),
    ...(input !== undefined && output !== undefined && { price: { input, output } }),
  };
}

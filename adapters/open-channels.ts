import type { RequestHandler } from 'express';
import { cardFinder } from '../bot/cards.ts';
import type { Channel } from '../bot/channel.ts';
import { consentCited } from '../bot/dialogue/interview/consenting.ts';
import type { Log } from '../bot/log.ts';
import type { TextSettings } from '../bot/render-text.ts';
import { readQuestion } from '../knowledge/search/question.ts';
import type { Config } from './config.ts';
import type { Bot } from './open-bot.ts';
import type { Kept } from './open-kept.ts';
import { slackChannel } from './slack/channel.ts';
import { telegramChannel } from './telegram/channel.ts';

export interface OpenedChannel {
  readonly channel: Channel;
  /** Where the platform delivers over HTTP; absent where we go and fetch. */
  readonly route?: { readonly path: string; readonly handler: RequestHandler };
}

interface ChannelSources {
  readonly config: Config;
  readonly bot: Bot;
  readonly settings: TextSettings;
  readonly kept: Kept;
  readonly log: Log;
}

/** The messengers that are set up: none without settings. */
export function openMessengers(sources: ChannelSources): readonly OpenedChannel[] {
  return [...telegram(sources), ...slack(sources)];
}

function telegram({ config, bot, settings, kept, log }: ChannelSources): readonly OpenedChannel[] {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_URL: apiRoot, PUBLIC_URL: publicUrl } = config;
  if (!token) return [];
  const { corpus, readers, search } = bot.knowledge;
  const channel = telegramChannel({
    token,
    secret: kept.secretFor('telegram'),
    words: settings.words,
    baseUrl: settings.baseUrl,
    log,
    findCards: cardFinder({
      settings,
      answer: (asked) => bot.pipeline.answer(asked),
      near: async (text) =>
        (await search.search(readQuestion(text, readers))).flatMap(({ entry }) => entry ?? []),
      suggested: corpus.askBack,
    }),
    isReceiving: config.INTAKE === 'on',
    holdRole: (role) => kept.store.holdRole(role),
    leaveRole: (role) => kept.store.leaveRole(role),
    ...(apiRoot && { apiRoot }),
    ...(publicUrl && { publicUrl }),
  });
  const { webhook } = channel;
  return [{ channel, ...(webhook && { route: webhook }) }];
}

function slack({ config, bot, settings, kept, log }: ChannelSources): readonly OpenedChannel[] {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = config;
  const { SLACK_BOT_TOKEN: botToken, SLACK_CLIENT_ID: clientId } = config;
  if (!appToken && !signingSecret) return [];
  const channel = slackChannel({
    mode: appToken
      ? { kind: 'socket', appToken }
      : { kind: 'http', signingSecret: signingSecret ?? '' },
    auth: botToken
      ? { kind: 'token', botToken }
      : {
          kind: 'oauth',
          clientId: clientId ?? '',
          clientSecret: config.SLACK_CLIENT_SECRET ?? '',
          stateSecret: kept.secretFor('slack-state'),
          credentials: kept.store.credentials,
        },
    words: settings.words,
    baseUrl: settings.baseUrl,
    log,
    questions: bot.casework.questions,
    consentCited: (language) => consentCited(settings, language),
    ...(config.SLACK_API_URL && { slackApiUrl: config.SLACK_API_URL }),
  });
  const { routes } = channel;
  return [{ channel, ...(routes && { route: { path: '/', handler: routes } }) }];
}

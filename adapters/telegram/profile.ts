import type { Api } from 'grammy';
import { shownCommands } from '../../bot/commands.ts';
import { LANGUAGES, type Language } from '../../knowledge/language.ts';
import { deliveryError } from './failures.ts';
import type { TelegramOptions } from './options.ts';

/** Shows people of other languages what people with English clients see: we answer them in English. */
const FOR_EVERYBODY: Language = 'en';

type Shown = Pick<TelegramOptions, 'words' | 'log' | 'isReceiving'>;

/** Tells Telegram what to show of us: the commands, and what we are for. The bot works without; a failure is only logged. */
export async function introduce(api: Api, shown: Shown): Promise<void> {
  try {
    await introduceTo(api, shown, FOR_EVERYBODY, {});
    for (const language of LANGUAGES) {
      await introduceTo(api, shown, language, { language_code: language });
    }
  } catch (error) {
    const { reason } = deliveryError(error);
    shown.log.warn({ reason }, 'Commands could not be shown in Telegram');
  }
}

async function introduceTo(
  api: Api,
  { words, isReceiving = false }: Shown,
  language: Language,
  people: { readonly language_code?: Language },
): Promise<void> {
  const { telegram } = words[language];
  const commands = shownCommands(isReceiving).map((command) => ({
    command,
    description: words[language].command[command],
  }));
  await api.raw.setMyCommands({ commands, ...people });
  await api.raw.setMyShortDescription({ short_description: telegram.shortDescription, ...people });
  await api.raw.setMyDescription({ description: telegram.description, ...people });
}

import type { Api } from 'grammy';
import { COMMANDS } from '../../bot/commands.ts';
import type { Log } from '../../bot/log.ts';
import type { WordsByLanguage } from '../../bot/words.ts';
import { LANGUAGES, type Language } from '../../knowledge/language.ts';
import { deliveryError } from './failures.ts';

/** Shows people of other languages what people with English clients see: we answer them in English. */
const FOR_EVERYBODY: Language = 'en';

/** Tells Telegram what to show of us: the commands, and what we are for. The bot works without; a failure is only logged. */
export async function introduce(api: Api, words: WordsByLanguage, log: Log): Promise<void> {
  try {
    await introduceTo(api, words, FOR_EVERYBODY, {});
    for (const language of LANGUAGES) {
      await introduceTo(api, words, language, { language_code: language });
    }
  } catch (error) {
    log.warn({ reason: deliveryError(error).reason }, 'Commands could not be shown in Telegram');
  }
}

async function introduceTo(
  api: Api,
  words: WordsByLanguage,
  language: Language,
  people: { readonly language_code?: Language },
): Promise<void> {
  const { telegram } = words[language];
  const commands = COMMANDS.map((command) => ({
    command,
    description: words[language].command[command],
  }));
  await api.raw.setMyCommands({ commands, ...people });
  await api.raw.setMyShortDescription({ short_description: telegram.shortDescription, ...people });
  await api.raw.setMyDescription({ description: telegram.description, ...people });
}

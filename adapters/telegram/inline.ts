import type { Api } from 'grammy';
import type { InlineQuery, InlineQueryResult } from 'grammy/types';
import type { Card, FindCards } from '../../bot/cards.ts';
import type { CommandName } from '../../bot/commands.ts';
import type { Log } from '../../bot/log.ts';
import type { WordsByLanguage } from '../../bot/words.ts';
import { deliveryError } from './failures.ts';
import { htmlParts } from './layout.ts';
import { linkTarget } from './link-target.ts';
import { languageOf } from './parse.ts';
import { isVisible, tidyText } from './rich-text.ts';
import { MESSAGE_LIMITS, type PartLimits } from './split.ts';

/** Every key that somebody presses may be a query. Beyond so many at once some stay without an answer; the next key asks again. */
const MOST_AT_ONCE = 8;

/** Laws change at midnight and rarely otherwise: an answer this old is still the answer. */
const CACHE_SECONDS = 60;

/** Room for the mark that an answer goes on. */
const SHARED_LIMITS: PartLimits = { ...MESSAGE_LIMITS, length: MESSAGE_LIMITS.length - 10 };

/** Reaches us as `/start ask`, and is met with the question what they want to know. */
const START_PARAMETER: CommandName = 'ask';

interface InlineParts {
  readonly api: Api;
  readonly findCards: FindCards;
  readonly words: WordsByLanguage;
  readonly log: Log;
}

/** Answers to share in other chats, for somebody who types our name there. Nothing of it is stored. */
export class InlineAnswers {
  readonly #parts: InlineParts;
  #atOnce = 0;

  constructor(parts: InlineParts) {
    this.#parts = parts;
  }

  /** Never fails: without an answer the person simply sees nothing to choose. */
  async answer(query: InlineQuery): Promise<void> {
    if (this.#atOnce >= MOST_AT_ONCE || query.from.is_bot) return;
    this.#atOnce += 1;
    try {
      await this.#answer(query);
    } catch (error) {
      const { reason } = deliveryError(error);
      this.#parts.log.warn({ reason }, 'An inline query was not answered');
    } finally {
      this.#atOnce -= 1;
    }
  }

  async #answer({ id, query, from, offset }: InlineQuery): Promise<void> {
    const { api, findCards, words } = this.#parts;
    const language = languageOf(from.language_code);
    // We have one page of results: there is nothing behind it.
    const cards = offset ? [] : await findCards(query, language);
    await api.raw.answerInlineQuery({
      inline_query_id: id,
      results: cards.flatMap(article),
      cache_time: CACHE_SECONDS,
      // The language is the person's own.
      is_personal: true,
      button: {
        text: words[language ?? 'ko'].telegram.askInPrivate,
        start_parameter: START_PARAMETER,
      },
    });
  }
}

/** A card as a result; a long answer is shared up to a good place to stop, with the address of the whole. */
function article({ id, title, description, blocks, url }: Card): InlineQueryResult[] {
  const [text, more] = htmlParts(blocks, SHARED_LIMITS);
  if (text === undefined) return [];
  const address = url && linkTarget(url);
  return [
    {
      type: 'article',
      id,
      title: shortened(title, 100) || '…',
      description: shortened(description, 200),
      input_message_content: {
        message_text: more === undefined ? text : `${text}…`,
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
      },
      ...(address && {
        reply_markup: { inline_keyboard: [[{ text: shortened(title, 60) || '…', url: address }]] },
      }),
    },
  ];
}

function shortened(text: string, most: number): string {
  const plain = tidyText(text).replace(/\s+/g, ' ').trim();
  if (!isVisible(plain)) return '';
  return plain.length <= most ? plain : `${plain.slice(0, most - 1).trimEnd()}…`.toWellFormed();
}

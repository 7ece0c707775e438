import type { ModelTask } from '../../bot/model/chat-model.ts';
import type { ChatModelSettings } from './chat-model-settings.ts';

/** The longest answer of each task, in tokens: a form, five or six sentences, a narrative of one page. */
export const ANSWER_TOKENS: Readonly<Record<ModelTask, number>> = {
  understand: 400,
  word: 1200,
  draft: 2000,
};

/** For the roles and separators around two messages. */
const AROUND_TOKENS = 16;

/**
 * A guess on the high side, for budgets and for providers that count nothing: a token for every 1.5 characters of Korean, Chinese
 * or Japanese, and for every 3 of anything else (English has about 4).
 */
export function estimateTokens(...texts: readonly string[]): number {
  let tokens = 0;
  for (const text of texts) {
    const wide = text.match(
      /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu,
    );
    const wideCount = wide?.length ?? 0;
    tokens += wideCount / 1.5 + (text.length - wideCount) / 3;
  }
  return Math.ceil(tokens);
}

export function estimateQuestion(...texts: readonly string[]): number {
  return estimateTokens(...texts) + AROUND_TOKENS;
}

export interface Tokens {
  readonly input: number;
  readonly output: number;
}

/** In millionths of the currency: a price of a million tokens is that of one token in millionths. */
export function microCost(tokens: Tokens, price: ChatModelSettings['price']): number {
  if (!price) return 0;
  return Math.ceil(tokens.input * price.input + tokens.output * price.output);
}

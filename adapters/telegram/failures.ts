import { GrammyError, HttpError } from 'grammy';
import { DeliveryError } from '../../bot/channel.ts';

/** Telegram says in prose why it refuses, sometimes with a piece of the message in it: only what we know is kept of it. */
const KNOWN_REFUSALS: readonly (readonly [code: number, wording: RegExp, name: string])[] = [
  [403, /blocked by the user/, 'blocked'],
  [403, /user is deactivated/, 'deactivated'],
  [403, /kicked/, 'kicked'],
  [403, /can't initiate/, 'never-started'],
  [400, /chat not found|PEER_ID_INVALID/, 'chat-not-found'],
  [400, /can't parse entities/, 'entities'],
  [400, /message is too long|caption is too long/, 'too-long'],
  [400, /text must be non-empty|text is empty/, 'empty'],
  [400, /button|BUTTON|reply markup/, 'buttons'],
  [400, /thread not found|TOPIC_/, 'topic-gone'],
  [400, /not enough rights|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED/, 'no-right-to-write'],
  [400, /file/, 'file'],
];

/** A refusal without the words, the address and the token that grammY's errors carry: those never leave this file. */
export function deliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof GrammyError) return refusal(error);
  // No `cause` anywhere: an error of the network names the address, and that has the token in it.
  if (error instanceof HttpError)
    return new DeliveryError('telegram-network', { isUncertain: true });
  return new DeliveryError('telegram-unknown', { isUncertain: true });
}

function refusal({ error_code: code, description, parameters }: GrammyError): DeliveryError {
  const seconds = parameters.retry_after;
  const name = KNOWN_REFUSALS.find(
    ([of, wording]) => of === code && wording.test(description),
  )?.[2];
  const reason = ['telegram', code, ...(name ? [name] : [])].join('-');
  return new DeliveryError(reason, {
    isFinal: isFinal(code),
    isUncertain: code >= 500,
    ...(seconds !== undefined && { retryAfterMs: seconds * 1_000 }),
  });
}

/**
 * A wrong token (401, or 404 where it has not even the form of one) is for the operator to mend: messages wait for it.
 * Whatever else Telegram blames us for it will blame us for again.
 */
const isFinal = (code: number): boolean =>
  code >= 400 && code < 500 && ![401, 404, 408, 409, 429].includes(code);

/** Whether Telegram does not know the token. */
export const isTokenUnknown = (error: unknown): boolean =>
  error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404);

/** Whether somebody else gets our updates: another process that polls, or a webhook. */
export const isConflict = (error: unknown): boolean =>
  error instanceof GrammyError && error.error_code === 409;

/** Telegram does not know our token. For the operator. */
export class TelegramTokenError extends Error {
  override readonly name = 'TelegramTokenError';
  readonly code = 'TELEGRAM_TOKEN';

  constructor() {
    super(
      'Telegram does not know this bot. Set TELEGRAM_BOT_TOKEN to the token that @BotFather shows for it, or to a new one if it was revoked.',
    );
  }
}

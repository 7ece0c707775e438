import type { APIThrottlerOptions } from '@grammyjs/transformer-throttler';
import type { FindCards } from '../../bot/cards.ts';
import type { Log } from '../../bot/log.ts';
import type { WordsByLanguage } from '../../bot/words.ts';

export interface TelegramOptions {
  readonly token: string;
  /** Where the Bot API answers; Telegram itself when absent. Without a slash at the end. */
  readonly apiRoot?: string;
  /** Our own public address. Telegram then brings updates to a webhook under it; without one we fetch them. */
  readonly publicUrl?: string;
  /** The path and the secret of the webhook are derived from it, so that neither tells the token. */
  readonly secret: Uint8Array | string;
  readonly words: WordsByLanguage;
  /** Before the paths of our own pages; empty when they have no public address. */
  readonly baseUrl: string;
  readonly findCards: FindCards;
  readonly log: Log;
  /** True: cases can be sent in, and the command for them is shown. */
  readonly isReceiving?: boolean;
  /** Of several processes one polls: true for the one that may. */
  readonly holdRole: (role: string) => Promise<boolean>;
  readonly leaveRole: (role: string) => Promise<void>;
  /** False: send as fast as the platform takes it. Absent: as fast as Telegram asks bots to. */
  readonly throttle?: false | APIThrottlerOptions;
  /** How long one call may take, waiting for its turn not counted. */
  readonly sendTimeoutMs?: number;
  /** How soon a draft may follow another in one chat. */
  readonly draftGapMs?: number;
  /** How long Telegram keeps a poll open while nothing happens. */
  readonly pollSeconds?: number;
}

/** Long enough for a file of 20 MB on a slow line, short enough that a dead line does not hold a conversation up. */
export const SEND_TIMEOUT_MS = 20_000;

/** Proxies between us and Telegram commonly cut silent connections after a minute. */
export const POLL_SECONDS = 30;

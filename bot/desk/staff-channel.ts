import type { Language } from '../../knowledge/language.ts';
import type { Triage } from '../../knowledge/triage/triage.ts';
import type { CaseDesk } from './case-desk.ts';
import type { CaseIndex } from './queue.ts';
import type { Staff } from './staff.ts';
import type { DeskWords } from './words/desk-words.ts';

/** What is needed to tell staff of cases where they talk, and to let them act there. */
export interface StaffChannel {
  readonly desk: CaseDesk;
  readonly index: CaseIndex;
  readonly triage: Triage;
  readonly words: Readonly<Record<Language, DeskWords>>;
  /** Of the channel, where several people with their own languages read. */
  readonly language: Language;
  /** The channel's id: elsewhere nobody acts on cases. */
  readonly channel: string;
  /** Scheme and host of the desk; empty where it has no public address. */
  readonly baseUrl: string;
  /** The active account to which this user of the platform belongs. */
  readonly staffOf: (platformUser: string) => Promise<Staff | undefined>;
  readonly nameOf: (staff: string) => Promise<string | undefined>;
}

export const STAFF_MOVES = ['take', 'snooze'] as const;
export type StaffMove = (typeof STAFF_MOVES)[number];

/** Enough of an id to know it by: 80 bits in hexadecimal digits, within the 32 characters of a token. */
const ID_START = 20;

const startOf = (id: string): string => id.replaceAll('-', '').slice(0, ID_START);

/** The token of a button at a case. Staff only, so it may name the case. */
export const staffToken = (move: StaffMove, id: string): string => `desk-${move}-${startOf(id)}`;

export function readStaffToken(
  token: string,
): { readonly move: StaffMove; readonly isOf: (id: string) => boolean } | undefined {
  const found = /^desk-(\w+)-([0-9a-f]{20})$/.exec(token);
  const move = STAFF_MOVES.find((one) => one === found?.[1]);
  return move && found ? { move, isOf: (id) => startOf(id) === found[2] } : undefined;
}

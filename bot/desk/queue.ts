import type { Day } from '../../knowledge/calendar/day.ts';
import type { Language } from '../../knowledge/language.ts';
import type { Likeness } from '../../knowledge/triage/same-place.ts';
import type { ClockState, Priority } from '../../knowledge/triage/triage.ts';
import type { CaseFile } from './case-file.ts';
import type { Staff } from './staff.ts';

/** What the queue knows of a case: worked out from its file, the rules and the day. No word that anybody typed. */
export interface CaseHead {
  readonly id: string;
  readonly reference: string;
  readonly version: number;
  readonly change: number;
  readonly receivedAt: number;
  readonly receivedOn: Day;
  readonly changedAt: number;
  readonly status: string;
  readonly kind: 'open' | 'waiting' | 'closed';
  readonly document: string;
  /** Values of `slots.yaml` and of the facts; `unknown` where the person did not say. */
  readonly operator: string;
  readonly place: string;
  readonly mode: string;
  /** Id of `rules/desk/regions.yaml`, read from the exact place; `unknown`. */
  readonly region: string;
  readonly language: Language;
  readonly assignee: string | undefined;
  readonly clocks: readonly ClockState[];
  /** The nearest clock of the staff that is not met. */
  readonly due: ClockState | undefined;
  readonly priority: Priority;
  /** Set by a person: stands above `priority.level`. */
  readonly level: Priority['level'];
  /** Cases about the same camera that were gathered here, this one included. */
  readonly reports: number;
  /** Messages of the person that nobody has read. */
  readonly unread: number;
  readonly openTasks: number;
  readonly snoozedUntil: number | undefined;
  readonly mergedInto: string | undefined;
  readonly hasIdentity: boolean;
  /** When the first message, letter or decision went to the person. */
  readonly answeredAt: number | undefined;
  readonly closedAt: number | undefined;
  readonly access: Pick<CaseFile, 'recused' | 'restrictedTo'>;
}

export const SORTS = ['priority', 'due', 'received', 'changed'] as const;
export const CLOCK_FILTERS = ['passed', 'near', 'running'] as const;
export const QUEUE_FILTERS = [
  'status',
  'document',
  'operator',
  'place',
  'mode',
  'region',
  'assignee',
  'clock',
  'language',
] as const;
export type QueueFilter = (typeof QUEUE_FILTERS)[number];

/** What staff look for. Written into the address of the page and into saved views, so its form is stable. */
export interface QueueQuery {
  /** Words of the narrative, of messages and notes; all of them must be there. A reference finds its case. */
  readonly text?: string;
  /** Any of the values; none named: all. `assignee` knows `me` and `none`. */
  readonly filters: Readonly<Partial<Record<QueueFilter, readonly string[]>>>;
  /** Absent: open and waiting ones. */
  readonly kinds?: readonly CaseHead['kind'][];
  /** Also those that sleep, and those gathered into others. */
  readonly all?: boolean;
  readonly sort: (typeof SORTS)[number];
  /** From 1. */
  readonly page: number;
}

/** A row as one member of staff may see it: without a right to the case only the first fields are filled. */
export type QueueRow =
  | ({ readonly access: 'full' } & Omit<CaseHead, 'access'>)
  | ({ readonly access: 'exists' } & Pick<CaseHead, 'id' | 'reference' | 'receivedOn' | 'status'>);

export interface QueuePage {
  readonly rows: readonly QueueRow[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** For each filter how many cases of the whole desk have each value, the other filters applied. */
  readonly counts: Readonly<Partial<Record<QueueFilter, Readonly<Record<string, number>>>>>;
  /** False while the words of cases are still being read after a start: text then finds only part. */
  readonly isSearchable: boolean;
}

/** All cases as the queue needs them, in memory: heads and words, brought up to date from the store before each look. */
export interface CaseIndex {
  /** Reads what changed since the last time; the words of many cases are read in portions beside other work. */
  sync(): Promise<void>;
  page(who: Staff, query: QueueQuery): QueuePage;
  head(id: string): CaseHead | undefined;
  heads(): readonly CaseHead[];
  byReference(reference: string): string | undefined;
  /** Other cases that may be about the same camera or place, the likeliest first. */
  similar(id: string): readonly Likeness[];
}

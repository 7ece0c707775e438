import { sayDate } from '../../knowledge/calendar/spoken-date.ts';
import type { Language } from '../../knowledge/language.ts';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import type { ClockState, Status, Triage } from '../../knowledge/triage/triage.ts';
import { fill, type Words } from '../words.ts';
import { type CaseFile, type CaseMessage, caseReference } from './case-file.ts';
import { clockFactsOf } from './case-head.ts';

/** What the person may know of their case, and what they can do with it now. */
export interface PersonView {
  readonly reference: string;
  /** Undefined for a status that the rules do not have any more. */
  readonly status: Status | undefined;
  /** A Korean day. */
  readonly since: string;
  /** Periods that run, of the staff and of the person. */
  readonly clocks: readonly ClockState[];
  /** Of the staff, not read yet. */
  readonly unread: readonly CaseMessage[];
  /** Nothing can be added any more; it can be written about all the same. */
  readonly isClosed: boolean;
  readonly isWithdrawn: boolean;
}

export function personView(file: CaseFile, triage: Triage, now: number): PersonView {
  const isWithdrawn = file.withdrawnAt !== undefined;
  const isClosed = file.closedAt !== undefined;
  const clocks =
    isWithdrawn || isClosed
      ? []
      : triage.clocks(clockFactsOf(file, triage), koreanDay(new Date(now)));
  return {
    reference: caseReference(file),
    status: triage.statuses.get(file.status),
    since: koreanDay(new Date(file.statusSince)),
    clocks: clocks.filter(({ state }) => state !== 'met'),
    unread: file.messages.filter(({ from, readAt }) => from === 'staff' && readAt === undefined),
    isClosed,
    isWithdrawn,
  };
}

/** A period in plain words: whose it is, and until when. */
export function clockLine(
  { name, due, state, whose }: ClockState,
  { filing }: Pick<Words, 'filing'>,
  language: Language,
): string {
  const isPassed = state === 'passed';
  const [open, passed] =
    whose === 'staff'
      ? [filing.clockStaff, filing.clockStaffPassed]
      : [filing.clockPerson, filing.clockPersonPassed];
  return fill(isPassed ? passed : open, { name: name[language], date: sayDate(due, language) });
}

import type { Day } from '../../knowledge/calendar/day.ts';
import type { Move, Status } from '../../knowledge/triage/triage.ts';
import type { CaseFile } from './case-file.ts';
import type { Staff } from './staff.ts';

/** What the outcome of an action may depend on. */
export interface StaffContext {
  readonly who: Staff;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly findStaff: (id: string) => Staff | undefined;
  readonly moves: (file: CaseFile) => readonly Move[];
  readonly statusOf: (id: string) => Status | undefined;
  /** Whether this is a ground on which a case of this document may be turned away. */
  readonly isGround: (id: string, document: string) => boolean;
  readonly isLetter: (id: string) => boolean;
  /** The last day to answer when a supplement is asked for today. */
  readonly supplementDue: (file: CaseFile, now: number) => Day;
}

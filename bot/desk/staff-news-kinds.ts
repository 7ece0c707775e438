import type { Day } from '../../knowledge/calendar/day.ts';

/** What can happen that staff are told of by itself. */
export type StaffNews =
  | { readonly kind: 'case'; readonly id: string; readonly isUrgent: boolean }
  | { readonly kind: 'digest'; readonly day: Day };

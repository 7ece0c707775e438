import { daysBetween } from '../../knowledge/calendar/day.ts';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import type { FigureRow } from '../../knowledge/triage/figures.ts';
import type { CaseHead } from './queue.ts';

/** What figures know of a case: its head, and when it was answered and ended. */
export function figureRow(head: CaseHead): FigureRow {
  const { receivedOn, place, operator, document, region, mode, status, kind, due, mergedInto } =
    head;
  const { answeredAt, closedAt } = head;
  return {
    receivedOn,
    place,
    operator,
    document,
    region,
    mode,
    status,
    kind,
    merged: mergedInto !== undefined,
    ...(due && { clock: due.state }),
    ...(closedAt !== undefined && { closedOn: koreanDay(new Date(closedAt)) }),
    ...(answeredAt !== undefined && {
      firstAnswerDays: daysBetween(receivedOn, koreanDay(new Date(answeredAt))),
    }),
  };
}

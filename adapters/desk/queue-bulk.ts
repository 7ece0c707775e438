import type { Request, Response } from 'express';
import type { StaffAction } from '../../bot/desk/case-actions.ts';
import { ROWS_OF_A_PAGE } from '../../bot/desk/queue-page.ts';
import { readQueueQuery } from '../../bot/desk/queue-query.ts';
import type { Staff } from '../../bot/desk/staff.ts';
import { addDays } from '../../knowledge/calendar/day.ts';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import { type DeskContext, fieldOf, formOf, signedIn } from './context.ts';
import { queueAddress } from './queue-address.ts';

/** As many as stand on one page. */
export const MOST_SELECTED = ROWS_OF_A_PAGE;
/** Days for which a case can be snoozed from the queue. */
export const SNOOZE_DAYS = [1, 3, 7, 14] as const;

/** One thing done with every selected case, each by itself: what is not allowed for one stops none of the others. */
export async function actOnSelected(
  context: DeskContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { staff } = signedIn(response);
  const looked = readQueueQuery(fieldOf(request, 'query'));
  const back = (did: string, more = {}) =>
    response.redirect(303, queueAddress(looked, { did, ...more }));
  const ids = [...new Set([formOf(request)['case'] ?? []].flat())];
  const action = actionOf(request, staff, context.clock());
  if (!action || ids.length === 0) return back('none-selected');
  if (ids.length > MOST_SELECTED) return back('too-many-selected');
  const key = fieldOf(request, 'key') || context.newId();
  const wished = action.do === 'assign' ? 'take' : 'snooze';
  let count = 0;
  for (const id of ids) {
    const outcome = await context.desk.act(staff, id, action, `${key} ${wished} ${id}`);
    if (outcome.isDone) count += 1;
  }
  return back(wished, { count, not: ids.length - count });
}

function actionOf(request: Request, staff: Staff, now: number): StaffAction | undefined {
  const wished = fieldOf(request, 'do');
  if (wished === 'take') return { do: 'assign', to: staff.id };
  const days = SNOOZE_DAYS.find((one) => String(one) === fieldOf(request, 'days'));
  if (wished !== 'snooze' || days === undefined) return undefined;
  const day = addDays(koreanDay(new Date(now)), days);
  return { do: 'snooze', until: Date.parse(`${day}T00:00:00+09:00`) };
}

import type { Request, Response } from 'express';
import { readQueueQuery, writeQueueQuery } from '../../bot/desk/queue-query.ts';
import type { SavedView, Staff } from '../../bot/desk/staff.ts';
import { plainText } from '../../knowledge/search/plain-text.ts';
import { changeStaff } from './change-staff.ts';
import { type DeskContext, fieldOf, signedIn } from './context.ts';
import { queueAddress } from './queue-address.ts';

/** Of one member of staff. */
export const MOST_VIEWS = 20;
export const LONGEST_VIEW_NAME = 60;

/** Keeps what is looked at now under a name; a view of that name is replaced. The page begins at the first one. */
export async function saveView(
  context: DeskContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { staff } = signedIn(response);
  const looked = readQueueQuery(fieldOf(request, 'query'));
  const name = nameOf(request);
  if (!name) return response.redirect(303, queueAddress(looked, { did: 'view-needs-name' }));
  const view = { name, query: writeQueueQuery({ ...looked, page: 1 }) };
  const saved = await changeStaff(context, staff.id, (account) => withView(account, view), {
    actor: staff.id,
    action: 'view-saved',
  });
  response.redirect(303, queueAddress(looked, { did: saved ? 'view-saved' : 'too-many-views' }));
}

export async function deleteView(
  context: DeskContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { staff } = signedIn(response);
  const looked = readQueueQuery(fieldOf(request, 'query'));
  const name = nameOf(request);
  await changeStaff(context, staff.id, (account) => withoutView(account, name), {
    actor: staff.id,
    action: 'view-deleted',
  });
  response.redirect(303, queueAddress(looked, { did: 'view-deleted' }));
}

const nameOf = (request: Request): string =>
  [...plainText(fieldOf(request, 'name'))].slice(0, LONGEST_VIEW_NAME).join('').trim();

/** Undefined: there are too many already. */
function withView(staff: Staff, view: SavedView): Staff | undefined {
  const isKnown = staff.views.some(({ name }) => name === view.name);
  if (!isKnown && staff.views.length >= MOST_VIEWS) return undefined;
  const views = isKnown
    ? staff.views.map((one) => (one.name === view.name ? view : one))
    : [...staff.views, view];
  return { ...staff, views };
}

/** Undefined: there is none of that name. */
function withoutView(staff: Staff, name: string): Staff | undefined {
  const views = staff.views.filter((one) => one.name !== name);
  return views.length < staff.views.length ? { ...staff, views } : undefined;
}
